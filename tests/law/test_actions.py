"""Who keeps the pack: the city's board and the operator."""

from law.actions import LEGAL_TEXT_ACTIONS
from law.models import LegalText
from tests.matrix import assert_matrix

MATRIX = """
act              any            leads to
add_legal_text   mai+duc+bach   new
edit_legal_text  mai+duc+bach   stays
"""


def test_the_matrix_of_a_legal_text_by_hand(personas):
    row = LegalText.objects.first()
    assert_matrix(LEGAL_TEXT_ACTIONS, MATRIX, personas, lambda action, state: row)

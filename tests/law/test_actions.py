"""Who keeps the pack: the city's board and the operator; the dated words: the operator alone."""

from law.actions import LEGAL_TEXT_ACTIONS, WORDING_ACTIONS
from law.models import LegalText, Wording
from tests.matrix import assert_matrix

MATRIX = """
act              any            leads to
add_legal_text   mai+duc+bach   new
edit_legal_text  mai+duc+bach   stays
"""


def test_the_matrix_of_a_legal_text_by_hand(personas):
    row = LegalText.objects.first()
    assert_matrix(LEGAL_TEXT_ACTIONS, MATRIX, personas, lambda action, state: row)


WORDS = """
act            any   leads to
begin_wording  bach  new
"""


def test_the_matrix_of_the_dated_words_by_hand(personas):
    row = Wording.objects.get()
    assert_matrix(WORDING_ACTIONS, WORDS, personas, lambda action, state: row)

"""Act × person by hand."""

from evidence.actions import EVIDENCE_ACTIONS
from records.transitions import Creation
from tests.matrix import assert_matrix

# hoa, nam: leader and staff of the unit; lan: secretary; minh: another unit; tuan: another bloc; mai: the city.
TABLE = """
act           any      leads to
add_evidence  hoa+nam  new
"""


def test_the_matrix_by_hand(piece, nine, hoa, nam, lan, minh, tuan, mai):
    people = {"hoa": hoa, "nam": nam, "lan": lan, "minh": minh, "tuan": tuan, "mai": mai}
    assert_matrix(
        EVIDENCE_ACTIONS, TABLE, people, lambda action, state: nine[5] if isinstance(action, Creation) else piece
    )

"""Act × state × person by hand; who votes is whoever is on the roll, whatever post they hold."""

import pytest

from ballots.actions import BALLOT_ACTIONS
from ballots.workflow import Seat, replace_delegate
from records.access import check_permission, has_permission
from records.transitions import NotAllowedNow
from tests.matrix import assert_matrix, in_state

BALLOT_MATRIX = """
act           open      closed  leads to
cast          minh+hoa  -       stays
record_votes  lan       -       stays
close_ballot  lan       -       closed
"""


def allowed(personas, name, row):
    return {who for who, user in personas.items() if has_permission(user, f"ballots.{name}", row)}


def test_the_matrix_of_a_ballot_by_hand(ballot, personas):
    assert_matrix(BALLOT_ACTIONS, BALLOT_MATRIX, personas, lambda action, state: in_state(ballot, state))


def test_the_delegate_on_the_roll_votes_and_the_leader_no_longer(ballot, nam, hoa, nine):
    """A specialist sent in place of the head: whoever is on the roll votes (K7)."""
    assert has_permission(hoa, "ballots.cast", ballot) and not has_permission(nam, "ballots.cast", ballot)
    assert replace_delegate(ballot, Seat(nine[5], nam, nam.full_name, "Chuyên viên"))
    assert has_permission(nam, "ballots.cast", ballot) and not has_permission(hoa, "ballots.cast", ballot)


def test_nobody_votes_after_the_count(counted, personas):
    for name in ("cast", "record_votes", "close_ballot"):
        assert allowed(personas, name, counted) == set()
    with pytest.raises(NotAllowedNow):
        check_permission(personas["minh"], "ballots.cast", counted)

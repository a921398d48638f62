"""Act × state × person by hand; who votes is whoever is on the roll, whatever post they hold."""

import pytest

from ballots.actions import BALLOT_ACTIONS
from ballots.models import Ballot, Elector, Teller
from ballots.workflow import Seat, replace_delegate
from records.access import check_permission, has_permission
from records.transitions import NotAllowedNow
from tests.matrix import assert_matrix, in_state

# Who counts a secret ballot: lan and hoa.
BALLOT_MATRIX = """
act             preparing  open      counting  closed  void  leads to
cast            -          minh+hoa  -         -       -     stays
record_votes    -          lan       -         -       -     stays
close_ballot    -          lan       -         -       -     closed
take_key        lan+hoa    -         -         -       -     stays
begin_vote      lan+hoa    -         -         -       -     open
end_vote        -          lan       -         -       -     counting
open_sum        -          -         lan+hoa   -       -     stays
count_papers    -          -         lan+hoa   -       -     stays
complete_count  -          -         lan+hoa   -       -     closed
void_ballot     lan        lan       lan       -       -     void
submit_counting -          -         -         lan     -     stays
issue_counting  -          -         -         itself  -     stays
"""


def allowed(personas, name, row):
    return {who for who, user in personas.items() if has_permission(user, f"ballots.{name}", row)}


def test_the_matrix_of_a_ballot_by_hand(ballot, personas, lan, hoa):
    facts = {field.attname: getattr(ballot, field.attname) for field in Ballot._meta.fields if field.name != "id"}
    secret = Ballot.objects.create(**facts | {"kind": "secret", "state": "preparing"})
    Teller.objects.bulk_create(Teller(ballot=secret, user=user) for user in (lan, hoa))
    seats = {elector.unit_id: elector.delegate_id for elector in ballot.electors.all()}
    Elector.objects.bulk_create(Elector(ballot=secret, unit_id=unit, delegate_id=who) for unit, who in seats.items())
    ballot = secret
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

"""How a ballot stands."""

from ballots import workflow
from ballots.queries import tally_of, votes_recorded


def units_of(electors):
    return [elector.unit for elector in electors]


def test_a_tally_counts_votes_and_units_here(ballot, nine, lan, minh):
    workflow.record_votes(ballot, by=lan, choices={nine[0]: "yes", nine[1]: "no"})
    tally = tally_of(ballot)
    assert (tally.cast, tally.here) == (2, 9)
    assert units_of(tally.waited_for) == nine[2:]
    assert tally.words == "Còn chờ ý kiến của 7 đơn vị có mặt"
    assert units_of(tally.of(minh)) == [nine[0]] and units_of(tally.electors) == nine


def test_a_tally_with_all_votes_says_so(ballot, nine, lan):
    workflow.record_votes(ballot, by=lan, choices=dict.fromkeys(nine, "yes"))
    assert tally_of(ballot).words == "Đã có ý kiến của 9 đơn vị có mặt"
    assert votes_recorded([ballot]) == {ballot.pk: 9}

"""A conference elects another Khối trưởng: the hand-over of the secretariat is asked for, until it was signed."""

import pytest

from ballots import workflow as ballots
from ballots.models import Ballot
from ballots.subjects import find_subject
from conferences import workflow
from libraries.web import clock
from notices.worklist import work_for
from records.transitions import NotAllowedNow
from tests import factories
from tests.conferences.conftest import arrive, chair, items, opened, planned
from units.models import Handover, Seat

__all__ = ["arrive", "chair", "items", "opened", "planned"]
ASKED = "Bàn giao Tổ thư ký cho đơn vị Khối trưởng năm 2021"


@pytest.fixture(autouse=True)
def that_year(at):
    with at("2020-12-21 15:00"):
        yield


@pytest.fixture
def elect(items, nine, lan, year2020):
    def put(unit, yes=9, item=0, kind="head_unit"):
        """The vote on one unit, counted."""
        subject = find_subject(year2020, kind, unit.pk)
        ballot = workflow.open_ballot(items[item], by=lan, question=subject.question, subject=subject)
        said = {one: "yes" if n < yes else "no" for n, one in enumerate(nine)}
        ballots.record_votes(ballot, by=lan, choices=said)
        return ballots.close_ballot(ballot, by=lan)

    return put


def asked(user):
    return [item for item in work_for(user) if item.title == ASKED]


def test_every_unit_can_be_put_to_the_vote_for_the_year_after(year2020, nine):
    subject = find_subject(year2020, "head_unit", nine[5].pk)
    assert subject.question == f"Suy tôn {nine[5].name} làm Khối trưởng năm 2021?" and subject.edition == 2021
    assert find_subject(year2020, "deputy_unit", nine[5].pk).title == f"{nine[5].name}, Khối phó năm 2021"
    assert find_subject(year2020, "head_unit", 0) is None


def test_elected_the_secretariat_is_asked_to_hand_over(elect, nine, lan, hoa, minh):
    assert asked(lan) == []
    elect(nine[5])
    (item,) = asked(lan)
    assert nine[5].name in item.why and item.address.startswith("/ban-giao/")
    assert asked(hoa) == asked(minh) == []


def test_not_for_who_was_not_elected_nor_for_a_deputy(elect, nine, lan):
    elect(nine[5], yes=4)
    elect(nine[4], item=1, kind="deputy_unit")
    assert asked(lan) == []


def test_gone_when_it_was_signed_and_back_when_that_was_withdrawn(elect, nine, lan, hoa, year2020):
    elect(nine[5])
    row = Handover.objects.create(
        emulation_year=year2020, giver=lan, taker=hoa, title="Tổ trưởng", head=nine[5], effective_on=clock.today(),
        reason="Luân phiên", items={}, handed_at=clock.now(), handed_by=lan,
        handed_proof={"password_at": "", "code_at": "", "code_kind": "totp", "device_id": ""},
    )  # fmt: skip
    assert asked(lan) == []
    Handover.objects.filter(pk=row.pk).update(handed_at="2020-01-01T00:00:00Z")  # one from before the election
    assert len(asked(lan)) == 1


def test_gone_when_the_unit_leads_the_year_after(elect, nine, lan, bloc):
    elect(nine[5])
    year = factories.EmulationYearFactory(bloc=bloc, year=2021)
    factories.SeatFactory(emulation_year=year, unit=nine[5], role=Seat.Role.HEAD)
    assert asked(lan) == []


def test_who_leads_already_needs_no_hand_over(elect, nine, lan, year2020):
    assert year2020.seats.get(role="head").unit == nine[0]
    elect(nine[0])
    assert asked(lan) == []


def test_elected_again_for_another_year_needs_no_reason(elect, nine, lan, items, year2020):
    elect(nine[5])
    with pytest.raises(NotAllowedNow, match="đã được biểu quyết"):
        elect(nine[5], item=1)
    assert Ballot.objects.get().subject_edition == 2021

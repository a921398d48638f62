"""Act × state × person by hand, on the own bloc's pledge; another bloc's people may nothing."""

import pytest

from pledges.actions import OPEN_SIGNING, PLEDGE_ACTIONS, QUARTER_REPORT_ACTIONS, SAVE_TARGETS
from pledges.models import Pledge, QuarterReport, UnitPledge
from records.access import has_permission
from records.transitions import Creation, requirements
from tests.matrix import assert_matrix, in_state

pytestmark = pytest.mark.django_db

# lan: secretary; minh, hoa: leaders; nam: staff of hoa's unit; tuan: another bloc; mai, duc: the city.
# Targets: asked about the part of hoa's unit.
MATRIX = """
act                 draft        open      in_force  closed    leads to
create_pledge       lan          lan       lan       lan       new
save_targets        lan+hoa+nam  -         -         -         stays
open_signing        lan          -         -         -         open
withdraw_opening    -            lan       -         -         draft
enter_force         -            itself    -         -         in_force
close_pledge        -            -         lan       -         closed
"""
# Of hoa's unit.
RESULTS = """
act               open          confirmed  leads to
save_results      lan+hoa+nam   -          stays
confirm_results   hoa           -          confirmed
reopen_results    -             lan+hoa    open
"""
READ = {"read_draft": {"lan"}}


@pytest.fixture
def people(lan, minh, hoa, nam, tuan, mai, duc):
    return {user.username: user for user in (lan, minh, hoa, nam, tuan, mai, duc)}


def test_the_matrix_by_hand(draft, nine, people):
    def about(action, state):
        row = in_state(draft, state)
        if isinstance(action, Creation):
            return draft.emulation_year
        return UnitPledge(pledge=row, unit=nine[5]) if action is SAVE_TARGETS else row

    assert_matrix(PLEDGE_ACTIONS, MATRIX, people, about)


def test_the_matrix_of_results_by_hand(draft, nine, people):
    def about(action, state):
        return QuarterReport(pledge=draft, unit=nine[5], quarter=2, state=state)

    assert_matrix(QUARTER_REPORT_ACTIONS, RESULTS, people, about)


@pytest.mark.parametrize("state", Pledge.State.values)
def test_who_reads_what_in_every_state(draft, people, state):
    row = in_state(draft, state)
    for verb, readers in READ.items():
        assert {name for name, user in people.items() if has_permission(user, f"pledges.{verb}", row)} == readers


def test_targets_belong_to_the_unit_and_the_secretariat(draft, nine, lan, minh, hoa, nam, tuan, mai):
    own, other = (UnitPledge(pledge=draft, unit=unit) for unit in (nine[5], nine[1]))
    assert [has_permission(user, "pledges.save_targets", own) for user in (lan, hoa, nam, minh, tuan, mai)] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    assert [has_permission(user, "pledges.save_targets", other) for user in (lan, hoa, nam)] == [True, False, False]
    draft.state = "open"
    assert not has_permission(lan, "pledges.save_targets", own)


def test_who_sees_a_pledge(draft, lan, nam, tuan, mai):
    seen = [Pledge.objects.visible_to(user).exists() for user in (lan, nam, tuan, mai)]
    assert seen == [True, True, False, False]


def test_the_board_sees_what_is_opened(opened, mai, tuan):
    assert Pledge.objects.visible_to(mai).exists() and not Pledge.objects.visible_to(tuan).exists()


def test_what_is_missing_before_opening_says_where_it_is_mended(draft, nine):
    unmet = requirements(OPEN_SIGNING, draft)
    assert [one.sentence.split()[0] for one in unmet] == ["Chưa", "Còn", "Còn"]
    assert [one.address for one in unmet] == [
        f"/du-thao/{draft.text_id}/",
        f"/giao-uoc/{draft.pk}/",
        f"/don-vi/{draft.bloc.slug}/nguoi/",
    ]
    draft.emulation_year.seats.all().delete()
    assert requirements(OPEN_SIGNING, draft)[1].address == f"/don-vi/{draft.bloc.slug}/nam/2020/"

"""Act × state × person by hand; persona × permission × own and other bloc."""

import datetime

import pytest

from conferences import workflow
from conferences.actions import (
    ASSIGNMENT_ACTIONS,
    CLOSE_CONFERENCE,
    CONFERENCE_ACTIONS,
    NEWS_ACTIONS,
    OPEN_BALLOT,
    OPEN_CONFERENCE,
    SUBMIT_MINUTES,
)
from libraries.web import clock
from records.access import has_permission
from records.transitions import Creation, requirements
from tests import factories
from tests.conferences.conftest import STARTS
from tests.matrix import assert_matrix, in_state

# lan: secretary; minh, hoa: leaders; nam: staff; tuan, thu: another bloc (thu its secretary); mai, duc: the city.
MATRIX = """
act                  planned       open          closed  cancelled  leads to
plan                 lan           lan           lan     lan        new
edit                 lan           lan           -       -          stays
add_agenda_item      lan           lan           -       -          stays
take_usual_agenda    lan           -             -       -          stays
keep_usual_agenda    lan           lan           lan     -          stays
forget_usual_agenda  lan           lan           lan     -          stays
move_agenda_item     lan           lan           -       -          stays
remove_agenda_item   lan           lan           -       -          stays
invite_guest         lan           lan           -       -          stays
remove_guest         lan           lan           -       -          stays
submit_invitation    lan           -             -       -          stays
issue_invitation     itself        -             -       -          stays
remind_invited       lan           -             -       -          stays
take_back_reminder   lan           -             -       -          stays
answer_for_guest     lan           -             -       -          stays
answer_by_link       itself        -             -       -          stays
send_to_guest        lan           -             -       -          stays
revoke_guest_link    lan           -             -       -          stays
reschedule           lan           -             -       -          stays
cancel               lan           -             -       -          cancelled
record_attendance    lan           lan           -       -          stays
open_screen          lan           lan           -       -          stays
project              lan           lan           -       -          stays
close_screen         lan           lan           lan     lan        stays
open_conference      lan           -             -       -          open
open_ballot          -             lan           -       -          stays
record_events        -             lan           lan     -          stays
record_contribution  lan           lan           lan     -          stays
remove_contribution  lan           lan           lan     -          stays
hand_in_paper        minh+hoa+nam  minh+hoa+nam  -       -          stays
assign               -             lan           lan     -          stays
write_news           -             lan           lan     -          stays
add_photo            -             lan           lan     -          stays
move_photo           -             lan           lan     -          stays
remove_photo         -             lan           lan     -          stays
close_conference     -             lan           -       -          closed
submit_minutes       -             -             lan     -          stays
issue_minutes        -             -             itself  -          stays
submit_delegates     -             -             lan     -          stays
submit_resolution    -             -             lan     -          stays
submit_conclusions   -             -             lan     -          stays
issue_composed       -             -             itself  -          stays
"""

ASSIGNMENT_MATRIX = """
act                given    reported  done  leads to
name_owner         hoa+nam  -         -     stays
report_assignment  hoa+nam  hoa+nam   -     reported
confirm_assignment -        lan       -     done
return_assignment  -        lan       -     given
remove_assignment  lan      -         -     stays
"""

NEWS_MATRIX = """
act            draft  published  leads to
edit_news      lan    lan        stays
publish_news   lan    -          published
take_news_down -      lan        draft
"""


@pytest.fixture
def personas(lan, minh, hoa, nam, tuan, mai, duc, other_bloc):
    other_secretary = factories.UserFactory(username="thu", full_name="Ngô Thị Thu")
    factories.SecretariatSeatFactory(user=other_secretary, bloc=other_bloc)
    return {
        "lan": lan, "minh": minh, "hoa": hoa, "nam": nam, "tuan": tuan, "mai": mai, "duc": duc, "thu": other_secretary,
    }  # fmt: skip


def allowed(personas, name, row):
    return {who for who, user in personas.items() if has_permission(user, f"conferences.{name}", row)}


def test_the_matrix_of_a_conference_by_hand(planned, personas):
    def about(action, state):
        return planned.emulation_year if isinstance(action, Creation) else in_state(planned, state)

    assert_matrix(CONFERENCE_ACTIONS, MATRIX, personas, about)


def test_the_matrix_of_the_news_by_hand(opened, lan, personas):
    news = workflow.write_news(opened, by=lan, title="Hội nghị", body="Ngày 02/7/2020")
    assert_matrix(NEWS_ACTIONS, NEWS_MATRIX, personas, lambda action, state: in_state(news, state))


def test_the_matrix_of_an_assignment_by_hand(items, nine, lan, personas):
    said = workflow.record_contribution(items[5], by=lan, kind="conclusion", text="Gửi kế hoạch.")
    due = clock.now() + datetime.timedelta(days=9)
    (row,) = workflow.assign(said, by=lan, units=[nine[5]], task="Gửi kế hoạch", due_at=due)
    assert_matrix(ASSIGNMENT_ACTIONS, ASSIGNMENT_MATRIX, personas, lambda action, state: in_state(row, state))


def test_planning_is_the_secretariats(year2020, personas):
    assert allowed(personas, "plan", year2020) == {"lan"}


def test_minutes(closed, personas, opened):
    assert allowed(personas, "submit_minutes", closed) == {"lan"}
    assert allowed(personas, "read_draft_minutes", closed) == {"lan", "minh", "hoa", "nam"}


def test_what_is_missing_says_where_it_is_mended(ballot, opened, bare):
    page = f"/hoi-nghi/{opened.pk}/"
    assert [one.address for one in requirements(OPEN_CONFERENCE, bare)] == [f"/hoi-nghi/{bare.pk}/chuong-trinh/"]
    assert requirements(OPEN_BALLOT, opened) == []
    assert requirements(OPEN_BALLOT, bare)[0].address == f"/hoi-nghi/{bare.pk}/diem-danh/"
    assert [one.address for one in requirements(CLOSE_CONFERENCE, opened)] == [f"/bieu-quyet/{ballot.pk}/"]
    assert [one.address for one in requirements(SUBMIT_MINUTES, opened)] == [f"{page}dien-bien/"]
    opened.chair_name = opened.secretary_name = ""
    opened.attendances.first().delete()
    missing = requirements(SUBMIT_MINUTES, opened)
    assert [one.address.removeprefix(page) for one in missing] == ["sua/", "sua/", "diem-danh/", "dien-bien/"]


@pytest.fixture
def bare(year2020, lan):
    """Planned, and nothing more."""
    return workflow.plan(year2020, by=lan, kind="other", title="Họp", starts_at=STARTS, place="Cảng")

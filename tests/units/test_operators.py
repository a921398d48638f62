"""Who runs the installation: seated, ended, and what it does not open."""

import datetime

import pytest
from django.urls import reverse

from libraries.web import clock
from records.models import AuditEvent
from records.transitions import NotAllowedNow
from tests import factories
from units import workflow
from units.roles import Roles

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture
def son(db):
    return factories.UserFactory(username="son", full_name="Bùi Thái Sơn")


def seat(person, by, **more):
    return workflow.seat_operator(by=by, person=person, title="Chuyên viên", valid_from=clock.today(), **more)


def test_an_operator_seats_another_and_it_is_written_down(bach, son):
    made = seat(son, bach)
    assert Roles.of(son.pk, clock.today()).operator
    event = AuditEvent.objects.get(verb="units.seat_operator")
    assert (event.chain, event.actor_name, event.data["person"]) == ("he-thong", "Trịnh Văn Bách", "Bùi Thái Sơn")
    assert not Roles.of(son.pk, made.valid_from - datetime.timedelta(days=1)).operator


def test_nobody_raises_themselves(bach):
    with pytest.raises(NotAllowedNow, match="Không thể tự cử mình"):
        seat(bach, bach)


def test_the_first_one_is_seated_by_nobody(son):
    assert seat(son, None).user == son


def test_nobody_is_seated_twice_at_once(bach, son):
    seat(son, bach)
    with pytest.raises(NotAllowedNow, match="đã là người quản trị"):
        seat(son, bach)


def test_a_last_day_before_the_first_is_refused(bach, son):
    with pytest.raises(NotAllowedNow, match="Ngày cuối cùng phải từ ngày"):
        seat(son, bach, last_day=clock.today() - datetime.timedelta(days=1))


def test_the_last_operator_stays(bach):
    with pytest.raises(NotAllowedNow, match="duy nhất"):
        workflow.end_operator(bach.operator_seats.get(), by=bach, last_day=clock.today())


@pytest.mark.parametrize("why", ["closed", "limited"])
def test_an_operator_who_will_be_gone_counts_for_none(bach, son, why):
    seat(son, bach, last_day=clock.today() + datetime.timedelta(days=5) if why == "limited" else None)
    if why == "closed":
        type(son).objects.filter(pk=son.pk).update(is_active=False)
    with pytest.raises(NotAllowedNow, match="duy nhất"):
        workflow.end_operator(bach.operator_seats.get(), by=son, last_day=clock.today())


def test_one_of_two_is_ended_from_yesterday_on(bach, son):
    seat(son, bach)
    yesterday = clock.today() - datetime.timedelta(days=1)
    ended = workflow.end_operator(bach.operator_seats.get(), by=son, last_day=yesterday, reason="Chuyển công tác")
    assert ended.valid_to == clock.today()
    assert not Roles.of(bach.pk, clock.today()).operator
    with pytest.raises(NotAllowedNow, match="đã kết thúc"):
        workflow.end_operator(ended, by=son, last_day=clock.today())


def test_a_seat_does_not_end_before_it_began(bach, son):
    row = seat(son, bach)
    with pytest.raises(NotAllowedNow, match="phải từ ngày"):
        workflow.end_operator(row, by=bach, last_day=clock.today() - datetime.timedelta(days=2))


CLOSED = [
    "drafting:text_start", "notices:mail_list", "awards:review_queue", "awards:decision_new", "awards:template_list",
]  # fmt: skip


@pytest.mark.parametrize("page", CLOSED)
def test_it_opens_nothing_of_a_bloc_or_the_board(bach, client_of, page):
    assert client_of(bach).get(reverse(page)).status_code == 403


def test_an_operator_reads_the_log_of_the_installation_and_of_no_bloc(bach, bloc, lan, son, client_of):
    workflow.edit_bloc(bloc, by=lan, contact="Phòng 12")
    seat(son, bach)
    page = client_of(bach).get(reverse("records:audit_log")).content.decode()
    assert "Bùi Thái Sơn" in page
    assert "Sửa thông tin khối" not in page


def test_a_secretary_keeps_no_operators_account(lan, bach, nine):
    from records.access import has_permission

    factories.PostFactory(user=bach, unit=nine[0])
    assert not has_permission(lan, "units.edit_person", bach)

"""Somebody retires or is transferred: everything goes somewhere, in one act, or nothing happens."""

import datetime
import time
import uuid

import pytest
from django.urls import reverse

from libraries.web import clock
from notices.models import Notice, OutgoingMail
from records.models import AuditEvent
from records.transitions import NotAllowedNow
from tests import factories
from tests.asking import asked_in_vain
from tests.racing import at_once, failures
from units import workflow
from units.codes import Proof
from units.models import AccessChange, Handover, SecretariatSeat, SigningAuthority
from units.workflow import leaving
from units.workflow.changes import Ground

ONE_DAY = datetime.timedelta(days=1)
NOW = datetime.datetime(2020, 6, 20, tzinfo=datetime.UTC)
PROOF = Proof(password_at=NOW, code_at=NOW, code_kind="totp", device_id="otp_totp.totpdevice/1")


@pytest.fixture
def send(client_of):
    """`send(lan, hoa, taken={…})`: the form of the page, with these takers."""

    def post(by, person, *, taken=(), reason="Nghỉ hưu"):
        typed = {key: taker.pk for key, taker in dict(taken).items()}
        data = {"submission_token": str(uuid.uuid4()), "reason": reason, **typed}
        return client_of(by).post(reverse("person_leave", args=[person.pk]), data)

    return post


def key_of(kind, row):
    return f"{kind}-{row.pk}"


def is_untouched(person):
    person.refresh_from_db()
    return person.is_active and not AuditEvent.objects.filter(verb="units.leave_person").exists()


@pytest.mark.django_db
class TestLeader:
    def test_the_page_lists_what_is_held_and_who_can_take_it(self, lan, hoa, nam, client_of):
        page = client_of(lan).get(reverse("person_leave", args=[hoa.pk])).content.decode()
        assert "(thủ trưởng)" in page and "Lê Hoài Nam (nam)" in page and "Việc đang chờ cán bộ này" in page

    def test_a_retiring_leader_is_followed_by_another_once_a_second_person_confirms(self, send, lan, hoa, nam, minh):
        post = hoa.posts.get()
        answer = send(lan, hoa, taken={key_of("post", post): nam})
        assert answer.status_code == 302
        hoa.refresh_from_db()
        post.refresh_from_db()
        assert not hoa.is_active and post.valid_to == clock.today()
        led = nam.posts.get(is_leader=True, valid_to=None)
        assert (led.unit, led.title, led.valid_from, led.confirmed_at) == (post.unit, post.title, clock.today(), None)
        assert AccessChange.objects.open().get(kind="leader").person == nam
        event = AuditEvent.objects.get(verb="units.leave_person")
        assert event.reason == "Nghỉ hưu" and list(event.data["takers"].values()) == ["Lê Hoài Nam"]
        assert Notice.objects.filter(user=nam, title="Nhận bàn giao từ Đỗ Thị Hòa").exists()

    def test_without_a_follower_nothing_happens(self, send, lan, hoa, nam):
        answer = send(lan, hoa)
        assert answer.status_code == 422 and "Chọn người nhận" in answer.content.decode()
        assert is_untouched(hoa) and hoa.posts.get().valid_to is None

    def test_who_is_not_of_the_unit_cannot_follow(self, send, lan, hoa, nam, minh):
        post = hoa.posts.get()
        assert send(lan, hoa, taken={key_of("post", post): minh}).status_code == 422
        with pytest.raises(NotAllowedNow, match="không nhận được"):
            workflow.leave(hoa, by=lan, reason="x", takers={key_of("post", post): minh})
        assert is_untouched(hoa)

    def test_alone_in_the_unit_somebody_is_added_first(self, send, lan, minh, client_of):
        page = client_of(lan).get(reverse("person_leave", args=[minh.pk])).content.decode()
        assert "Thêm cán bộ kế nhiệm" in page
        assert send(lan, minh).status_code == 409 and is_untouched(minh)

    def test_the_operator_leaves_the_leader_to_the_secretariat(self, send, bach, hoa, nam):
        answer = send(bach, hoa, taken={key_of("post", hoa.posts.get()): nam})
        assert answer.status_code == 409 and "do Tổ thư ký Khối cập nhật" in answer.content.decode()
        assert is_untouched(hoa)

    def test_a_failure_in_the_middle_writes_nothing(self, lan, hoa, nam, monkeypatch):
        def fail(*args, **options):
            raise RuntimeError("on purpose")

        monkeypatch.setattr("units.workflow.leaving.add_post", fail)
        with pytest.raises(RuntimeError):
            workflow.leave(hoa, by=lan, reason="Nghỉ hưu", takers={key_of("post", hoa.posts.get()): nam})
        assert is_untouched(hoa) and hoa.posts.get().valid_to is None

    def test_what_was_prepared_for_the_person_is_closed(self, lan, hoa, nam):
        AccessChange.objects.all().delete()
        workflow.edit_person(nam, by=lan, chain="doanh-nghiep-2", email="moi@example.vn")
        workflow.leave(nam, by=lan, reason="Chuyển công tác", takers={})
        assert AccessChange.objects.get(person=nam).state == "refused"

    def test_an_authority_ends_with_its_holder_and_one_that_was_given_is_shown(self, lan, hoa, nam, client_of):
        granted = workflow.grant_authority(
            hoa.posts.get().unit,
            by=hoa,
            holder=nam,
            capacity=SigningAuthority.Capacity.values[0],
            title="Phó Giám đốc",
            reference="Giấy ủy quyền số 01",
            valid_from=clock.today(),
        )
        page = client_of(lan).get(reverse("person_leave", args=[hoa.pk])).content.decode()
        assert "Ủy quyền ký cho Lê Hoài Nam" in page
        workflow.leave(nam, by=lan, reason="Chuyển công tác", takers={})
        granted.refresh_from_db()
        assert granted.is_over and not SigningAuthority.objects.filter(valid_to=None).exists()


@pytest.mark.django_db
class TestOffices:
    def test_the_last_secretary_is_followed_by_whoever_the_operator_names(self, send, bach, lan, nam, bloc):
        seat = lan.secretariat_seats.get()
        assert send(bach, lan).status_code == 422
        assert send(bach, lan, taken={key_of("seat", seat): nam}).status_code == 302
        assert SecretariatSeat.objects.get(user=nam, bloc=bloc).valid_from == clock.today()
        seat.refresh_from_db()
        assert seat.valid_to == clock.today() + ONE_DAY and not type(lan).objects.get(pk=lan.pk).is_active

    def test_a_secretary_seats_nobody(self, send, lan, bloc, nam):
        thu = factories.UserFactory(username="thu", full_name="Ngô Thị Thu")
        seat = factories.SecretariatSeatFactory(user=thu, bloc=bloc)
        assert send(lan, thu, taken={key_of("seat", seat): nam}).status_code == 422
        assert send(lan, thu, taken={key_of("seat", seat): lan}).status_code == 302

    def test_a_handover_that_waits_for_the_person_is_withdrawn(self, bach, lan, hoa, nam, year2020):
        row = workflow.hand_over(
            year2020,
            by=lan,
            proof=PROOF,
            taker=nam,
            title="Tổ trưởng Tổ thư ký",
            on=datetime.date(2020, 7, 1),
            head=None,
            others_stay=False,
            ground=Ground("Luân phiên"),
            items={"tasks": [{"what": "Ký Giao ước"}]},
        )
        notice = Notice.objects.get(user=nam)
        assert "chờ ký nhận" in notice.title and notice.about == f"units.take_over:{row.pk}"
        assert asked_in_vain() == [] and OutgoingMail.objects.filter(recipient=nam).exists()
        workflow.leave(nam, by=bach, reason="Chuyển công tác", takers={})
        row.refresh_from_db()
        assert row.state == Handover.State.WITHDRAWN

    def test_the_city_keeps_somebody_who_decides(self, send, bach, mai, duc):
        answer = send(bach, mai)
        assert answer.status_code == 409 and "Cử thêm thành viên" in answer.content.decode() and is_untouched(mai)
        assert send(bach, duc).status_code == 302

    def test_nobody_leaves_by_their_own_hand(self, send, bach, lan):
        assert send(bach, bach).status_code == send(lan, lan).status_code == 403


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locked", [True, False])
def test_two_secretaries_sent_away_at_once_leave_one(locked, bach, lan, bloc, monkeypatch):
    """Without the lock of the bloc each is told that the other goes on."""
    thu = factories.UserFactory(username="thu", full_name="Ngô Thị Thu")
    factories.SecretariatSeatFactory(user=thu, bloc=bloc)
    if not locked:
        monkeypatch.setattr("units.workflow.leaving.locked_blocs", lambda person: [bloc])
    real = leaving.holdings_of

    def slowly(person, by):
        found = real(person, by)
        time.sleep(0.5)
        return found

    monkeypatch.setattr("units.workflow.leaving.holdings_of", slowly)
    results = at_once(
        [
            lambda: workflow.leave(lan, by=bach, reason="x", takers={}),
            lambda: workflow.leave(thu, by=bach, reason="x", takers={}),
        ]
    )
    left = SecretariatSeat.objects.filter(user__is_active=True).count()
    assert (left, len(failures(results))) == ((1, 1) if locked else (0, 0))

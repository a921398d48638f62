"""/quan-tri/: what an operator sets up, and that nobody else does."""

import datetime
import uuid

import pytest
from django.core import mail
from django.urls import reverse

from awards.models import AwardKind, AwardTerms
from awards.starting_data import load_award_kinds
from libraries.web import clock
from libraries.web.formats import short_date
from records.models import AuditEvent
from records.transitions import NotAllowedNow
from units import workflow
from units.models import Bloc, BoardSeat, OrganisationChange, SecretariatSeat, User
from units.roles import Roles
from units.workflow.changes import Ground

pytestmark = pytest.mark.django_db
DAY = datetime.date
GROUND = {"on": "01/7/2020", "reason": "Sắp xếp", "number": "12/QĐ-UBND", "date": "25/6/2020"}
PAGES = [
    "administration", "system_condition", "job_list", "office_list", "account_add", "operator_add", "board_add",
    "secretary_add", "city_detail", "city_begin", "wording_list", "wording_begin",
]  # fmt: skip


@pytest.fixture
def send(client_of, bach):
    """A form of an operator; gives the page it leads to, or the refusal."""
    browser = client_of(bach)

    def post(page, /, *args, **typed):
        data = {"submission_token": str(uuid.uuid4()), **typed}
        return browser.post(reverse(page, args=args), data, follow=True)

    return post


@pytest.mark.parametrize("page", PAGES)
def test_an_operator_is_shown_it_and_nobody_else(page, bach, lan, mai, hoa, client_of, visitor):
    assert client_of(bach).get(reverse(page)).status_code == 200
    assert [client_of(person).get(reverse(page)).status_code for person in (lan, mai, hoa)] == [403, 403, 403]
    assert visitor.get(reverse(page)).status_code == 302


def test_the_home_page_leads_there(bach, client_of):
    assert 'href="/quan-tri/"' in client_of(bach).get("/").content.decode()


class TestOffices:
    def test_an_account_then_a_secretary_then_gone(self, send, bach, bloc):
        page = send(
            "account_add", full_name="Đỗ Mạnh Cường", salutation="Ông", username="cuong.dm", email="c@example.vn"
        )
        assert page.status_code == 200
        person = User.objects.get(username="cuong.dm")
        assert not person.has_usable_password()
        first = f"{clock.today():%d/%m/%Y}"
        page = send("secretary_add", bloc=bloc.pk, person=person.pk, title="Tổ trưởng", valid_from=first)
        assert "Đỗ Mạnh Cường" in page.content.decode()
        assert Roles.of(person.pk, clock.today()).secretary_of == {bloc.pk}
        seat = SecretariatSeat.objects.get(user=person)
        send("secretary_end", seat.pk, last_day=first, reason="Chuyển công tác")
        tomorrow = clock.today() + datetime.timedelta(days=1)
        assert not Roles.of(person.pk, tomorrow).secretary_of
        verbs = set(AuditEvent.objects.values_list("verb", flat=True))
        assert {"units.create_person", "units.seat_secretary", "units.end_secretary"} <= verbs

    def test_a_board_member_from_a_unit(self, send, nine, nam):
        first = f"{clock.today():%d/%m/%Y}"
        send("board_add", person=nam.pk, title="Ủy viên", valid_from=first, can_decide="on", from_unit=nine[5].pk)
        seat = BoardSeat.objects.get(user=nam)
        assert (seat.can_decide, seat.from_unit) == (True, nine[5])
        send("board_end", seat.pk, last_day=first, reason="Hết nhiệm kỳ")
        seat.refresh_from_db()
        assert seat.valid_to == clock.today() + datetime.timedelta(days=1)

    @pytest.mark.parametrize("page", ["operator_add", "board_add", "secretary_add"])
    def test_nobody_seats_themselves(self, send, bach, bloc, page):
        first = f"{clock.today():%d/%m/%Y}"
        answer = send(page, bloc=bloc.pk, person=bach.pk, title="Ủy viên", valid_from=first)
        assert answer.status_code == 409
        assert "Không thể tự cử mình" in answer.content.decode()

    def test_a_bloc_without_secretariat_is_named(self, send, bach, bloc, client_of):
        page = client_of(bach).get(reverse("office_list")).content.decode()
        assert "Khối thi đua Doanh nghiệp 2 chưa có Tổ thư ký" in page

    def test_twice_is_refused_in_words(self, send, lan, bloc):
        first = f"{clock.today():%d/%m/%Y}"
        answer = send("secretary_add", bloc=bloc.pk, person=lan.pk, title="Tổ thư ký", valid_from=first)
        assert "đã thuộc Tổ thư ký của Khối" in answer.content.decode()


class TestBlocs:
    def test_made_renamed_ended(self, send, bach):
        send("setup_bloc", name="Khối thi đua Sở, ngành 3", short_name="Khối SN 3", kind="bloc", field="", **GROUND)
        bloc = Bloc.objects.get()
        assert bloc.slug == "khoi-thi-dua-so-nganh-3"
        send("bloc_rename", bloc.slug, name="Cụm thi đua số 3", short_name="Cụm 3", **GROUND)
        bloc.refresh_from_db()
        assert (bloc.name, bloc.slug) == ("Cụm thi đua số 3", "khoi-thi-dua-so-nganh-3")
        send("bloc_end", bloc.slug, **GROUND)
        bloc.refresh_from_db()
        assert bloc.ended_on == DAY(2020, 7, 1)
        kinds = list(OrganisationChange.objects.order_by("pk").values_list("kind", "document_number"))
        assert kinds == [(kind, "12/QĐ-UBND") for kind in ("bloc_made", "bloc_renamed", "bloc_ended")]

    def test_two_of_one_name_are_refused_and_what_was_typed_is_kept(self, send, bloc):
        typed = {"name": "KHỐI THI ĐUA DOANH NGHIỆP 2", "short_name": "DN2 mới", "kind": "bloc"}
        answer = send("setup_bloc", **typed, **GROUND)
        assert answer.status_code == 422
        assert (
            "Đã có khối tên “Khối thi đua Doanh nghiệp 2”" in answer.content.decode()
            and "DN2 mới" in answer.content.decode()
        )

    def test_with_units_left_it_goes_on(self, send, bloc, nine):
        answer = send("bloc_end", bloc.slug, **GROUND)
        assert answer.status_code == 409
        assert "Khối còn 9 đơn vị" in answer.content.decode()

    def test_a_name_that_comes_later_waits(self, bloc, bach):
        later = clock.today() + datetime.timedelta(days=1)
        with pytest.raises(NotAllowedNow, match="chưa có hiệu lực"):
            workflow.rename_bloc(bloc, by=bach, on=later, ground=Ground("Đổi tên"), name="Khối X", short_name="X")


class TestCity:
    NAMES = {
        "name": "Thành phố Hải Phòng", "short_name": "Hải Phòng", "place": "Hải Phòng", "superior": "UBND",
        "committee": "Ủy ban nhân dân thành phố Hải Phòng", "chair": "Chủ tịch", "body": "Sở Nội vụ",
        "body_short": "Sở Nội vụ",
    }  # fmt: skip

    def test_a_new_name_from_a_day_on(self, send):
        send("city_begin", valid_from="01/01/2020", **self.NAMES)
        page = send("city_begin", valid_from="01/7/2025", **self.NAMES | {"body_short": "Ban TĐKT mới"})
        assert page.content.decode().count("Thành phố Hải Phòng") >= 2
        page = send(
            "city_edit", revision="1", **self.NAMES | {"body_short": "Ban TĐKT mới", "contact_phone": "0225 3842637"}
        )
        assert "0225 3842637" in page.content.decode()


class TestWording:
    """The dated words: tests/law/test_wording.py."""

    NAMES = {
        "title_family": "Danh hiệu thi đua", "commendation_family": "Hình thức khen thưởng",
        "open_vote": "Biểu quyết giơ tay", "named_vote": "Biểu quyết công khai", "exchange": "Cấp đổi",
        "reissue": "Cấp lại", "signature_kind": "xác nhận", "signature_notice": "xác nhận",
        "source": "Luật mới",
    }  # fmt: skip

    def test_new_words_stand_above_those_of_today(self, send):
        tomorrow = clock.today() + datetime.timedelta(days=1)
        page = send("wording_begin", valid_from=short_date(tomorrow), **self.NAMES).content.decode()
        assert page.index("Biểu quyết công khai") < page.index("Biểu quyết ghi tên từng đơn vị")

    def test_today_is_refused_and_what_was_typed_is_kept(self, send):
        answer = send("wording_begin", valid_from=short_date(clock.today()), **self.NAMES)
        assert answer.status_code == 409
        assert "từ ngày mai" in answer.content.decode() and "Biểu quyết công khai" in answer.content.decode()


class TestKinds:
    @pytest.fixture
    def kind(self, db):
        load_award_kinds()
        return AwardKind.objects.get(slug="co-thi-dua")

    TERMS = {
        "legal_source": "Điều 26 Luật mới", "standards": "Dẫn đầu", "required_parts": ["report", "minutes"],
        "addressee": "Sở Nội vụ", "vote_percent": "90", "reviews_needed": "3",
        "decided_by": "committee", "signer_lines": "CHỦ TỊCH", "prize_multiplier": "1,5", "report_years": "1",
    }  # fmt: skip

    def test_new_terms_leave_the_old_ones_as_they_were(self, send, kind):
        before = kind.terms.order_by("valid_from").last()
        page = send("awards:terms_begin", kind.slug, valid_from="01/01/2030", **self.TERMS)
        assert "Điều 26 Luật mới" in page.content.decode()
        assert kind.terms_on(DAY(2029, 12, 31)).legal_source == before.legal_source
        fresh = AwardKind.objects.prefetch_related("terms").get(pk=kind.pk).terms_on(DAY(2030, 1, 1))
        assert (fresh.vote_percent, fresh.reviews_needed) == (90, 3)

    def test_not_behind_those_in_force(self, send, kind):
        answer = send("awards:terms_begin", kind.slug, valid_from="01/01/2024", **self.TERMS)
        assert answer.status_code == 409
        assert "Chọn ngày sau ngày đó" in answer.content.decode() and "Điều 26 Luật mới" in answer.content.decode()
        assert not AwardTerms.objects.filter(legal_source="Điều 26 Luật mới").exists()

    def test_renamed(self, send, kind):
        send("awards:kind_edit", kind.slug, name="Cờ thi đua", short_name="Cờ", display_order=1)
        kind.refresh_from_db()
        assert kind.short_name == "Cờ"

    def test_the_board_reads_and_does_not_write(self, mai, kind, client_of):
        assert client_of(mai).get(reverse("awards:kind_detail", args=[kind.slug])).status_code == 200
        assert client_of(mai).get(reverse("awards:terms_begin", args=[kind.slug])).status_code == 403


class TestCondition:
    def test_a_test_mail_goes_to_oneself(self, send, bach):
        page = send("send_test_mail")
        assert f"Đã gửi thư thử tới {bach.email}" in page.content.decode()
        assert mail.outbox[0].to == [bach.email]

    def test_the_servers_answer_is_told(self, send, bach, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        assert "Chưa gửi được thư thử" in send("send_test_mail").content.decode()

    def test_without_an_address_it_says_what_to_do(self, send, bach):
        User.objects.filter(pk=bach.pk).update(email="")
        assert "Tài khoản chưa có thư điện tử" in send("send_test_mail").content.decode()

    def test_the_checks_are_shown_in_words(self, bach, client_of):
        page = client_of(bach).get(reverse("system_condition")).content.decode()
        assert "Cơ sở dữ liệu" in page and "FINE" not in page

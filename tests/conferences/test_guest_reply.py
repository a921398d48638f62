"""/hoi-nghi/khach-moi/…/: a guest answers by the link in the mail, once, without an account."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from conferences import workflow
from conferences.models import Conference, Guest, GuestLink
from notices.models import OutgoingMail
from records.models import AuditEvent
from records.transitions import NotAllowedNow
from tests.conferences.test_invitations import MORNING, STARTS, called
from tests.racing import at_once, failures

__all__ = ["called"]


def links():
    """Addresses as the guest's mails carry them, the newest first."""
    rows = OutgoingMail.objects.filter(address="huong@haiphong.example.vn", url__contains="/khach-moi/")
    return [mail.url for mail in rows.order_by("-pk")]


def token_of(url):
    return url.rstrip("/").rsplit("/", 1)[1]


def at_(name, conference, guest):
    return reverse(f"conferences:{name}", args=[conference.pk, guest.pk])


@pytest.fixture
def guest(called):
    return called.guests.get()


def test_opened_any_number_of_times_and_answered_once(called, guest, at):
    (url,) = links()
    with at(MORNING):
        for _ in range(3):  # mail programs open links
            page = Client().get(url).content.decode()
        assert "Vũ Thị Hương" in page and "Nhận lời dự" in page and "01/GM-KTĐ" in page
        guest.refresh_from_db()
        assert guest.coming is None and GuestLink.objects.live().count() == 1
        empty = Client().post(url, {})
        assert empty.status_code == 422 and "Chọn một trong hai" in empty.content.decode()
        answer = Client().post(url, {"tra-loi": "du"}, follow=True).content.decode()
        guest.refresh_from_db()
        assert guest.coming and "Đã trả lời lúc" in answer and 'name="tra-loi"' not in answer
        Client().post(url, {"tra-loi": "khong"})
        guest.refresh_from_db()
        assert guest.coming  # once
    told = AuditEvent.objects.get(verb="conferences.answer_by_link")
    assert told.data == {"name": "Vũ Thị Hương", "coming": True} and told.actor is None
    assert token_of(url) not in str(list(GuestLink.objects.values()))


def test_pressed_twice_by_somebody_who_is_logged_in(called, guest, client_of, lan, at):
    form = {"tra-loi": "du", "submission_token": "1b671a64-40d5-491e-99b0-da01ff1f3341"}
    with at(MORNING):
        browser = client_of(lan)
        assert [browser.post(links()[0], form).status_code for _ in range(2)] == [302, 303]
    assert AuditEvent.objects.filter(verb="conferences.answer_by_link").count() == 1


def test_the_page_shows_nothing_of_the_bloc_but_what_the_letter_says(called, nine):
    page = Client().get(links()[0]).content.decode()
    assert called.title in page and called.place in page
    assert nine[5].name not in page and "Các đơn vị đóng góp ý kiến" not in page and "Hà Quang Thắng" not in page


def test_sent_again_the_link_before_is_over(called, guest, client_of, lan, at):
    (first,) = links()
    with at(MORNING):
        assert client_of(lan).post(at_("send_to_guest", called, guest)).status_code == 302
        second = links()[0]
        assert second != first
        gone = Client().get(first)
        assert gone.status_code == 404 and "thư mới nhất" in gone.content.decode()
        Client().post(first, {"tra-loi": "du"})
        guest.refresh_from_db()
        assert guest.coming is None
        Client().post(second, {"tra-loi": "khong"})
        guest.refresh_from_db()
        assert guest.coming is False


def test_taken_back(called, guest, client_of, lan, at):
    browser, page = client_of(lan), reverse("conferences:invitation_detail", args=[called.pk])
    with at(MORNING):
        assert "Hủy đường dẫn" in browser.get(page).content.decode()
        browser.post(at_("revoke_guest_link", called, guest))
        assert "Hủy đường dẫn" not in browser.get(page).content.decode()
        assert Client().post(links()[0], {"tra-loi": "du"}).status_code == 404
        assert browser.post(at_("revoke_guest_link", called, guest)).status_code == 409
    guest.refresh_from_db()
    assert guest.coming is None


def test_a_guest_named_after_the_invitation_went_out(called, client_of, lan, at):
    late = workflow.invite_guest(called, by=lan, name="Khách đến sau", email="sau@example.vn")
    silent = workflow.invite_guest(called, by=lan, name="Khách không có thư")
    with at(MORNING):
        client_of(lan).post(at_("send_to_guest", called, late))
        assert OutgoingMail.objects.filter(address="sau@example.vn", url__contains="/khach-moi/").count() == 1
        with pytest.raises(NotAllowedNow, match="chưa có thư điện tử"):
            workflow.send_to_guest(silent, by=lan)


def test_before_the_invitation_is_issued_nothing_is_sent(planned, lan):
    planned.guests.update(email="huong@haiphong.example.vn")
    with pytest.raises(NotAllowedNow, match="chưa phát hành"):
        workflow.send_to_guest(planned.guests.get(), by=lan)


def test_moved_the_guest_answers_again_and_cancelled_no_more(called, guest, lan, at):
    first = links()[0]
    with at(MORNING):
        Client().post(first, {"tra-loi": "du"})
        called.refresh_from_db()
        workflow.reschedule(
            called, by=lan, revision=called.revision, starts_at=STARTS.replace(day=9), place=called.place,
            reply_by=None, reason="Bão",
        )  # fmt: skip
        guest.refresh_from_db()
        assert guest.coming is None
        second = links()[0]
        assert second != first
        workflow.cancel(Conference.objects.get(pk=called.pk), by=lan, reason="Bão lớn")
        page = Client().get(second)
        assert page.status_code == 404  # the letter that tells of the end takes the link back
        with pytest.raises(NotAllowedNow):
            workflow.answer_by_link(token_of(second), coming=True)


@pytest.mark.parametrize("token", ["x", "0" * 43, "khong-co"])
def test_an_invented_link(called, token):
    answer = Client().post(reverse("conferences:guest_reply", args=[token]), {"tra-loi": "du"})
    assert answer.status_code == 404 and "Đường dẫn không còn hiệu lực" in answer.content.decode()
    with pytest.raises(NotAllowedNow):
        workflow.answer_by_link(token, coming=True)


def test_only_the_secretary_sends_and_takes_back(called, guest, client_of, hoa, tuan):
    for user, status in ((hoa, 403), (tuan, 404)):
        for name in ("send_to_guest", "revoke_guest_link"):
            assert client_of(user).post(at_(name, called, guest)).status_code == status


def test_the_database_keeps_one_live_link_a_guest(called, guest):
    link = GuestLink.objects.get()
    for act in (
        lambda: GuestLink.objects.create(guest=guest, token_hash="a" * 64, made_at=link.made_at),
        lambda: GuestLink.objects.filter(pk=link.pk).update(token_hash="ngan"),
        lambda: GuestLink.objects.filter(pk=link.pk).update(used_at=link.made_at, revoked_at=link.made_at),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


@pytest.mark.django_db(transaction=True)
def test_two_buttons_at_once_one_answer_counts(called, at):
    token = token_of(links()[0])
    results = at_once([lambda coming=coming: workflow.answer_by_link(token, coming=coming) for coming in (True, False)])
    assert len(failures(results)) == 1 and isinstance(failures(results)[0], NotAllowedNow), results
    (won,) = [row for row in results if isinstance(row, Guest)]
    assert Guest.objects.get(pk=won.pk).coming == won.coming
    assert AuditEvent.objects.filter(verb="conferences.answer_by_link").count() == 1

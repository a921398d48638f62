"""Mails leave once, whatever the mail server says first."""

import smtplib
from email.utils import formataddr

import pytest
from django.core import mail as django_mail

from notices import delivery, digest, maintenance
from notices.models import Notice, OutgoingMail
from notices.tasks import deliver_mail
from tests.letters import tell
from tests.notices.conftest import TITLE


def minutes(at, *moments):
    """The outbox is looked at at each of these moments; how many left at each."""
    counts = []
    for moment in moments:
        with at(f"2020-11-20 {moment}"):
            counts.append(delivery.deliver_due())
    return counts


@pytest.fixture
def morning(at, bloc, hoa, nam):
    with at("2020-11-20 09:00"):
        tell([hoa, nam], title=TITLE, url="/giao-uoc/1/", bloc=bloc)


def test_what_is_due_leaves_once(morning, settings):
    settings.DEFAULT_FROM_EMAIL = "khoithidua@haiphong.example.vn"
    assert deliver_mail.call() == 2
    assert deliver_mail.call() == 0
    assert sorted(message.to[0] for message in django_mail.outbox) == ["hoa@example.vn", "nam@example.vn"]
    message = django_mail.outbox[0]
    assert message.subject == TITLE
    assert message.from_email == formataddr(("Tổ thư ký Khối thi đua DN 2", "khoithidua@haiphong.example.vn"))
    assert message.extra_headers["Message-ID"].endswith("@khoithidua.example.vn>")
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert OutgoingMail.objects.counts() == {"queued": 0, "sent": 2, "failed": 0}


def test_a_server_that_fails_three_times_loses_nothing_and_doubles_nothing(morning, post, at):
    post.errors = [smtplib.SMTPDataError(451, b"later")] * 3
    counts = minutes(at, "09:01", "09:02", "09:02:01", "09:07:01", "09:08", "09:40", "11:50")
    assert sum(counts) == 2
    assert sorted(message.to[0] for message in post.taken) == ["hoa@example.vn", "nam@example.vn"]
    assert OutgoingMail.objects.counts()["sent"] == 2


def test_back_off_waits_longer_each_time(morning, post, at, nam):
    OutgoingMail.objects.filter(recipient=nam).delete()
    post.errors = [smtplib.SMTPDataError(451, b"later")] * 6
    mail = OutgoingMail.objects.get()
    waits, moment = [], mail.next_attempt_at
    from libraries.web import clock

    for _ in range(6):
        with clock.travel(moment):
            assert delivery.deliver_due() == 0
            assert delivery.deliver_due() == 0  # not due again at once
        mail.refresh_from_db()
        waits.append(round((mail.next_attempt_at - moment).total_seconds() / 60))
        moment = mail.next_attempt_at
    assert waits == [1, 5, 25, 120, 600, 1440]
    with clock.travel(moment):
        assert delivery.deliver_due() == 1


def test_the_last_attempt_makes_a_dead_letter_and_retry_sends_it(morning, post, at, nam, lan):
    from libraries.web import clock
    from notices import workflow

    OutgoingMail.objects.filter(recipient=nam).delete()
    mail = OutgoingMail.objects.get()
    post.errors = [smtplib.SMTPDataError(451, b"later")] * delivery.MAX_ATTEMPTS
    for _ in range(delivery.MAX_ATTEMPTS):
        with clock.travel(mail.next_attempt_at):
            delivery.deliver_due()
        mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("failed", 7)
    assert "Dịch vụ thư điện tử báo lỗi" in mail.last_error
    workflow.retry(mail, by=lan)
    assert delivery.deliver_due() == 1 and len(post.taken) == 1


def test_an_outage_costs_one_attempt_not_one_for_every_mail(morning, post, at):
    post.errors = [ConnectionRefusedError("refused")]
    assert minutes(at, "09:01") == [0]
    assert sorted(OutgoingMail.objects.values_list("attempts", flat=True)) == [0, 1]
    assert "Chưa kết nối được dịch vụ thư điện tử" in OutgoingMail.objects.get(attempts=1).last_error
    assert minutes(at, "09:03") == [2]


def test_an_address_refused_for_good_is_not_tried_for_two_days(morning, post, at):
    post.errors = [smtplib.SMTPRecipientsRefused({"hoa@example.vn": (550, b"no such user")})]
    assert minutes(at, "09:01") == [1]
    dead = OutgoingMail.objects.get(state="failed")
    assert dead.attempts == 1 and "không đúng hoặc không tồn tại" in dead.last_error and "550" in dead.last_error


def test_without_a_mail_server_mails_wait_untouched(morning, settings, at):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert not delivery.can_send()
    assert minutes(at, "09:01", "12:00") == [0, 0]
    assert set(OutgoingMail.objects.values_list("state", "attempts")) == {("queued", 0)}


def test_in_sample_mode_nothing_leaves_by_smtp(morning, settings, post, at):
    settings.SAMPLE_MODE = True
    assert minutes(at, "09:01") == [2]
    assert post.taken == [] and OutgoingMail.objects.counts()["sent"] == 2


def test_a_worker_that_died_while_sending_loses_the_mail_to_the_next(morning, at, post):
    with at("2020-11-20 09:01"):
        delivery.claim()
        delivery.claim()
        assert delivery.deliver_due() == 0
    with at("2020-11-20 09:07"):
        assert delivery.deliver_due() == 2


@pytest.mark.parametrize("state", ["waiting", "claimed by a worker that died", "after a failed attempt"])
def test_a_clock_that_was_set_back_by_a_day_keeps_no_mail_waiting(morning, at, post, state):
    if state == "claimed by a worker that died":
        with at("2020-11-20 09:01"):
            delivery.claim()
    if state == "after a failed attempt":
        post.errors = [smtplib.SMTPDataError(451, b"later")] * 2
        assert minutes(at, "09:01") == [0]
    with at("2020-11-19 09:02"):
        assert delivery.deliver_due() == 2
        assert delivery.deliver_due() == 0


def test_and_what_fails_then_waits_by_the_clock_there_is(morning, at, post):
    post.errors = [smtplib.SMTPDataError(451, b"later")] * 2
    with at("2020-11-19 09:02"):
        assert delivery.deliver_due() == 0
    assert set(OutgoingMail.objects.values_list("attempts", flat=True)) == {1}
    with at("2020-11-19 09:03:01"):
        assert delivery.deliver_due() == 2


def test_a_worker_that_died_in_the_last_attempt_leaves_a_dead_letter(morning, at, post):
    OutgoingMail.objects.update(attempts=delivery.MAX_ATTEMPTS)
    assert minutes(at, "09:01") == [0]
    assert OutgoingMail.objects.counts()["failed"] == 2


def test_an_unforeseen_trouble_is_a_failed_attempt(morning, post, at):
    post.errors = [RuntimeError("odd"), UnicodeError("no such letter")]
    assert minutes(at, "09:01") == [0]
    assert OutgoingMail.objects.counts() == {"queued": 1, "sent": 0, "failed": 1}


def test_digest_carries_what_had_no_mail(at, bloc, hoa, nam, post):
    with at("2020-11-19 15:00"):
        tell([hoa], title="Đọc kết luận hội nghị ngày 19/11/2020", bloc=bloc, mail=False)
        tell([hoa], title="Xem quy chế 02/QC-KTĐ ngày 19/11/2020", bloc=bloc, mail=False)
        tell([nam], title=TITLE, bloc=bloc)
    with at("2020-11-20 07:59"):
        assert digest.send_digests() == 0
    with at("2020-11-20 08:01"):
        assert (digest.send_digests(), digest.send_digests()) == (1, 0)
        tell([hoa], title="Sau 8 giờ", bloc=bloc, mail=False)
        assert digest.send_digests() == 0
    mail = OutgoingMail.objects.get(recipient=hoa)
    assert mail.subject == "2 thông báo chưa đọc, ngày 20/11/2020"
    assert "- Đọc kết luận hội nghị ngày 19/11/2020 (15:00 ngày 19/11/2020)" in mail.body
    assert "https://khoithidua.example.vn/thong-bao/" in mail.body
    with at("2020-11-21 08:00"):
        assert digest.send_digests() == 1


def test_digest_leaves_out_what_is_read_or_old(at, bloc, hoa):
    with at("2020-11-01 15:00"):
        tell([hoa], title="Cũ", mail=False)
    with at("2020-11-19 15:00"):
        tell([hoa], title="Đã đọc", mail=False)
        Notice.objects.filter(title="Đã đọc").update(read_at="2020-11-19T16:00+07:00")
    with at("2020-11-20 09:00"):
        assert digest.send_digests() == 0


def test_maintenance_does_all_three(morning, at):
    with at("2020-11-20 09:01"):
        assert maintenance.run_maintenance() == {"found": 0, "put_back": 0, "digests": 0, "sent": 2}

"""The same over a real SMTP conversation: one connection a run, refusals at every word, no server at all."""

from email import message_from_bytes, policy

import pytest

from notices import delivery
from notices.models import OutgoingMail
from tests.letters import tell
from tests.notices.conftest import TITLE
from tests.notices.smtp_stub import smtp_stub


@pytest.fixture
def over_smtp(settings):
    def to(port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
        settings.EMAIL_USE_SSL, settings.EMAIL_HOST_USER = False, ""

    return to


@pytest.fixture
def three(at, bloc, hoa, nam, minh):
    with at("2020-11-20 09:00"):
        tell([hoa, nam, minh], title=TITLE, url="/giao-uoc/1/", bloc=bloc)


def at_moments(at, *moments):
    for moment in moments:
        with at(f"2020-11-20 {moment}"):
            delivery.deliver_due()


def test_all_in_one_conversation(three, over_smtp):
    with smtp_stub() as server:
        over_smtp(server.server_address[1])
        assert delivery.deliver_due() == 3
        assert server.conversations == 1 and len(server.taken) == 3
    message = message_from_bytes(server.taken[0], policy=policy.default)
    assert message["Subject"].strip() == TITLE
    assert message["From"].startswith("Tổ thư ký Khối thi đua DN 2 <")
    assert message["Message-ID"].startswith("<thu-") and message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/alternative"
    plain, html = message.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert "Kính gửi Ông" in plain.get_content() and "Kính gửi Ông" in html.get_content()


def test_refused_four_times_nothing_lost_none_twice(three, over_smtp, at):
    with smtp_stub(END=["451 later", "452 full"], RCPT=["450 greylisted", "450 greylisted"]) as server:
        over_smtp(server.server_address[1])
        at_moments(at, "09:01", "09:03", "09:10", "09:40", "12:00")
    ids = [message_from_bytes(text)["Message-ID"] for text in server.taken]
    assert len(ids) == len(set(ids)) == 3
    assert OutgoingMail.objects.counts() == {"queued": 0, "sent": 3, "failed": 0}


def test_no_such_user_is_final(three, over_smtp, at):
    with smtp_stub(RCPT=["550 5.1.1 User unknown"]) as server:
        over_smtp(server.server_address[1])
        at_moments(at, "09:01")
    dead = OutgoingMail.objects.get(state="failed")
    assert dead.last_error == "Địa chỉ thư của người nhận không đúng hoặc không tồn tại (550 5.1.1 User unknown)"
    assert len(server.taken) == 2


def test_no_server_at_all(three, over_smtp, at):
    with smtp_stub() as server:
        port = server.server_address[1]
    over_smtp(port)
    at_moments(at, "09:01")
    assert sorted(OutgoingMail.objects.values_list("state", "attempts")) == [
        ("queued", 0),
        ("queued", 0),
        ("queued", 1),
    ]
    assert "Chưa kết nối được dịch vụ thư điện tử" in OutgoingMail.objects.get(attempts=1).last_error

"""Two workers, one mail. The control run without the lock must send it twice."""

import contextlib
import datetime
import threading

import pytest
from django.db import connection

from libraries.web import clock
from notices import delivery
from notices.models import Notice, OutgoingMail
from tests.letters import tell
from tests.notices.conftest import TITLE

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works):
    """Run these in threads of their own; raises what any of them raised."""
    troubles = []

    def run(work):
        try:
            work()
        except Exception as error:
            troubles.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert troubles == []


def two_workers(monkeypatch, locked):
    """Both read the outbox before either writes its claim, as far as the lock lets them."""
    # With the lock the second one never comes, which is found out by waiting a little; without it, it always does.
    meet, lease_end = threading.Barrier(2, timeout=2 if locked else 25), delivery.lease_end

    def wait_for_the_other():
        with contextlib.suppress(threading.BrokenBarrierError):
            meet.wait()
        return lease_end()

    monkeypatch.setattr(delivery, "lease_end", wait_for_the_other)
    if not locked:
        both_claimed, send = threading.Barrier(2, timeout=25), delivery._Post.send

        def send_when_both_have_claimed(conversation, mail):
            both_claimed.wait()
            send(conversation, mail)

        monkeypatch.setattr(delivery, "_unclaimed", lambda mails: mails)
        monkeypatch.setattr(delivery, "hold", lambda on, name: True)
        monkeypatch.setattr(delivery._Post, "send", send_when_both_have_claimed)
    at_once(delivery.deliver_due, delivery.deliver_due)


def test_two_workers_send_a_mail_once(mail, post, monkeypatch):
    two_workers(monkeypatch, locked=True)
    assert len(post.taken) == 1
    assert OutgoingMail.objects.counts()["sent"] == 1


def test_control_without_the_lock_it_is_sent_twice(mail, post, monkeypatch):
    two_workers(monkeypatch, locked=False)
    assert len(post.taken) == 2


@contextlib.contextmanager
def claimed_elsewhere():
    """Another worker has claimed the mail and is talking to the server; leaving the block, it dies."""
    claimed, dies = threading.Event(), threading.Event()

    def work():
        assert delivery.claim() is not None
        claimed.set()
        dies.wait(30)
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    assert claimed.wait(30)
    try:
        yield
    finally:
        dies.set()
        worker.join(30)


def within_a_minute():
    """Two rounds of maintenance after the moment of the claim."""
    return clock.travel(clock.now() + datetime.timedelta(seconds=59))


def test_the_mail_of_a_killed_worker_goes_out_within_a_minute(mail, post):
    with claimed_elsewhere():
        pass
    assert delivery.deliver_due() == 0
    with within_a_minute():
        assert delivery.deliver_due() == 1
    assert len(post.taken) == 1


def test_a_slow_worker_keeps_its_mail(mail, post):
    with claimed_elsewhere(), within_a_minute():
        assert delivery.deliver_due() == 0
    assert post.taken == []


def test_control_without_its_lock_the_mail_of_a_slow_worker_is_sent_by_another_too(mail, post, monkeypatch):
    monkeypatch.setattr(delivery, "hold", lambda on, name: True)
    with claimed_elsewhere(), within_a_minute():
        assert delivery.deliver_due() == 1


def test_four_workers_send_thirty_mails_each_once(bloc, hoa, nam, post):
    for number in range(15):
        tell([hoa, nam], title=f"{TITLE} ({number})", bloc=bloc)
    at_once(*[delivery.deliver_due] * 4)
    headers = [message.extra_headers["Message-ID"] for message in post.taken]
    assert len(headers) == len(set(headers)) == 30
    assert OutgoingMail.objects.counts()["sent"] == 30


def test_told_at_once_under_one_key(bloc, hoa, nam):
    def tell_both():
        tell([hoa, nam], title=TITLE, bloc=bloc, key="giao-uoc-1")

    at_once(*[tell_both] * 4)
    assert Notice.objects.count() == OutgoingMail.objects.count() == 2
    assert not Notice.objects.filter(mail=None).exists()

"""Guessing passwords (M7 of the attack): limits over all processes; none locks a person out of a known place."""

import threading

import pytest
from django.db import connection
from django.test import Client

from notices.models import OutgoingMail
from records.models import AuditEvent
from tests import factories
from tests.units.conftest import PASSWORD
from units import guessing
from units.codes import IdentityNotProved, prove_password
from units.guessing import Place, Stopped, count_try
from units.models import LoginTry, User

LOGIN = "/dang-nhap/"
WRONG = "sai-mat-khau-roi"


def enter(client, name="hoa", password=PASSWORD, address="203.0.113.1"):
    return client.post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address)


@pytest.fixture
def small(monkeypatch):
    """Limits that a test meets without hundreds of hashes."""
    for name, most in (("OF_ADDRESS", 8), ("OF_NAME", 6), ("OF_ALL", 12)):
        monkeypatch.setattr(guessing, name, most)


def test_one_address_tries_many_names_only_so_often(small, visitor, hoa, nam):
    answers = [enter(visitor, f"ten{n}", WRONG).status_code for n in range(9)]
    assert answers == [422] * 8 + [429]
    assert enter(visitor, "nam").status_code == 429
    assert enter(Client(), "nam", address="203.0.113.2").status_code == 302


def test_many_addresses_try_one_name_only_so_often(small, hoa):
    answers = [enter(Client(), password=WRONG, address=f"198.51.100.{n}").status_code for n in range(7)]
    assert answers == [422] * 6 + [429]
    assert enter(Client(), address="198.51.100.99").status_code == 429, "not even with the right password from nowhere"


def test_strangers_lock_nobody_out_of_a_known_browser_or_address(small, visitor, hoa):
    assert enter(visitor).status_code == 302
    for n in range(9):
        enter(Client(), password=WRONG, address=f"198.51.100.{n}")
    visitor.post("/dang-xuat/")
    assert enter(visitor, address="192.0.2.77").status_code == 302, "the same browser from anywhere"
    assert enter(Client(), address="203.0.113.1").status_code == 302, "another browser from the same office"


def test_a_colleague_behind_the_same_address_locks_no_known_browser_out(visitor, hoa):
    enter(visitor)
    for _ in range(6):
        enter(Client(), password=WRONG)
    assert enter(Client(), password=WRONG).status_code == 429
    assert enter(visitor).status_code == 302


def test_spraying_from_everywhere_stops_strangers_and_nobody_else(small, visitor, hoa, nam):
    enter(visitor)
    for n in range(12):
        assert enter(Client(), f"ten{n}", WRONG, f"198.51.100.{n}").status_code == 422
    assert enter(Client(), "nam", address="198.51.100.200").status_code == 429
    assert enter(visitor).status_code == 302


def test_the_owner_of_a_locked_name_is_told_once_an_hour(small, hoa):
    for n in range(9):
        enter(Client(), password=WRONG, address=f"198.51.100.{n}")
    assert OutgoingMail.objects.filter(recipient=hoa, subject__contains="nhập sai nhiều lần").count() == 1
    assert AuditEvent.objects.get(verb="units.lock_name").row_pk == str(hoa.pk)


def test_known_and_unknown_names_are_stopped_alike(small, hoa):
    answers = []
    for name in ("hoa", "khong-co-ai"):
        answers.append([enter(Client(), name, WRONG, f"198.51.100.{n}").status_code for n in range(8)])
        LoginTry.objects.all().delete()
    assert answers[0] == answers[1]


def test_a_proof_by_a_forwarded_link_stops_its_owner_at_no_known_address(hoa, visitor):
    """L5: whoever holds somebody's signing link from elsewhere does not stop them."""
    enter(visitor)
    for n in range(30):
        with pytest.raises(IdentityNotProved):
            prove_password(hoa, password=WRONG, address=f"198.51.100.{n // 3}")
    with pytest.raises(IdentityNotProved, match="Đã nhập sai 20 lần"):
        prove_password(hoa, password=PASSWORD, address="198.51.100.200")
    assert prove_password(hoa, password=PASSWORD, address="203.0.113.1").password_at


def at_once(names=("hoa",), threads=12) -> list[Stopped | None]:
    found, start = [], threading.Barrier(threads)

    def one(n):
        try:
            start.wait()
            found.append(count_try(names[n % len(names)], Place("203.0.113.9")).stopped)
        finally:
            connection.close()

    running = [threading.Thread(target=one, args=(n,)) for n in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return found


@pytest.mark.django_db(transaction=True)
def test_of_many_tries_at_once_five_are_looked_at():
    factories.UserFactory(username="hoa")
    assert at_once().count(None) == 5


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_more_are_looked_at(monkeypatch):
    factories.UserFactory(username="hoa")
    together = threading.Barrier(12)
    monkeypatch.setattr(guessing, "lock", lambda *names: None)
    counted = guessing._stopped

    def counts_when_all_have_come(row):
        stopped = counted(row)
        together.wait(timeout=20)
        return stopped

    monkeypatch.setattr(guessing, "_stopped", counts_when_all_have_come)
    assert at_once().count(None) > 5


def test_old_tries_are_forgotten(hoa, at):
    with at("2026-01-01 09:00"):
        count_try("hoa", Place("203.0.113.1"))
    count_try("hoa", Place("203.0.113.1"))
    assert (guessing.forget_old_tries(), LoginTry.objects.count()) == (1, 1)


def test_unknown_names_cost_a_hash_too(visitor, db, monkeypatch):
    hashed = []
    monkeypatch.setattr(User, "set_password", lambda self, raw: hashed.append(raw))
    enter(visitor, "khong-co-ai")
    assert hashed == [PASSWORD]

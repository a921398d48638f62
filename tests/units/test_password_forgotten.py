"""/quen-mat-khau/: known and unknown names are answered alike; the worker writes to whoever it is."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from libraries.web import clock
from notices.models import OutgoingMail
from units.models import User
from units.tasks import answer_forgotten_password
from units.views import invitation as page

ADDRESS = "/quen-mat-khau/"


@pytest.fixture
def asked(monkeypatch):
    """The names that the worker was asked to look for."""
    names = []
    monkeypatch.setattr(type(page.answer_forgotten_password), "enqueue", lambda self, name: names.append(name))
    return names


def test_known_and_unknown_are_answered_alike_and_cost_the_same(visitor, hoa, asked):
    answers = []
    for name in ("hoa", "khong-co-ai"):
        with CaptureQueriesContext(connection) as seen:
            answer = visitor.post(ADDRESS, {"username": name})
        answers.append((answer.status_code, answer.url, len(seen)))
    assert answers[0] == answers[1]
    assert asked == ["hoa", "khong-co-ai"]
    assert visitor.get(answers[0][1]).status_code == 200


def test_the_link_goes_to_the_persons_address(hoa):
    answer_forgotten_password.call("hoa")
    mail = OutgoingMail.objects.get()
    assert mail.address == hoa.email and "/loi-moi/" in mail.body and "1 giờ" in mail.body


def test_nothing_is_written_where_there_is_nobody(hoa, nam, db):
    User.objects.filter(pk=hoa.pk).update(is_active=False)
    User.objects.filter(pk=nam.pk).update(email="")
    for name in ("hoa", "nam", "khong-co-ai"):
        answer_forgotten_password.call(name)
    assert not OutgoingMail.objects.exists()


def test_asking_again_and_again_fills_nobodys_mailbox(hoa):
    for _ in range(3):
        answer_forgotten_password.call("hoa")
    assert OutgoingMail.objects.count() == 1
    with clock.travel(clock.now() + datetime.timedelta(minutes=6)):
        answer_forgotten_password.call("hoa")
    assert OutgoingMail.objects.count() == 2


@pytest.mark.parametrize("username", ["", "x" * 5000, "a\x00b"])
def test_hostile_names_get_a_sentence(visitor, db, username):
    assert visitor.post(ADDRESS, {"username": username}).status_code == 422

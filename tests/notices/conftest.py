"""A mail server that fails as often as a test says, and the rows the tests start from."""

import smtplib

import pytest
from django.core.mail.backends.base import BaseEmailBackend

from notices.models import OutgoingMail
from tests.letters import tell
from tests.support.rows_built_once import built_once

TITLE = "Ký giao ước năm 2020 trước 17:00 ngày 27/11/2020"


class FailingPost(BaseEmailBackend):
    """Raises `errors` one after the other, then takes every mail."""

    errors: list = []
    taken: list = []

    def open(self):
        return None

    def send_messages(self, messages):
        if type(self).errors:
            raise type(self).errors.pop(0)
        type(self).taken += messages
        return len(messages)


@pytest.fixture
def post(settings):
    """`post.errors = [...]`: what the mail server answers first; `post.taken`: what it took."""
    FailingPost.errors, FailingPost.taken = [], []
    settings.EMAIL_BACKEND = "tests.notices.conftest.FailingPost"
    return FailingPost


@pytest.fixture
def refused():
    return smtplib.SMTPRecipientsRefused({"hoa@example.vn": (451, b"try again later")})


@built_once
def told(bloc, hoa):
    """A notice with its mail: one row each."""
    with_mail = tell([hoa], title=TITLE, url="/giao-uoc/1/", bloc=bloc)
    return with_mail[0]


@built_once
def mail(told):
    return told.mail


@built_once
def failed_mail(mail):
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state="failed",
        attempts=7,
        next_attempt_at=None,
        last_error="Địa chỉ thư của người nhận không đúng hoặc không tồn tại",
    )
    mail.refresh_from_db()
    return mail

"""A reminder (nhắc) that its sender may still take back: its mails are held, the session knows which it was."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from libraries.web import clock
from notices.models import Notice

HOLD_SECONDS = 10
KEPT = "sent_reminder"


@dataclass(frozen=True)
class SentReminder:
    """The reminder of the last seconds. asked: how many places it went to; notices: their keys, none without a mail."""

    asked: int
    notices: Sequence[int]


def keep_reminder(request: HttpRequest, matter: str, asked: int, notices: Sequence[Notice]) -> None:
    """Remember what was just sent; matter: of what ("drafting.comment:7")."""
    request.session[KEPT] = {
        "matter": matter,
        "asked": asked,
        "notices": [notice.pk for notice in notices],
        "at": clock.now().timestamp(),
    }


def fresh_reminder(request: HttpRequest, matter: str) -> SentReminder | None:
    """The one that may still be taken back."""
    sent = request.session.get(KEPT) or {}
    if sent.get("matter") != matter or clock.now().timestamp() - sent["at"] > HOLD_SECONDS:
        return None
    return SentReminder(sent["asked"], sent["notices"])


def forget_reminder(request: HttpRequest, matter: str) -> QuerySet[Notice]:
    """The notices of the last reminder of this matter, which its sender takes back now."""
    sent = request.session.pop(KEPT, None) or {}
    mine = sent.get("notices", []) if sent.get("matter") == matter else []
    return Notice.objects.filter(pk__in=mine)

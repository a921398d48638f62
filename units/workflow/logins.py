"""Logins: begun, ended one by one or all at once, told when they come from a browser not seen before."""

import datetime
import hashlib
import secrets
from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction

from libraries.web import clock
from libraries.web.formats import short_datetime
from records.transitions import NotAllowedNow, finish
from units import audience, letters, outgoing
from units.actions import BREAK_GLASS, END_LOGIN, LOCK_NAME, LOG_IN
from units.models import KnownDevice, Login, User
from units.workflow.account import end_other_logins

NO_CODE_FOR = datetime.timedelta(days=30)
BETWEEN_LETTERS = datetime.timedelta(hours=1)


def new_device_token() -> str:
    return secrets.token_urlsafe(32)


def hash_of_device(token: str) -> str:
    """Empty for a browser without the cookie."""
    return hashlib.sha256(token.encode()).hexdigest() if token else ""


@transaction.atomic
def begin_login(
    user: User, *, address: str | None, browser: str, device: str, session_key: str, remember: bool = False
) -> Login:
    """Write the login down; from a browser not seen before its owner is told, except at the very first.

    device: hash of the browser's cookie. remember: this browser is asked for no code for 30 days.
    """
    now = clock.now()
    first = not KnownDevice.objects.filter(user=user).exists()
    known, made = KnownDevice.objects.get_or_create(
        user=user, token_hash=device, defaults={"first_at": now, "last_at": now, "browser": browser[:300]}
    )
    known.last_at = now
    if remember:
        known.no_code_until = now + NO_CODE_FOR
    known.save(update_fields=["last_at", "no_code_until"])
    login = Login.objects.create(
        user=user, address=address, browser=browser[:300], new_device=made, at=now, seen_at=now, session_key=session_key
    )
    if made:
        finish(LOG_IN, user, by=user, data={"address": address or "", "browser": browser[:300]})
    if made and not first:
        letter = letters.new_device(
            at=short_datetime(now), address=address or "không rõ", browser=browser_words(browser)
        )
        outgoing.tell([user], letter, url="/tai-khoan/dang-nhap/")
    return login


def asks_no_code(user: User, device: str) -> bool:
    """Whether this browser was remembered after a code, at most 30 days ago."""
    return KnownDevice.objects.filter(user=user, token_hash=device, no_code_until__gt=clock.now()).exists()


@transaction.atomic
def end_login(login: Login, *, by: User) -> None:
    """One login ends at once, wherever it is open."""
    if not Login.objects.open().filter(pk=login.pk).update(ended_at=clock.now()):
        raise NotAllowedNow("Phiên đăng nhập này đã kết thúc.")
    Session.objects.filter(session_key=login.session_key).delete()
    finish(END_LOGIN, login.user, by=by, data={"begun": login.at.isoformat()})


@transaction.atomic
def end_every_login(user: User, *, by: Any) -> None:
    """All of them but the one whose hash the caller renews; and every browser is asked for a code again."""
    KnownDevice.objects.filter(user=user).update(no_code_until=None)
    end_other_logins(user, by=by)


@transaction.atomic
def write_break_glass(user: User) -> None:
    """An account that is kept for an outage of the city's sign-on was used: on record, and every operator is told."""
    finish(BREAK_GLASS, user, by=user)
    outgoing.tell(audience.operators(), letters.break_glass(name=user.full_name, at=short_datetime(clock.now())))


@transaction.atomic
def tell_locked(user: User, tries: int) -> None:
    """Strangers met the limit of this name: it is on record, and its owner is told, once an hour."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    since = clock.now() - BETWEEN_LETTERS
    if user.locked_told_at is not None and user.locked_told_at > since:
        return
    user.locked_told_at = clock.now()
    user.save(update_fields=["locked_told_at"])
    finish(LOCK_NAME, user, by=None, data={"tries": tries})
    outgoing.tell([user], letters.name_locked(tries=tries), url="/tai-khoan/dang-nhap/")


SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Mac OS": "macOS",
    "Linux": "Linux",
}
BROWSERS = {
    "Edg": "Edge",
    "CocCoc": "Cốc Cốc",
    "coc_coc": "Cốc Cốc",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}


def browser_words(browser: str) -> str:
    """`"Chrome, Windows"`; what a browser says of itself is long and written by whoever sends it."""
    found = [next((word for mark, word in marks.items() if mark in browser), "") for marks in (BROWSERS, SYSTEMS)]
    return ", ".join(word for word in found if word) or "Không rõ"

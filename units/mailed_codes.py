"""A code by mail, for people without a telephone app, where the installation allows it (KHOITHIDUA_MAIL_CODE).

Weaker than the other ways, for whoever reads the mailbox has it: evidence and stamp say so. docs/security.md: Codes by
mail.
"""

import datetime
import secrets

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from libraries.web import clock
from units.models import MailedCode, MailFactor, User

# Eight digits: neither the six of an app nor the ten of a printed code.
DIGITS = 8
LASTS = datetime.timedelta(minutes=10)
BETWEEN = datetime.timedelta(minutes=1)
MOST_AN_HOUR = 10
KEPT = datetime.timedelta(days=2)
ASKED_BY_A_PAGE = "units.mailed_codes.page"
PAGE_LASTS = 60 * 60


def is_allowed() -> bool:
    return bool(settings.MAIL_CODE)


def has_mail_factor(user: User) -> bool:
    """Whether this person is sent codes: allowed here, chosen by them, and there is an address."""
    return is_allowed() and bool(user.email) and MailFactor.objects.filter(user=user).exists()


def may_be_sent(user: User) -> bool:
    """At most one a minute and ten an hour. Under the person's lock."""
    sent = MailedCode.objects.filter(user=user)
    if sent.filter(sent_at__range=clock.lately(BETWEEN)).exists():
        return False
    return sent.filter(sent_at__range=clock.lately(datetime.timedelta(hours=1))).count() < MOST_AN_HOUR


def new_code(user: User) -> str:
    """The code to send; an earlier one that was not used is void."""
    now = clock.now()
    MailedCode.objects.filter(user=user, used_at=None, expires_at__gt=now).update(used_at=now)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    MailedCode.objects.create(user=user, code_hash=_hash(user, code), sent_at=now, expires_at=now + LASTS)
    return code


def matching(user: User, typed: str) -> MailedCode | None:
    """The code that was typed, used up by this. Under the person's lock."""
    if not has_mail_factor(user):
        return None
    now = clock.now()
    row = MailedCode.objects.filter(user=user, used_at=None, expires_at__gt=now).order_by("-sent_at", "-pk").first()
    if row is None or not constant_time_compare(row.code_hash, _hash(user, typed)):
        return None
    row.used_at = now
    row.save(update_fields=["used_at"])
    return row


def _hash(user: User, code: str) -> str:
    """Keyed with the installation's secret: eight digits would soon be found in a copy of the table."""
    return salted_hmac("units.mailed_codes", f"{user.pk}:{code}", algorithm="sha256").hexdigest()


def forget_old_codes() -> int:
    return MailedCode.objects.filter(sent_at__lt=clock.now() - KEPT).delete()[0]


# --- A page that asks for a code may have one sent, also to somebody who is not logged in yet ------------------------
def sealed(user: User) -> str:
    """Whom the page asks, signed: only a page that was shown to them can have a code sent."""
    return signing.dumps(user.pk, salt=ASKED_BY_A_PAGE)


def whom(seal: str) -> User | None:
    try:
        pk = signing.loads(seal, salt=ASKED_BY_A_PAGE, max_age=PAGE_LASTS)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk, is_active=True).first()

"""Sending the outbox: any number of workers, each mail claimed by one of them.

A worker claims a mail in a short transaction (FOR UPDATE SKIP LOCKED), talks to the mail server outside of any
transaction, then writes what came of it. The claim is a lock of the worker's connection, which ends with it, and a
short lease, for whoever looks at the outbox in between. A worker that dies loses both, and the mail is sent again
within a minute: in that one case it may come twice (with the same Message-ID), it is never lost.
"""

import datetime
import logging
import smtplib
from collections.abc import Callable
from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction

from libraries.web import clock
from libraries.web.calendar_file import calendar_part
from notices.actions import GIVE_UP, SEND
from notices.models import OutgoingMail, OutgoingMailQuerySet
from records.connection_locks import On, hold, let_go
from records.transitions import Refused, finish

logger = logging.getLogger(__name__)

# Minutes to wait after the 1st, 2nd, … failed attempt; a mail that fails once more is a dead letter (36 hours).
BACK_OFF = (1, 5, 25, 120, 600, 1440)
MAX_ATTEMPTS = len(BACK_OFF) + 1
# So soon after a worker died the next may have its mail; one that is slow keeps it by its lock.
LEASE = datetime.timedelta(seconds=20)


def can_send() -> bool:
    """Whether mails can leave: there is a mail server, or the sample mailbox stands in for one."""
    return settings.SAMPLE_MODE or settings.EMAIL_BACKEND != "django.core.mail.backends.dummy.EmailBackend"


def deliver_due() -> int:
    """Send what is due, longest waiting first; stops at a server that cannot be reached. Returns how many left.

    Without a mail server nothing is touched: the mails wait.
    """
    sent = 0
    if not can_send():
        return sent
    post = _SampleMailbox() if settings.SAMPLE_MODE else _Post()
    try:
        while mail := claim():
            try:
                if mail.attempts > MAX_ATTEMPTS:
                    # Its last worker died before it could say what had come of it.
                    _write(give_up, mail, mail.last_error or "Không rõ kết quả lần gửi cuối.")
                    continue
                post.send(mail)
            except Exception as error:
                _failed(mail, error)
                if is_outage(error):
                    break
            else:
                sent += _write(record_sent, mail)
            finally:
                let_go(On.MAIL, mail.pk)
    finally:
        post.close()
    return sent


@transaction.atomic
def claim() -> OutgoingMail | None:
    """Take the next due mail for this worker, until it lets go of it or dies; None when nothing is due."""
    others: list[int] = []  # their lease has ended, and their workers are still talking
    while True:
        due = _unclaimed(OutgoingMail.objects.due(clock.now()).exclude(pk__in=others))
        mail = due.select_related("recipient", "bloc").first()
        if mail is None:
            return None
        if hold(On.MAIL, mail.pk):
            break
        others.append(mail.pk)
    mail.attempts += 1
    mail.next_attempt_at = lease_end()
    mail.save(update_fields=["attempts", "next_attempt_at"])
    return mail


def _unclaimed(mails: OutgoingMailQuerySet) -> OutgoingMailQuerySet:
    # Without the lock two workers read the same mail and both send it (tests/notices/test_races.py).
    return mails.select_for_update(skip_locked=True, of=("self",))


def lease_end() -> datetime.datetime:
    return clock.now() + LEASE


def is_outage(error: Exception) -> bool:
    """The server itself is the trouble: the other mails would only wait for the same."""
    unreachable = isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException)
    return unreachable or isinstance(
        error, smtplib.SMTPConnectError | smtplib.SMTPServerDisconnected | smtplib.SMTPAuthenticationError
    )


def is_final(error: Exception) -> bool:
    """Sending the same again cannot help: no such address, or a text that is no mail."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, ValueError)


def sentence(error: Exception) -> str:
    """What the secretariat reads, and in brackets what the server said: "(550 5.1.1 User unknown)"."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        words = "Địa chỉ thư của người nhận không đúng hoặc không tồn tại"
    elif isinstance(error, smtplib.SMTPAuthenticationError):
        words = "Chưa đăng nhập được hộp thư của hệ thống"
    elif is_outage(error):
        words = "Chưa kết nối được dịch vụ thư điện tử"
    else:
        words = "Dịch vụ thư điện tử báo lỗi"
    return f"{words} ({_said(error)})".replace("\x00", "")[:500]


def _said(error: Exception) -> str:
    answers: list[tuple[int, bytes | str]] = []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = [*error.recipients.values()]
    elif isinstance(error, smtplib.SMTPResponseException):
        answers = [(error.smtp_code, error.smtp_error)]
    texts = [f"{code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}" for code, said in answers]
    return "; ".join(texts) or f"{type(error).__name__}: {error}"


def _failed(mail: OutgoingMail, error: Exception) -> None:
    logger.warning("mail %s, attempt %s: %s: %s", mail.pk, mail.attempts, type(error).__name__, error)
    if mail.attempts >= MAX_ATTEMPTS or is_final(error):
        _write(give_up, mail, sentence(error))
        return
    wait = datetime.timedelta(minutes=BACK_OFF[mail.attempts - 1])
    # Only while the lease is ours: another worker may have claimed it since.
    OutgoingMail.objects.filter(pk=mail.pk, state=mail.state, attempts=mail.attempts).update(
        next_attempt_at=clock.now() + wait, last_error=sentence(error)
    )


def record_sent(mail: OutgoingMail) -> None:
    """The mail server took it (in sample mode: it lies in the sample mailbox). Raises SomeoneWasFaster."""
    finish(SEND, mail, by=None, sent_at=clock.now(), next_attempt_at=None, last_error="")


def give_up(mail: OutgoingMail, error: str) -> None:
    """A dead letter: stays in the outbox with its reason until the secretariat sends it again."""
    finish(GIVE_UP, mail, by=None, data={"error": error}, next_attempt_at=None, last_error=error)


def _write(verb: Callable[..., None], mail: OutgoingMail, *words: str) -> bool:
    try:
        verb(mail, *words)
    except Refused:
        return False  # the lease had ended, and another worker brought it to its end
    return True


def sender_of(mail: OutgoingMail) -> str:
    """The name that a phone shows above the subject: the secretariat's of the bloc; the address is the system's."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((f"Tổ thư ký {mail.bloc.short_name}" if mail.bloc else name or "Hệ thống Khối thi đua", address))


class _SampleMailbox:
    """Invented people have invented addresses: nothing leaves, the mailbox page shows the rows."""

    def send(self, mail: OutgoingMail) -> None:
        pass

    def close(self) -> None:
        pass


class _Post:
    """One conversation with the mail server for all mails of a run."""

    def __init__(self) -> None:
        self.connection = get_connection()

    def send(self, mail: OutgoingMail) -> None:
        host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
        message = EmailMultiAlternatives(
            mail.subject,
            mail.body,
            sender_of(mail),
            [mail.address],
            connection=self.connection,
            headers={"Message-ID": f"<thu-{mail.pk}@{host}>", "Auto-Submitted": "auto-generated"},
        )
        if mail.html:
            message.attach_alternative(mail.html, "text/html")
        if mail.calendar:
            message.attach(calendar_part(mail.calendar))
        try:
            self.connection.open()
            message.send()
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        try:
            self.connection.close()
        except (OSError, smtplib.SMTPException):
            logger.info("the mail server hung up first")

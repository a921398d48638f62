"""The life of a mail: queued → sent, or failed after the last attempt; failed → queued by the secretariat."""

from django.db import transaction
from django.db.models import QuerySet

from libraries.web import clock
from notices.models import Notice, OutgoingMail
from notices.outbox import mail_address, nudge_after_commit
from records import audit
from records.transitions import Step, Workflow, take
from units.models import User

State = OutgoingMail.State

SEND = Step("send", "Gửi", sources=(State.QUEUED,), target=State.SENT)
GIVE_UP = Step("give_up", "Dừng gửi", sources=(State.QUEUED,), target=State.FAILED)
RETRY = Step("retry", "Gửi lại", sources=(State.FAILED,), target=State.QUEUED)
STEPS = Workflow(SEND, GIVE_UP, RETRY)
# Verbs that change no state, as the audit log calls them.
VERBS = {"mark_read": "Đã xem thông báo", "mark_all_read": "Đã xem tất cả thông báo"}


def send(mail: OutgoingMail) -> None:
    """The mail server took it (in sample mode: it lies in the sample mailbox). Raises SomeoneWasFaster."""
    take(SEND, mail, by=None, sent_at=clock.now(), next_attempt_at=None, last_error="")


def give_up(mail: OutgoingMail, error: str) -> None:
    """A dead letter: stays in the outbox with its reason until the secretariat sends it again."""
    take(GIVE_UP, mail, by=None, next_attempt_at=None, last_error=error, data={"error": error})


@transaction.atomic
def retry(mail: OutgoingMail, *, by: User) -> None:
    """Gửi lại: as if new, to the address the person has today. Raises NotAllowedNow unless it failed."""
    mail = OutgoingMail.objects.select_for_update(of=("self",)).select_related("recipient").get(pk=mail.pk)
    address = (mail_address(mail.recipient) if mail.recipient else "") or mail.address
    take(RETRY, mail, by=by, address=address, attempts=0, next_attempt_at=clock.now(), last_error="")
    nudge_after_commit()


@transaction.atomic
def retry_all(mails: QuerySet[OutgoingMail], *, by: User) -> int:
    """Gửi lại tất cả of these that failed; those that somebody else sends again meanwhile are left out."""
    failed = list(mails.filter(state=State.FAILED).order_by("pk").select_for_update(of=("self",)))
    for mail in failed:
        retry(mail, by=by)
    return len(failed)


@transaction.atomic
def mark_read(notice: Notice, *, by: User) -> None:
    """Đã xem. A second time changes nothing."""
    if Notice.objects.unread().filter(pk=notice.pk).update(read_at=clock.now()):
        audit.record("notices.mark_read", notice, by=by)


@transaction.atomic
def mark_all_read(*, by: User) -> int:
    """Đã xem tất cả of one's own inbox. Returns how many were unread."""
    count = Notice.objects.visible_to(by).unread().update(read_at=clock.now())
    if count:
        audit.record("notices.mark_all_read", None, by=by, data={"count": count})
    return count

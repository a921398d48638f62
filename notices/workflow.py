"""What people do with notices and mails; what the worker does with mails is in delivery.py."""

from django.db import transaction
from django.db.models import QuerySet

from libraries.web import clock
from notices.actions import MARK_ALL_READ, MARK_READ, RETRY
from notices.models import Notice, OutgoingMail
from notices.outbox import mail_address, wake_worker_after_commit
from records.transitions import begin, finish
from units.models import User


@transaction.atomic
def retry(mail: OutgoingMail, *, by: User) -> None:
    """Send again (gửi lại): as if new, to the address the person has today. Raises NotAllowedNow unless it failed."""
    mail = begin(RETRY, mail, by=by)
    address = (mail_address(mail.recipient) if mail.recipient else "") or mail.address
    finish(RETRY, mail, by=by, address=address, attempts=0, next_attempt_at=clock.now(), last_error="")
    wake_worker_after_commit()


@transaction.atomic
def retry_all(mails: QuerySet[OutgoingMail], *, by: User) -> int:
    """Send again all of these that failed; those that somebody else sends again meanwhile are left out."""
    failed = list(mails.filter(state=OutgoingMail.State.FAILED).order_by("pk").select_for_update(of=("self",)))
    for mail in failed:
        retry(mail, by=by)
    return len(failed)


@transaction.atomic
def mark_read(notice: Notice, *, by: User) -> None:
    """Mark a notice as read (đã xem). A second time changes nothing."""
    if Notice.objects.unread().filter(pk=notice.pk).update(read_at=clock.now()):
        finish(MARK_READ, notice, by=by)


@transaction.atomic
def mark_all_read(*, by: User) -> int:
    """Mark one's whole inbox as read. Returns how many were unread."""
    count = Notice.objects.visible_to(by).unread().update(read_at=clock.now())
    if count:
        finish(MARK_ALL_READ, None, by=by, data={"count": count})
    return count

"""Background work of notices. A task only wakes a worker: what is to be sent stands in the outbox."""

import datetime

from django_tasks import task

from libraries.web import clock
from notices import delivery


@task()
def deliver_mail() -> int:
    """Send what is due. Returns how many mails left."""
    return delivery.deliver_due()


def wake_worker(hold_seconds: int = 0) -> None:
    """Ask a worker to look at the outbox, now or when the hold is over."""
    if hold_seconds:
        after = clock.now() + datetime.timedelta(seconds=hold_seconds)
        deliver_mail.using(run_after=after).enqueue()
    else:
        deliver_mail.enqueue()

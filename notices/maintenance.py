"""Done every minute: mails that no task sent, tasks whose worker died, the morning's digest, old rows."""

import datetime
import logging

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from libraries.web import clock
from notices import delivery, digest
from notices.tasks import deliver_mail
from records import orphans, waiting_work
from records.address_counts import forget_counts
from records.file_checks import forget_old
from records.submission import forget_old_tokens
from records.task_queue import live_workers, tell_workers
from units.guessing import forget_old_tries
from units.mailed_codes import forget_old_codes
from units.passkeys import forget_old_questions

logger = logging.getLogger(__name__)

# No task of ours runs so long without having ended.
STALE = datetime.timedelta(minutes=15)
# A worker that has just begun a task may not be seen among the living yet.
JUST_BEGUN = datetime.timedelta(seconds=20)
# A task that has taken so many workers down with it is not given a next one.
MOST_RUNS = 5
# What became of a mail stands in the outbox, not in the task that sent it.
FINISHED_KEPT = datetime.timedelta(days=2)
# A login lasts half a day: after two nobody has the page of that form any more.
TOKENS_KEPT = datetime.timedelta(days=2)


def run_maintenance(*, no_worker_runs: bool = False) -> dict[str, int]:
    """All of it once. no_worker_runs: at start, when whatever is marked as running cannot be."""
    forget_finished_tasks()
    forget_old_tokens(clock.now() - TOKENS_KEPT)
    forget_old(clock.now())
    forget_counts(clock.now())
    sweep_orphans(clock.now())
    forget_old_tries()
    forget_old_codes()
    forget_old_questions()
    return {
        "found": waiting_work.do_all(),
        "put_back": put_back_stale_tasks(no_worker_runs=no_worker_runs),
        "digests": digest.send_digests(),
        "sent": delivery.deliver_due(),
    }


_last_sweep: list[datetime.datetime] = []


def sweep_orphans(now: datetime.datetime) -> int:
    """Once a day in each worker: it looks at every file that is kept."""
    if _last_sweep and now - _last_sweep[-1] < datetime.timedelta(days=1):
        return 0
    _last_sweep[:] = [now]
    return orphans.sweep(now)


@transaction.atomic
def put_back_stale_tasks(*, no_worker_runs: bool = False) -> int:
    """Tasks whose worker was killed stay RUNNING for ever: queue them again, as soon as it listens no more, or after
    STALE. Returns how many."""
    running = DBTaskResult.objects.select_for_update(skip_locked=True).filter(status=TaskResultStatus.RUNNING)
    if not no_worker_runs:
        running = running.filter(started_at__lt=clock.now() - JUST_BEGUN)
    alive, stale = set(live_workers()), clock.now() - STALE
    count = 0
    for task in running:
        if not no_worker_runs and task.worker_ids[-1:] and task.worker_ids[-1] in alive and task.started_at > stale:
            continue
        if len(task.worker_ids) >= MOST_RUNS:
            logger.error("task %s (%s) ended %s workers", task.pk, task.task_path, len(task.worker_ids))
            task.set_failed(RuntimeError("no worker survived this task"))
            continue
        task.status, task.started_at = TaskResultStatus.READY, None
        task.save(update_fields=["status", "started_at"])
        count += 1
    if count:
        tell_workers()
    return count


def forget_finished_tasks() -> None:
    DBTaskResult.objects.successful().filter(
        task_path=deliver_mail.module_path, finished_at__lt=clock.now() - FINISHED_KEPT
    ).delete()

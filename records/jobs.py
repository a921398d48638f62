"""Progress of work in the background: one row a job, shown to whoever started it and to its bloc's secretariat.

The job row says how far the work is; what has been done stands in the rows that the work makes (a certificate, a
document), so that a job may be run again after its worker died.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from libraries.web import clock
from records import audit
from records.models import Job

audit.VERB_LABELS.update({"records.start_job": "Giao việc chạy nền", "records.end_job": "Xong việc chạy nền"})

# A log of reasons that a person can still read; the counts stay exact.
MOST_REASONS = 200


@transaction.atomic
def start_job(chain: str, title: str, total: int, by: Any) -> Job:
    """A new job of `total` rows ("Tạo bằng khen Quyết định số 12"); call it in the transaction that queues the task."""
    state = Job.State.QUEUED if total else Job.State.DONE
    job = Job.objects.create(
        chain=chain, title=title[:200], total=total, state=state, created_by=by, created_at=clock.now()
    )
    audit.record("records.start_job", job, by=by, data={"total": total})
    return job


@transaction.atomic
def job_step(job: Job, done: int = 0, failed: int = 0, error: str = "", row: str = "") -> Job:
    """So many more rows are done, or failed for the reason `error` (`row`: which one, in the user's words).

    Workers may report at once: nothing is lost. The last report ends the job. Raises ValueError for more rows than
    the job has.
    """
    job = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if min(done, failed) < 0 or job.done + job.failed + done + failed > job.total:
        raise ValueError(f"{job}: {done} done and {failed} failed are more than it has")
    job.done += done
    job.failed += failed
    if error and len(job.log) < MOST_REASONS:
        job.log = [*job.log, {"row": row, "error": error[:500], "at": clock.now().isoformat()}]
    finished = job.done + job.failed == job.total
    job.state = Job.State.DONE if finished else Job.State.RUNNING
    job.save(update_fields=["done", "failed", "log", "state"])
    if finished:
        _record_end(job)
    return job


@transaction.atomic
def stop_job(job: Job, error: str) -> Job:
    """The whole job cannot go on (no disk space, no template): it stops with its reason. Raises nothing when ended."""
    job = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if is_running(job):
        job.state = Job.State.STOPPED
        job.log = [*job.log, {"row": "", "error": error[:500], "at": clock.now().isoformat()}]
        job.save(update_fields=["state", "log"])
        _record_end(job)
    return job


def is_running(job: Job) -> bool:
    """Whether more is to come: queued or at work."""
    return job.state in (Job.State.QUEUED, Job.State.RUNNING)


def jobs_visible_to(user: Any) -> QuerySet[Job]:
    """One's own jobs, and those of the chains whose audit log one may read (permission records.read_audit)."""
    return Job.objects.filter(Q(created_by=user) | Q(chain__in=list(user.readable_chains)))


def _record_end(job: Job) -> None:
    # by=None: the work ends by itself; who began it stands in the event before.
    audit.record("records.end_job", job, by=None, to_state=job.state, data={"done": job.done, "failed": job.failed})

"""Progress of work in the background: one row a job, shown to whoever started it and to its bloc's secretariat.

The job row says how far the work is; what has been done stands in the rows that the work makes (a certificate, a
document), so that a job may be run again after its worker died.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from libraries.web import clock
from records.actions import END_JOB, START_JOB, STOP_JOB
from records.models import Job
from records.transitions import finish

# A log of reasons that a person can still read; the counts stay exact.
MOST_REASONS = 200


@transaction.atomic
def start_job(chain: str, title: str, total: int, by: Any) -> Job:
    """A new job of `total` rows ("Tạo bằng khen Quyết định số 12"); call it in the transaction that queues the task."""
    state = Job.State.QUEUED if total else Job.State.DONE
    job = Job.objects.create(
        chain=chain, title=title[:200], total=total, state=state, created_by=by, created_at=clock.now()
    )
    return finish(START_JOB, job, by=by, data={"total": total})


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
    job.state = Job.State.RUNNING
    job.save(update_fields=["done", "failed", "log", "state"])
    if job.done + job.failed < job.total:
        return job
    # by=None: the work ends by itself; who began it stands in the event before.
    return finish(END_JOB, job, by=None, data={"done": job.done, "failed": job.failed})


@transaction.atomic
def stop_job(job: Job, error: str) -> Job:
    """The whole job cannot go on (no disk space, no template): it stops with its reason. Raises nothing when ended."""
    job = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if not is_running(job):
        return job
    log = [*job.log, {"row": "", "error": error[:500], "at": clock.now().isoformat()}]
    return finish(STOP_JOB, job, by=None, data={"done": job.done, "failed": job.failed}, log=log)


def is_running(job: Job) -> bool:
    """Whether more is to come: queued or at work."""
    return job.state in (Job.State.QUEUED, Job.State.RUNNING)


def ended_well(job: Job) -> bool:
    """Whether all of it is done and nothing failed."""
    return not is_running(job) and job.done == job.total


def jobs_visible_to(user: Any) -> QuerySet[Job]:
    """One's own jobs, and those of the chains whose audit log one may read (permission records.read_audit)."""
    return Job.objects.filter(Q(created_by=user) | Q(chain__in=list(user.readable_chains)))

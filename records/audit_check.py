"""Checking audit chains in the background, because a chain grows as long as the product lives."""

from typing import Any

from django.db import transaction

from records import audit
from records.jobs import job_step, start_job
from records.models import Job


@transaction.atomic
def start_check(chains: dict[str, str], by: Any) -> Job:
    """A job that walks these chains (chain → name), and no others; a worker does it."""
    from records.tasks import check_chains  # the task calls this module

    # Whoever reads the city's chain reads all: the job is theirs.
    owner = audit.CITY if audit.CITY in chains else next(iter(chains))
    job = start_job(owner, "Kiểm tra toàn vẹn nhật ký", len(chains), by)
    check_chains.enqueue(job.pk, chains)
    return job


def run_check(job: Job, chains: dict[str, str]) -> Job:
    """Walk the chains one by one; the job's page names the first broken link of each."""
    for chain, name in chains.items():
        broken = audit.broken_link(chain)
        if broken is None:
            job = job_step(job, done=1)
        else:
            job = job_step(job, failed=1, error=f"Đứt tại sự kiện số {broken.seq}: {broken.sentence}", row=name)
    return job

"""Background work of records."""

from typing import Any

from django.db import transaction
from django_tasks import task

from records import audit
from records.audit_check import check_for_job
from records.jobs import start_job
from records.models import Job


@task()
def check_chains(job_pk: int, chains: dict[str, str]) -> None:
    """Walk these audit chains (chain → name) for that job."""
    check_for_job(Job.objects.get(pk=job_pk), chains)


@transaction.atomic
def start_audit_check(chains: dict[str, str], by: Any) -> Job:
    """A job that walks these chains (chain → name), and no others; a worker does it."""
    # Whoever reads the city's chain reads all: the job is theirs.
    owner = audit.CITY if audit.CITY in chains else next(iter(chains))
    job = start_job(owner, "Kiểm tra nhật ký", len(chains), by)
    check_chains.enqueue(job.pk, chains)
    return job

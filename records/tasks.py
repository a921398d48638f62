"""Background work of records."""

from django_tasks import task

from records.audit_check import run_check
from records.models import Job


@task()
def check_chains(job_pk: int, chains: dict[str, str]) -> None:
    """Walk these audit chains (chain → name) for that job."""
    run_check(Job.objects.get(pk=job_pk), chains)

"""Walking audit chains for a job, because a chain grows as long as the product lives."""

from records import audit
from records.jobs import job_step
from records.models import Job

SIGN_OF_CHANGE = "Nhật ký có dấu hiệu bị sửa từ dòng số {}. {} Báo ngay quản trị kỹ thuật."


def check_for_job(job: Job, chains: dict[str, str]) -> Job:
    """Walk these chains (chain → name) one by one; the job's page names the first broken link of each."""
    for chain, name in chains.items():
        broken = audit.broken_link(chain)
        if broken is None:
            job = job_step(job, done=1)
        else:
            job = job_step(job, failed=1, error=SIGN_OF_CHANGE.format(broken.seq, broken.sentence), row=name)
    return job

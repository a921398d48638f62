"""Background work of pledges. A task is only a nudge: what is to be done stands in the accepted signatures."""

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from pledges import embedding
from records.waiting_work import found_by_rows


@task()
def embed_signatures() -> int:
    """Put what was accepted into the files. Returns how many."""
    return embedding.embed_waiting()


found_by_rows("pledges.signatures")(embedding.embed_waiting)


def wake_signing() -> None:
    """Ask a worker to look; one task that nobody has begun is enough for any number of signatures."""
    waiting = DBTaskResult.objects.filter(task_path=embed_signatures.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        embed_signatures.enqueue()

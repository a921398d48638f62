"""Background work of signing. A task is only a nudge: what is to be done stands in the accepted signatures."""

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from records.waiting_work import found_by_rows
from signatures import archiving, embedding
from signatures.models import SigningRequest
from signatures.notifying import ask_whose_turn_it_is


@task()
def embed_signatures() -> int:
    """Put what was accepted into the files. Returns how many."""
    return embedding.embed_waiting()


found_by_rows("signatures.accepted")(embedding.embed_waiting)


def wake_signing() -> None:
    """Ask a worker to look; one task that nobody has begun is enough for any number of signatures."""
    waiting = DBTaskResult.objects.filter(task_path=embed_signatures.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        embed_signatures.enqueue()


found_by_rows("signatures.archive")(archiving.archive_waiting)


@found_by_rows("signatures.turns")
def invite_waiting() -> int:
    """Invite whoever took office, or was authorised, while a paper waits for their unit. Returns how many."""
    requests = SigningRequest.objects.filter(state=SigningRequest.State.OPEN).select_related("emulation_year__bloc")
    return sum(ask_whose_turn_it_is(request) for request in requests)

"""The queue of background work, told and not asked: whoever queues a task wakes the workers that wait.

The word goes with the transaction (NOTIFY): it arrives when the task can be seen, and never for a task that was rolled
back. A worker keeps one connection of its own on which it listens; while that connection is there, it is alive.
"""

import contextlib
import datetime
import select
import socket
import uuid
from collections.abc import Iterator
from typing import Any

from django.db import connection, models
from django_tasks import TaskResultStatus
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult, get_date_max

from libraries.web import clock

CHANNEL = "khoithidua_tasks"
# How the listening connection of a worker is called in pg_stat_activity.
WORKER = "khoithidua-work "
# The same of its threads that look at files: alive as long as their worker, and not counted as one.
LISTENER_OF_FILES = "khoithidua-files "
# Nobody waits longer, should a word ever be lost (seconds).
LONGEST_WAIT = 30.0


class TellingBackend(DatabaseBackend):
    """The database queue, which wakes the workers at the commit."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        result: Any = super().enqueue(task, args, kwargs)
        tell_workers()
        return result


def tell_workers() -> None:
    """At the commit of this transaction, whoever waits looks at the queue."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


class Listener:
    """The connection on which one worker listens."""

    def __init__(self, worker: str, *, kind: str = WORKER) -> None:
        self._wrapper = connection.copy()
        self._wrapper.ensure_connection()
        with self._wrapper.cursor() as cursor:
            cursor.execute("SELECT set_config('application_name', %s, false)", [kind + worker])
            cursor.execute(f"LISTEN {CHANNEL}")

    def wait(self, seconds: float) -> bool:
        """Whether somebody queued a task within so many seconds. Raises psycopg2.OperationalError without a server."""
        raw: Any = self._wrapper.connection
        ready, _, _ = select.select([raw], [], [], seconds)
        if ready:
            raw.poll()
        told = bool(raw.notifies)
        raw.notifies.clear()
        return told

    def close(self) -> None:
        self._wrapper.close()


@contextlib.contextmanager
def listening(worker: str) -> Iterator[Listener]:
    listener = Listener(worker)
    try:
        yield listener
    finally:
        listener.close()


def new_worker_name() -> str:
    """ "may-chu-1a2b3c4d": the machine, and what no other worker has; short enough for PostgreSQL to keep whole."""
    return f"{socket.gethostname()[:30]}-{uuid.uuid4().hex[:8]}"


def live_workers() -> list[str]:
    """The names of the workers that listen now, on whatever machine."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT application_name FROM pg_stat_activity WHERE datname = current_database()"
            " AND starts_with(application_name, %s) ORDER BY application_name",
            [WORKER],
        )
        return [name.removeprefix(WORKER) for (name,) in cursor.fetchall()]


def seconds_until_next() -> float:
    """How long a worker may sleep: until the next task that is held back, or LONGEST_WAIT."""
    held = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__lt=get_date_max())
    first: datetime.datetime | None = held.aggregate(first=models.Min("run_after"))["first"]
    if first is None:
        return LONGEST_WAIT
    return min(max((first - clock.now()).total_seconds(), 0.0), LONGEST_WAIT)

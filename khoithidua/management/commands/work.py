"""manage.py work: one worker; runs tasks as they come, and every half minute whatever no task was queued for.

It sleeps until the database says that there is something to do (records/task_queue.py). A database that goes away is
waited for; the worker stays.
"""

import logging
import threading
import time
from typing import Any

import psycopg2
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection
from django_tasks_db.management.commands.db_worker import Worker

from notices.maintenance import run_maintenance
from records.anchors import anchor_due
from records.connection_locks import On, alone_with
from records.file_checks import PUBLIC, SIGNED_IN, check_all
from records.task_queue import LISTENER_OF_FILES, LONGEST_WAIT, Listener, listening, new_worker_name, seconds_until_next

logger = logging.getLogger(__name__)

MAINTENANCE_EVERY = 30.0  # seconds
DATABASE_AGAIN = 1.0  # seconds until the next try to reach a database that went away
GONE = (OperationalError, InterfaceError, psycopg2.OperationalError, psycopg2.InterfaceError)


class Command(BaseCommand):
    help = "Chạy các việc nền: gửi thư, tạo hàng loạt bằng khen. Chạy được nhiều tiến trình cùng lúc."

    def handle(self, *args: Any, **options: Any) -> None:
        # The reasons of refused tasks stand in their rows; what a task logs itself is logged.
        logging.getLogger("django_tasks").setLevel(logging.CRITICAL)
        logging.getLogger("django_tasks_db").setLevel(logging.CRITICAL)
        stop = threading.Event()
        threading.Thread(target=maintain, args=(stop,), daemon=True).start()
        for place in (SIGNED_IN, PUBLIC):
            threading.Thread(target=check_files, args=(place, stop), daemon=True).start()
        try:
            work(new_worker())
        finally:
            stop.set()


def new_worker() -> Worker:
    """Django's worker in batch mode: it returns when nothing is ready. SIGTERM ends it after the task at hand."""
    worker = Worker(
        queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, backend_name="default",
        startup_delay=False, max_tasks=None, worker_id=new_worker_name(),
    )  # fmt: skip
    worker.configure_signals()
    return worker


def work(worker: Worker) -> None:
    """Until a signal comes."""
    while worker.running:
        try:
            with listening(worker.worker_id) as listener:
                while worker.running:
                    worker.run()
                    if worker.running:
                        listener.wait(seconds_until_next())
        except GONE as problem:
            logger.warning("the database is away: %s", str(problem).strip())
            connection.close()
            time.sleep(DATABASE_AGAIN)


def check_files(place: str, stop: threading.Event) -> None:
    """Files from outside, apart from all other work: the thread waits while a child looks at one."""
    while not stop.is_set():
        try:
            listener = Listener(place, kind=LISTENER_OF_FILES)
            try:
                while not stop.is_set():
                    check_all(place)
                    listener.wait(LONGEST_WAIT)
            finally:
                listener.close()
        except GONE as problem:
            logger.warning("the database is away: %s", str(problem).strip())
            connection.close()
            stop.wait(DATABASE_AGAIN)
        except Exception:
            logger.exception("files could not be checked")
            connection.close()
            stop.wait(MAINTENANCE_EVERY)


def maintain(stop: threading.Event) -> None:
    """In a thread of its own, so that a long task does not keep mails from being sent again."""
    while True:
        try:
            maintain_once()
        except Exception:
            # Whatever it was, the next round tries again; without this thread nothing would come back by itself.
            logger.exception("maintenance failed")
        finally:
            connection.close()
        if stop.wait(MAINTENANCE_EVERY):
            return


def maintain_once() -> bool:
    """Whether this process did it."""
    with alone_with(On.MAINTENANCE) as free:
        if free:
            run_maintenance()
            anchor_due()
        return free

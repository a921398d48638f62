"""Workers are told of a task at its commit, and a worker that listens no more is known to be gone."""

import datetime
import threading
import time

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from khoithidua.management.commands import work
from libraries.web import clock
from notices.maintenance import put_back_stale_tasks
from notices.tasks import deliver_mail, wake_worker
from records.connection_locks import On, alone_with
from records.task_queue import LONGEST_WAIT, listening, live_workers, new_worker_name, seconds_until_next

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def real_queue(settings):
    settings.TASKS = {"default": {"BACKEND": "records.task_queue.TellingBackend"}}


def test_the_word_comes_with_the_commit_and_not_before():
    with listening("w-1") as listener:
        with transaction.atomic():
            deliver_mail.enqueue()
            assert not listener.wait(0.2), "the task cannot be seen yet"
        assert listener.wait(5)
        assert not listener.wait(0.1), "one word a task"
        with transaction.atomic():
            deliver_mail.enqueue()
            transaction.set_rollback(True)
        assert not listener.wait(0.2), "nothing was queued"


def test_a_worker_lives_as_long_as_it_listens():
    name = new_worker_name()
    with listening(name):
        assert live_workers() == [name]
    for _ in range(50):
        if not live_workers():
            break
        time.sleep(0.02)  # the server notices the closed connection a moment later
    assert live_workers() == []


def test_how_long_to_sleep(at):
    assert seconds_until_next() == LONGEST_WAIT
    wake_worker(hold_seconds=10)
    assert 8 < seconds_until_next() <= 10
    wake_worker(hold_seconds=3600)
    DBTaskResult.objects.filter(run_after__lt=clock.now() + datetime.timedelta(minutes=1)).delete()
    assert seconds_until_next() == LONGEST_WAIT


def running_by(name):
    return DBTaskResult.objects.create(
        status="RUNNING", started_at=clock.now() - datetime.timedelta(minutes=1),
        args_kwargs={"args": [], "kwargs": {}}, task_path=deliver_mail.module_path, backend_name="default",
        run_after=clock.now(), worker_ids=[name], exception_class_path="", traceback="",
    )  # fmt: skip


def test_what_a_dead_worker_held_goes_to_the_next_at_once():
    with listening("alive"):
        held, lost = running_by("alive"), running_by("dead")
        with listening("other") as other:
            assert put_back_stale_tasks() == 1
            assert other.wait(5), "the others are told"
    held.refresh_from_db()
    lost.refresh_from_db()
    assert (held.status, lost.status) == ("RUNNING", "READY")


def test_a_worker_does_what_is_queued_and_stays_when_the_database_goes(monkeypatch):
    monkeypatch.setattr(work, "DATABASE_AGAIN", 0.05)
    worker = work.Worker(
        queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, backend_name="default",
        startup_delay=False, max_tasks=None, worker_id="w-thread",
    )  # fmt: skip

    def run():
        try:
            work.work(worker)
        finally:
            connection.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        first = deliver_mail.enqueue()
        assert finished(first)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
            assert cursor.fetchone()[0] >= 1
        assert finished(deliver_mail.enqueue()), "it came back"
    finally:
        worker.running = False
        deliver_mail.enqueue()
        thread.join(10)
    assert not thread.is_alive()


def finished(result, within=15.0):
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if DBTaskResult.objects.get(pk=result.id).status == "SUCCESSFUL":
            return True
        time.sleep(0.02)
    return False


def test_only_one_worker_does_the_maintenance(monkeypatch):
    done = []
    monkeypatch.setattr(work, "run_maintenance", lambda: done.append(1))
    monkeypatch.setattr(work, "anchor_due", lambda: None)
    taken, free = threading.Event(), threading.Event()

    def hold():
        with alone_with(On.MAINTENANCE) as mine:
            assert mine
            taken.set()
            free.wait(10)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    assert taken.wait(10)
    assert work.maintain_once() is False and done == []
    free.set()
    other.join()
    assert work.maintain_once() is True and done == [1]

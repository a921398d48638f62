"""Tasks whose worker was killed run again; `manage.py deliver`."""

import datetime
import uuid
from io import StringIO

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from libraries.web import clock
from notices import maintenance
from notices.maintenance import put_back_stale_tasks, run_maintenance
from records.models import SubmissionToken


@pytest.fixture
def running(db):
    def make(minutes_ago, workers=1):
        return DBTaskResult.objects.create(
            status="RUNNING",
            started_at=clock.now() - datetime.timedelta(minutes=minutes_ago),
            args_kwargs={"args": [], "kwargs": {}},
            task_path="notices.tasks.deliver_mail",
            backend_name="default",
            run_after=clock.now() - datetime.timedelta(hours=1),
            worker_ids=["w"] * workers,
            exception_class_path="",
            traceback="",
        )

    return make


def test_stale_tasks_are_put_back_and_fresh_ones_left(running, monkeypatch):
    monkeypatch.setattr(maintenance, "live_workers", lambda: ["w"])
    stale, fresh = running(20), running(2)
    assert put_back_stale_tasks() == 1
    stale.refresh_from_db()
    fresh.refresh_from_db()
    assert (stale.status, stale.started_at, fresh.status) == ("READY", None, "RUNNING")
    assert DBTaskResult.objects.ready().get() == stale


def test_at_start_all_are_put_back(running):
    running(0)
    assert put_back_stale_tasks(no_worker_runs=True) == 1


def test_a_task_that_ends_every_worker_is_not_given_another(running):
    task = running(20, workers=5)
    assert put_back_stale_tasks() == 0
    task.refresh_from_db()
    assert task.status == "FAILED" and "no worker survived" in task.traceback


def test_deliver_once(told, running):
    running(20)
    out = StringIO()
    call_command("deliver", "--once", stdout=out)
    assert out.getvalue() == "Đã gửi 1 thư, lập 0 bản tin, xếp lại 1 việc nền.\n"


def test_finished_tasks_are_forgotten(running, at):
    task = running(20)
    task.set_successful(0)
    run_maintenance()
    assert DBTaskResult.objects.exists()
    DBTaskResult.objects.update(finished_at=clock.now() - datetime.timedelta(days=3))
    run_maintenance()
    assert not DBTaskResult.objects.exists()


def test_tokens_of_forms_sent_long_ago_go(lan):
    for days in (1, 3):
        SubmissionToken.objects.create(
            user=lan,
            token=uuid.uuid4(),
            digest="0" * 64,
            created_at=clock.now() - datetime.timedelta(days=days),
        )
    run_maintenance()
    assert SubmissionToken.objects.get().created_at > clock.now() - datetime.timedelta(days=2)

"""Progress of background work; /viec-nen/<pk>/ is records:job_detail."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from records.jobs import job_step, start_job, stop_job
from records.models import AuditEvent, Job


@pytest.fixture
def job(bloc, minh):
    return start_job(bloc.slug, "Tạo bằng khen Quyết định số 12", 60, minh)


def page_of(client, job):
    answer = client.get(reverse("records:job_detail", args=[job.pk]))
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


def test_rows_are_counted_until_the_end(job):
    assert job.state == "queued"
    job = job_step(job, done=34)
    assert (job.state, job.done) == ("running", 34)
    job = job_step(job, failed=1, error="Tên quá dài", row="Công ty A")
    job = job_step(job, done=25)
    assert (job.state, job.done, job.failed) == ("done", 59, 1)
    assert [(line["row"], line["error"]) for line in job.log] == [("Công ty A", "Tên quá dài")]
    assert [event.verb for event in AuditEvent.objects.order_by("seq")] == ["records.start_job", "records.end_job"]


def test_nothing_to_do_is_done(bloc, lan):
    assert start_job(bloc.slug, "Không có gì", 0, lan).state == "done"


@pytest.mark.parametrize(("done", "failed"), [(61, 0), (30, 31), (-1, 0), (0, -1)])
def test_more_than_there_is_is_refused(job, done, failed):
    with pytest.raises(ValueError, match="more than it has"):
        job_step(job, done=done, failed=failed)


def test_stop_job_says_why_and_only_once(job):
    stop_job(job, "Hết chỗ trên đĩa")
    job = stop_job(job, "lần hai")
    assert job.state == "stopped" and [line["error"] for line in job.log] == ["Hết chỗ trên đĩa"]


def test_the_log_stays_readable(bloc, lan):
    job = start_job(bloc.slug, "Nhiều lỗi", 300, lan)
    for _ in range(250):
        job = job_step(job, failed=1, error="x")
    assert (job.failed, len(job.log)) == (250, 200)


@pytest.mark.django_db(transaction=True)
def test_workers_that_report_at_once_lose_nothing(job):
    def report():
        try:
            for _ in range(5):
                job_step(job, done=1)
        finally:
            connection.close()

    threads = [threading.Thread(target=report) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert Job.objects.get().done == 20


def test_the_page_shows_progress_and_asks_again(client_of, minh, job):
    job_step(job, done=34, failed=2, error="Tên quá dài", row="Công ty A")
    client = client_of(minh)
    with CaptureQueriesContext(connection) as queries:
        page = page_of(client, job)
    assert "Đã hoàn thành 34/60" in page and 'hx-trigger="every 2s"' in page and 'value="36"' in page
    assert "2 mục bị lỗi" in page and "Không có lỗi nào" not in page and "Công ty A" in page and "Tên quá dài" in page
    assert [q["sql"] for q in queries if not q["sql"].lstrip().upper().startswith("SELECT")] == []


def test_when_it_has_ended_it_asks_no_more(client_of, minh, job):
    job_step(job, done=60)
    page = page_of(client_of(minh), job)
    assert "Đã hoàn thành 60/60" in page and "hx-trigger" not in page and "Không có lỗi nào" in page


def test_who_sees_it(client_of, job, lan, minh, mai, hoa, nam, tuan, visitor):
    assert all(isinstance(page_of(client_of(user), job), str) for user in (minh, lan, mai))
    assert [page_of(client_of(user), job) for user in (hoa, nam, tuan)] == [404] * 3
    assert page_of(visitor, job) == 302

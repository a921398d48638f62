"""/suc-khoe/ ("health") and the error pages."""

import datetime

import pytest
from django.test import override_settings
from django.urls import path
from prometheus_client.parser import text_string_to_metric_families

from khoithidua import condition, views
from khoithidua.backup import write_record
from khoithidua.urls import urlpatterns as real
from libraries.web import clock
from notices.models import OutgoingMail
from notices.tasks import deliver_mail
from records.task_queue import TellingBackend

handler404, handler500 = views.not_found, views.server_error


def broken(request):
    raise RuntimeError("on purpose")


urlpatterns = [*real, path("hong/", broken)]


PLACES = ("/suc-khoe/", "/suc-khoe/san-sang/", "/suc-khoe/so-lieu/")


def test_health_answers_without_login_and_without_the_database(visitor, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert visitor.get("/suc-khoe/").json() == {"status": "ok"}


@pytest.mark.parametrize("place", PLACES)
def test_nobody_elsewhere_is_told(visitor, db, place):
    assert visitor.get(place).status_code == 200
    assert visitor.get(place, REMOTE_ADDR="203.0.113.7").status_code == 404
    assert visitor.get(place, REMOTE_ADDR="").status_code == 404
    # A proxy that the settings do not name sends everybody from the loopback.
    assert visitor.get(place, HTTP_X_FORWARDED_FOR="203.0.113.7").status_code == 404


def test_ready_tells_what_is_coming_and_refuses_only_what_is_in_the_way(visitor, db, monkeypatch, tmp_path, settings):
    settings.DATA_FOLDER = tmp_path
    answer = visitor.get("/suc-khoe/san-sang/")
    told = answer.json()
    assert answer.status_code == 200 and told["status"] == "ready"
    levels = {one["subject"]: one["level"] for one in told["findings"]}
    assert levels["Xử lý việc nền"] == "look" and levels["Ổ đĩa"] != "bad"
    full = condition.Disk(tmp_path, free=10, total=100)
    monkeypatch.setattr(condition, "disk", lambda: full)
    answer = visitor.get("/suc-khoe/san-sang/")
    assert answer.status_code == 503 and answer.json()["status"] == "not ready"


def test_ready_says_that_the_database_is_away(visitor, db, monkeypatch):
    monkeypatch.setattr(condition, "database", lambda: condition.Database(problem="connection refused"))
    answer = visitor.get("/suc-khoe/san-sang/")
    assert answer.status_code == 503 and "connection refused" in answer.content.decode()
    assert "khoithidua_database_up 0.0" in visitor.get("/suc-khoe/so-lieu/").content.decode()


def test_figures_are_those_of_the_rows(visitor, hoa, settings, tmp_path, at):
    settings.DATA_FOLDER = tmp_path
    write_record(tmp_path / "x", at=datetime.datetime(2026, 11, 29, 18, 30, tzinfo=datetime.UTC), seconds=4)
    OutgoingMail.objects.create(
        recipient=hoa, address="hoa@example.vn", subject="Một thư", body="x", state="failed", attempts=1,
        last_error="550", created_at=clock.now(),
    )  # fmt: skip
    TellingBackend("default", {}).enqueue(deliver_mail, (), {})
    said = visitor.get("/suc-khoe/so-lieu/")
    assert said["Content-Type"].startswith("text/plain")
    figures = {
        sample.name + "".join(sample.labels.values()): sample.value
        for family in text_string_to_metric_families(said.content.decode())
        for sample in family.samples
    }
    assert figures["khoithidua_database_up"] == 1 and figures["khoithidua_migrations_waiting"] == 0
    assert figures["khoithidua_tasks" + "waiting"] == 1 and figures["khoithidua_workers"] == 0
    assert figures["khoithidua_mails" + "failed"] == 1 and figures["khoithidua_mails" + "waiting"] == 0
    assert figures["khoithidua_backup_last_timestamp_seconds"] == 1795977000
    assert figures["khoithidua_disk_free_bytes"] > 0 and 0 <= figures["khoithidua_task_waits_seconds"] < 60


def test_what_browsers_and_robots_ask_for(visitor, db, settings):
    settings.SECURITY_CONTACT = "quantri@example.vn"
    assert visitor.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"
    said = visitor.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:quantri@example.vn" in said and "Expires: 20" in said
    icon = visitor.get("/favicon.ico")
    assert icon["Content-Type"] == "image/x-icon" and icon.content[:4] == b"\0\0\1\0"
    about = visitor.get("/manifest.webmanifest").json()
    assert about["lang"] == "vi" and {icon["sizes"] for icon in about["icons"]} == {"192x192", "512x512"}


def test_an_unknown_page_is_a_vietnamese_page(visitor, db):
    answer = visitor.get("/khong-co-trang-nay/")
    assert answer.status_code == 404 and 'lang="vi"' in answer.content.decode()


@override_settings(ROOT_URLCONF="tests.khoithidua.test_health")
def test_a_fault_shows_a_page_without_its_inside(client_of, lan):
    browser = client_of(lan, raise_request_exception=False)
    answer = browser.get("/hong/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "on purpose" not in page and "RuntimeError" not in page and 'lang="vi"' in page


def test_an_expired_form_says_what_to_do(client_of, lan):
    browser = client_of(lan, enforce_csrf_checks=True)
    answer = browser.post("/nhat-ky/kiem-tra/")
    assert answer.status_code == 403 and "Đề nghị mở lại trang" in answer.content.decode()

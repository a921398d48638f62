"""/suc-khoe/ ("health") and the error pages."""

from django.test import override_settings
from django.urls import path

from khoithidua import views
from khoithidua.urls import urlpatterns as real

handler404, handler500 = views.not_found, views.server_error


def broken(request):
    raise RuntimeError("on purpose")


urlpatterns = [*real, path("hong/", broken)]


def test_health_answers_without_login(visitor, db):
    assert visitor.get("/suc-khoe/").json() == {"status": "ok"}


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

"""The city's single sign-on, with a real OpenID Connect provider on loopback; accounts for its outage."""

import re
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client

from notices.models import OutgoingMail
from records.models import AuditEvent
from tests.units.conftest import PASSWORD
from units.models import Login, User

START = "/dang-nhap/mot-cua/"


@pytest.fixture(scope="module")
def provider():
    """A process of its own on a free port."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                requests.get(f"{address}/.well-known/openid-configuration", timeout=1)
                break
            except requests.RequestException:
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture
def sign_on(settings, provider):
    """This installation as the provider knows it."""
    told = requests.get(f"{provider}/.well-known/openid-configuration", timeout=5).json()
    settings.OIDC_RP_CLIENT_ID, settings.OIDC_RP_CLIENT_SECRET = "khoithidua", "bi-mat"
    settings.OIDC_OP_AUTHORIZATION_ENDPOINT = told["authorization_endpoint"]
    settings.OIDC_OP_TOKEN_ENDPOINT = told["token_endpoint"]
    settings.OIDC_OP_USER_ENDPOINT = told["userinfo_endpoint"]
    settings.OIDC_OP_JWKS_ENDPOINT = told["jwks_uri"]
    settings.OIDC_VERIFY_KID = False  # this provider has one key and does not name it
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, "units.single_sign_on.SingleSignOnBackend"]

    def know(name: str) -> None:
        claims = {"preferred_username": name, "email": f"{name}@example.vn"}
        assert requests.put(f"{provider}/users/{name}", json=claims, timeout=5).ok

    return know


def go(browser: Client, name: str, onward=""):
    """To the provider, which is told who it is, and back."""
    there = browser.get(START + (f"?next={onward}" if onward else ""))
    assert there.status_code == 302
    page = requests.post(there.url, data={"sub": name}, allow_redirects=False, timeout=5)
    back = urlsplit(page.headers["Location"])
    return browser.get(f"{back.path}?{back.query}")


def test_whoever_has_an_account_comes_in_and_the_login_is_written_down(sign_on, visitor, hoa):
    sign_on("hoa")
    assert go(visitor, "hoa", "/tai-khoan/").url == "/tai-khoan/"
    assert visitor.get("/tai-khoan/").status_code == 200
    assert Login.objects.get().user == hoa


def test_whoever_has_none_does_not_and_none_is_made(sign_on, visitor, hoa, text_of):
    sign_on("nguoi-la")
    answer = go(visitor, "nguoi-la")
    assert answer.status_code == 403 and "chưa có trên hệ thống" in text_of(answer)
    assert not User.objects.filter(username="nguoi-la").exists()


def test_a_closed_account_stays_closed(sign_on, visitor, hoa):
    sign_on("hoa")
    User.objects.filter(pk=hoa.pk).update(is_active=False)
    assert go(visitor, "hoa").status_code == 403


def test_it_proves_nothing_where_password_and_code_are_asked(sign_on, visitor, hoa):
    sign_on("hoa")
    go(visitor, "hoa")
    assert visitor.post("/tai-khoan/ung-dung/bat-dau/").url.startswith("/tai-khoan/xac-nhan-lai/")


@pytest.mark.parametrize("onward", ["https://gia-mao.example/", "//gia-mao.example/"])
def test_it_leads_to_nobody_else(sign_on, visitor, hoa, onward):
    sign_on("hoa")
    assert go(visitor, "hoa", onward).url == "/"


def test_an_answer_that_nobody_asked_for_is_refused(sign_on, visitor, hoa):
    visitor.get(START)
    assert visitor.get(START + "tra-ve/?code=x&state=y").status_code == 403
    assert not visitor.session.get("_auth_user_id")


def test_an_answer_is_taken_once(sign_on, visitor, hoa):
    sign_on("hoa")
    there = visitor.get(START)
    page = requests.post(there.url, data={"sub": "hoa"}, allow_redirects=False, timeout=5)
    back = urlsplit(page.headers["Location"])
    visitor.get(f"{back.path}?{back.query}")
    assert Client().get(f"{back.path}?{back.query}").status_code == 403


def test_a_provider_that_is_away_is_told(sign_on, visitor, hoa, settings, text_of):
    sign_on("hoa")
    settings.OIDC_OP_TOKEN_ENDPOINT = "http://127.0.0.1:9/token"
    assert go(visitor, "hoa").status_code == 403


def test_a_token_that_cannot_be_checked_lets_nobody_in(sign_on, visitor, hoa, settings):
    sign_on("hoa")
    settings.OIDC_VERIFY_KID = True
    assert go(visitor, "hoa").status_code == 403
    assert not visitor.session.get("_auth_user_id")


def test_without_a_provider_there_is_no_such_page_and_no_button(visitor, db, text_of):
    assert visitor.get(START).status_code == visitor.get(START + "tra-ve/").status_code == 404
    assert "tài khoản của thành phố" not in text_of(visitor.get("/dang-nhap/"))


def test_the_login_page_offers_it(sign_on, visitor, db, text_of):
    assert re.search(rf'href="{START}"', text_of(visitor.get("/dang-nhap/")))


class TestOnlyWay:
    @pytest.fixture(autouse=True)
    def only(self, sign_on, settings):
        settings.OIDC_ONLY, settings.BREAK_GLASS_ACCOUNTS = True, ["bach"]

    def test_passwords_open_nothing(self, visitor, hoa, text_of):
        answer = visitor.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD})
        assert answer.status_code == 422 and "tài khoản của thành phố" in text_of(answer)

    def test_but_the_account_for_an_outage_on_record_and_told(self, visitor, bach):
        assert visitor.post("/dang-nhap/", {"username": "bach", "password": PASSWORD}).status_code == 302
        assert AuditEvent.objects.get(verb="units.break_glass").actor == bach
        assert OutgoingMail.objects.filter(recipient=bach, subject__contains="dự phòng").exists()

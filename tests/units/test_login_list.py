"""/tai-khoan/dang-nhap/: logins with device and place, ended one by one or all; new devices told; the idle end (M8)."""

import datetime

import pytest
from django.db import IntegrityError
from django.test import Client

from libraries.web import clock
from notices.models import OutgoingMail
from records.models import AuditEvent
from tests.units.conftest import PASSWORD
from tests.units.test_codes import app_of, shown_by
from units.models import KnownDevice, Login
from units.workflow.logins import browser_words

PAGE = "/tai-khoan/dang-nhap/"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


def log_in(address="203.0.113.1", name="hoa", client=None):
    browser = client or Client()
    answer = browser.post(
        "/dang-nhap/", {"username": name, "password": PASSWORD}, REMOTE_ADDR=address, HTTP_USER_AGENT=CHROME
    )
    assert answer.status_code == 302
    return browser


def is_in(browser) -> bool:
    return browser.get("/tai-khoan/").status_code == 200


def test_it_lists_where_one_is_in(hoa, text_of):
    log_in("198.51.100.4")
    page = text_of(log_in("203.0.113.1").get(PAGE))
    for words in ("Chrome, Windows", "198.51.100.4", "203.0.113.1", "Phiên này", "Đang mở"):
        assert words in page


def test_one_is_ended_and_the_others_go_on(hoa, post):
    here, there = log_in(), log_in()
    login = Login.objects.order_by("pk").last()
    post(None, "units:end_login", login.pk, client=here)
    assert is_in(here) and not is_in(there)
    assert AuditEvent.objects.filter(verb="units.end_login").exists()


def test_the_row_follows_the_key_that_changes_with_each_proof(hoa, post):
    here, there = log_in(), log_in()
    post(None, "units:step_up", data={"password": PASSWORD}, client=there)
    post(None, "units:end_login", Login.objects.order_by("pk").last().pk, client=here)
    assert not is_in(there)


def test_nobody_ends_anothers(hoa, nam, post):
    log_in()
    assert post(None, "units:end_login", Login.objects.get().pk, client=log_in(name="nam")).status_code == 404


def test_out_everywhere_but_here(hoa, post):
    here, there = log_in(), log_in()
    KnownDevice.objects.update(no_code_until=clock.now())
    post(None, "units:end_every_login", client=here)
    assert is_in(here) and not is_in(there)
    assert not KnownDevice.objects.exclude(no_code_until=None).exists()


def test_logging_out_ends_the_row(hoa):
    log_in().post("/dang-xuat/")
    assert Login.objects.get().ended_at


def test_the_first_browser_is_not_news_the_second_is(hoa):
    log_in()
    assert not OutgoingMail.objects.exists()
    log_in("198.51.100.4")
    mail = OutgoingMail.objects.get()
    assert "thiết bị mới" in mail.subject and "198.51.100.4" in mail.body and "Chrome, Windows" in mail.body
    assert AuditEvent.objects.filter(verb="units.log_in").count() == 2


def test_a_browser_that_is_known_is_no_news(hoa):
    browser = log_in()
    browser.post("/dang-xuat/")
    log_in("198.51.100.4", client=browser)
    assert not OutgoingMail.objects.exists() and KnownDevice.objects.count() == 1


def test_password_and_factor_changes_are_told(hoa, post):
    post(hoa, "units:password_edit", data={"password": PASSWORD, "new_password": NEW, "again": NEW})
    assert "đã đổi mật khẩu" in OutgoingMail.objects.get().subject


NEW = "con tàu ra khơi buổi sớm"


class TestIdle:
    def test_a_login_that_nobody_uses_ends(self, hoa, settings, text_of):
        settings.IDLE_HOURS = 2
        browser = log_in()
        with clock.travel(clock.now() + datetime.timedelta(hours=2, seconds=1)):
            assert not is_in(browser)
            assert Login.objects.get().ended_at
        assert "lâu không sử dụng" in text_of(browser.get("/dang-nhap/"))

    def test_one_that_is_used_goes_on(self, hoa, settings):
        settings.IDLE_HOURS = 2
        browser = log_in()
        for hours in (1.5, 3, 4.5):
            with clock.travel(clock.now() + datetime.timedelta(hours=hours)):
                assert is_in(browser)


class TestRememberedBrowser:
    @pytest.fixture(autouse=True)
    def code_at_login(self, settings):
        settings.LOGIN_CODE = True

    def remembered(self, hoa):
        device = app_of(hoa)
        browser = log_in()
        browser.post("/dang-nhap/ma/", {"code": shown_by(device), "remember": "on"})
        browser.post("/dang-xuat/")
        return browser

    def test_it_is_asked_for_no_code_for_30_days_at_most(self, hoa):
        browser = self.remembered(hoa)
        assert log_in(client=browser).get("/tai-khoan/").status_code == 200
        browser.post("/dang-xuat/")
        with clock.travel(clock.now() + datetime.timedelta(days=30, minutes=1)):
            assert not is_in(log_in(client=browser))

    def test_another_browser_is_asked(self, hoa):
        self.remembered(hoa)
        assert not is_in(log_in())

    def test_the_database_holds_the_month(self, hoa):
        self.remembered(hoa)
        with pytest.raises(IntegrityError, match="no_code_for_a_month_at_most"):
            KnownDevice.objects.update(no_code_until=clock.now() + datetime.timedelta(days=40))


def test_events_are_read_by_owner_secretariat_and_city(status_of, lan, hoa, nam, mai, minh, bach):
    answers = [status_of(user, "person_events", "doanh-nghiep-2", nam.pk) for user in (lan, mai, bach, minh, hoa, nam)]
    assert answers == [200, 200, 200, 403, 403, 403]


def test_the_secretariat_reads_what_happened(client_of, lan, nam, text_of):
    log_in(name="nam")
    page = text_of(client_of(lan).get(f"/don-vi/doanh-nghiep-2/nguoi/{nam.pk}/nhat-ky/"))
    assert "Đăng nhập từ thiết bị mới" in page and "nhập sai mật khẩu trong 30 ngày: 0" in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (CHROME, "Chrome, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("<script>", "Không rõ"),
    ],
)
def test_a_browser_in_words(said, words):
    assert browser_words(said) == words

"""/tai-khoan/: what I hold; static codes shown once."""

import re

from records.models import AuditEvent
from tests.units.conftest import PASSWORD
from tests.units.test_codes import app_of
from units.codes import check_identity
from units.views import step_up

PAGE = "/tai-khoan/"


def enter(client, user):
    """By the login page, so that the password was given just now."""
    client.post("/dang-nhap/", {"username": user.username, "password": PASSWORD})
    return client


def test_posts_seats_and_what_they_allow(client_of, lan, hoa, mai, text_of):
    assert "Tổ thư ký" in text_of(client_of(lan).get(PAGE))
    assert "Giám đốc" in text_of(client_of(hoa).get(PAGE))
    assert "Trình, nhập quyết định của thành phố" in text_of(client_of(mai).get(PAGE))


def test_without_a_code_the_page_says_what_it_is_for(client_of, hoa, text_of):
    browser = client_of(hoa)
    assert "Tài khoản chưa cài mã OTP" in text_of(browser.get(PAGE))
    app_of(hoa)
    assert "Tài khoản chưa cài mã OTP" not in text_of(browser.get(PAGE))


def test_one_red_button_at_most(client_of, hoa, text_of):
    assert text_of(client_of(hoa).get(PAGE)).count("btn-primary") == 1
    app_of(hoa)
    assert text_of(client_of(hoa).get(PAGE)).count("btn-primary") == 0


def test_ten_static_codes_are_shown_once_and_work(post, visitor, hoa, text_of):
    browser = enter(visitor, hoa)
    answer = post(None, "units:issue_static_codes", client=browser)
    codes = re.findall(r"<li[^>]*>\s*([0-9]{5}-[0-9]{5})\s*</li>", text_of(answer))
    assert len(set(codes)) == 10
    page = text_of(browser.get(PAGE))
    assert "Còn 10 mã" in page
    assert not any(code in page for code in codes)
    assert check_identity(hoa, password=PASSWORD, code=codes[3]).code_kind == "static"
    assert "Còn 9 mã" in text_of(browser.get(PAGE))
    assert AuditEvent.objects.filter(verb="units.issue_static_codes").get().data == {"count": 10}


def test_codes_are_not_made_with_an_old_password_proof(post, client_of, hoa):
    answer = post(hoa, "units:issue_static_codes")
    assert answer.url.startswith("/tai-khoan/xac-nhan-lai/")
    assert not hoa.staticdevice_set.exists()


def test_five_minutes_are_five_minutes(visitor, hoa, post, at):
    with at("2026-11-22 09:00"):
        enter(visitor, hoa)
    with at("2026-11-22 09:04:59"):
        assert post(None, "units:issue_static_codes", client=visitor).status_code == 200
    with at("2026-11-22 09:05:00"):
        assert post(None, "units:issue_static_codes", client=visitor).status_code == 302
    assert step_up.LASTS.total_seconds() == 300

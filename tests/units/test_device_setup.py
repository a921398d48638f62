"""Setting up the authenticator app: QR, first code, in use."""

import re

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from records.transitions import NotAllowedNow
from tests.units.conftest import PASSWORD
from tests.units.test_codes import app_of, shown_by, wrong_for
from units.codes import check_identity, has_device

PAGE = "/tai-khoan/ung-dung/"


@pytest.fixture
def browser(visitor, hoa, settings):
    settings.SIGNING_WAIT_HOURS = 0
    visitor.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD})
    return visitor


@pytest.fixture
def started(browser, post, hoa):
    assert post(None, "units:start_device", client=browser).url == PAGE
    return TOTPDevice.objects.get(user=hoa, confirmed=False)


def test_the_page_shows_the_key_as_image_and_as_text(browser, started, text_of):
    page = text_of(browser.get(PAGE))
    assert 'src="data:image/svg+xml' in page
    assert re.search(r"<b>(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}</b>", page)
    assert 'autocomplete="one-time-code"' in page


def test_before_the_first_code_it_is_not_in_use(browser, started, hoa):
    browser.get(PAGE)
    assert not has_device(hoa)


def test_the_first_right_code_puts_it_to_use_and_ends_other_logins(browser, started, hoa, post, client_of):
    elsewhere = client_of(hoa)
    assert post(None, "units:device_setup", data={"code": shown_by(started)}, client=browser).url == "/tai-khoan/"
    assert browser.get("/tai-khoan/").status_code == 200
    assert elsewhere.get("/tai-khoan/").status_code == 302
    assert check_identity(hoa, password=PASSWORD, code=shown_by(started, 1)).code_kind == "totp"


def test_the_code_of_setting_up_proves_nothing_else(browser, started, hoa, post):
    from units.codes import IdentityNotProved

    code = shown_by(started)
    post(None, "units:device_setup", data={"code": code}, client=browser)
    with pytest.raises(IdentityNotProved, match="đã được sử dụng"):
        check_identity(hoa, password=PASSWORD, code=code)


def test_a_wrong_code_keeps_the_same_qr(browser, started, post, text_of):
    before = re.search(r'src="(data:[^"]+)"', text_of(browser.get(PAGE))).group(1)
    answer = post(None, "units:device_setup", data={"code": wrong_for(started)}, client=browser)
    assert answer.status_code == 422
    assert before in text_of(answer)
    assert "Mã OTP chưa đúng" in text_of(answer)


def test_a_new_device_takes_the_place_of_the_old(browser, hoa, post):
    old = app_of(hoa)
    proof = {"password": PASSWORD, "code": shown_by(old)}
    assert post(None, "units:step_up", data=proof, client=browser).url == "/tai-khoan/"
    post(None, "units:start_device", client=browser)
    new = TOTPDevice.objects.get(user=hoa, confirmed=False)
    assert TOTPDevice.objects.filter(pk=old.pk, confirmed=True).exists()
    post(None, "units:device_setup", data={"code": shown_by(new)}, client=browser)
    assert list(TOTPDevice.objects.filter(user=hoa)) == [new]


def test_without_a_key_there_is_nothing_to_show_or_confirm(browser, post):
    assert browser.get(PAGE).url == "/tai-khoan/"
    assert post(None, "units:device_setup", data={"code": "123456"}, client=browser).status_code == 409


def test_the_key_is_not_shown_with_an_old_password_proof(client_of, post, hoa, browser, started):
    assert client_of(hoa).get(PAGE).url.startswith("/tai-khoan/xac-nhan-lai/")


def test_who_has_a_device_renews_it_with_a_code_of_it_not_with_the_password_alone(browser, hoa, post, text_of):
    old = app_of(hoa)
    assert post(None, "units:start_device", client=browser).url.startswith("/tai-khoan/xac-nhan-lai/")
    answer = post(None, "units:step_up", data={"password": PASSWORD, "code": wrong_for(old)}, client=browser)
    assert answer.status_code == 422 and "Mã OTP chưa đúng" in text_of(answer)
    assert post(None, "units:issue_static_codes", client=browser).url.startswith("/tai-khoan/xac-nhan-lai/")
    assert not TOTPDevice.objects.filter(user=hoa, confirmed=False).exists()


def test_a_first_device_set_up_with_the_password_alone_signs_after_the_waiting_time(
    browser, started, hoa, post, settings
):
    settings.SIGNING_WAIT_HOURS = 24
    post(None, "units:device_setup", data={"code": shown_by(started)}, client=browser)
    with pytest.raises(NotAllowedNow, match="được ký từ"):
        check_identity(hoa, password=PASSWORD, code=shown_by(started, 1))

"""/dang-nhap/ma/: the second page of the login."""

import pytest
from django.urls import reverse

from tests.units.conftest import PASSWORD
from tests.units.test_codes import app_of, shown_by, wrong_for
from units import workflow
from units.codes import USED_CODE, WRONG_CODE
from units.models import User

CODE = "/dang-nhap/ma/"


@pytest.fixture
def device(hoa, settings):
    settings.LOGIN_CODE = True
    return app_of(hoa)


@pytest.fixture
def half_in(visitor, device):
    """The password was right; the code is asked."""
    visitor.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD, "next": "/tai-khoan/"})
    return visitor


def test_the_box_takes_digits_pasted_or_from_the_telephone(half_in, text_of):
    page = text_of(half_in.get(CODE))
    assert 'inputmode="numeric"' in page
    assert 'autocomplete="one-time-code"' in page
    assert "maxlength" not in page


def test_the_right_code_lets_in_and_goes_on(half_in, device):
    before = half_in.session.session_key
    assert half_in.post(CODE, {"code": shown_by(device)}).url == "/tai-khoan/"
    assert half_in.session.session_key != before
    assert half_in.get(reverse("units:account_detail")).status_code == 200


def test_a_static_code_lets_in_once(half_in, hoa, text_of):
    code = workflow.issue_static_codes(hoa, by=hoa)[0]
    assert half_in.post(CODE, {"code": code}).status_code == 302
    half_in.post(reverse("units:logout"))
    half_in.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD})
    assert WRONG_CODE in text_of(half_in.post(CODE, {"code": code}))


def test_the_same_code_does_not_let_in_twice(half_in, device, text_of):
    code = shown_by(device)
    half_in.post(CODE, {"code": code})
    half_in.post(reverse("units:logout"))
    half_in.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD})
    answer = half_in.post(CODE, {"code": code})
    assert answer.status_code == 422
    assert USED_CODE in text_of(answer)


def test_five_wrong_codes_stop_and_say_for_how_long(half_in, device, text_of):
    wrong = wrong_for(device)
    for _ in range(5):
        assert half_in.post(CODE, {"code": wrong}).status_code == 422
    answer = half_in.post(CODE, {"code": shown_by(device)})
    assert answer.status_code == 429
    assert "thử lại sau 15 phút" in text_of(answer)


def test_without_the_password_there_is_no_second_page(visitor, device):
    assert visitor.get(CODE).url == "/dang-nhap/"
    assert visitor.post(CODE, {"code": shown_by(device)}).url == "/dang-nhap/"


def test_the_second_page_waits_ten_minutes(visitor, device, at):
    with at("2026-11-22 09:00"):
        visitor.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD})
    with at("2026-11-22 09:10:01"):
        assert visitor.post(CODE, {"code": shown_by(device)}).url == "/dang-nhap/"


def test_who_is_closed_meanwhile_is_not_let_in(half_in, hoa, device):
    User.objects.filter(pk=hoa.pk).update(is_active=False)
    assert half_in.post(CODE, {"code": shown_by(device)}).url == "/dang-nhap/"


@pytest.mark.parametrize("typed", ["", "x" * 5000, "12 34", "\x00", "１２３４５６"])
def test_hostile_codes_get_a_sentence(half_in, typed):
    assert half_in.post(CODE, {"code": typed}).status_code == 422

"""/dat-mat-khau/…/: a link sets a password once, within a day, and leaves the codes as they are."""

import pytest

from tests.units.conftest import PASSWORD
from tests.units.test_codes import app_of
from units.codes import has_device
from units.models import User
from units.views.person import password_link

NEW = "con tàu ra khơi buổi sớm"


@pytest.fixture
def link(hoa, settings):
    return password_link(hoa).removeprefix(settings.PUBLIC_ADDRESS)


def send(client, link, password=NEW, again=NEW):
    return client.post(link, {"new_password": password, "again": again})


def test_the_page_says_for_whom_it_is(visitor, link, text_of):
    assert "Bà" not in text_of(visitor.get(link))
    assert "Đỗ Thị Hòa" in text_of(visitor.get(link))


def test_it_works_once(visitor, link, hoa, text_of):
    assert send(visitor, link).url == "/dang-nhap/"
    hoa.refresh_from_db()
    assert hoa.check_password(NEW)
    assert send(visitor, link).status_code == 404
    assert "Đường dẫn không còn hiệu lực" in text_of(visitor.get(link))


def test_it_does_not_log_in_nor_skip_the_code(visitor, link, hoa):
    app_of(hoa)
    send(visitor, link)
    assert not visitor.session.get("_auth_user_id")
    assert has_device(hoa)


def test_it_ends_logins_that_were_open(visitor, hoa, client_of, settings):
    browser = client_of(hoa)
    send(visitor, password_link(hoa).removeprefix(settings.PUBLIC_ADDRESS))
    assert browser.get("/tai-khoan/").status_code == 302


def test_after_a_day_it_is_over(visitor, link, settings):
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert visitor.get(link).status_code == 404


def test_a_closed_account_gets_no_password(visitor, link, hoa):
    User.objects.filter(pk=hoa.pk).update(is_active=False)
    assert visitor.get(link).status_code == 404


@pytest.mark.parametrize("uid", ["MQ", "xx", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk", "%00", "ÿ"])
def test_bent_links_are_not_found(visitor, db, uid):
    assert visitor.get(f"/dat-mat-khau/{uid}/abc-def/").status_code == 404


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("ngan", "ít nhất 12 ký tự"),
        ("password12345", "dễ đoán"),
        ("do thi hoa 1", "chỉ gồm họ tên"),
        ("Đỗ Thị Hòa 1968", "giống họ tên"),
        ("KhoiThiDua2026", "chỉ gồm họ tên"),
        ("Hải Phòng 2026", "chỉ gồm họ tên"),
        ("", "Nhập mật khẩu mới"),
    ],
)
def test_weak_passwords_are_refused_in_words(visitor, link, text_of, password, says):
    answer = send(visitor, link, password, password)
    assert answer.status_code == 422
    assert says in text_of(answer)


def test_the_second_writing_must_be_the_same(visitor, link, hoa, text_of):
    assert "chưa giống nhau" in text_of(send(visitor, link, again="con tàu ra khơi buổi chiều"))
    assert hoa.check_password(PASSWORD)

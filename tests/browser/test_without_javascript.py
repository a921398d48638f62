"""Everything that matters works in a browser without scripts."""

import pytest

from tests.browser import world
from units.sample import SAMPLE_PASSWORD


@pytest.fixture
def plain_screen_of(screen_of):
    return lambda username="", width=390: screen_of(username, width, java_script_enabled=False)


def test_login_and_logout(plain_screen_of):
    giang = plain_screen_of().open("/dang-nhap/")
    giang.type("Tên đăng nhập", "giang").type("Mật khẩu", SAMPLE_PASSWORD).press("Đăng nhập")
    giang.reads("Giang")
    giang.page.locator("details.account:not(.scope) summary").click()
    giang.press("Đăng xuất")
    assert giang.page.url.endswith("/dang-nhap/")
    assert "/dang-nhap/" in giang.open("/tai-khoan/").page.url


def test_a_comment_is_written_and_sent(plain_screen_of):
    khanh = plain_screen_of("khanh").open(f"/du-thao/lay-y-kien/{world.consultation().pk}/")
    khanh.press("Góp ý", exact=True).choose("Không nhất trí").type("Nội dung góp ý", "Đề nghị giữ như cũ.")
    khanh.press("Lưu góp ý").press("Gửi 1 góp ý").reads("đã gửi 1 góp ý")


def test_the_pledge_is_signed(plain_screen_of):
    phuong = plain_screen_of("phuong").open(f"/trinh-ky/{world.pledge().signing_id}/ky/")
    phuong.press("Ký giao ước").prove(SAMPLE_PASSWORD).press("Đồng ý ký").reads("Đã ký thành công")


def test_a_clause_is_edited(plain_screen_of):
    lan = plain_screen_of("lan", 1366).open(f"/du-thao/{world.draft().text_id}/soan/")
    words = "Mọi quyết định chung được bàn công khai."
    lan.type("Nội dung khoản 2 Điều 3", words).press("Lưu khoản 2 Điều 3")
    assert words in lan.page.content()
    assert words in lan.open(f"/du-thao/{world.draft().text_id}/soan/").page.content()

"""A passkey in Chromium's own authenticator: added on a telephone, used to log in and to sign."""

import pytest
from django.test import override_settings

from tests.browser import world
from units.models import Passkey
from units.sample import SAMPLE_PASSWORD

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def named(server):
    """Passkeys need a name: the same server as `localhost`."""
    address = server.url.replace("127.0.0.1", "localhost")
    with override_settings(PUBLIC_ADDRESS=address):
        yield address


def device_of(screen):
    session = screen.page.context.new_cdp_session(screen.page)
    session.send("WebAuthn.enable")
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session, added["authenticatorId"]


def test_added_then_login_then_proof_and_removed_by_itself(screen_of, named, settings):
    settings.PUBLIC_ADDRESS = named
    long = screen_of(width=390)
    session, device = device_of(long)
    long.open(f"{named}/dang-nhap/").type("Tên đăng nhập", "long").type("Mật khẩu", SAMPLE_PASSWORD)
    long.press("Đăng nhập", exact=True)

    long.open(f"{named}/tai-khoan/khoa-truy-cap/")
    assert "/xac-nhan-lai/" in long.page.url  # the factor that there is
    long.prove(SAMPLE_PASSWORD).press("Tiếp tục")
    long.type("Tên gọi", "Điện thoại cá nhân")
    assert long.faults() == []
    long.press("Tạo khóa truy cập").reads("Đã thêm khóa truy cập", "Điện thoại cá nhân")
    assert long.faults() == []
    assert len(session.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]) == 1

    long.page.locator("details.account:not(.scope) summary").click()
    long.press("Đăng xuất")
    assert long.faults() == []
    # The device answers in its own time; only then the page is left.
    long.press("Đăng nhập bằng khóa truy cập").page.wait_for_url(lambda address: "/dang-nhap/" not in address)
    long.reads("Việc")
    passkey = Passkey.objects.get(user__username="long")
    assert passkey.last_used_at is not None

    # The page of a signature; signing itself would end the state that other tests of this world begin with.
    long.open(f"{named}/trinh-ky/{world.pledge().signing_id}/ky/").press("Ký giao ước")
    long.press("Dùng khóa truy cập thay mã OTP").reads("Nhập đủ các ô rồi bấm lại.")
    long.type("Mật khẩu", "sai-mat-khau-roi")
    assert long.faults() == []
    long.press("Dùng khóa truy cập thay mã OTP").reads("Mật khẩu chưa đúng")

    long.open(f"{named}/tai-khoan/khoa-truy-cap/{passkey.pk}/go/").type("Mật khẩu", SAMPLE_PASSWORD)
    long.press("Dùng khóa truy cập thay mã OTP").reads("Đã gỡ khóa truy cập")
    passkey.refresh_from_db()
    assert passkey.removed_at is not None


def test_a_device_that_does_not_know_its_owner_is_refused_in_words(screen_of, named, settings):
    settings.PUBLIC_ADDRESS = named
    visitor = screen_of(width=390)
    session, device = device_of(visitor)
    visitor.open(f"{named}/dang-nhap/")
    session.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    visitor.press("Đăng nhập bằng khóa truy cập").reads("Chưa nhận được khóa truy cập")


def test_without_scripts_the_other_ways_remain(screen_of, named, settings):
    settings.PUBLIC_ADDRESS = named
    plain = screen_of(width=390, java_script_enabled=False).open(f"{named}/dang-nhap/")
    assert not plain.page.get_by_text("Đăng nhập bằng khóa truy cập").is_visible()
    assert plain.page.get_by_label("Mật khẩu").is_visible()

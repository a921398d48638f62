"""A stranger with the code sets up a city with one bloc of nine units and twenty people in Debian's Chromium."""

import base64
import re
import time

import pytest
from django_otp.oath import TOTP
from pytest_django.live_server_helper import LiveServer

from khoithidua import empty_installation
from khoithidua.sample.people import BOARD, CITY, LEADERS, STAFF
from tests.browser.screen import Screen
from tests.stories import founding
from tests.support.chromium import PATIENCE_MS, running_chromium
from tests.worlds import drop_database, make_database, standing_in
from units import workflow
from units.models import BoardSeat, City, EmulationYear, Invitation, OperatorSeat, Unit, User

pytestmark = pytest.mark.browser
PASSWORD = "con tàu ra khơi buổi sớm"
MORE_STAFF = [("Lý Thị Mười", "Chuyên viên"), ("Đào Văn Phúc", "Chuyên viên"), ("Tạ Bích Quy", "Chuyên viên")]


@pytest.fixture
def empty_database(django_db_setup, django_db_blocker):
    """Tables and nothing in them. Made before Playwright begins, in whose context connections are others."""
    with django_db_blocker.unblock():
        name = make_database("empty")
        yield name
        drop_database(name)


@pytest.fixture
def db(empty_database):
    """By this name pytest-django knows that the tests' database is needed."""


@pytest.fixture
def chromium(empty_database):
    with running_chromium() as browser:
        yield browser


@pytest.fixture
def empty_server(chromium, empty_database, django_db_blocker, settings, monkeypatch, tmp_path):
    """An installation with tables and nothing in them, as `make start` leaves it: no mail, codes asked at the login."""
    monkeypatch.setitem(empty_installation._known, "in_use", False)
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    settings.LOGIN_CODE = True
    settings.DATA_FOLDER = tmp_path  # in the other one tests of backups leave the record of theirs
    with django_db_blocker.unblock(), standing_in(empty_database):
        running = LiveServer("127.0.0.1")
        settings.PUBLIC_ADDRESS = running.url
        yield running
        running.stop()


@pytest.fixture
def sit_down(chromium, empty_server):
    """`sit_down(390)` is a visitor before a telephone."""

    def screen(width: int = 1366) -> Screen:
        size = {"width": width, "height": 768 if width > 400 else 844}
        context = chromium.new_context(viewport=size, base_url=empty_server.url, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE_MS)
        return Screen(context.new_page())

    return screen


def fill(screen: Screen, **boxes: str) -> None:
    for name, value in boxes.items():
        box = screen.page.locator(f"[name='{name}']")
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(label=value)
        else:
            box.fill(value)


def comes_in(screen: Screen) -> TOTP:
    """Password and app; answers what the telephone now shows."""
    fill(screen, new_password=PASSWORD, again=PASSWORD)
    screen.press("Tiếp tục").reads("Cài đặt ứng dụng lấy mã OTP")
    secret = re.search(r"nhập: <span class=\"code d-block\"><b>([A-Z2-7 ]+)</b>", screen.page.content())[1]
    secret = secret.replace(" ", "")
    app = TOTP(base64.b32decode(secret + "=" * (-len(secret) % 8)))
    app.time = time.time()
    screen.type("Mã OTP", f"{app.token():06d}").press("Hoàn thành").reads("Tài khoản đã được kích hoạt")
    app.drift = 1  # the present code is spent; the next one is within the tolerance
    return app


def logs_in(screen: Screen, username: str, app: TOTP) -> None:
    screen.open("/dang-nhap/")
    screen.type("Tên đăng nhập", username).type("Mật khẩu", PASSWORD).press("Đăng nhập")
    app.time = time.time()
    screen.type("Mã OTP", f"{app.token():06d}").press("Đăng nhập")


def faultless(screen: Screen) -> None:
    """At both widths: nothing to push sideways, nothing that axe finds, no complaint in the console."""
    # Chromium writes an answer of 422 into its console; that it came is what the step shows.
    screen.complaints[:] = [said for said in screen.complaints if not re.search("422|409", said)]
    for width, height in ((390, 844), (1366, 768)):
        screen.page.set_viewport_size({"width": width, "height": height})
        assert screen.faults() == [], (screen.page.url, width)


def test_a_city_is_set_up_in_one_sitting(db, sit_down):
    screen, code = sit_down(), workflow.make_setup_code()
    screen.open("/").reads("Hệ thống chưa có dữ liệu")
    screen.type("Mã thiết lập", "SAI").press("Bắt đầu thiết lập").reads("Mã thiết lập chưa đúng")
    screen.type("Mã thiết lập", code).press("Bắt đầu thiết lập").reads("Bước 1")
    faultless(screen)
    fill(screen, **{name: CITY[name] for name in ("name", "place", "body", "body_short")}, valid_from="01/01/2026")
    screen.press("Lưu, sang bước tiếp").reads("Bước 2")
    fill(screen, full_name="Hoàng Minh Bách", username="bach", email="bach@example.vn")
    faultless(screen)
    app = comes_in(screen.press("Lưu, đặt mật khẩu"))
    logs_in(screen, "bach", app)
    screen.reads("Thiết lập: Ban TĐKT").press("Bổ sung").reads("Bước 3")

    for number, (username, name, title, _) in enumerate(BOARD):
        boxes = {"full_name": name, "title": title, "username": username}
        fill(screen, **{f"{box}-{number}": value for box, value in boxes.items()})
    screen.page.get_by_label("Được nhập quyết định").first.check()
    faultless(screen)
    screen.press("Lưu cán bộ").reads("Bước 4")
    fill(screen, name=founding.BLOC, short_name="Khối thi đua DN 2")
    screen.press("Lập khối").reads("Bước 5")

    lines = ["Tên đơn vị\tTên gọn\tLoại hình\tThủ trưởng\tXưng hô\tChức vụ\tThư điện tử\tTên đăng nhập"]
    for slug, (short, username, name, post, salutation) in LEADERS.items():
        unit, mail = founding.UNITS[slug], f"{username}@example.vn"
        lines.append(
            "\t".join((unit["name"], short, founding.KINDS[unit["kind"]], name, salutation, post, mail, username))
        )
    lines[3] = lines[3].replace(founding.UNITS["chi-cuc-hang-hai"]["name"], founding.UNITS["cang-vu-hang-hai"]["name"])
    screen.page.get_by_text("Nhập từ Excel").click()
    screen.type("Nội dung sao chép từ Excel", "\n".join(lines)).press("Đưa vào bảng").reads("Trùng tên với dòng 1")
    faultless(screen)
    fill(screen, **{"name-2": founding.UNITS["chi-cuc-hang-hai"]["name"]})
    screen.press("Lưu đơn vị")
    screen.reads("Bước 6", "9/9 đơn vị có thủ trưởng")

    people = [(name, post, founding.UNITS[slug]["name"]) for slug, (_, name, post) in STAFF.items()]
    people += [(name, post, founding.UNITS["hoa-tieu-kv2"]["name"]) for name, post in MORE_STAFF]
    for number, (name, post, unit) in enumerate(people):
        fill(screen, **{f"full_name-{number}": name, f"title-{number}": post, f"unit-{number}": unit})
    faultless(screen)
    screen.press("Lưu cán bộ").reads("Bước 7")
    fill(screen, year="2026", head=founding.UNITS["cang-vu-hang-hai"]["name"])
    for number, (username, name, title) in enumerate(founding.SECRETARIES):
        fill(screen, **{f"full_name-{number}": name, f"title-{number}": title, f"username-{number}": username})
    faultless(screen)
    screen.press("Lưu năm thi đua").reads("Bước 8")
    faultless(screen)
    assert (City.objects.count(), Unit.objects.count(), User.objects.count()) == (1, 9, 20)
    assert (OperatorSeat.objects.count(), BoardSeat.objects.count(), EmulationYear.objects.get().year) == (1, 3, 2026)

    screen.press("Lập thư mời để in").reads("Chỉ hiện một lần")
    faultless(screen)
    letter = screen.page.locator(".setup-letter").filter(has_text="Trần Thị Lan").locator(".code").inner_text()
    assert Invitation.objects.filter(way=Invitation.Way.LETTER).count() == 20
    _lan_comes_in(sit_down(390), letter)
    screen.open("/").reads("15 cán bộ chưa kích hoạt tài khoản", "Sao lưu dữ liệu")
    faultless(screen)


def _lan_comes_in(phone: Screen, letter: str) -> None:
    """The secretary opens her letter on a telephone and finds her first steps at home."""
    phone.open(letter)
    app = comes_in(phone)
    logs_in(phone, "lan", app)
    phone.reads("9 thủ trưởng chưa kích hoạt tài khoản", "Soạn thảo quy chế của Khối")
    assert phone.faults() == []

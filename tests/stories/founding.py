"""Chapter before all others: an empty installation becomes the city of the story, through its set-up pages alone."""

import io

from django.core.management import call_command

from khoithidua.sample.people import BOARD, CITY, FACTS, LEADERS, STAFF
from tests.stories.person import Person
from tests.stories.stage import on
from tests.units.invited import code_on
from units.sample import SAMPLE_PASSWORD

BLOC = FACTS["bloc"]["name"]
UNITS = {row["slug"]: row for row in FACTS["units"]}
KINDS = {
    "state agency": "Cơ quan nhà nước",
    "enterprise": "Doanh nghiệp",
    "project management unit": "Ban quản lý dự án",
}
SECRETARIES = [("lan", "Trần Thị Lan", "Tổ trưởng Tổ thư ký"), ("thu", "Phạm Minh Thư", "Tổ thư ký")]
OPERATOR = ("bach", "Hoàng Minh Bách")


def printed_code() -> str:
    """What stands on the console."""
    said = io.StringIO()
    call_command("setup_code", stdout=said)
    return said.getvalue().split(": ")[1].strip()


def comes_in(person: Person) -> None:
    """On the page of a link that was handed over: password, app, and the codes to print."""
    person.press("Tiếp tục", {"new_password": SAMPLE_PASSWORD, "again": SAMPLE_PASSWORD})
    person.press("Hoàn thành", {"Mã OTP": code_on(person.answer)}).reads("Tài khoản đã được kích hoạt")


def city_is_named(person: Person) -> None:
    person.press("Lưu, sang bước tiếp", {name: CITY[name] for name in ("name", "place", "body", "body_short")} | {
        "valid_from": "01/01/2019", "contact_name": "Vũ Thị Mai", "contact_phone": "0225 000 000",
    })  # fmt: skip


def operator_comes_in(person: Person) -> Person:
    username, name = OPERATOR
    person.press(
        "Lưu, đặt mật khẩu", {"Họ và tên": name, "Tên đăng nhập": username, "Thư điện tử": f"{username}@example.vn"}
    )
    comes_in(person)
    return Person(username)


def line(number: int, **typed: object) -> dict:
    return {f"{name}-{number}": value for name, value in typed.items()}


def board_is_seated(bach: Person) -> None:
    typed: dict = {"since": "01/01/2019"}
    for number, (username, name, title, decides) in enumerate(BOARD):
        typed |= line(number, full_name=name, title=title, username=username, can_decide=decides)
    bach.open("/thiet-lap/").follow("Tiếp tục").reads("Bước 3").press("Lưu cán bộ, sang bước tiếp", typed)


def bloc_is_founded(bach: Person) -> str:
    """Units pasted out of Excel, checked in the table, saved at once; answers the slug of the bloc."""
    bach.reads("Bước 4").press("Lập khối, sang bước tiếp", {"Tên đầy đủ": BLOC, "Tên gọn": "Khối thi đua DN 2"})
    slug = bach.path.split("/")[3]
    pasted = ["Tên đơn vị\tTên gọn\tLoại hình\tThủ trưởng\tXưng hô\tChức vụ\tThư điện tử\tTên đăng nhập"]
    for unit, (short, username, name, post, salutation) in LEADERS.items():
        row = UNITS[unit]
        pasted.append(
            "\t".join(
                (row["name"], short, KINDS[row["kind"]], name, salutation, post, f"{username}@mau.example.vn", username)
            )
        )
    bach.reads("Bước 5").press("Đưa vào bảng", {"pasted": "\n".join(pasted)}).reads("chưa lưu")
    bach.press("Lưu đơn vị, sang bước tiếp", {"since": "01/01/2019"})
    return slug


def people_are_added(bach: Person, slug: str) -> None:
    bach.open(f"/thiet-lap/khoi/{slug}/can-bo/").reads("Bước 6", "9/9 đơn vị có thủ trưởng")
    typed: dict = {"since": "01/01/2019"}
    for number, (unit, (username, name, post)) in enumerate(STAFF.items()):
        typed |= line(number, full_name=name, title=post, username=username, unit=UNITS[unit]["name"])
    bach.press("Lưu cán bộ, sang bước tiếp", typed)


def year_is_begun(bach: Person, slug: str) -> None:
    bach.open(f"/thiet-lap/khoi/{slug}/nam/").reads("Bước 7")
    typed: dict = {"year": "2019", "head": UNITS["cang-vu-hang-hai"]["name"], "since": "01/01/2019"}
    for number, (username, name, title) in enumerate(SECRETARIES):
        typed |= line(number, full_name=name, title=title, username=username, salutation="Bà")
    bach.press("Lưu năm thi đua, sang bước tiếp", typed)


def everybody_comes_in(bach: Person) -> int:
    """Letters, handed over; each opens the link of the own one. How many."""
    bach.reads("Bước 8").press("Lập thư mời để in").reads("Chỉ hiện một lần")
    links = [one.text_content().strip() for one in bach.page.xpath("//p[contains(@class, 'code')]")]
    for link in links:
        guest = Person()
        guest.open("/" + link.split("/", 3)[3])
        comes_in(guest)
    return len(links)


def made() -> str:
    """The city, its office, one bloc of nine units and its people in the first days of 2019; the bloc's slug."""
    with on("2019-01-02 08:00"):
        person = Person()
        person.open("/").reads("Thiết lập hệ thống").press("Bắt đầu thiết lập", {"Mã thiết lập": printed_code()})
        city_is_named(person)
        bach = operator_comes_in(person)
        board_is_seated(bach)
        slug = bloc_is_founded(bach)
        people_are_added(bach, slug)
        year_is_begun(bach, slug)
        assert everybody_comes_in(bach) == 16
        bach.open("/thiet-lap/").reads("Thiết lập hệ thống")
    with on("2020-01-02 08:00"):
        lan = Person("lan")
        lan.open(f"/don-vi/{slug}/nam/them/")
        theme = FACTS["conference_2020"]["theme"]
        lan.press("Thêm năm", {"year": "2020", "theme": theme, "copied": "Năm 2019"})
    return slug

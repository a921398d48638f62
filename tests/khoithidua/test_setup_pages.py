"""The set-up pages: the code at the door, each step's refusals beside their boxes, what two people do at once."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from openpyxl import Workbook, load_workbook

from khoithidua import empty_installation
from records.models import AuditEvent
from records.transitions import NotAllowedNow
from tests import factories
from tests.stories import founding
from tests.stories.person import Person, Upload
from units import workflow
from units.models import Bloc, BoardSeat, City, OperatorSeat, SetupCode, Unit, User

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def empty(monkeypatch, settings):
    """No row, no mail."""
    monkeypatch.setitem(empty_installation._known, "in_use", False)
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"


@pytest.fixture
def begun(empty):
    """A visitor who typed the code."""
    person = Person()
    person.open("/").press("Bắt đầu thiết lập", {"Mã thiết lập": founding.printed_code()})
    return person


@pytest.fixture
def bach(begun):
    """The operator, before the third step."""
    founding.city_is_named(begun)
    return founding.operator_comes_in(begun)


@pytest.fixture
def units_step(bach):
    founding.board_is_seated(bach)
    bach.press("Lập khối, sang bước tiếp", {"Tên đầy đủ": "Khối thi đua số 1", "Tên gọn": "Khối 1"}).reads("Bước 5")
    return bach


# --- The door --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/", "/dang-nhap/", "/don-vi/", "/thiet-lap/", "/thiet-lap/thanh-pho/", "/nhat-ky/"])
def test_everything_leads_to_the_code_while_nobody_can_log_in(empty, path):
    visitor = Person()
    visitor.open(path).reads("Thiết lập hệ thống", "Mã thiết lập")
    assert visitor.path == "/thiet-lap/ma/"


def test_pages_for_everybody_stand_open(empty):
    Person().open("/xac-minh/")
    assert Client().get("/suc-khoe/").status_code == 200


def test_a_code_is_kept_nowhere_and_read_as_people_type_it(empty):
    code = founding.printed_code()
    assert code.replace("-", "") not in SetupCode.objects.get().code_hash
    assert workflow.prove_setup_code(f" {code.lower().replace('-', ' ')} ") == SetupCode.objects.get()
    assert AuditEvent.objects.get(verb="units.make_setup_code").data == {}


def test_a_code_is_guessed_ten_times_and_no_more(empty):
    code, visitor = founding.printed_code(), Person()
    visitor.open("/thiet-lap/ma/")
    for _ in range(SetupCode.MOST_TRIES):
        visitor.press("Bắt đầu thiết lập", {"Mã thiết lập": "AAAA-AAAA-AAAA"}, expect=422).reads("chưa đúng")
    visitor.press("Bắt đầu thiết lập", {"Mã thiết lập": code}, expect=409).reads("nhập sai quá nhiều lần")
    newer = founding.printed_code()
    visitor.press("Bắt đầu thiết lập", {"Mã thiết lập": newer}).reads("Bước 1")


def test_a_new_code_ends_what_the_old_one_opened(begun):
    founding.printed_code()
    begun.open("/thiet-lap/thanh-pho/")
    assert begun.path == "/thiet-lap/ma/"


def test_the_code_opens_nothing_once_somebody_runs_it(bach):
    with pytest.raises(NotAllowedNow, match="đã có người quản trị"):
        workflow.prove_setup_code("ABCD")
    with pytest.raises(CommandError, match="đã có người quản trị"):
        call_command("setup_code")
    visitor = Person()
    visitor.open("/thiet-lap/ma/")
    assert visitor.path.startswith("/dang-nhap/")


def test_only_an_operator_goes_on(bach):
    person = Client()
    person.force_login(factories.UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    assert person.get("/thiet-lap/").status_code == person.get("/thiet-lap/khoi/").status_code == 403


def test_without_a_code_made_the_page_says_how(empty):
    visitor = Person()
    visitor.open("/thiet-lap/ma/").press("Bắt đầu thiết lập", {"Mã thiết lập": "ABCD"}, expect=409)
    visitor.reads("manage.py setup_code")


# --- City and operator -----------------------------------------------------------------------------------------------
def test_the_city_names_what_papers_print_and_may_be_mended(begun):
    founding.city_is_named(begun)
    city = City.objects.get()
    assert (city.superior, city.chair) == (
        "THÀNH PHỐ HẢI PHÒNG",
        "Chủ tịch Ủy ban nhân dân thành phố Hải Phòng",
    )
    begun.follow("Thành phố, cơ quan").press("Lưu, sang bước tiếp", {"place": "Hồng Bàng"}).reads("Bước 2")
    assert City.objects.get().place == "Hồng Bàng"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Nhập tên thành phố"),
        ({"valid_from": "31/02/2026"}, "Tháng 02/2026 không có ngày 31"),
        ({"contact_phone": "gọi tôi"}, "Số điện thoại chưa đúng"),
        ({"contact_email": "mai@"}, "Địa chỉ thư chưa đúng"),
    ],
)
def test_a_wrong_box_of_the_city_keeps_what_was_typed(begun, typed, sentence):
    right = {"name": "Thành phố A", "place": "A", "body": "Ban A", "body_short": "Ban", "valid_from": "01/01/2026"}
    begun.press("Lưu, sang bước tiếp", right | typed, expect=422).reads(sentence)
    assert begun.page.xpath("//input[@name='body']/@value") == ["Ban A"] and not City.objects.exists()


def test_two_browsers_name_the_city_at_once(begun):
    other = Person()
    other.client.cookies = begun.client.cookies.copy()
    other.open("/thiet-lap/thanh-pho/")
    founding.city_is_named(begun)
    typed = {"name": "Thành phố B", "place": "B", "body": "Ban B", "body_short": "Ban", "valid_from": "01/01/2026"}
    other.press("Lưu, sang bước tiếp", typed, expect=409)
    assert City.objects.get().name == "Thành phố Hải Phòng"


def test_an_operator_left_without_a_password_is_found_again(begun):
    founding.city_is_named(begun)
    begun.press("Lưu, đặt mật khẩu", {"Họ và tên": "Hoàng Minh Bách", "Tên đăng nhập": "bach"})
    later = Person()  # a week later, another browser, a new code
    later.open("/").press("Bắt đầu thiết lập", {"Mã thiết lập": founding.printed_code()}).reads("chưa có mật khẩu")
    later.press("Đặt mật khẩu")
    founding.comes_in(later)
    Person("bach").open("/thiet-lap/").reads("Tiếp tục")
    assert OperatorSeat.objects.count() == 1


# --- Tables ----------------------------------------------------------------------------------------------------------
def test_a_board_is_typed_and_more_lines_keep_what_was_typed(bach):
    bach.open("/thiet-lap/co-quan-thuong-truc/")
    bach.press("Thêm 5 dòng", {"full_name-0": "Vũ Thị Mai", "since": "02/01/2019"})
    assert bach.page.xpath("//input[@name='full_name-0']/@value") == ["Vũ Thị Mai"]
    assert bach.page.xpath("//input[@name='since']/@value") == ["02/01/2019"]
    assert bach.page.xpath("//input[@name='rows']/@value") == ["8"] and not BoardSeat.objects.exists()
    bach.press("Lưu cán bộ", {"title-0": "Trưởng phòng", "can_decide-0": True}).reads("Bước 4")
    assert BoardSeat.objects.get().user.username == "maivt"


def lines(person, rows: list[dict], expect: int) -> Person:
    typed = {f"{name}-{number}": value for number, row in enumerate(rows) for name, value in row.items()}
    return person.press("Lưu đơn vị", typed, expect=expect)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([{"name": "Cảng A"}, {"name": "cảng  a"}], "Trùng tên với dòng 1"),
        ([{"leader": "Lê Văn Tám", "title": "Giám đốc"}], "Nhập tên đơn vị"),
        ([{"name": "Cảng A", "leader": "Lê Văn Tám"}], "Nhập chức vụ của thủ trưởng"),
        ([{"name": "Cảng A", "email": "a@"}], "Địa chỉ thư chưa đúng"),
        ([{"name": "=1+1"}], "dấu của công thức"),
        ([{"name": "Cảng A" * 60}], "tối đa 200 ký tự"),
        ([], "Nhập ít nhất một dòng"),
        (
            [
                {"name": "Cảng A", "leader": "Lê Văn Tám", "title": "Giám đốc"},
                {"name": "Cảng B", "leader": "Lê Văn Tám", "title": "Giám đốc"},
            ],
            "trùng dòng 1",
        ),
        ([{"name": "Cảng A", "leader": "Vũ Thị Mài", "title": "Giám đốc", "username": "mai"}], "của Vũ Thị Mai"),
        ([{"name": "Cảng A", "leader": "Vũ Mai", "title": "Giám đốc", "username": "Vũ Mai"}], "chữ thường không dấu"),
    ],
)
def test_a_wrong_line_of_units_is_said_beside_its_box_and_nothing_is_written(units_step, rows, sentence):
    people = User.objects.count()
    lines(units_step, [{"name": "Đơn vị đúng"}, *rows] if rows and "Trùng tên" not in sentence and "dòng 1" not in
          sentence else rows, expect=422)  # fmt: skip
    units_step.reads(sentence)
    assert not Unit.objects.exists() and User.objects.count() == people
    for row in rows:
        for value in row.values():
            assert value in " ".join(units_step.page.xpath("//input/@value"))


def test_units_come_once_from_two_browsers(units_step):
    other = Person("bach")
    other.open(units_step.path)
    two = [{"name": "Cảng A"}, {"name": "Cảng B"}]
    lines(units_step, two, expect=200).reads("Bước 6")
    lines(other, two, expect=422).reads("Khối đã có đơn vị “Cảng A”")
    assert Unit.objects.count() == 2


def sheet(*rows, more_sheets=()) -> bytes:
    book = Workbook()
    for values in rows:
        book.active.append(values)
    for title in more_sheets:
        book.create_sheet(title)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_units_are_read_from_a_workbook_and_saved_only_then(units_step):
    content = sheet(
        ["Danh sách đơn vị của khối"],
        ["STT", "Đơn vị", "Loại hình", "Họ tên thủ trưởng", "Chức vụ", "Số điện thoại"],
        [1, "Cảng A", "Doanh nghiệp", "Lê Văn Tám", "Giám đốc", 225000123],
        [2, "Cảng vụ B", "Cơ quan nhà nước", None, None, None],
    )
    units_step.press("Đưa vào bảng", {"Tệp Excel": Upload("don-vi.xlsx", content, XLSX)}).reads("chưa lưu")
    assert units_step.page.xpath("//input[@name='phone-0']/@value") == ["0225000123"]
    assert not Unit.objects.exists()
    units_step.press("Lưu đơn vị").reads("Bước 6", "Cảng vụ B")
    assert [(unit.name, unit.kind) for unit in Unit.objects.order_by("pk")] == [
        ("Cảng A", "enterprise"),
        ("Cảng vụ B", "agency"),
    ]
    assert User.objects.get(username="tamlv").phone == "0225000123"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("don-vi.xlsx", sheet(["Họ tên", "Ngày sinh"], ["A", "B"]), "Không tìm thấy dòng tiêu đề"),
        ("don-vi.xlsx", sheet(["Loại hình", "Điện thoại"], ["A", "B"]), "Thiếu cột “Tên đơn vị”"),
        ("don-vi.xlsx", sheet(["Tên đơn vị", "Loại hình"]), "Chưa có dòng nào"),
        ("don-vi.xlsx", sheet(), "Không tìm thấy dòng tiêu đề"),
        ("don-vi.xlsx", b"PK\x03\x04rubbish", "không phải là"),
        ("don-vi.xlsx", b"Ten,Loai\n", "không phải là"),
        ("don-vi.pdf", sheet(["Tên đơn vị", "Loại hình"], ["A", "B"]), "không có đuôi .xlsx"),
        (
            "don-vi.xlsx",
            sheet(["Tên đơn vị", "Loại hình"], *([f"Đơn vị {n}", ""] for n in range(101))),
            "tối đa 100 dòng",
        ),
    ],
)
def test_a_sheet_of_another_kind_is_refused_and_what_was_typed_stays(units_step, name, content, sentence):
    units_step.press("Đưa vào bảng", {"name-0": "Cảng A", "Tệp Excel": Upload(name, content, XLSX)}, expect=422)
    units_step.reads(sentence)
    assert units_step.page.xpath("//input[@name='name-0']/@value") == ["Cảng A"] and not Unit.objects.exists()


def test_a_formula_in_a_cell_is_no_name(units_step):
    content = sheet(["Tên đơn vị", "Loại hình"], ['=HYPERLINK("http://x")', "Doanh nghiệp"], ["Cảng B", "lạ"])
    units_step.press("Đưa vào bảng", {"Tệp Excel": Upload("don-vi.xlsx", content, XLSX)})
    units_step.reads("Chọn một loại hình có trong danh sách")
    assert "HYPERLINK" not in units_step.answer.content.decode()


def test_the_workbook_to_fill_in_is_read_back(units_step):
    units_step.follow("Tải tệp mẫu")
    book = load_workbook(io.BytesIO(units_step.content))
    for place, value in enumerate(["Cảng A", "", "Doanh nghiệp", "Lê Văn Tám", "Ông", "Giám đốc"], 1):
        book.active.cell(row=2, column=place, value=value)
    file = io.BytesIO()
    book.save(file)
    units_step.open(f"/thiet-lap/khoi/{Bloc.objects.get().slug}/don-vi/")
    units_step.press("Đưa vào bảng", {"Tệp Excel": Upload("mau.xlsx", file.getvalue(), XLSX)})
    units_step.press("Lưu đơn vị").reads("Bước 6", "Cảng A")


def test_pasted_lines_without_titles_stand_in_the_order_of_the_columns(units_step):
    units_step.press("Đưa vào bảng", {"pasted": "Cảng A\tA\tDoanh nghiệp\nCảng B\tB\tCơ quan nhà nước"})
    units_step.press("Lưu đơn vị").reads("Bước 6")
    assert [unit.short_name for unit in Unit.objects.order_by("pk")] == ["A", "B"]


# --- People, year, invitations ---------------------------------------------------------------------------------------
@pytest.fixture
def people_step(units_step):
    rows = [{"name": "Cảng A", "leader": "Lê Văn Tám", "title": "Giám đốc"}, {"name": "Cảng B"}]
    return lines(units_step, rows, expect=200).reads("Bước 6", "Đơn vị chưa có thủ trưởng", "Cảng B")


def test_people_get_their_posts(people_step):
    typed = {"full_name-0": "Trần Thị Chín", "unit-0": "Cảng B", "title-0": "Giám đốc", "is_leader-0": True}
    people_step.press("Lưu cán bộ", typed | {"full_name-1": "Lý Mười", "unit-1": "Cảng A", "title-1": "Chuyên viên"})
    people_step.reads("Bước 7")
    assert User.objects.get(username="chintt").posts.get().is_leader


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"full_name-0": "Trần Chín", "title-0": "Giám đốc"}, "Chọn đơn vị"),
        ({"full_name-0": "Trần Chín", "unit-0": "Cảng A"}, "Nhập chức vụ"),
        ({"full_name-0": "Trần Chín", "unit-0": "Cảng A", "title-0": "GĐ", "is_leader-0": True}, "đã có thủ trưởng"),
        ({"full_name-0": "Lê Văn Tám", "unit-0": "Cảng B", "title-0": "Giám đốc"}, "Đã có tài khoản tamlv"),
        ({"full_name-0": "007", "unit-0": "Cảng B", "title-0": "Giám đốc"}, "bắt đầu và kết thúc bằng chữ"),
    ],
)
def test_a_wrong_person_is_asked_about(people_step, typed, sentence):
    people = User.objects.count()
    people_step.press("Lưu cán bộ", typed, expect=422).reads(sentence)
    assert User.objects.count() == people


@pytest.fixture
def year_step(people_step):
    typed = {"full_name-0": "Trần Thị Chín", "unit-0": "Cảng B", "title-0": "Giám đốc", "is_leader-0": True}
    return people_step.press("Lưu cán bộ", typed).reads("Bước 7")


SECRETARY = {"full_name-0": "Lê Thị Ba", "title-0": "Tổ trưởng"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"year": "2026"}, "Chọn đơn vị Khối trưởng"),
        ({"year": "26", "head": "Cảng A"}, "Nhập từ 1.948 đến 2.100"),
        ({"year": "2026", "head": "Cảng A", "deputies": ["Cảng A"]}, "không đồng thời là Khối phó"),
    ],
)
def test_a_year_that_cannot_run_is_refused_whole(year_step, typed, sentence):
    year_step.press("Lưu năm thi đua", SECRETARY | typed, expect=422)
    year_step.reads(sentence)
    assert not Bloc.objects.get().years.exists() and not User.objects.filter(full_name="Lê Thị Ba").exists()


def test_the_check_list_shrinks_until_the_year_runs(year_step):
    home = Person("bach")
    home.open("/").reads("Chọn năm thi đua đầu tiên và Khối trưởng", "Cử Tổ thư ký", "Kết nối dịch vụ thư điện tử")
    year_step.press("Lưu năm thi đua", SECRETARY | {"year": "2026", "head": "Cảng A"}).reads("Bước 8")
    home.open("/").does_not_read("Cử Tổ thư ký", "Chọn năm thi đua").reads("3 cán bộ chưa kích hoạt tài khoản")
    year_step.press("Lập thư mời để in").reads("Chỉ hiện một lần", "Lê Thị Ba")


def test_a_second_bloc_begins_where_the_first_one_stands(year_step):
    year_step.press("Lưu năm thi đua", SECRETARY | {"year": "2026", "head": "Cảng A"})
    year_step.open("/thiet-lap/khoi/").reads("Khối thi đua số 1")
    same = {"Tên đầy đủ": "khối thi đua Số 1", "Tên gọn": "K"}
    year_step.press("Lập khối, sang bước tiếp", same, expect=422).reads("Đã có khối tên “Khối thi đua số 1”")
    year_step.press("Lập khối, sang bước tiếp", {"Tên đầy đủ": "Cụm thi đua số 2", "Loại": "Cụm thi đua"})
    year_step.reads("Bước 5", "Cụm thi đua số 2", "Đã xong 4/8 bước")
    Person("bach").open("/").reads("Nhập đơn vị thành viên")


def test_a_bloc_with_a_year_takes_units_elsewhere(bach, bloc):
    factories.EmulationYearFactory(bloc=bloc)
    bach.open(f"/thiet-lap/khoi/{bloc.slug}/don-vi/")
    lines(bach, [{"name": "Cảng A"}], expect=409).reads("Khối đã có năm thi đua")

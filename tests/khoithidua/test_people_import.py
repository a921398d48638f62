"""The people of a bloc from one Excel sheet: looked at first, all or nothing, asked line by line."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from records.models import AuditEvent
from tests import factories
from tests.stories.person import Person, Upload
from units.models import AccessChange, Post, SecretariatSeat, User

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = "/don-vi/doanh-nghiep-2/nguoi/nhap/"
TITLES = ["Họ và tên", "Cách xưng hô", "Đơn vị", "Chức vụ", "Là thủ trưởng"]
TITLES += ["Thư điện tử", "Điện thoại", "Tên đăng nhập"]


@pytest.fixture
def secretary(lan):
    lan.set_password("thi-dua-mau-2020")
    lan.save(update_fields=["password"])
    return Person("lan")


def sheet(*rows) -> Upload:
    book = Workbook()
    for values in (TITLES, *rows):
        book.active.append(values)
    file = io.BytesIO()
    book.save(file)
    return Upload("can-bo.xlsx", file.getvalue(), XLSX)


def row(unit, name="Đỗ Văn An", login="", title="Chuyên viên", *, leads="", email="", phone="", greeting="Ông"):
    return [name, greeting, unit.name, title, leads, email, phone, login]


def send(person, *rows, since="01/3/2020"):
    """Lines copied out of Excel; a workbook leads to the same table."""
    pasted = "\n".join("\t".join(str(value) for value in values) for values in (TITLES, *rows))
    return person.open(PAGE).press("Đưa vào bảng", {"pasted": pasted, "since": since})


@pytest.fixture
def hoa_post(hoa):
    return Post.objects.get(user=hoa, is_leader=True)


def test_new_people_are_shown_and_then_saved(secretary, nine):
    two = [row(nine[5], phone=225000123), row(nine[4], "Lý Thị Bình", "binh.ly", greeting="Bà")]
    secretary.open(PAGE).press("Đưa vào bảng", {"Tệp Excel": sheet(*two), "since": "01/3/2020"})
    secretary.reads("2 cán bộ mới", "Đỗ Văn An (andv): Thêm cán bộ", "chưa lưu")
    assert not User.objects.filter(username="andv").exists()
    secretary.press("Lưu các thay đổi").reads("Đã lưu thay đổi của 2 dòng", "Đỗ Văn An")
    person = User.objects.get(username="andv")
    post = person.posts.get()
    assert (post.unit, post.title, f"{post.valid_from}") == (nine[5], "Chuyên viên", "2020-03-01")
    assert person.phone == "0225000123"
    assert User.objects.get(username="binh.ly").salutation == "Bà"
    assert AuditEvent.objects.filter(verb="units.add_person").count() == 2


def test_what_is_known_is_compared_and_an_empty_cell_changes_nothing(secretary, nine, nam):
    before = nam.email
    held = nam.posts.get()
    send(
        secretary,
        row(held.unit, nam.full_name, "nam", held.title, phone="0912345678", greeting=nam.get_salutation_display()),
    )
    secretary.reads("0 cán bộ mới, 1 dòng có thay đổi", "Điện thoại").press("Lưu các thay đổi")
    nam.refresh_from_db()
    assert (nam.phone, nam.email, nam.posts.count()) == ("0912345678", before, 1)


def test_the_spelling_of_a_name_is_mended_under_its_login(secretary, nam):
    held = nam.posts.get()
    greeting = nam.get_salutation_display()
    send(secretary, row(held.unit, "Lê Hoài Năm", "nam", held.title, greeting=greeting))
    secretary.reads("Họ và tên: Lê Hoài Nam → Lê Hoài Năm").press("Lưu các thay đổi")
    nam.refresh_from_db()
    assert nam.full_name == "Lê Hoài Năm"
    send(secretary, row(held.unit, "Người Khác", "nam", held.title, greeting=greeting))
    secretary.reads("Đã có tài khoản nam của Lê Hoài Năm")


def test_another_title_ends_the_post_before_it(secretary, nam):
    held = nam.posts.get()
    send(secretary, row(held.unit, nam.full_name, "nam", "Trưởng phòng", greeting=nam.get_salutation_display()))
    secretary.reads(f"{held.title} → Trưởng phòng").press("Lưu các thay đổi")
    held.refresh_from_db()
    assert f"{held.valid_to}" == "2020-03-01" and nam.posts.get(valid_to=None).title == "Trưởng phòng"


def test_a_new_address_of_somebody_who_logs_in_waits_for_a_second_person(secretary, nam):
    held = nam.posts.get()
    send(
        secretary,
        row(held.unit, nam.full_name, "nam", held.title, email="moi@example.vn", greeting=nam.get_salutation_display()),
    )
    secretary.reads("moi@example.vn (chờ người thứ hai xác nhận)").press("Lưu các thay đổi")
    nam.refresh_from_db()
    assert nam.email != "moi@example.vn"
    assert AccessChange.objects.open().get(person=nam).address == "moi@example.vn"


def test_a_new_leader_waits_for_a_second_person(secretary, nine):
    unit = next(one for one in nine if not Post.objects.filter(unit=one, is_leader=True).exists())
    send(secretary, row(unit, title="Giám đốc", leads="x")).reads("thủ trưởng (chờ người thứ hai xác nhận)")
    secretary.press("Lưu các thay đổi")
    assert Post.objects.get(unit=unit, is_leader=True).confirmed_at is None


def test_the_same_list_again_changes_nothing(secretary, hoa, nam):
    secretary.open(PAGE).follow("Tải tệp mẫu")
    content = secretary.content
    titles = [cell.value for cell in load_workbook(io.BytesIO(content))["Cán bộ"][1]]
    assert titles == TITLES
    secretary.open(PAGE).press("Đưa vào bảng", {"Tệp Excel": Upload("mau.xlsx", content, XLSX), "since": "01/3/2020"})
    secretary.reads("không có thay đổi nào để lưu")
    assert not secretary.offers("Lưu các thay đổi")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": "007"}, "bắt đầu và kết thúc bằng chữ"),
        ({"email": "mai@"}, "Địa chỉ thư chưa đúng"),
        ({"phone": "gọi sau"}, "Số điện thoại chưa đúng"),
        ({"title": ""}, "Nhập chức vụ"),
        ({"greeting": "Ngài"}, "có trong danh sách"),
        ({"login": "An Đỗ"}, "chữ thường không dấu"),
        ({"login": "mai"}, "đã có người ngoài Khối sử dụng"),
        ({"login": "hoa"}, "Đã có tài khoản hoa"),
        ({"leads": "x", "title": "Giám đốc"}, "đã có thủ trưởng"),
    ],
)
def test_a_mistake_stands_beside_its_cell_and_nothing_is_saved(secretary, nine, hoa_post, mai, wrong, sentence):
    people = User.objects.count()
    send(secretary, row(nine[3], "Người Đúng"), row(hoa_post.unit, **wrong))
    secretary.reads(sentence, "Cán bộ 2")
    beside = secretary.page.xpath("//fieldset[2]//div[contains(@class, 'invalid-feedback')]")
    assert any(sentence in one.text_content() for one in beside)
    assert not secretary.offers("Lưu các thay đổi") and User.objects.count() == people


@pytest.mark.parametrize(
    ("login", "changes", "sentence"),
    [
        ("lan", {"phone": "0912345678"}, "Không thể tự cập nhật"),
        ("hoa", {"title": "Chủ tịch"}, "tại trang của đơn vị"),
    ],
)
def test_what_the_page_of_the_person_refuses_is_refused_here(secretary, hoa_post, login, changes, sentence):
    person = User.objects.get(username=login)
    title = hoa_post.title if login == "hoa" else "Chuyên viên"
    greeting = person.get_salutation_display()
    send(secretary, row(hoa_post.unit, person.full_name, login, **{"title": title, "greeting": greeting, **changes}))
    secretary.reads(sentence)
    assert not secretary.offers("Lưu các thay đổi")


def test_somebody_without_a_login_in_the_sheet_is_asked_about(secretary, nam, nine):
    User.objects.filter(pk=nam.pk).update(username="x.nam")
    send(secretary, row(nine[3], nam.full_name)).reads("Nếu là cùng một người, nhập x.nam")


def test_who_belongs_to_the_city_too_keeps_the_own_particulars(secretary, nam, bach):
    factories.BoardSeatFactory(user=nam)
    held = nam.posts.get()
    send(secretary, row(held.unit, nam.full_name, "nam", held.title, phone="0912345678", greeting=nam.salutation))
    secretary.reads("giữ vai trò ngoài Khối")


def test_what_changed_since_one_looked_is_looked_at_again(secretary, nam):
    held = nam.posts.get()
    send(secretary, row(held.unit, nam.full_name, "nam", held.title, phone="0912345678", greeting=nam.salutation))
    User.objects.filter(pk=nam.pk).update(phone="0900000001")
    secretary.press("Lưu các thay đổi", expect=409).reads("đã thay đổi sau lần xem trước")
    nam.refresh_from_db()
    assert nam.phone == "0900000001"


def test_a_failure_in_the_middle_saves_nothing(secretary, nine, monkeypatch):
    send(secretary, row(nine[5]), row(nine[4], "Lý Thị Bình", "binh.ly"))
    real = Post.objects.create
    made = []

    def fail(**options):
        made.append(options)
        if len(made) == 2:
            raise RuntimeError("on purpose")
        return real(**options)

    monkeypatch.setattr(Post.objects, "create", fail)
    with pytest.raises(RuntimeError):
        secretary.press("Lưu các thay đổi")
    assert not User.objects.filter(username__in=["andv", "binh.ly"]).exists()


def test_only_the_secretariat_of_the_bloc_enters(secretary, client_of, hoa, tuan, mai, bach):
    assert [client_of(one).get(PAGE).status_code for one in (hoa, tuan, mai, bach)] == [403, 404, 403, 403]
    SecretariatSeat.objects.all().delete()
    assert secretary.client.get(PAGE).status_code in (403, 404)

"""manage.py setup: a real installation begins from one file, or nothing is written."""

import datetime
import io
import re

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from awards.models import AwardKind, CertificateTemplate
from khoithidua.database import PROJECT_FOLDER
from khoithidua.setup.logins import usual_login
from notices.models import OutgoingMail
from records.models import AuditEvent
from tests.support.site import log_in
from tests.units.invited import set_up as accept
from units.models import Bloc, BoardSeat, City, Seat, Unit, User

pytestmark = pytest.mark.django_db

EXAMPLE = (PROJECT_FOLDER / "deploy" / "city.example.toml").read_text()
ANOTHER_BLOC = """
[[khoi]]
ten = "Khối thi đua Doanh nghiệp 2"
nam = 2026
[[khoi.to_thu_ky]]
ho_ten = "Lê Thị Ba"
ten_dang_nhap = "ba"
[[khoi.don_vi]]
ten = "Đơn vị A"
vai_tro = "trưởng"
[[khoi.don_vi]]
ten = "Đơn vị B"
"""


@pytest.fixture
def set_up(tmp_path, at):
    """Runs the command on this text of a file; what it printed."""

    def run(text):
        (tmp_path / "city.toml").write_text(text)
        said = io.StringIO()
        with at("2026-11-30 09:00"):
            call_command("setup", file=tmp_path / "city.toml", stdout=said)
        return said.getvalue()

    return run


def test_the_example_makes_a_bloc_that_can_be_worked_in(set_up, at):
    said = set_up(EXAMPLE)
    bloc = Bloc.objects.get()
    year = bloc.years.get()
    assert (year.year, year.seats.get(role=Seat.Role.HEAD).unit.name) == (2026, "Công ty Cổ phần Cảng Ví Dụ")
    assert BoardSeat.objects.get(can_decide=True).user.username == "motnt"
    city = City.objects.on(datetime.date(2026, 11, 30))
    flag = AwardKind.objects.get(slug="co-thi-dua")
    terms = flag.terms_on(datetime.date(2026, 11, 30))
    assert terms.authority_in(city) == "ỦY BAN NHÂN DÂN THÀNH PHỐ VÍ DỤ"
    words = [line.text for line in CertificateTemplate.objects.get(kind=flag).layout(2026, city.name).flag_lines]
    assert "THÀNH PHỐ VÍ DỤ" in words and "NĂM 2026" in words
    assert not AuditEvent.objects.filter(verb="units.load_sample").exists()
    assert AuditEvent.objects.filter(verb="units.create_person").count() == User.objects.count() == 6

    assert said.count("Đã gửi thư mời cho") == OutgoingMail.objects.count() == 4 and "/loi-moi/" not in said
    mail = OutgoingMail.objects.get(recipient__username="ba")
    with at("2026-11-30 10:00"):
        answer = accept(Client(), re.search(r"https://khoithidua\.example\.vn(/loi-moi/\S+)", mail.body)[1])
        assert "10 mã OTP dự phòng" in answer.content.decode()
        browser = log_in(Client(), User.objects.get(username="ba"))
        home = browser.get("/", follow=True)
        assert home.request["PATH_INFO"] == f"/khoi/{bloc.slug}/2026/" and "Soạn thảo" in home.content.decode()
        browser = log_in(Client(), User.objects.get(username="motnt"))
        assert bloc.name in browser.get("/don-vi/").content.decode()


def test_without_mail_it_prints_letters_to_hand_over(set_up, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    said = set_up(EXAMPLE)
    assert said.count("/loi-moi/") == AuditEvent.objects.filter(verb="units.print_invitation").count() == 4


def test_another_bloc_comes_later_and_people_are_known_again(set_up):
    set_up(EXAMPLE)
    set_up(ANOTHER_BLOC)
    assert Bloc.objects.count() == 2 and User.objects.count() == 6 and BoardSeat.objects.count() == 2
    assert {seat.bloc.slug for seat in User.objects.get(username="ba").secretariat_seats.all()} == {
        "khoi-thi-dua-doanh-nghiep-1",
        "khoi-thi-dua-doanh-nghiep-2",
    }
    with pytest.raises(CommandError, match="Khối thứ 1, ten: Đã có khối tên “Khối thi đua Doanh nghiệp 2”"):
        set_up(ANOTHER_BLOC)
    with pytest.raises(CommandError, match="ban_tdkt: thành phố đã được thiết lập"):
        set_up(EXAMPLE)
    with pytest.raises(CommandError, match=r"ghi ít nhất một bảng \[\[khoi\]\]"):
        set_up("")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (('vai_tro = "trưởng"', 'vai_tro = "vua"'), "đơn vị thứ 1, vai_tro: nhập một trong các giá trị: trưởng, phó"),
        (('vai_tro = "trưởng"', ""), "đúng một đơn vị có vai_tro"),
        (('thu = "hai@example.vn"', 'thu = "hai"'), "người thứ 2, thu: Địa chỉ thư chưa đúng"),
        (('thu = "hai@example.vn"', "thu = 7"), "người thứ 2, thu: cần một dòng chữ"),
        (('thu = "hai@example.vn"', "dien_thoia = 7"), "dien_thoia: không có mục này"),
        (("tu_ngay = 2026-01-01", 'tu_ngay = "1/1/2026"'), "tu_ngay: cần một ngày"),
        (("nam = 2026\n", "nam = 20266\n"), "Khối thứ 1, nam: Nhập từ 1.948 đến 2.100"),
        (("nam = 2026\n", "nam = true\n"), "nam: cần một năm"),
        (("ghi_quyet_dinh = true", ""), "cần ít nhất một người có ghi_quyet_dinh"),
        (("ghi_quyet_dinh = true", 'ghi_quyet_dinh = "có"'), "ghi_quyet_dinh: cần true hoặc false"),
        (
            ('ten_dang_nhap = "ba"', 'ten_dang_nhap = "Bà Ba"'),
            "ten_dang_nhap: Tên đăng nhập chỉ dùng chữ thường không dấu",
        ),
        (
            ('ten_dang_nhap = "ba"', 'ten_dang_nhap = "motnt"'),
            "ten_dang_nhap: Đã có tài khoản motnt của Nguyễn Thị Một",
        ),
        (('ten = "Cảng vụ Ví Dụ"', 'ten = "CÔNG TY cổ phần Cảng Ví Dụ"'), "đơn vị thứ 2, ten: Trùng tên với dòng 1"),
        (('ten = "Cảng vụ Ví Dụ"', 'ten = "=1+1"'), "đơn vị thứ 2, ten: Tên bắt đầu bằng dấu của công thức"),
        (('chuc_vu = "Tổng Giám đốc"', ""), "người thứ 1, chuc_vu: Nhập chức vụ"),
        (('ho_ten = "Phạm Văn Bốn"', 'ho_ten = "007"'), "đơn vị thứ 1, người thứ 1, ho_ten: Họ và tên bắt đầu"),
        (('dien_thoai = "0225 000 000"', 'dien_thoai = "gọi tôi"'), "Tổ thư ký: người thứ 1, dien_thoai: Số điện"),
        (('dia_danh = "Ví Dụ" ', 'dia_danh = "" '), "dia_danh: Nhập địa danh"),
        (('ten = "Khối thi đua Doanh nghiệp 1"', 'ten = "…"'), "Khối thứ 1, ten: Tên khối cần có chữ"),
        (("[[khoi.to_thu_ky]]", "[[khoi.to_thu_kyy]]"), "to_thu_ky: cần ít nhất một người"),
        (("[[khoi]]\n", "[khoi]\n"), "khoi: nhập thành các bảng [[khoi]]"),
        (("# Người vận hành", "khoi = 1\n# Người vận hành"), "không đúng định dạng TOML"),
        (('dia_danh = "Ví Dụ"', 'dia_danh = "'), "không đúng định dạng TOML"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(set_up, change, sentence):
    assert change[0] in EXAMPLE
    with pytest.raises(CommandError) as refused:
        set_up(EXAMPLE.replace(*change, 1))
    assert sentence in str(refused.value) and str(refused.value).startswith("Chưa lưu gì.")
    assert not Bloc.objects.exists() and not User.objects.exists() and not AuditEvent.objects.exists()


def test_a_failure_in_the_middle_writes_nothing(set_up, monkeypatch):
    def fail(*args, **options):
        raise RuntimeError("on purpose")

    monkeypatch.setattr("units.workflow.founding.seat_secretary", fail)
    with pytest.raises(RuntimeError):
        set_up(EXAMPLE)
    assert not Bloc.objects.exists() and not Unit.objects.exists() and not City.objects.exists()


def test_never_into_a_sample(set_up, settings):
    settings.SAMPLE_MODE = True
    with pytest.raises(CommandError, match="bản dùng thử"):
        set_up(EXAMPLE)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("setup", file=tmp_path / "khong-co.toml")


@pytest.mark.parametrize(("name", "login"), [("Nguyễn Văn Minh", "minhnv"), ("Y", "y"), ("", "")])
def test_usual_login(name, login):
    assert usual_login(name) == login

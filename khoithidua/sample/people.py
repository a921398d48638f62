"""Who lives in the sample: the bloc and units of the seed, invented people, and a second bloc to wall off from."""

import datetime
import json
from importlib.resources import files
from typing import Any

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from records.transitions import finish
from units.actions import LOAD_SAMPLE
from units.models import (
    AccessChange,
    Bloc,
    BoardSeat,
    City,
    EmulationYear,
    ManagingAgency,
    OperatorSeat,
    Post,
    Seat,
    SecretariatSeat,
    SigningAuthority,
    Unit,
    UnitName,
    User,
)
from units.sample import SAMPLE_PASSWORD

FACTS = json.loads(files("khoithidua.sample").joinpath("facts.json").read_text())
# facts.json, units_source, in the words of the page that shows it.
UNITS_SOURCE = (
    "Danh sách 09 đơn vị công bố ngày 06/6/2011 (cangvuhaiphong.gov.vn). Bài viết về hội nghị 02/7/2020 chỉ nêu tên Cảng "
    "vụ Hàng hải Hải Phòng và Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II; tên hiện nay của Tổng công ty Bảo đảm an toàn "
    "hàng hải miền Bắc lấy từ bài ngày 05/3/2013."
)
SINCE = datetime.date(2010, 10, 29)  # Quyết định số 1826/QĐ-UBND: clusters and blocs are formed (facts.json, history)
IN_OFFICE = datetime.date(2019, 1, 1)
IN_OFFICE_SINCE = datetime.datetime(2019, 1, 1, tzinfo=datetime.UTC)
# All units of the bloc belong to one ministry, which was merged into another in March 2025.
MINISTRIES = (
    ("Bộ Giao thông vận tải", SINCE, datetime.date(2025, 3, 1)),
    ("Bộ Xây dựng", datetime.date(2025, 3, 1), None),
)
KINDS = {"state agency": "agency", "enterprise": "enterprise", "project management unit": "project_board"}

# slug: (short name, login, invented name, post, salutation). Not one of these people is real.
LEADERS = {
    "cang-vu-hang-hai": ("Cảng vụ Hàng hải HP", "minh", "Nguyễn Văn Minh", "Giám đốc", "Ông"),
    "cang-vu-dtnd-kv1": ("Cảng vụ ĐTNĐ KV I", "binh", "Trần Quốc Bình", "Giám đốc", "Ông"),
    "chi-cuc-hang-hai": ("Chi cục Hàng hải tại HP", "dung", "Phạm Tiến Dũng", "Chi cục trưởng", "Ông"),
    "bao-dam-athh-mien-bac": ("Bảo đảm ATHH miền Bắc", "giang", "Vũ Hương Giang", "Tổng Giám đốc", "Bà"),
    "thong-tin-dien-tu-hang-hai": ("Thông tin điện tử hàng hải", "khanh", "Lê Gia Khánh", "Giám đốc", "Ông"),
    "hoa-tieu-kv2": ("Hoa tiêu KV II", "hoa", "Đỗ Thị Hòa", "Giám đốc", "Bà"),
    "chi-cuc-dtnd-phia-bac": ("Chi cục ĐTNĐ phía Bắc", "long", "Bùi Hoàng Long", "Chi cục trưởng", "Ông"),
    "phoi-hop-tkcn-kv1": ("Phối hợp TKCN KV I", "phuong", "Ngô Mai Phương", "Giám đốc", "Bà"),
    "ban-qlda-hang-hai-2": ("Ban QLDA Hàng hải II", "son", "Đặng Thái Sơn", "Giám đốc", "Ông"),
}
MEMBERS = list(LEADERS)
STAFF = {
    "hoa-tieu-kv2": ("nam", "Lê Hoài Nam", "Chuyên viên Phòng Tổ chức - Hành chính"),
    "bao-dam-athh-mien-bac": ("quyen", "Trịnh Lệ Quyên", "Chuyên viên thi đua"),
}
# Of the other units, since 2021: before it their leaders did it themselves.
SPECIALISTS_SINCE = datetime.date(2021, 1, 1)
SPECIALISTS = {
    "cang-vu-hang-hai": ("thanh", "Vũ Đức Thành", "Chuyên viên Phòng Tổ chức - Hành chính"),
    "cang-vu-dtnd-kv1": ("trang", "Phạm Thu Trang", "Chuyên viên thi đua"),
    "chi-cuc-hang-hai": ("huy", "Đỗ Quang Huy", "Chuyên viên Văn phòng"),
    "thong-tin-dien-tu-hang-hai": ("ngoc", "Nguyễn Bảo Ngọc", "Chuyên viên thi đua"),
    "chi-cuc-dtnd-phia-bac": ("hoangyen", "Hoàng Thị Yến", "Chuyên viên Văn phòng"),
    "phoi-hop-tkcn-kv1": ("lam", "Bùi Văn Lâm", "Chuyên viên thi đua"),
    "ban-qlda-hang-hai-2": ("linh", "Trần Khánh Linh", "Chuyên viên thi đua"),
}
# Named in the article; all that this account does is invented. Signs for the head unit by written authorisation.
DEPUTY = ("thang", "Phó Giám đốc", "01/UQ-MẪU")
BOARD = [
    ("mai", "Vũ Thị Mai", "Lãnh đạo cơ quan thường trực thi đua thành phố", True),
    ("duc", "Hoàng Minh Đức", "Chuyên viên cơ quan thường trực thi đua thành phố", False),
    ("hung", "Phạm Quốc Hùng", "Chuyên viên cơ quan thường trực thi đua thành phố", False),
]
OPERATOR = ("bach", "Trịnh Văn Bách", "Quản trị hệ thống")
CITY = {
    "name": FACTS["bloc"]["city"],
    "short_name": "TP. Hải Phòng",
    "place": "Hải Phòng",
    "superior": "UBND THÀNH PHỐ HẢI PHÒNG",
    "committee": "Ủy ban nhân dân thành phố Hải Phòng",
    "chair": "Chủ tịch Ủy ban nhân dân thành phố Hải Phòng",
    "body": "Ban Thi đua - Khen thưởng thành phố Hải Phòng",
    "body_short": "Ban TĐKT",
    "contact_name": "Vũ Thị Mai",
    "contact_phone": "0225 000 000",
    "contact_email": "mai@mau.example.vn",
    "source": FACTS["article"],
}
OTHER_BLOC = [
    ("don-vi-minh-hoa-a", "Đơn vị minh họa A", "tuan", "Phạm Anh Tuấn"),
    ("don-vi-minh-hoa-b", "Đơn vị minh họa B", "yen", "Hồ Hải Yến"),
    ("don-vi-minh-hoa-c", "Đơn vị minh họa C", "an", "Lưu Bình An"),
]


@transaction.atomic
def load_people() -> Bloc:
    """The two blocs with their people; returns the bloc of the seed."""
    City.objects.create(**CITY, valid_from=SINCE, is_sample=True)
    for login, name, title, decides in BOARD:
        user = person(login, name)
        BoardSeat.objects.create(user=user, title=title, can_decide=decides, valid_from=IN_OFFICE, is_sample=True)
    bloc = _bloc_of_the_seed()
    _other_bloc()
    login, name, title = OPERATOR
    OperatorSeat.objects.create(user=person(login, name, "Ông"), title=title, valid_from=IN_OFFICE, is_sample=True)
    finish(LOAD_SAMPLE, None, by=None, data={"blocs": Bloc.objects.count()})
    return bloc


def person(login: str, name: str, salutation: str = "Đồng chí") -> User:
    """An invented person with an authenticator, whose codes the sample mailbox shows."""
    user: User = User.objects.create_user(
        login,
        name,
        SAMPLE_PASSWORD,
        salutation=salutation,
        email=f"{login}@mau.example.vn",
        phone="0225 000 000",
        is_sample=True,
    )
    TOTPDevice.objects.create(user=user, name="Ứng dụng lấy mã OTP mẫu", confirmed=True)
    return user


def _bloc_of_the_seed() -> Bloc:
    facts = FACTS["bloc"]
    bloc = Bloc.objects.create(
        slug="doanh-nghiep-2",
        name=facts["name"],
        short_name="Khối thi đua DN 2",
        series_code="KTĐDN2",
        field=facts["field"],
    )
    units = {row["slug"]: _unit(bloc, row) for row in FACTS["units"]}
    for year in (2019, 2020):
        emulation_year = EmulationYear.objects.create(
            bloc=bloc,
            year=year,
            theme=FACTS["conference_2020"]["theme"] if year == 2020 else "",
            theme_source=FACTS["article"] if year == 2020 else "",
            units_source=UNITS_SOURCE if year == 2020 else "",
            # Texts, votes, targets and signatures that hang on the year are invented, so the year is marked.
            is_sample=True,
        )
        for order, (slug, unit) in enumerate(units.items(), 1):
            # The article names the head unit of 2020; that of 2019 is assumed.
            role = Seat.Role.HEAD if slug == "cang-vu-hang-hai" else Seat.Role.MEMBER
            Seat.objects.create(
                emulation_year=emulation_year,
                unit=unit,
                role=role,
                display_order=order,
                valid_from=emulation_year.first_day,
                is_sample=year != 2020,
            )
    for slug, (_, login, name, post, salutation) in LEADERS.items():
        _post(person(login, name, salutation), units[slug], post, leads=True)
    for slug, (login, name, post) in STAFF.items():
        _post(person(login, name), units[slug], post)
    for slug, (login, name, post) in SPECIALISTS.items():
        _post(person(login, name), units[slug], post, since=SPECIALISTS_SINCE)
    _deputy(units[FACTS["conference_2020"]["chair"]["for_unit"]])
    for login, name, title in (("lan", "Trần Thị Lan", "Tổ trưởng Tổ thư ký"), ("thu", "Phạm Minh Thư", "Tổ thư ký")):
        SecretariatSeat.objects.create(
            user=person(login, name, "Bà"), bloc=bloc, title=title, valid_from=IN_OFFICE, is_sample=True
        )
    _confirm_leaders(bloc, "thu", "lan")
    return bloc


def _deputy(unit: Unit) -> None:
    login, title, paper = DEPUTY
    deputy = person(login, FACTS["conference_2020"]["chair"]["name"], "Ông")
    _post(deputy, unit, title)
    SigningAuthority.objects.create(
        unit=unit,
        grantor=User.objects.get(posts__unit=unit, posts__is_leader=True),
        holder=deputy,
        capacity=SigningAuthority.Capacity.DEPUTY,
        title=title,
        reference=paper,
        valid_from=datetime.date(2020, 3, 1),
        valid_to=datetime.date(2021, 1, 1),
        confirmed_at=IN_OFFICE_SINCE,
        is_sample=True,
    )


def _confirm_leaders(bloc: Bloc, first: str, second: str) -> None:
    """Each leader was written down by one secretary and confirmed by another."""
    prepared_by, confirmed_by = User.objects.get(username=first), User.objects.get(username=second)
    for post in Post.objects.filter(unit__bloc=bloc, is_leader=True).select_related("user", "unit"):
        AccessChange.objects.create(
            kind="leader",
            state="confirmed",
            person=post.user,
            unit=post.unit,
            bloc=bloc,
            post=post,
            address=post.user.email,
            prepared_by=prepared_by,
            prepared_at=IN_OFFICE_SINCE,
            confirmed_by=confirmed_by,
            confirmed_at=IN_OFFICE_SINCE,
            is_sample=True,
        )


def _unit(bloc: Bloc, row: dict[str, Any]) -> Unit:
    unit = Unit.objects.create(bloc=bloc, slug=row["slug"], kind=KINDS[row["kind"]])
    begins = SINCE
    for former in row.get("former_names", []):
        ends = datetime.date(int(former["until"]) + 1, 1, 1)
        _name(unit, former["name"], "", begins, ends)
        begins = ends
    _name(unit, row["name"], LEADERS[row["slug"]][0], begins, None)
    for name, since, until in MINISTRIES:
        ManagingAgency.objects.create(unit=unit, name=name, valid_from=since, valid_to=until, is_sample=True)
    return unit


def _name(unit: Unit, name: str, short: str, begins: datetime.date, ends: datetime.date | None) -> None:
    row = UnitName(
        unit=unit, name=name, short_name=short, valid_from=begins, valid_to=ends, source="cangvuhaiphong.gov.vn"
    )
    row.set_keys()
    row.save()


def _post(user: User, unit: Unit, title: str, *, leads: bool = False, since: datetime.date = IN_OFFICE) -> None:
    Post.objects.create(
        user=user,
        unit=unit,
        title=title,
        is_leader=leads,
        valid_from=since,
        is_sample=True,
        confirmed_at=IN_OFFICE_SINCE if leads else None,
    )


def _other_bloc() -> None:
    """A bloc that is wholly invented, so that the wall between blocs is real."""
    bloc = Bloc.objects.create(
        slug="khoi-minh-hoa",
        name="Khối thi đua minh họa",
        short_name="Khối minh họa",
        series_code="KTĐMH",
        is_sample=True,
    )
    year = EmulationYear.objects.create(bloc=bloc, year=2020, is_sample=True)
    for order, (slug, name, login, leader) in enumerate(OTHER_BLOC, 1):
        unit = Unit.objects.create(bloc=bloc, slug=slug, kind="enterprise", is_sample=True)
        _name(unit, name, "", SINCE, None)
        Seat.objects.create(
            emulation_year=year,
            unit=unit,
            display_order=order,
            valid_from=year.first_day,
            role=Seat.Role.HEAD if order == 1 else Seat.Role.MEMBER,
            is_sample=True,
        )
        _post(person(login, leader, "Ông" if order != 2 else "Bà"), unit, "Giám đốc", leads=True)
    SecretariatSeat.objects.create(
        user=person("vy", "Cao Tường Vy", "Bà"), bloc=bloc, valid_from=IN_OFFICE, is_sample=True
    )
    _confirm_leaders(bloc, "vy", "mai")

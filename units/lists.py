"""The lists of this room, and what lists of every room share: the years there are, the bloc of a row."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import connection
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse

from libraries.web.listing import Choice, Column, Empty, List, Search, Tick, Years
from units.models import Bloc, EmulationYear, Post, Unit, User, in_force
from units.queries import PersonInBloc, YearWithHeads, people_in_bloc, years_with_heads
from units.requests import Scope, user_of


class ListOfBlocs(List):
    """A list whose rows belong to blocs: each row names its bloc where the reader sees several.

    Under an address with a scope only the rows of its bloc and year are listed (units.scope).
    """

    to_year: ClassVar[str] = "emulation_year"  # leads from a row to its emulation year

    def __init__(self, request: HttpRequest, rows: Any, **context: Any) -> None:
        scope: Scope | None = getattr(request, "scope", None)
        self.place = scope if scope is not None and scope.narrows else None
        super().__init__(request, rows if self.place is None else self.of_place(rows, self.place), **context)

    def of_place(self, rows: Any, place: Scope) -> Any:
        """The rows of this bloc and year."""
        return rows.filter(**{f"{self.to_year}__bloc": place.bloc_id, f"{self.to_year}__year": place.year})

    @property
    def several_blocs(self) -> bool:
        return self.place is None and self.sees_several

    @property
    def sees_several(self) -> bool:
        """Whether this reader sees more than one bloc."""
        user = user_of(self.request)
        return user.roles().sees_every_bloc or len(user.bloc_ids) > 1

    @property
    def place_words(self) -> str:
        """What the list is narrowed to."""
        return f"Năm {self.place.year}." if self.place else ""

    @property
    def every_row_words(self) -> str:
        return "Xem mọi khối, mọi năm" if self.sees_several else "Xem mọi năm"

    @property
    def every_row_address(self) -> str:
        """The same list of all blocs and years; empty where that is what is shown."""
        return reverse(self.view_name) if self.place else ""


def years_known(listing: List) -> list[int]:
    """The emulation years of the blocs this reader sees, newest first; none where the address names the year."""
    if getattr(listing, "place", None) is not None:
        return []
    user = user_of(listing.request)
    if user.roles().sees_every_bloc:
        return years_of_the_city()
    years = EmulationYear.objects.visible_to(user).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def years_of_the_city() -> list[int]:
    """Each year that some bloc has, newest first: one step in the index a year, however many blocs have it."""
    with connection.cursor() as cursor:
        cursor.execute(" ".join(YEARS_OF_THE_CITY.split()))
        return [year for (year,) in cursor.fetchall()]


YEARS_OF_THE_CITY = """
    SELECT year FROM (
        WITH RECURSIVE found AS (
            SELECT max(year) AS year FROM units_emulationyear
            UNION ALL
            SELECT (SELECT max(y.year) FROM units_emulationyear y WHERE y.year < found.year) FROM found
            WHERE found.year IS NOT NULL
        ) SELECT year FROM found
    ) known WHERE year IS NOT NULL ORDER BY year DESC
"""


YEARS = Years("emulation_year__year", years_known)
BLOC = Column("bloc", "Khối, cụm", lambda row: row.bloc.short_name, width=22)
SAMPLE = Column("is_sample", "Dữ liệu mẫu", lambda row: "Dữ liệu mẫu" if row.is_sample else "", width=14)


class BlocList(List):
    """The blocs of the city in Vietnamese order; the search reads name and field without diacritics."""

    view_name = "units:bloc_list"
    template = "units/bloc_list.html"
    title, file_name = "Khối, cụm thi đua", "khoi-cum-thi-dua"
    row_template, is_table = "units/_bloc_row.html", True
    size = 30
    order = ("sort_key", "pk")
    search = Search(
        "Tìm theo tên khối hoặc lĩnh vực",
        lambda rows, words: rows.found_by(words),
        placeholder="Tên khối hoặc lĩnh vực",
    )
    columns = (
        Column("stt", "STT", align="stt", in_excel=False),
        Column(
            "name",
            "Khối, cụm",
            width=44,
            sort=("sort_key", "pk"),
            link=lambda row: reverse("units:bloc_detail", args=[row.slug]),
        ),
        Column("short_name", "Tên gọn", width=22, on_page=False),
        Column("field", "Lĩnh vực", width=44),
        Column("unit_count", "Đơn vị", width=10, align="num"),
        Column("contact", "Liên hệ Tổ thư ký", width=32, on_page=False),
        Column("is_sample", "Dữ liệu mẫu", SAMPLE.value, width=14, on_page=False),
    )
    nothing_found = Empty("search", "Không có khối nào khớp", "Nhập ít từ hơn; không cần nhập dấu.")

    def shown(self, blocs: Any) -> Any:
        counted = Unit.objects.filter(bloc=OuterRef("pk")).order_by().values("bloc").annotate(count=Count("pk"))
        return blocs.annotate(unit_count=Coalesce(Subquery(counted.values("count")), 0))

    def nothing_yet(self) -> Empty:
        text = "Khối sẽ hiển thị tại đây sau khi Tổ thư ký cập nhật chức vụ."
        return Empty("folder2-open", "Tài khoản chưa thuộc khối nào", text)


EVER = Tick("ca_cu", "Gồm cả cán bộ đã thôi giữ chức vụ")


def _units(listing: List) -> list[tuple[str, str]]:
    return [(unit.slug, unit.name) for unit in listing.scope["units"]]


def _of_unit(people: Any, slug: str, listing: List) -> Any:
    period = [] if EVER.name in listing.values else [in_force()]
    return people.filter(
        pk__in=Post.objects.filter(*period, unit__bloc=listing.scope["bloc"], unit__slug=slug).values("user")
    )


class PersonList(List):
    """The people of one bloc in Vietnamese order, by tên; search without diacritics, filter by unit."""

    view_name = "units:person_list"
    template = "units/person_list.html"
    title, file_name = "Danh sách cán bộ", "nguoi"
    row_template, is_table = "units/_person_row.html", True
    size = 30
    order = ("sort_key", "pk")
    search = Search(
        "Tìm theo họ tên hoặc tên đăng nhập",
        lambda people, words: people.found_by(words),
        placeholder="Họ tên hoặc tên đăng nhập",
    )
    filters = (Choice("don_vi", "Đơn vị", _units, _of_unit, all_label="Tất cả đơn vị"), EVER)
    columns = (
        Column("stt", "STT", align="stt", in_excel=False),
        Column("full_name", "Họ và tên", lambda row: row.person.full_name, width=28, sort=("sort_key", "pk")),
        Column("posts", "Chức vụ", lambda row: "; ".join(row.titles), width=48),
        Column("contact", "Liên hệ", in_excel=False),
        Column("person.phone", "Điện thoại", width=18, on_page=False),
        Column("person.email", "Thư điện tử", width=30, on_page=False),
        Column(
            "is_active",
            "Tài khoản",
            lambda row: "Đang sử dụng" if row.person.is_active else "Đã khóa",
            width=12,
            on_page=False,
        ),
        Column("is_sample", "Dữ liệu mẫu", lambda row: SAMPLE.read(row.person), width=14, on_page=False),
    )
    nothing_found = Empty("people", "Không có cán bộ nào khớp", "Nhập ít từ hơn, hoặc chọn Tất cả đơn vị.")

    def prepared(self, rows: list[User]) -> list[PersonInBloc]:
        """Each with what they hold in this bloc today."""
        return people_in_bloc(rows, self.scope["bloc"])

    def nothing_yet(self) -> Empty:
        return Empty("people", "Chưa có cán bộ nào", "Thêm cán bộ rồi cập nhật chức vụ trong khối.")


def _names(units: Iterable[Unit]) -> str:
    return "; ".join(unit.name for unit in units)


class YearList(List):
    """The emulation years of one bloc, newest first."""

    view_name = "units:year_list"
    template = "units/year_list.html"
    title, file_name = "Các năm thi đua", "nam-thi-dua"
    row_template, is_table = "units/_year_row.html", True
    size = 30
    order = ("-year",)
    columns = (
        Column("year", "Năm", lambda row: row.year.year, width=8, sort=("year",)),
        Column("heads", "Khối trưởng", lambda row: _names(row.heads), width=44),
        Column("deputies", "Khối phó", lambda row: _names(row.deputies), width=44),
        Column("theme", "Chủ đề", lambda row: row.year.theme, width=52),
        Column("is_sample", "Dữ liệu mẫu", lambda row: SAMPLE.read(row.year), width=14, on_page=False),
    )

    def prepared(self, rows: list[EmulationYear]) -> list[YearWithHeads]:
        return years_with_heads(rows)

    def nothing_yet(self) -> Empty:
        text = "Tổ thư ký thêm năm để xếp Khối trưởng, Khối phó và thứ tự các đơn vị."
        return Empty("calendar3", "Chưa có năm thi đua nào", text)


def people_of(bloc: Bloc, *, ever: bool) -> Any:
    """Who holds something in the bloc today; with `ever` also who held something, and accounts that are closed."""
    people = User.objects.of_bloc(bloc, ever=ever)
    return people if ever else people.filter(is_active=True)

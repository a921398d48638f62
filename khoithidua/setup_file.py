"""The file that `manage.py setup` reads: a city, its board, its blocs with units and people (deploy/city.example.toml).

Everything is read and checked before anything is written; each mistake is one sentence that names its place.
"""

import datetime
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from khoithidua.setup.logins import LOGIN, city_names, usual_login
from libraries.text import file_stem
from units.models import Bloc, Seat, Unit, User

KINDS = {"cơ quan": Unit.Kind.AGENCY, "doanh nghiệp": Unit.Kind.ENTERPRISE, "ban quản lý": Unit.Kind.PROJECT_BOARD}
ROLES = {"trưởng": Seat.Role.HEAD, "phó": Seat.Role.DEPUTY, "thành viên": Seat.Role.MEMBER}
BLOC_KINDS = {"khối": Bloc.Kind.BLOC, "cụm": Bloc.Kind.CLUSTER}


class FileRefused(Exception):
    """All that is wrong with the file, a sentence each."""

    def __init__(self, sentences: list[str]):
        self.sentences = sentences
        super().__init__("\n".join(sentences))


@dataclass(frozen=True)
class Person:
    username: str
    full_name: str
    salutation: str
    title: str
    email: str = ""
    phone: str = ""
    leads: bool = False
    decides: bool = False


@dataclass(frozen=True)
class MemberUnit:
    slug: str
    name: str
    short_name: str
    kind: str
    role: str
    people: list[Person]


@dataclass(frozen=True)
class NewBloc:
    slug: str
    kind: str
    name: str
    short_name: str
    field: str
    contact: str
    year: int
    theme: str
    units: list[MemberUnit]
    secretariat: list[Person]


@dataclass(frozen=True)
class City:
    names: dict[str, str]
    since: datetime.date
    operators: list[Person]
    board: list[Person]
    blocs: list[NewBloc]

    def people(self) -> Iterator[tuple[str, Person]]:
        """(where they stand, person), each mention."""
        yield from (("Quản trị", person) for person in self.operators)
        yield from (("Cơ quan thường trực", person) for person in self.board)
        for bloc in self.blocs:
            for unit in bloc.units:
                yield from ((unit.name, person) for person in unit.people)
            yield from ((f"Tổ thư ký {bloc.name}", person) for person in bloc.secretariat)


def read_city(path: Path, today: datetime.date) -> City:
    """Raises FileRefused."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise FileRefused([f"Không đọc được tệp {path}: {problem.strerror}."]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise FileRefused([f"Tệp {path} không đúng định dạng TOML: {problem}."]) from None
    reader = Reader(today)
    city = reader.city(Part(content, "", reader.problems))
    reader.refuse_repeats(city)
    if reader.problems:
        raise FileRefused(reader.problems)
    return city


@dataclass
class Part:
    """One table of the file; what is asked of it and is not right goes to `problems` with its place."""

    content: dict[str, Any]
    place: str
    problems: list[str]
    asked: set[str] = field(default_factory=set)

    def wrong(self, name: str, sentence: str) -> None:
        self.problems.append(f"{self.place}{name}: {sentence}")

    def text(self, name: str, default: str | None = None, most: int = 200) -> str:
        self.asked.add(name)
        value = self.content.get(name, default)
        if value is None or value == "":
            if default is None:
                self.wrong(name, "chưa có, cần ghi.")
            return ""
        if not isinstance(value, str) or len(value) > most:
            self.wrong(name, f"cần một dòng chữ trong ngoặc kép, tối đa {most} ký tự.")
            return ""
        return " ".join(value.split())

    def one_of(self, name: str, options: dict[str, Any], default: str) -> Any:
        typed = self.text(name, default).lower()
        if typed not in options:
            self.wrong(name, f"nhập một trong các giá trị: {', '.join(options)}.")
            return next(iter(options.values()))
        return options[typed]

    def value(self, name: str, kind: type, default: Any, wanted: str) -> Any:
        self.asked.add(name)
        value = self.content.get(name, default)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.wrong(name, f"cần {wanted}.")
            return default
        return value

    def parts(self, name: str, called: str) -> Iterator["Part"]:
        """The tables [[name]] under this one."""
        self.asked.add(name)
        rows = self.content.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.wrong(name, f"nhập thành các bảng [[{name}]].")
            return
        for number, row in enumerate(rows, 1):
            part = Part(row, f"{self.place}{called} {number}, ", self.problems)
            yield part
            part.refuse_unknown()

    def refuse_unknown(self) -> None:
        for name in self.content.keys() - self.asked:
            self.wrong(name, "không có mục này; xem tệp mẫu deploy/city.example.toml.")


class Reader:
    def __init__(self, today: datetime.date):
        self.today = today
        self.problems: list[str] = []

    def city(self, part: Part) -> City:
        names = self.names(part)
        since = part.value("tu_ngay", datetime.date, datetime.date(self.today.year, 1, 1), "một ngày, ví dụ 2026-01-01")
        city = City(
            names=names,
            since=since,
            operators=[
                self.person(row, title="Quản trị hệ thống") for row in part.parts("quan_tri", "Quản trị: người thứ")
            ],
            board=[self.person(row) for row in part.parts("ban_tdkt", "Cơ quan thường trực: người thứ")],
            blocs=[self.bloc(row) for row in part.parts("khoi", "Khối thứ")],
        )
        part.refuse_unknown()
        if not city.operators:
            part.wrong("quan_tri", "cần ít nhất một người.")
        if not any(person.decides for person in city.board):
            part.wrong("ban_tdkt", "cần ít nhất một người có ghi_quyet_dinh = true.")
        return city

    def names(self, part: Part) -> dict[str, str]:
        """What the city and its bodies are called: the columns of units.models.City."""
        given = {
            "short_name": part.text("ten_gon", "", most=60),
            "place": part.text("dia_danh", most=100),
            "superior": part.text("co_quan_cap_tren", ""),
            "committee": part.text("uy_ban", "", most=150),
            "chair": part.text("chu_tich", "", most=150),
            "body": part.text("co_quan_thuong_truc"),
            "body_short": part.text("co_quan_thuong_truc_ten_gon", most=60),
            "contact_name": part.text("lien_he", "", most=150),
            "contact_phone": part.text("lien_he_dien_thoai", "", most=20),
            "contact_email": part.text("lien_he_thu", "", most=254),
            "source": part.text("can_cu", ""),
        }
        return city_names(part.text("ten", most=100), given)

    def bloc(self, part: Part) -> NewBloc:
        name = part.text("ten")
        units = [self.unit(row) for row in part.parts("don_vi", "đơn vị thứ")]
        secretariat = [self.person(row, title="Tổ thư ký") for row in part.parts("to_thu_ky", "Tổ thư ký: người thứ")]
        year = part.value("nam", int, self.today.year, "một năm, ví dụ 2026")
        if not 1948 <= year <= 2100:
            part.wrong("nam", "cần một năm, ví dụ 2026.")
        if len(units) < 2:
            part.wrong("don_vi", "khối có ít nhất hai đơn vị.")
        heads = [unit for unit in units if unit.role == Seat.Role.HEAD]
        if units and len(heads) != 1:
            part.wrong("don_vi", 'đúng một đơn vị có vai_tro = "trưởng".')
        if not secretariat:
            part.wrong("to_thu_ky", "cần ít nhất một người.")
        return NewBloc(
            slug=file_stem(name),
            kind=part.one_of("loai", BLOC_KINDS, "khối"),
            name=name,
            short_name=part.text("ten_gon", name[:60], most=60),
            field=part.text("linh_vuc", "", most=300),
            contact=part.text("lien_he", "", most=300),
            year=year,
            theme=part.text("chu_de", "", most=300),
            units=units,
            secretariat=secretariat,
        )

    def unit(self, part: Part) -> MemberUnit:
        name = part.text("ten")
        people = [self.person(row) for row in part.parts("nguoi", "người thứ")]
        if sum(person.leads for person in people) > 1:
            part.wrong("nguoi", "chỉ một người là thủ trưởng.")
        return MemberUnit(
            slug=file_stem(name),
            name=name,
            short_name=part.text("ten_gon", "", most=80),
            kind=part.one_of("loai", KINDS, "cơ quan"),
            role=part.one_of("vai_tro", ROLES, "thành viên"),
            people=people,
        )

    def person(self, part: Part, title: str | None = None) -> Person:
        full_name = part.text("ho_ten", most=100)
        username = part.text("ten_dang_nhap", usual_login(full_name), most=60).lower()
        if username and not LOGIN.fullmatch(username):
            part.wrong("ten_dang_nhap", "chỉ dùng chữ thường không dấu, số, dấu chấm, gạch nối.")
        email = part.text("thu", "", most=254)
        try:
            if email:
                validate_email(email)
        except ValidationError:
            part.wrong("thu", "không phải địa chỉ thư điện tử.")
        return Person(
            username=username,
            full_name=full_name,
            salutation=part.one_of("xung_ho", {one.lower(): one for one in User.Salutation.values}, "đồng chí"),
            title=part.text("chuc_vu", title, most=150),
            email=email,
            phone=part.text("dien_thoai", "", most=20),
            leads=part.value("thu_truong", bool, False, "true hoặc false"),
            decides=part.value("ghi_quyet_dinh", bool, False, "true hoặc false"),
        )

    def refuse_repeats(self, city: City) -> None:
        """Two of one name that would become one, or one login for two people."""
        for called, names in (
            ("Khối", [bloc.name for bloc in city.blocs]),
            *((f"{bloc.name}: đơn vị", [unit.name for unit in bloc.units]) for bloc in city.blocs),
        ):
            slugs = [file_stem(name) for name in names if name]
            for name in sorted({name for name in names if name and slugs.count(file_stem(name)) > 1}):
                self.problems.append(f"{called} “{name}” được ghi hai lần.")
        bearers: dict[str, str] = {}
        for place, person in city.people():
            known = bearers.setdefault(person.username, person.full_name)
            if person.username and known != person.full_name:
                self.problems.append(
                    f"{place}: {person.full_name} và {known} cùng tên đăng nhập {person.username}. "
                    "Ghi ten_dang_nhap khác cho một người."
                )

"""The file that `manage.py setup` reads: a city, its board, its blocs with units and people (deploy/city.example.toml).

Only the shape of the file is read here, into what would be typed on the pages of the set-up; what is typed there is
checked by the forms of these pages (khoithidua/setup/from_file.py), each mistake with its place in the file.
"""

import datetime
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import NoneType
from typing import Any

from libraries.web.formats import short_date
from units.models import Bloc, Seat, Unit, User

KINDS = {"cơ quan": Unit.Kind.AGENCY, "doanh nghiệp": Unit.Kind.ENTERPRISE, "ban quản lý": Unit.Kind.PROJECT_BOARD}
ROLES = {"trưởng": Seat.Role.HEAD, "phó": Seat.Role.DEPUTY, "thành viên": Seat.Role.MEMBER}
SALUTATIONS = {word.lower(): word for word in User.Salutation.values}
BLOC_KINDS = {"khối": Bloc.Kind.BLOC, "cụm": Bloc.Kind.CLUSTER}


class FileRefused(Exception):
    """All that is wrong with the file, a sentence each."""

    def __init__(self, sentences: list[str]):
        self.sentences = sentences
        super().__init__("\n".join(sentences))


@dataclass(frozen=True)
class Line:
    """What is typed into one form, or one line of a table. keys: {box: how the file calls it}."""

    place: str
    values: dict[str, str]
    keys: dict[str, str]

    def wrong(self, box: str, sentence: str) -> str:
        return f"{self.place}{self.keys.get(box, box)}: {sentence}"


@dataclass(frozen=True)
class MemberUnit:
    line: Line
    role: str
    people: list[Line]


@dataclass(frozen=True)
class NewBloc:
    line: Line
    year: Line
    units: list[MemberUnit]
    secretariat: list[Line]


@dataclass(frozen=True)
class City:
    """names: nothing where the city is there already."""

    names: Line | None
    since: datetime.date
    operators: list[Line]
    board: list[Line]
    blocs: list[NewBloc]


CITY = {
    "name": "ten",
    "short_name": "ten_gon",
    "place": "dia_danh",
    "superior": "co_quan_cap_tren",
    "committee": "uy_ban",
    "chair": "chu_tich",
    "body": "co_quan_thuong_truc",
    "body_short": "co_quan_thuong_truc_ten_gon",
    "contact_name": "lien_he",
    "contact_phone": "lien_he_dien_thoai",
    "contact_email": "lien_he_thu",
    "source": "can_cu",
}
PERSON = {
    "full_name": "ho_ten",
    "salutation": "xung_ho",
    "title": "chuc_vu",
    "email": "thu",
    "phone": "dien_thoai",
    "username": "ten_dang_nhap",
}
UNIT = {"name": "ten", "short_name": "ten_gon"}
BLOC = {"name": "ten", "short_name": "ten_gon", "field": "linh_vuc", "contact": "lien_he", "number": "so_quyet_dinh"}


def read_city(path: Path, today: datetime.date, *, begun: bool = False) -> City:
    """begun: the city is set up, the file adds blocs. Raises FileRefused."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise FileRefused([f"Không đọc được tệp {path}: {problem.strerror}."]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise FileRefused([f"Tệp {path} không đúng định dạng TOML: {problem}."]) from None
    reader = Reader(today, begun=begun)
    city = reader.city(Part(content, "", reader.problems))
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

    def text(self, name: str, default: str = "") -> str:
        """Whether it is long enough or too long the form says that takes it."""
        self.asked.add(name)
        value = self.content.get(name, default)
        if not isinstance(value, str):
            self.wrong(name, "cần một dòng chữ trong ngoặc kép.")
            return ""
        return " ".join(value.split())

    def texts(self, keys: dict[str, str], **defaults: str) -> Line:
        """{box: key of the file} → what is typed into the boxes."""
        values = {box: self.text(key, defaults.get(box, "")) for box, key in keys.items()}
        return Line(self.place, values, keys)

    def one_of(self, name: str, options: dict[str, Any], default: str) -> Any:
        typed = self.text(name, default).lower()
        if typed not in options:
            self.wrong(name, f"nhập một trong các giá trị: {', '.join(options)}.")
            return next(iter(options.values()))
        return options[typed]

    def value(self, name: str, kind: type | tuple[type, ...], default: Any, wanted: str) -> Any:
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
    def __init__(self, today: datetime.date, *, begun: bool):
        self.today, self.begun = today, begun
        self.problems: list[str] = []

    def city(self, part: Part) -> City:
        since = part.value("tu_ngay", datetime.date, datetime.date(self.today.year, 1, 1), "một ngày, ví dụ 2026-01-01")
        blocs = [self.bloc(row, since) for row in part.parts("khoi", "Khối thứ")]
        if self.begun:
            self._only_blocs(part)
            return City(None, since, [], [], blocs)
        operators = [
            self.person(row, title="Quản trị hệ thống") for row in part.parts("quan_tri", "Quản trị: người thứ")
        ]
        board = [
            self.person(row, can_decide="ghi_quyet_dinh")
            for row in part.parts("ban_tdkt", "Cơ quan thường trực: người thứ")
        ]
        names = part.texts(CITY)
        names.values["valid_from"] = short_date(since)
        part.refuse_unknown()
        if not operators:
            part.wrong("quan_tri", "cần ít nhất một người.")
        if not any(person.values["can_decide"] for person in board):
            part.wrong("ban_tdkt", "cần ít nhất một người có ghi_quyet_dinh = true.")
        return City(names, since, operators, board, blocs)

    def _only_blocs(self, part: Part) -> None:
        for name in sorted(part.content.keys() - part.asked):
            part.wrong(name, "thành phố đã được thiết lập; tệp thêm khối chỉ gồm tu_ngay và các bảng [[khoi]].")
        if not part.content.get("khoi"):
            part.wrong("khoi", "thành phố đã được thiết lập; ghi ít nhất một bảng [[khoi]].")

    def bloc(self, part: Part, since: datetime.date) -> NewBloc:
        units = [self.unit(row) for row in part.parts("don_vi", "đơn vị thứ")]
        secretariat = [self.person(row, title="Tổ thư ký") for row in part.parts("to_thu_ky", "Tổ thư ký: người thứ")]
        year = part.value("nam", int, self.today.year, "một năm, ví dụ 2026")
        decided = part.value("ngay_quyet_dinh", (datetime.date, NoneType), None, "một ngày, ví dụ 2026-01-01")
        if len(units) < 2:
            part.wrong("don_vi", "khối có ít nhất hai đơn vị.")
        heads = [unit for unit in units if unit.role == Seat.Role.HEAD]
        if units and len(heads) != 1:
            part.wrong("don_vi", 'đúng một đơn vị có vai_tro = "trưởng".')
        if not secretariat:
            part.wrong("to_thu_ky", "cần ít nhất một người.")
        line = part.texts(BLOC, short_name=part.text("ten")[:60])
        line.values.update(
            kind=part.one_of("loai", BLOC_KINDS, "khối"),
            on=short_date(decided or since),
            date=short_date(decided) if decided else "",
        )
        theme = Line(part.place, {"year": str(year), "theme": part.text("chu_de")}, {"year": "nam", "theme": "chu_de"})
        return NewBloc(line, theme, units, secretariat)

    def unit(self, part: Part) -> MemberUnit:
        people = [self.person(row, is_leader="thu_truong") for row in part.parts("nguoi", "người thứ")]
        if sum(bool(person.values["is_leader"]) for person in people) > 1:
            part.wrong("nguoi", "chỉ một người là thủ trưởng.")
        line = part.texts(UNIT)
        line.values["kind"] = part.one_of("loai", KINDS, "cơ quan")
        return MemberUnit(line, part.one_of("vai_tro", ROLES, "thành viên"), people)

    def person(self, part: Part, *, title: str = "", **ticks: str) -> Line:
        """ticks: {box: key} of what is true or false."""
        line = part.texts(PERSON, title=title, salutation="đồng chí")
        line.values["salutation"] = part.one_of("xung_ho", SALUTATIONS, "đồng chí")
        for box, key in ticks.items():
            line.values[box] = "on" if part.value(key, bool, False, "true hoặc false") else ""
        return Line(line.place, line.values, {**line.keys, **ticks})

"""A table that people fill in: typed line by line, pasted from Excel, or read from a workbook; one mechanism for all.

Lines in which nothing is typed do not count. What is wrong is said beside its box; nothing is saved before the whole
table is right.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict

from libraries.foreign_files.workbook import Cell
from libraries.text import likeness
from libraries.web import forms
from libraries.web.formats import short_date

MOST_ROWS = 100
Row = dict[str, str]


@dataclass(frozen=True)
class Column:
    """A column of a table.

    name: of its boxes, with the number of the line; title: what people read, and what stands over the column in Excel.
    also: other titles under which it is known. needed: a line without it is not taken. counts: a line in which only
    other boxes are filled is empty.
    """

    name: str
    title: str
    make: Callable[[], forms.Field]
    also: tuple[str, ...] = ()
    needed: bool = False
    counts: bool = True
    wide: bool = False
    example: str = ""

    @property
    def keys(self) -> set[str]:
        return {likeness(title) for title in (self.title, *self.also)}


@dataclass(frozen=True)
class Entry:
    """A line as the page shows it."""

    number: int
    cells: tuple[tuple[Column, forms.BoundField], ...]

    @property
    def is_wrong(self) -> bool:
        return any(box.errors for _, box in self.cells)


class TableForm(forms.Form):
    """One box for each column and line. Subclasses say their columns and what must hold across lines."""

    columns: ClassVar[tuple[Column, ...]]
    nothing = "Nhập ít nhất một dòng."
    line = "Dòng"
    blank_rows = 3

    def __init__(self, data: QueryDict | None = None, *, rows: Sequence[Row] = (), **options: Any) -> None:
        self.count = _count(data) if data is not None else max(len(rows) + (0 if rows else self.blank_rows), 1)
        self.filled: list[int] = []
        initial = {f"{name}-{n}": value for n, row in enumerate(rows) for name, value in row.items()}
        boxes = {f"{column.name}-{n}": self._box(column, n) for n in range(self.count) for column in self.columns}
        super().__init__(data, initial=initial | options.pop("initial", {}), more_fields=boxes, **options)

    def _box(self, column: Column, number: int) -> forms.Field:
        field = column.make()
        field.required = False
        field.label = column.title
        if isinstance(field, forms.BooleanField):
            field.widget.attrs |= {"class": "form-check-input"}
        else:
            kind = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs |= {"class": kind, "autocomplete": "off"}
        return field

    @property
    def entries(self) -> Iterator[Entry]:
        for number in range(self.count):
            cells = tuple((column, self[f"{column.name}-{number}"]) for column in self.columns)
            for _, box in cells:
                if box.errors:
                    box.field.widget.attrs["class"] += " is-invalid"
            yield Entry(number + 1, cells)

    def error_links(self) -> Iterator[tuple[str, str, str]]:
        """Each with the number of its line."""
        for target, label, message in super().error_links():
            _, dash, number = target.rpartition("-")
            where = f"{self.line} {int(number) + 1}" if dash and number.isdigit() else label
            yield target, where, message

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(self.count):
            names = {column: f"{column.name}-{number}" for column in self.columns}
            if not any(str(self.data.get(name, "")).strip() for column, name in names.items() if column.counts):
                for name in names.values():
                    self.errors.pop(name, None)
                continue
            self.filled.append(number)
            for column, name in names.items():
                if column.needed and not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        if not self.filled and self.nothing:
            self.add_error(None, self.nothing)
        self.check(self.lines())
        return cleaned

    def lines(self) -> list[tuple[int, dict[str, Any]]]:
        """(number from 0, values by column) of each line that is filled in; a wrong value is empty."""
        return [
            (number, {column.name: self.cleaned_data.get(f"{column.name}-{number}", "") for column in self.columns})
            for number in self.filled
        ]

    def values(self) -> list[dict[str, Any]]:
        """The filled lines of a valid form."""
        return [values for _, values in self.lines()]

    def check(self, lines: list[tuple[int, dict[str, Any]]]) -> None:
        """What must hold across lines and against what is there; `self.wrong` says what does not."""

    def wrong(self, number: int, column: str, sentence: str) -> None:
        self.add_error(f"{column}-{number}", sentence)

    def refuse_repeats(self, lines: Iterable[tuple[int, dict[str, Any]]], column: str, sentence: str) -> None:
        """Two lines that say the same in this column; sentence: with {line} for the one before."""
        seen: dict[str, int] = {}
        for number, values in lines:
            key = likeness(str(values[column]))
            if key and key in seen:
                self.wrong(number, column, sentence.format(line=seen[key] + 1))
            seen.setdefault(key, number)


def _count(data: Mapping[str, Any]) -> int:
    typed = str(data.get("rows", "1"))
    return min(max(int(typed), 1), MOST_ROWS) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 1


def typed_rows(data: QueryDict, columns: tuple[Column, ...]) -> list[Row]:
    """What stands in the boxes, line by line, as typed."""
    return [{column.name: data.get(f"{column.name}-{n}", "") for column in columns} for n in range(_count(data))]


def with_rows(data: QueryDict, columns: tuple[Column, ...], rows: Sequence[Row]) -> QueryDict:
    """The posted form with these lines in the table."""
    own = tuple(f"{column.name}-" for column in columns)
    kept = data.copy()
    for name in [name for name in kept if name.startswith(own)]:
        del kept[name]
    kept["rows"] = str(max(len(rows), 1))
    for number, row in enumerate(rows):
        for name, value in row.items():
            if value:
                kept[f"{name}-{number}"] = value
    return kept


# --- From Excel ------------------------------------------------------------------------------------------------------
class NotThisTable(Exception):
    """Why these cells are not taken, in a sentence."""


def rows_of(cells: Sequence[Sequence[Cell]], columns: tuple[Column, ...], make: TableForm) -> list[Row]:
    """The lines under the titles, wherever in the sheet these stand. Raises NotThisTable."""
    for place, line in enumerate(cells):
        found = _columns_in(line, columns)
        if len(found) >= 2 or (found and len(columns) == 1):
            missing = [column.title for column in columns if column.needed and column.name not in found.values()]
            if missing:
                raise NotThisTable(f"Thiếu cột “{'”, “'.join(missing)}”. Dùng tệp mẫu hoặc nhập đúng tên cột.")
            read = [_row(line, found, make) for line in cells[place + 1 :]]
            return _bounded([row for row in read if any(row.values())])
    titles = "”, “".join(column.title for column in columns if column.needed)
    raise NotThisTable(f"Không tìm thấy dòng tiêu đề có các cột “{titles}”. Dùng tệp mẫu của bước này.")


def pasted_rows(text: str, columns: tuple[Column, ...], make: TableForm) -> list[Row]:
    """Lines copied from Excel: cells between tabs, with titles on top or in the order of the columns."""
    cells = [line.split("\t") for line in text.splitlines() if line.strip()]
    if not cells:
        raise NotThisTable("Dán các dòng đã sao chép từ Excel vào ô.")
    if len(_columns_in(cells[0], columns)) >= 2:
        return rows_of(cells, columns, make)
    order = {place: column.name for place, column in enumerate(columns)}
    return _bounded([_row(line, order, make) for line in cells])


def _bounded(rows: list[Row]) -> list[Row]:
    if not rows:
        raise NotThisTable("Chưa có dòng nào dưới dòng tiêu đề.")
    if len(rows) > MOST_ROWS:
        raise NotThisTable(f"Có {len(rows)} dòng, tối đa {MOST_ROWS} dòng một lần. Tách thành nhiều lần nhập.")
    return rows


def _columns_in(line: Sequence[Cell], columns: tuple[Column, ...]) -> dict[int, str]:
    """{place: name of the column} for the titles in this line."""
    return {
        place: column.name
        for place, cell in enumerate(line)
        for column in columns
        if isinstance(cell, str) and likeness(cell.strip(" *:")) in column.keys
    }


def _row(line: Sequence[Cell], places: Mapping[int, str], make: TableForm) -> Row:
    return {name: in_box(line[place], make, name) for place, name in places.items() if place < len(line)}


def offered(field: forms.ChoiceField) -> list[tuple[Any, Any]]:
    """What the box offers: value and words."""
    return list(field.widget.choices)


def in_box(cell: Cell, make: TableForm, name: str) -> str:
    """A cell as it is typed into its box: a choice by its words, a telephone number with its zero."""
    field = make.fields[f"{name}-0"]
    if isinstance(cell, (datetime.datetime, datetime.date)):
        return short_date(cell)
    if isinstance(field, forms.BooleanField):
        return "on" if likeness(str(cell or "")) in {"x", "co", "true", "1", "v"} else ""
    text = "" if cell is None else str(cell).strip()
    if isinstance(field, forms.ChoiceField):
        known = {likeness(str(label)): str(value) for value, label in offered(field)}
        return known.get(likeness(text), text)
    if name == "phone" and isinstance(cell, int):
        return f"0{text}"
    return text

"""One column of a list: its heading, its value on the page and in Excel, its width, its order."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any


@dataclass(frozen=True)
class Column:
    """`value` reads a row for the page and, without `excel`, for the file too; without both the attribute `key`."""

    key: str
    heading: str
    value: Callable[[Any], Any] | None = None
    excel: Callable[[Any], Any] | None = None
    width: int = 20  # letters wide in Excel
    align: str = ""  # a class of the cell: num, stt, nowrap
    sort: tuple[str, ...] = ()  # what the rows are ordered by when the heading is pressed; an index serves it
    link: Callable[[Any], str] | None = None
    on_page: bool = True
    in_excel: bool = True

    def read(self, row: Any) -> Any:
        return self.value(row) if self.value else attrgetter(self.key)(row)

    def read_for_excel(self, row: Any) -> Any:
        return self.excel(row) if self.excel else self.read(row)


def turned(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The same order from the other end."""
    return tuple(key[1:] if key.startswith("-") else f"-{key}" for key in keys)

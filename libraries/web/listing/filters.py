"""What narrows a list: buttons, years, choices, a chooser of many, a tick, the search box.

Each reads its own name in the address, and anything can stand there: what it does not know is as if nothing was asked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from libraries.web.query_string import asked_words, whole_number

LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Option:
    """One value of a filter; `condition` is asked of the rows, None keeps them all."""

    value: str
    label: str
    condition: Q | None = None


@dataclass(frozen=True)
class Search:
    """The search box. `find` narrows the rows to those in which every word occurs."""

    label: str
    find: Callable[[Any, str], Any]
    name: str = "tim"
    placeholder: str = ""
    fewest_rows: int = 0  # a list shorter than this has no search box until something was searched

    def asked(self, request: HttpRequest) -> str:
        return asked_words(request, self.name).strip()[:LONGEST_SEARCH]


@dataclass(frozen=True)
class Buttons:
    """A few groups of states, a button each; `counted` says behind each how many there are."""

    options: tuple[Option, ...]
    name: str = "loc"
    label: str = "Lọc theo trạng thái"
    counted: bool = False

    kind = "buttons"

    def asked(self, listing: Any) -> str:
        value = asked_words(listing.request, self.name)
        return value if any(option.value == value for option in self.options) else ""

    def choices(self, listing: Any) -> Iterable[Option]:
        return self.options

    def narrow(self, rows: Any, value: str, listing: Any) -> Any:
        condition = next(option.condition for option in self.options if option.value == value)
        return rows if condition is None else rows.filter(condition)


@dataclass(frozen=True)
class Years:
    """One year. `known` gives the years there are from a table of years, never from the rows themselves."""

    field: str
    known: Callable[[Any], list[int]]
    name: str = "nam"
    label: str = "Năm thi đua"

    kind = "buttons"
    counted = False

    def asked(self, listing: Any) -> str:
        year = whole_number(listing.request.GET.get(self.name), 4)
        return str(year) if year else ""

    def choices(self, listing: Any) -> Iterable[Option]:
        years = self.known(listing)
        if len(years) < 2:
            return []
        return [Option("", "Mọi năm"), *(Option(str(year), str(year)) for year in years)]

    def narrow(self, rows: Any, value: str, listing: Any) -> Any:
        return rows.filter(**{self.field: int(value)})


@dataclass(frozen=True)
class Choice:
    """One of some: a select. `known` gives (value, label) pairs, `pick` narrows the rows to one of them."""

    name: str
    label: str
    known: Callable[[Any], list[tuple[str, str]]]
    pick: Callable[[Any, str, Any], Any]
    all_label: str = "Tất cả"

    kind = "select"
    counted = False

    def asked(self, listing: Any) -> str:
        value = asked_words(listing.request, self.name)
        return value if any(value == known for known, _ in self.known(listing)) else ""

    def choices(self, listing: Any) -> Iterable[Option]:
        known = self.known(listing)
        return [Option("", self.all_label), *(Option(value, label) for value, label in known)] if known else []

    def narrow(self, rows: Any, value: str, listing: Any) -> Any:
        return self.pick(rows, value, listing)


@dataclass(frozen=True)
class Chooser:
    """One of many: a select while they are few, a box to type a part of the name where a select would be a page long.

    `known` gives at most so many (value, label) pairs as it is asked for, of those whose name has the words.
    """

    name: str
    label: str
    known: Callable[[Any, str, int], list[tuple[str, str]]]
    named: Callable[[Any, str], str]  # the label of one value; empty when there is none for this reader
    pick: Callable[[Any, list[str]], Any]
    all_label: str = "Tất cả"
    most: int = 40
    suggested: int = 8

    kind = "chooser"
    counted = False

    def asked(self, listing: Any) -> str:
        value = asked_words(listing.request, self.name).strip()[:LONGEST_SEARCH]
        if not value or (self.is_short(listing) and not self.named(listing, value)):
            return ""
        return value

    def is_one(self, listing: Any) -> bool:
        """Whether what is asked for names a single one."""
        return bool(self.named(listing, self.asked(listing)))

    def is_short(self, listing: Any) -> bool:
        return len(self._first(listing)) <= self.most

    def _first(self, listing: Any) -> list[tuple[str, str]]:
        kept: dict[str, list[tuple[str, str]]] = listing.once
        if self.name not in kept:
            kept[self.name] = self.known(listing, "", self.most + 1)
        return kept[self.name]

    def choices(self, listing: Any) -> Iterable[Option]:
        known = self._first(listing)
        if len(known) < 2:
            return []
        return [Option("", self.all_label), *(Option(value, label) for value, label in known)]

    def suggestions(self, listing: Any, value: str) -> list[Option]:
        """What typed words may have meant, when they name no single one."""
        if not value or self.is_short(listing) or self.named(listing, value):
            return []
        return [Option(*pair) for pair in self.known(listing, value, self.suggested)]

    def narrow(self, rows: Any, value: str, listing: Any) -> Any:
        if self.named(listing, value):
            return self.pick(rows, [value])
        return self.pick(rows, [known for known, _ in self.known(listing, value, self.most)])


@dataclass(frozen=True)
class Tick:
    """A box that is ticked or not. It widens the list: the view, which chooses the rows, reads it with `is_on`."""

    name: str
    label: str

    kind = "tick"
    counted = False

    def asked(self, listing: Any) -> str:
        return "on" if self.is_on(listing.request) else ""

    def is_on(self, request: HttpRequest) -> bool:
        return asked_words(request, self.name) == "on"

    def choices(self, listing: Any) -> Iterable[Option]:
        return [Option("on", self.label)]

    def narrow(self, rows: Any, value: str, listing: Any) -> Any:
        return rows

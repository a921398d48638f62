"""The description of a list: a subclass says what its rows are; an instance is that list in one request."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from libraries.web.listing.columns import Column, turned
from libraries.web.listing.filters import Option, Search
from libraries.web.listing.paging import EXPORT, Count, Page, capped_count, page_of
from libraries.web.query_string import asked_words

SORT = "xep"
_LISTS: list[type["List"]] = []


def every_list() -> list[type["List"]]:
    """Each described list of the product; a class is known as soon as it is written."""
    return list(_LISTS)


@dataclass(frozen=True)
class Empty:
    """What stands where no row is, and the one button that helps."""

    icon: str
    title: str
    text: str = ""
    link_address: str = ""
    link_text: str = ""


@dataclass(frozen=True)
class Link:
    """One value of a filter as a link: its words, where it leads, whether the list is so now."""

    label: str
    address: str
    current: bool
    count: Count | None = None


@dataclass(frozen=True)
class Heading:
    """One heading of the table; `address` orders the list by it, `direction` says that it is ordered so."""

    label: str
    align: str
    address: str = ""
    direction: str = ""


class List:
    """A list. Subclasses are named in the address table by their view; `view_name` says which."""

    view_name: ClassVar[str]  # "awards:nomination_list"
    template: ClassVar[str]
    title: ClassVar[str]
    file_name: ClassVar[str]  # of the Excel file, without accents
    columns: ClassVar[tuple[Column, ...]]
    search: ClassVar[Search | None] = None
    filters: ClassVar[tuple[Any, ...]] = ()
    order: ClassVar[tuple[Any, ...]] = ()
    size: ClassVar[int] = 20
    keyed: ClassVar[bool] = False  # pages are read on from a key: `order` must be unique and of the row's own fields
    counts_found: ClassVar[bool] = True  # False where what a search finds is too much to be counted for a page
    row_template: ClassVar[str] = ""  # draws `row`: an <li>, or a <tr> where `is_table`
    body_template: ClassVar[str] = ""  # draws all rows at once, where they are no list and no table
    is_table: ClassVar[bool] = False
    all_label: ClassVar[str] = "Xem tất cả"
    nothing_found: ClassVar[Empty] = Empty("search", "Không có dòng nào khớp", "Nhập ít từ hơn, hoặc xóa bộ lọc.")
    most_exported: ClassVar[int] = 5000

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "view_name" in cls.__dict__:
            _LISTS.append(cls)

    def __init__(self, request: HttpRequest, rows: Any, **scope: Any) -> None:
        self.request = request
        self.scope = scope
        self.once: dict[str, Any] = {}  # what a filter asked the database in this request
        self._given = rows

    # --- what a subclass may say in its own way ---
    def shown(self, rows: Any) -> Any:
        """The rows of one page with all that their cells read."""
        return rows

    def prepared(self, rows: list[Any]) -> list[Any]:
        """The rows that are drawn or written, each with what is asked for all of them at once."""
        return rows

    def nothing_yet(self) -> Empty:
        """What is said when there is no row at all."""
        return Empty("folder2-open", "Chưa có dòng nào")

    # --- reading the address ---
    @cached_property
    def words(self) -> str:
        return self.search.asked(self.request) if self.search else ""

    @cached_property
    def values(self) -> dict[str, str]:
        """{name of a filter: value asked for}, only those that narrow the list."""
        asked = {one.name: one.asked(self) for one in self.filters}
        return {name: value for name, value in asked.items() if value}

    @cached_property
    def is_filtered(self) -> bool:
        return bool(self.words or self.values)

    @cached_property
    def sorted_by(self) -> tuple[Column | None, bool]:
        """(the column the list is ordered by, whether from its end); (None, False) is the order of the list itself."""
        asked = asked_words(self.request, SORT)
        found = next((column for column in self.columns if column.sort and column.key == asked.removeprefix("-")), None)
        return found, found is not None and asked.startswith("-")

    @cached_property
    def query(self) -> QueryDict:
        """The words of the address that this list knows; nothing else is carried along."""
        asked = QueryDict(mutable=True)
        if self.search and self.words:
            asked[self.search.name] = self.words
        for name, value in self.values.items():
            asked[name] = value
        column, turned_round = self.sorted_by
        if column:
            asked[SORT] = f"{'-' if turned_round else ''}{column.key}"
        return asked

    def address(self, **changed: str) -> str:
        asked = self.query.copy()
        for name, value in changed.items():
            asked.pop(name, None)
            if value:
                asked[name] = value
        return f"?{asked.urlencode()}" if asked else self.request.path

    # --- rows ---
    @cached_property
    def found(self) -> Any:
        """Given rows that have the words searched for."""
        if self.search and self.words:
            return self.search.find(self._given, self.words)
        return self._given

    def narrowed(self, leaving_out: str = "") -> Any:
        """Found rows under all filters but the one left out."""
        rows = self.found
        for one in self.filters:
            if one.name != leaving_out and one.name in self.values:
                rows = one.narrow(rows, self.values[one.name], self)
        return rows

    @cached_property
    def rows_in_order(self) -> Any:
        rows = self.narrowed()
        column, turned_round = self.sorted_by
        if column:
            return rows.order_by(*(turned(column.sort) if turned_round else column.sort))
        return rows.order_by(*self.order) if self.order else rows

    def read(self, few: Any) -> list[Any]:
        """These few rows with all that their cells read.

        They are chosen by what they hold themselves. What other tables say is joined to these few: joined first, it
        would be joined to everything that a search found, and then all but a page of it thrown away.
        """
        if not isinstance(few, QuerySet) or type(self).shown is List.shown:
            return list(few)
        whole: Any = few.model._default_manager.filter(pk__in=few.values("pk"))
        order = few.query.order_by
        return list(self.shown(whole.order_by(*order) if order else whole))

    @cached_property
    def page(self) -> Page:
        keys = self.order if self.keyed and self.sorted_by[0] is None else ()
        counted = self.counts_found or not self.words
        page = page_of(
            self.request, self.rows_in_order, self.size, keys=keys, kept=self.query, read=self.read, counted=counted
        )
        page.rows = self.prepared(page.rows)
        return page

    def all_rows(self) -> tuple[list[Any], bool]:
        """(all rows of this filter for a file, whether there were more than one file takes)."""
        rows = self.read(self.rows_in_order[: self.most_exported + 1])
        return self.prepared(rows[: self.most_exported]), len(rows) > self.most_exported

    # --- what the page draws ---
    @cached_property
    def searchable(self) -> bool:
        return self.search is not None and (self.is_filtered or self.page.count.number >= self.search.fewest_rows)

    @cached_property
    def button_groups(self) -> list[tuple[str, list[Link]]]:
        groups = [(one.label, list(self._links(one))) for one in self.filters if one.kind == "buttons"]
        return [(label, links) for label, links in groups if links]

    def _links(self, one: Any) -> Iterator[Link]:
        value = self.values.get(one.name, "")
        options: Iterable[Option] = one.choices(self)
        others = self.narrowed(leaving_out=one.name) if one.counted else None
        for option in options:
            current = option.value == value
            count = None
            if one.counted:
                rows = others if option.condition is None or others is None else others.filter(option.condition)
                count = self.page.count if current else capped_count(rows)
            yield Link(option.label, self.address(**{one.name: option.value}), current, count)

    @cached_property
    def controls(self) -> list[dict[str, Any]]:
        """Selects, choosers and ticks: what stands in the search form beside the box."""
        shown = []
        for one in self.filters:
            if one.kind == "buttons":
                continue
            value, options = self.values.get(one.name, ""), list(one.choices(self))
            kind = ("select" if one.is_short(self) else "typed") if one.kind == "chooser" else one.kind
            if options:
                shown.append({"name": one.name, "label": one.label, "value": value, "kind": kind, "options": options})
        return shown

    @cached_property
    def suggestions(self) -> list[Link]:
        choosers = [one for one in self.filters if one.kind == "chooser"]
        return [
            Link(option.label, self.address(**{one.name: option.value}), False)
            for one in choosers
            for option in one.suggestions(self, self.values.get(one.name, ""))
        ]

    @cached_property
    def carried(self) -> list[tuple[str, str]]:
        """What the search form must carry along unseen."""
        seen = {control["name"] for control in self.controls} | ({self.search.name} if self.search else set())
        return [(name, str(value)) for name, value in self.query.items() if name not in seen]

    @cached_property
    def headings(self) -> list[Heading]:
        column, turned_round = self.sorted_by
        made = []
        for one in self.columns:
            if one.on_page:
                current = one is column
                key = f"-{one.key}" if current and not turned_round else one.key
                direction = ("descending" if turned_round else "ascending") if current else ""
                made.append(Heading(one.heading, one.align, self.address(xep=key) if one.sort else "", direction))
        return made

    @property
    def cells(self) -> Iterator[list[dict[str, str]]]:
        """Rows of a table that has no template of its own for them."""
        shown = [column for column in self.columns if column.on_page]
        for row in self.page:
            yield [
                {
                    "label": one.heading,
                    "align": one.align,
                    "words": one.read(row),
                    "address": one.link(row) if one.link else "",
                }
                for one in shown
            ]

    @property
    def without_words(self) -> str:
        return self.address(**{self.search.name: ""}) if self.search else ""

    @property
    def excel_address(self) -> str:
        return self.address(**{EXPORT: "excel"})

    @property
    def empty(self) -> Empty:
        if self.is_filtered:
            found = self.nothing_found
            return Empty(found.icon, found.title, found.text, self.request.path, self.all_label)
        return self.nothing_yet()

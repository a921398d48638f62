"""Pages of a list: how many rows at most are counted, which page is shown, where the pages beside it are.

A full count of a big table costs more than the page, so counting stops at MOST_COUNTED and the page says "1.000+".
Where even that is too much (`counted=False`) it says how many there are up to this page: "50+".
A list that grows without end is read from a key on (`keys`), so that a late page costs what the first one does.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Q, QuerySet, Value
from django.http import HttpRequest, QueryDict

from libraries.text.cleaning import without_surrogates
from libraries.web.formats import vn_number
from libraries.web.query_string import asked_words, whole_number

MOST_COUNTED = 1000
MOST_PAGES = 500
PAGE, AFTER, BEFORE, EXPORT = "trang", "sau", "truoc", "xuat"
OF_ONE_PAGE = (PAGE, AFTER, BEFORE, EXPORT)


@dataclass(frozen=True)
class Count:
    """How many rows there are, or that there are more than were counted."""

    number: int
    more: bool = False

    def __str__(self) -> str:
        return f"{vn_number(self.number)}+" if self.more else vn_number(self.number)

    def __bool__(self) -> bool:
        return self.number > 0

    def __int__(self) -> int:
        return self.number


class InTurn:
    """The rows of several querysets one after the other, each in an order that an index of its own gives.

    `whole` is all of them in any order: what is counted.
    """

    def __init__(self, *parts: Any, whole: Any):
        self.parts, self.whole = parts, whole

    def __getitem__(self, wanted: slice) -> list[Any]:
        first, *others = [part.annotate(turn=Value(turn))[: wanted.stop] for turn, part in enumerate(self.parts)]
        return list(first.union(*others, all=True).order_by("turn", *self.parts[0].query.order_by)[wanted])


def capped_count(rows: Any, most: int = MOST_COUNTED) -> Count:
    """At most `most` rows are counted, by a subquery with a limit."""
    if isinstance(rows, InTurn):
        rows = rows.whole
    if not isinstance(rows, QuerySet):
        return Count(len(rows))
    found = rows.order_by().values("pk")[: most + 1].count()
    return Count(most, more=True) if found > most else Count(found)


@dataclass
class Page:
    """The rows of one page and the addresses of its neighbours; `pages` is None where nobody counted to the end."""

    rows: list[Any]
    number: int
    size: int
    count: Count
    previous_address: str = ""
    next_address: str = ""
    numbered: bool = True
    start_index: int = field(init=False)

    def __post_init__(self) -> None:
        self.start_index = (self.number - 1) * self.size + 1

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def pages(self) -> int | None:
        return None if self.count.more else max(1, -(-self.count.number // self.size))

    @property
    def has_other_pages(self) -> bool:
        return bool(self.previous_address or self.next_address)

    @property
    def words(self) -> str:
        """ "Trang 2/7 · 138 dòng", "Trang 2 · 1.000+ dòng"."""
        place = f"Trang {vn_number(self.number)}" + (f"/{vn_number(self.pages)}" if self.pages else "")
        return f"{place} · {self.count} dòng"


def page_of(
    request: HttpRequest,
    rows: Any,
    size: int,
    *,
    keys: tuple[str, ...] = (),
    kept: QueryDict | None = None,
    read: Callable[[Any], list[Any]] = list,
    counted: bool = True,
) -> Page:
    """The page asked for by ?trang= (and ?sau=, ?truoc= where `keys` are given); whatever stands there, a page.

    `read` makes rows of a slice of `rows`.
    """
    count = capped_count(rows) if counted else None
    number = max(1, whole_number(request.GET.get(PAGE)) or 1)
    words = _words(request, kept)
    if keys and (shown := _from_key(request, rows, size, keys, count, number, words, read)):
        return shown
    last = MOST_PAGES if count is None or count.more else max(1, -(-count.number // size))
    number = min(number, last)
    found = read(rows[(number - 1) * size : number * size + 1])
    if not found and number > 1:  # beyond the rows that were not counted
        number = -(-count.number // size) if count else 1
        found = read(rows[(number - 1) * size : number * size + 1])
    page = Page(found[:size], number, size, count or _up_to(number, size, found))
    if number > 1:
        page.previous_address = _address(words, **{PAGE: str(number - 1)})
    if len(found) > size and number < MOST_PAGES:
        page.next_address = _address(words, **{PAGE: str(number + 1)}, **_after(page.rows[-1], keys))
    return page


def _up_to(number: int, size: int, found: list[Any]) -> Count:
    """How many rows there are up to this page, and whether there are more."""
    return Count((number - 1) * size + min(size, len(found)), more=len(found) > size)


def _words(request: HttpRequest, kept: QueryDict | None) -> QueryDict:
    words = (request.GET if kept is None else kept).copy()
    for name in OF_ONE_PAGE:
        words.pop(name, None)
    return words


def _address(words: QueryDict, **more: str) -> str:
    asked = QueryDict(mutable=True)
    asked.update({name: value for name, value in more.items() if value})
    rest = words.urlencode()
    return f"?{asked.urlencode()}{'&' if rest else ''}{rest}"


# --- Reading on from a key -----------------------------------------------------------------------------------------
def _from_key(
    request: HttpRequest,
    rows: Any,
    size: int,
    keys: tuple[str, ...],
    count: Count | None,
    number: int,
    words: QueryDict,
    read: Callable[[Any], list[Any]],
) -> Page | None:
    """The page after or before a row that is named by its keys; None when none is named that could be one."""
    for name, order in ((AFTER, keys), (BEFORE, _turned(keys))):
        if (values := _values(rows, asked_words(request, name), keys)) is None:
            continue
        found = read(rows.filter(_beyond(order, values)).order_by(*order)[: size + 1])
        further = len(found) > size
        found = found[:size]
        if not found:
            return None
        if name == BEFORE:
            found.reverse()
        if name == BEFORE and not further:
            return None  # the first page: it has an address of its own
        number = max(2, number)
        up_to = Count((number - 1) * size + len(found), more=name == BEFORE or further)
        page = Page(found, number, size, count or up_to)
        page.previous_address = _address(words, **{PAGE: str(page.number - 1)}, **_before(found[0], keys))
        if name == BEFORE or further:
            page.next_address = _address(words, **{PAGE: str(page.number + 1)}, **_after(found[-1], keys))
        return page
    return None


def _turned(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key[1:] if key.startswith("-") else f"-{key}" for key in keys)


def _plain(key: str) -> str:
    return key.removeprefix("-")


def _key_words(row: Any, keys: tuple[str, ...]) -> str:
    return json.dumps([str(getattr(row, _plain(key))) for key in keys], ensure_ascii=False, separators=(",", ":"))


def _after(row: Any, keys: tuple[str, ...]) -> dict[str, str]:
    return {AFTER: _key_words(row, keys)} if keys else {}


def _before(row: Any, keys: tuple[str, ...]) -> dict[str, str]:
    return {BEFORE: _key_words(row, keys)}


def _values(rows: Any, words: str, keys: tuple[str, ...]) -> list[Any] | None:
    """The values of the keys as the model reads them; None for anything that cannot be a row's."""
    if not words or len(words) > 300:
        return None
    try:
        typed = json.loads(words)
        if not isinstance(typed, list) or len(typed) != len(keys):
            return None
        if any(not isinstance(one, str) or "\x00" in one or without_surrogates(one) != one for one in typed):
            return None
        meta = rows.model._meta
        fields = [meta.pk if _plain(key) == "pk" else meta.get_field(_plain(key)) for key in keys]
        return [one.clean(value, None) for one, value in zip(fields, typed, strict=True)]
    except (ValueError, RecursionError, ValidationError, FieldDoesNotExist):
        return None


def _beyond(keys: tuple[str, ...], values: list[Any]) -> Q:
    """Rows that come after these values in this order; the first key stands alone too, so that an index finds it."""
    beyond = Q()
    for place, (key, value) in enumerate(zip(keys, values, strict=True)):
        same = {_plain(before): values[n] for n, before in enumerate(keys[:place])}
        beyond |= Q(**same, **{f"{_plain(key)}__{'lt' if key.startswith('-') else 'gt'}": value})
    first = f"{_plain(keys[0])}__{'lte' if keys[0].startswith('-') else 'gte'}"
    return Q(**{first: values[0]}) & beyond

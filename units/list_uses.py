"""What leans on a year's list of units, and what waits for one of them: each room answers for itself.

A change of the list never reaches back behind a day on which the list was used: what was asked, counted or sealed that
day keeps the units of that day. A unit that leaves first finishes what only it can finish.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from units.models import EmulationYear, Unit


@dataclass(frozen=True)
class ListUse:
    """On this day the list of the year's units was taken down; what: "bắt đầu ký Giao ước năm 2026"."""

    day: datetime.date
    what: str


@dataclass(frozen=True)
class Unfinished:
    """Something that waits for the unit. `stops`: only the unit can finish it, or it has to be ended first."""

    what: str
    advice: str
    stops: bool = True


_uses: list[Callable[[EmulationYear], Iterable[ListUse]]] = []
_unfinished: list[Callable[[Unit], Iterable[Unfinished]]] = []


def register_list_uses(answer: Callable[[EmulationYear], Iterable[ListUse]]) -> None:
    """`answer(year)`: on which days this room took down which units sit in the year."""
    _uses.append(answer)


def register_unfinished(answer: Callable[[Unit], Iterable[Unfinished]]) -> None:
    """`answer(unit)`: what of this room waits for the unit."""
    _unfinished.append(answer)


def last_use(year: EmulationYear) -> ListUse | None:
    """The last day on which the list was used."""
    return max((use for answer in _uses for use in answer(year)), key=lambda use: use.day, default=None)


def unfinished_of(unit: Unit) -> list[Unfinished]:
    return [one for answer in _unfinished for one in answer(unit)]

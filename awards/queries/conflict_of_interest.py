"""Conflict of interest: nobody judges or decides on a unit they belong or belonged to.

The same answer as the function awards_stands_aside of the database (awards.triggers), which cannot be bypassed.
"""

import datetime
from dataclasses import dataclass

from django.db.models import F

from awards.models import Nomination
from libraries.web import clock
from units.models import User


@dataclass(frozen=True)
class Tie:
    """Something held in a unit, from one day until before another."""

    unit: int
    valid_from: datetime.date
    valid_to: datetime.date | None

    def holds_on(self, day: datetime.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def touches_year(self, year: int) -> bool:
        first, after = datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)
        return self.valid_from < after and (self.valid_to is None or self.valid_to > first)


@dataclass(frozen=True)
class Ties:
    """All that ties a person to units; one that was taken back at once holds no day and ties nobody."""

    rows: tuple[Tie, ...]

    @property
    def units(self) -> frozenset[int]:
        """Units this person ever belonged to: only there the exact question is asked."""
        return frozenset(tie.unit for tie in self.rows)

    def bind(self, nomination: Nomination) -> bool:
        """Whether this person is on the nominated unit's side: today, or on a day of the emulation year."""
        year, today = nomination.emulation_year.year, clock.today()
        return any(
            tie.unit == nomination.unit_id and (tie.touches_year(year) or tie.holds_on(today)) for tie in self.rows
        )


def ties_of(user: User) -> Ties:
    """Posts, authorisations and the unit a board member comes from: one query, for however many dossiers."""
    lived = [
        rows.exclude(valid_to=F("valid_from")).order_by().values_list(unit, "valid_from", "valid_to")
        for rows, unit in (
            (user.posts, "unit_id"),
            (user.authorities, "unit_id"),
            (user.board_seats.exclude(from_unit=None), "from_unit_id"),
        )
    ]
    return Ties(tuple(Tie(*row) for row in lived[0].union(*lived[1:])))


def known_ties_of(user: User) -> Ties:
    """The same, read once a request and kept as `User.roles` is: for pages and permissions. Verbs ask anew."""
    kept = vars(user)
    if "_ties" not in kept:
        kept["_ties"] = ties_of(user)
    ties: Ties = kept["_ties"]
    return ties


def stands_aside(user: User, nomination: Nomination) -> bool:
    """Whether this person must keep out of this dossier, asked anew."""
    return ties_of(user).bind(nomination)

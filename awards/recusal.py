"""Who must keep out of a dossier: nobody judges or decides on a unit they belong or belonged to (trust.md 2.2).

The same answer as the function awards_stands_aside of the database (awards.triggers), which cannot be bypassed.
"""

import datetime
from typing import Any

from django.db.models import F, Q

from awards.models import Nomination
from libraries.web import clock
from units.models import in_force


def _counts(nomination: Nomination) -> Q:
    """Periods that hold today or a day of the emulation year; one that was taken back at once holds no day."""
    year = nomination.emulation_year.year
    first, after = datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)
    touched = Q(valid_from__lt=after) & (Q(valid_to__isnull=True) | Q(valid_to__gt=first))
    lived = Q(valid_to__isnull=True) | ~Q(valid_to=F("valid_from"))
    return (touched | in_force(clock.today())) & lived


def stands_aside(user: Any, nomination: Nomination) -> bool:
    """Whether this person is on the nominated unit's side."""
    counts, unit = _counts(nomination), nomination.unit_id
    return (
        user.posts.filter(counts, unit=unit).exists()
        or user.authorities.filter(counts, unit=unit).exists()
        or user.board_seats.filter(counts, from_unit=unit).exists()
    )

"""Who reads evidence beside its own unit and the secretariat: each room above answers for the rows that name it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import Q

if TYPE_CHECKING:
    from units.models import User

_readers: list[Callable[["User"], Any]] = []


def register_readers(rows: "Callable[[User], Any]") -> None:
    """`rows(user)`: the primary keys of the evidence that this person has to read for that room's sake, as a query."""
    _readers.append(rows)


def read_for_other_rooms(user: "User") -> Q:
    """A filter of evidence: what any room lets this person read."""
    found = Q()
    for rows in _readers:
        found |= Q(pk__in=rows(user))
    return found

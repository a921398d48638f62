"""What the database holds of states."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import CheckConstraint, Q

Column = TypeVar("Column")


def set_exactly_when(states: Sequence[Any], *fields: str, name: str) -> CheckConstraint:
    """The fields are filled in these states and NULL in all others: a stamp says what the state says."""
    full = Q(state__in=list(states))
    empty = ~Q(state__in=list(states))
    for column in fields:
        full &= Q(**{f"{column}__isnull": False})
        empty &= Q(**{f"{column}__isnull": True})
    return CheckConstraint(condition=full | empty, name=name)


def filled(value: Column | None) -> Column:
    """A column that `set_exactly_when` fills in the row's state. ValueError where the row is in another one."""
    if value is None:
        raise ValueError("this column is empty in the state of its row")
    return value

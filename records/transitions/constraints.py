"""What the database holds of states."""

from collections.abc import Sequence
from typing import Any

from django.db.models import CheckConstraint, Q


def set_exactly_when(states: Sequence[Any], *fields: str, name: str) -> CheckConstraint:
    """The fields are filled in these states and NULL in all others: a stamp says what the state says."""
    filled = Q(state__in=list(states))
    empty = ~Q(state__in=list(states))
    for column in fields:
        filled &= Q(**{f"{column}__isnull": False})
        empty &= Q(**{f"{column}__isnull": True})
    return CheckConstraint(condition=filled | empty, name=name)

"""Who reads what of conferences; what is done with them is declared in actions.py."""

from typing import Any

import rules

from records.access import register_permission
from units.models import Unit, User
from units.rules import bloc_of, is_bloc_member


@rules.predicate
def works_in_the_bloc(user: User, row: Any) -> bool:
    """Leader or staff of a unit of the row's bloc."""
    own = user.roles().member_of
    return bool(own) and row is not None and Unit.objects.filter(pk__in=own, bloc=bloc_of(row)).exists()


# Before they are issued, minutes are a draft among those who were there.
register_permission("conferences.read_draft_minutes", is_bloc_member)

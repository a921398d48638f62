"""The one door check: permissions of role and state.

What has an act is permitted by its declaration (`records.transitions.Actions`); a permission without an act (to read
something) is one line of a room's rules.py: `register_permission("drafting.read_response_table", is_secretary)`.
`check_permission` tells the two apart: a wrong role is a 403, a state that does not allow it now a polite 409 (ADR 3).
"""

from typing import Any

import rules
from django.core.exceptions import PermissionDenied

from records.transitions import ACTIONS, NotAllowedNow, not_in_state


def register_permission(name: str, who: rules.Predicate) -> None:
    """A permission that no act declares."""
    rules.add_perm(name, who)


def has_permission(user: Any, name: str, row: Any = None) -> bool:
    """Whether this user may, now. LookupError for a name that nobody declared: a misspelt one would refuse for ever."""
    if not rules.perm_exists(name):
        raise LookupError(f"no such permission: {name}")
    return bool(user.is_authenticated and user.is_active and user.has_perm(name, row))


def check_permission(user: Any, name: str, row: Any = None) -> None:
    """Raise PermissionDenied (403) or NotAllowedNow (409) unless this user may, now."""
    if has_permission(user, name, row):
        return
    action = ACTIONS.get(name)
    active = row is not None and user.is_authenticated and user.is_active
    if active and action is not None and action.who is not None and action.who.test(user, row):
        raise not_in_state(action, row)
    raise PermissionDenied(name)


__all__ = ["NotAllowedNow", "check_permission", "has_permission", "register_permission"]

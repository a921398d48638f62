"""The one door check: permissions of role and state.

`register_permission("regulations.adopt", is_secretary, step=ADOPT)` in a room's rules.py is one line a secretary could
read; it registers with django-rules the predicate "role and step open". `check_permission` tells the two apart: a wrong
role is a 403, a state that does not allow it now is a polite 409 (ADR 0003).
"""

from dataclasses import dataclass
from typing import Any

import rules
from django.core.exceptions import PermissionDenied

from records.transitions import ACTIONS, NotAllowedNow, Step, not_in_state


@dataclass(frozen=True)
class Permit:
    name: str
    who: rules.Predicate
    step: Step | None


PERMITS: dict[str, Permit] = {}


def register_permission(name: str, who: rules.Predicate, step: Step | None = None) -> None:
    """Register a permission: `who` may, and where a step is named, only in a state that allows it."""

    rules.add_perm(name, who & step_is_open(step) if step else who)
    PERMITS[name] = Permit(name, who, step)


def step_is_open(step: Step) -> rules.Predicate:
    """The row is in a state from which the step may be taken."""

    @rules.predicate(f"step_is_open:{step.name}")
    def is_open(user, row):
        return row is not None and step.open_for(row)

    return is_open


def has_permission(user: Any, name: str, row: Any = None) -> bool:
    """Whether this user may, now."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(name, row))


def check_permission(user: Any, name: str, row: Any = None) -> None:
    """Raise PermissionDenied (403) or NotAllowedNow (409) unless this user may, now."""
    if has_permission(user, name, row):
        return
    active = user.is_authenticated and user.is_active
    action = ACTIONS.get(name)
    if action is not None:
        if row is not None and active and action.who is not None and action.who.test(user, row):
            raise not_in_state(action, row)
        raise PermissionDenied(name)
    allowed = PERMITS[name]
    if allowed.step and row is not None and user.is_authenticated and user.is_active and allowed.who.test(user, row):
        raise not_in_state(allowed.step, row)
    raise PermissionDenied(name)


__all__ = ["NotAllowedNow", "check_permission", "has_permission", "register_permission"]

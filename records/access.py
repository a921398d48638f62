"""The one door check: permissions of role and state.

What has an act is permitted by its declaration (`records.transitions.Actions`); a permission without an act (to read
something) is one line of a room's rules.py: `register_permission("drafting.read_response_table", is_secretary)`.
`check_permission` tells the two apart: a wrong role is a 403, a state that does not allow it now a polite 409 (ADR 3).
"""

from collections.abc import Iterable
from typing import Any, Protocol, cast

import rules
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from records.transitions import ACTIONS, NotAllowedNow, not_in_state


def register_permission(name: str, who: rules.Predicate) -> None:
    """A permission that no act declares."""
    rules.add_perm(name, who)


def has_permission(user: Any, name: str, row: Any = None) -> bool:
    """Whether this user may, now. LookupError for a name that nobody declared: a misspelt one would refuse for ever."""
    if not rules.perm_exists(name):
        raise LookupError(f"no such permission: {name}")
    return bool(user.is_authenticated and user.is_active and user.has_perm(name, row))


def permitted(user: Any, row: Any, *names: str) -> frozenset[str]:
    """Which of these this user may do with the row now, by the last part of their names: what a page hands its
    template, which asks `{% if "edit" in may %}`."""
    return frozenset(name.rpartition(".")[2] for name in names if has_permission(user, name, row))


def check_permission(user: Any, name: str, row: Any = None) -> None:
    """Raise PermissionDenied (403) or NotAllowedNow (409) unless this user may, now."""
    if has_permission(user, name, row):
        return
    action = ACTIONS.get(name)
    active = row is not None and user.is_authenticated and user.is_active
    if active and action is not None and action.who is not None and action.who.test(user, row):
        raise not_in_state(action, row)
    raise PermissionDenied(name)


class ChainReader(Protocol):
    """What records asks of whoever reads the audit log; units.models.User answers."""

    pk: int

    @property
    def readable_chains(self) -> dict[str, str]: ...

    @property
    def reads_every_chain(self) -> bool: ...

    def chains_named(self, words: str, most: int) -> list[tuple[str, str]]: ...

    def chain_names(self, chains: Iterable[str]) -> dict[str, str]: ...


def reader_of(request: HttpRequest) -> ChainReader:
    """Whoever asks for the page, which is behind the login."""
    return cast(ChainReader, request.user)


__all__ = [
    "ChainReader",
    "NotAllowedNow",
    "check_permission",
    "has_permission",
    "permitted",
    "reader_of",
    "register_permission",
]

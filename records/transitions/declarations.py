"""Acts as a room's `actions.py` declares them, and the registry of all of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import rules
from django.db import models
from django.urls import reverse

from records import audit


@dataclass(frozen=True)
class Unmet:
    """One thing that is missing before an act can be done: the sentence, and the page where it is mended."""

    sentence: str
    page: str = ""  # a URL name
    args: tuple[Any, ...] = ()

    @property
    def address(self) -> str:
        return reverse(self.page, args=self.args) if self.page else ""


@dataclass(frozen=True, eq=False)
class Action:
    """Something that is asked, permitted and written down, and that leaves the state as it is.

    name: "room.verb", the same in permission and audit log; label: the button's words. The rest by keyword.
    """

    name: str
    label: str
    # The role (a django-rules predicate of user and row). None: nobody asks for it alone, other acts bring it about.
    who: rules.Predicate | None = field(default=None, kw_only=True)
    # The states in which it can be done; None where the row has no state, or in every state.
    allowed_in: tuple[Any, ...] | None = field(default=None, kw_only=True)
    # What to do instead where the state forbids it, in a sentence.
    advice: str = field(default="Tải lại trang để xem các việc có thể thực hiện.", kw_only=True)
    needs_reason: bool = field(default=False, kw_only=True)
    # (row, known) → what is missing. `known`: what a list has read already for all its rows, None elsewhere.
    requires: Callable[[Any, Any], Iterable[Unmet]] | None = field(default=None, kw_only=True)
    # (user, row) → the sentence for somebody with the right role who may not for a reason of their own; "" for others.
    bars: Callable[[Any, Any], str] | None = field(default=None, kw_only=True)
    # What the audit log calls it, where the button's words do not fit.
    words: str = field(default="", kw_only=True)
    # URL name of the page where it is done; its argument is the row's key.
    page: str = field(default="", kw_only=True)

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]

    @property
    def verb(self) -> str:
        return self.name.partition(".")[2]

    def allows(self, row: Any) -> bool:
        """Whether the row is in a state in which this can be done."""
        return self.allowed_in is None or state_row(row).state in self.allowed_in

    def address(self, row: Any) -> str:
        """Where this is done with the row; empty when it has no page."""
        return reverse(self.page, args=[row.pk]) if self.page else ""


@dataclass(frozen=True, eq=False)
class Transition(Action):
    """An action that leads to another state."""

    target: Any = field(kw_only=True)

    def __post_init__(self) -> None:
        if not self.allowed_in:
            raise ValueError(f"{self.name}: a transition says from which states it leads")


@dataclass(frozen=True, eq=False)
class Creation(Action):
    """An action that makes a row. Permission is asked about what the row will belong to (its year, its bloc)."""


# Every act of the product by its name; filled when the rooms' actions.py are read (records.apps).
ACTIONS: dict[str, Action] = {}
COLLECTION_OF: dict[str, "Actions"] = {}


class Actions:
    """The acts of one kind of row, in the order in which people do them. Making the collection registers them.

    lock: (pk) → the row as it is now, locked until the transaction ends, in the lock order of the room.
    """

    def __init__(self, model: type[models.Model], *actions: Action, lock: Callable[[Any], Any] | None = None):
        self.model = model
        self.room = actions[0].room
        self.actions = actions
        self.lock: Callable[[Any], Any] = lock or self._lock_one
        if any(action.room != self.room for action in actions):
            raise ValueError("a collection of acts belongs to one room")
        for action in actions:
            if action.name in ACTIONS:
                raise ValueError(f"{action.name} is declared twice")
            ACTIONS[action.name], COLLECTION_OF[action.name] = action, self
            audit.register_words(action.name, action.words or action.label)
            if action.who is not None:
                rules.add_perm(action.name, action.who & _state_allows(action))

    def __iter__(self) -> Iterator[Action]:
        return iter(self.actions)

    def _lock_one(self, pk: Any) -> models.Model:
        # NO KEY: rows that merely name this one are still written meanwhile.
        return self.model._base_manager.select_for_update(of=("self",), no_key=True).get(pk=pk)


def _state_allows(action: Action) -> rules.Predicate:
    @rules.predicate(f"state_allows:{action.name}")
    def allows(user: Any, row: Any) -> bool:
        return action.allowed_in is None or (row is not None and action.allows(row))

    return allows


def state_row(row: Any) -> Any:
    """The row whose state decides: the row itself, or the one it names as such (of a node, its text)."""
    return getattr(row, "state_row", row)

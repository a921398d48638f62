"""What can be done with rows: each act declared once, begun in one way and finished in one way (ADR 9).

A room's `actions.py` declares its acts. Permissions, refusals, audit words, page heads, the worklist and
docs/states.md read these declarations; no list of steps, words or conditions stands anywhere else.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import rules
from django.db import models, transaction
from django.db.models import CheckConstraint, Q
from django.urls import reverse

from records import audit

Row = TypeVar("Row", bound=models.Model)
# An act upon nothing in particular (the installation) is finished without a row.
RowOrNone = TypeVar("RowOrNone", bound=models.Model | None)


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
    advice: str = field(default="Tải lại trang để xem việc có thể làm lúc này.", kw_only=True)
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


class Refused(Exception):
    """An act that cannot be done, with the sentence the user reads."""

    def __init__(self, message: str):
        self.message = message
        super().__init__(message)


class NotAllowedNow(Refused):
    """The row is not in a state from which this can be done, or a condition is not met."""


class SomeoneWasFaster(Refused):
    """Between reading the row and writing it somebody else changed its state."""


def not_in_state(action: Action, row: Any) -> NotAllowedNow:
    row = state_row(row)
    return NotAllowedNow(
        f"Chưa thể thực hiện “{action.label}”: {row} đang ở trạng thái “{row.get_state_display()}”. {action.advice}"
    )


def requirements(action: Action, row: Any, known: Any = None) -> list[Unmet]:
    """What is missing before the act can be done, whatever the state; empty when nothing is."""
    return list(action.requires(row, known)) if action.requires else []


def in_words(unmet: Iterable[Unmet]) -> str:
    """Their sentences, one after the other."""
    return " ".join(one.sentence for one in unmet)


def check_action(action: Action, row: Any, *, by: Any, known: Any = None) -> None:
    """Raise NotAllowedNow when the state forbids it, something is missing, or this person is barred."""
    if not action.allows(row):
        raise not_in_state(action, row)
    if action.bars and (sentence := action.bars(by, row)):
        raise NotAllowedNow(sentence)
    check_requirements(action, row, known)


def check_requirements(action: Action, row: Any, known: Any = None) -> None:
    """Raise NotAllowedNow when something is missing."""
    if unmet := requirements(action, row, known):
        raise NotAllowedNow(f"Chưa thể thực hiện “{action.label}”. {in_words(unmet)}")


def begin(action: Action, row: Row, *, by: Any, lock: Callable[[Any], Row] | None = None, known: Any = None) -> Row:
    """The row as it is now, locked; refused in words before any work is done. Call it in the verb's transaction.

    `lock` in place of the collection's where an act locks more than its row. Roles are asked by `check_permission`.
    """
    fresh = (lock or COLLECTION_OF[action.name].lock)(row.pk)
    check_action(action, fresh, by=by, known=known)
    return fresh


@transaction.atomic
def finish(
    action: Action,
    row: RowOrNone,
    *,
    by: Any,
    reason: str = "",
    data: dict[str, Any] | None = None,
    about: Any = None,
    chain: str | None = None,
    notice: Callable[[RowOrNone], Any] | None = None,
    **stamps: Any,
) -> RowOrNone:
    """Write state and stamps, the audit event and the notice; all or nothing. Returns the row as written.

    `about`: what the audit event is about, where that is another row. `notice` is called last, with the row written.
    Raises NotAllowedNow when a due reason is empty or the state forbids it, SomeoneWasFaster when the state was changed
    since the row was read (begin was forgotten, or did not lock).
    """
    reason = reason.strip()
    if action.needs_reason and not reason:
        raise NotAllowedNow(f"Ghi lý do trước khi thực hiện “{action.label}”.")
    seen, target = "", ""
    if action.allowed_in is not None:
        if not action.allows(row):
            raise not_in_state(action, row)
        seen = state_row(row).state
        target = action.target if isinstance(action, Transition) else seen
    elif isinstance(action, Creation):
        target = getattr(row, "state", "")
    if isinstance(action, Transition):
        stamps["state"] = target
    if stamps or seen:
        _write(row, seen, stamps)
    states = {"from_state": seen, "to_state": target}
    audit.record(action.name, about or row, by=by, chain=chain, reason=reason, data=data, **states)
    if notice is not None:
        notice(row)
    return row


def _write(row: Any, seen: Any, values: dict[str, Any]) -> None:
    rows = as_seen(row, seen)
    if not (rows.update(**values) if values else rows.exists()):
        raise SomeoneWasFaster(
            f"{row} vừa được người khác xử lý. Tải lại trang để xem trạng thái mới; nội dung của bạn chưa được ghi."
        )
    if values:
        row.refresh_from_db(fields=[*values])


def as_seen(row: Any, state: Any) -> models.QuerySet[Any]:
    """The row in the database, if it still is in the state in which it was read."""
    rows: models.QuerySet[Any] = type(row)._base_manager.filter(pk=row.pk)
    return rows.filter(state=state) if state else rows


def set_exactly_when(states: Sequence[Any], *fields: str, name: str) -> CheckConstraint:
    """The fields are filled in these states and NULL in all others: a stamp says what the state says."""
    filled = Q(state__in=list(states))
    empty = ~Q(state__in=list(states))
    for column in fields:
        filled &= Q(**{f"{column}__isnull": False})
        empty &= Q(**{f"{column}__isnull": True})
    return CheckConstraint(condition=filled | empty, name=name)

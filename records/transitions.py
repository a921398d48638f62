"""How a state changes: one table of steps a room, one function that takes a step.

A room's `workflow.py` begins with its table; buttons, permissions, docs/states.md and tests read the same table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import CheckConstraint, Q

from records import audit


@dataclass(frozen=True)
class Step:
    """One step: `name` is the verb in code, URL, permission and audit, `label` the button's word.

    sources: states from which it may be taken; target: the state it leads to ("" leaves the state as it is).
    """

    name: str
    label: str
    sources: tuple[Any, ...]  # members of the row's State
    target: Any
    needs_reason: bool = False

    def open_for(self, row: models.Model) -> bool:
        return row.state in self.sources


class Workflow:
    """The steps of one kind of row, in the order in which people take them."""

    def __init__(self, *steps: Step):
        self.steps = steps
        self.by_name = {step.name: step for step in steps}
        if len(self.by_name) != len(steps):
            raise ValueError("two steps bear the same name")

    def __getitem__(self, name: str) -> Step:
        return self.by_name[name]

    def __iter__(self):
        return iter(self.steps)

    def open_for(self, row: models.Model) -> list[Step]:
        return [step for step in self.steps if step.open_for(row)]


class Refused(Exception):
    """A step that cannot be taken, with the sentence the user reads."""

    def __init__(self, message: str):
        self.message = message
        super().__init__(message)


class NotAllowedNow(Refused):
    """The row is not in a state from which this step may be taken, or a condition is not met."""


class SomeoneWasFaster(Refused):
    """Between reading the row and writing it somebody else changed its state."""


def not_in_state(step: Step, row: models.Model) -> NotAllowedNow:
    return NotAllowedNow(
        f"Chưa thể thực hiện “{step.label}”: {row} đang ở trạng thái “{row.get_state_display()}”. "
        "Tải lại trang để xem việc có thể làm lúc này."
    )


@transaction.atomic
def take(
    step: Step, row: models.Model, *, by: Any, reason: str = "", data: dict | None = None, **stamps: Any
) -> audit.AuditEvent:
    """Take `step` on `row`, fill its `stamps`, append the audit event and re-read the row; all or nothing.

    Raises NotAllowedNow when the row is in another state or a due reason is empty, SomeoneWasFaster when the state
    was changed since the row was read.
    """
    if not step.open_for(row):
        raise not_in_state(step, row)
    reason = reason.strip()
    if step.needs_reason and not reason:
        raise NotAllowedNow(f"Ghi lý do trước khi thực hiện “{step.label}”.")
    seen = row.state
    target = step.target or seen
    changed = type(row)._base_manager.filter(pk=row.pk, state=seen).update(state=target, **stamps)
    if not changed:
        raise SomeoneWasFaster(
            f"{row} vừa được người khác xử lý. Tải lại trang để xem trạng thái mới; nội dung của bạn chưa được ghi."
        )
    row.refresh_from_db()
    return audit.record(
        f"{row._meta.app_label}.{step.name}", row, by=by, reason=reason, from_state=seen, to_state=target, data=data
    )


def set_exactly_when(states: Sequence[Any], *fields: str, name: str) -> CheckConstraint:
    """The fields are filled in these states and NULL in all others: a stamp says what the state says."""
    filled = Q(state__in=list(states))
    empty = ~Q(state__in=list(states))
    for field in fields:
        filled &= Q(**{f"{field}__isnull": False})
        empty &= Q(**{f"{field}__isnull": True})
    return CheckConstraint(condition=filled | empty, name=name)

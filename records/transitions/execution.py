"""One way to begin an act and one to finish it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models, transaction

from records import audit
from records.current_form import note_act
from records.transitions.declarations import COLLECTION_OF, Action, Creation, Transition, state_row
from records.transitions.refusals import NotAllowedNow, SomeoneWasFaster
from records.transitions.requirements import check_action, not_in_state

Row = TypeVar("Row", bound=models.Model)
# An act upon nothing in particular (the installation) is finished without a row.
RowOrNone = TypeVar("RowOrNone", bound=models.Model | None)


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
        raise NotAllowedNow(f"Nhập lý do trước khi thực hiện “{action.label}”.")
    before, target = "", ""
    if action.allowed_in is not None:
        if not action.allows(row):
            raise not_in_state(action, row)
        before = state_row(row).state
        target = action.target if isinstance(action, Transition) else before
    elif isinstance(action, Creation):
        target = getattr(row, "state", "")
    if isinstance(action, Transition):
        stamps["state"] = target
    if stamps or before:
        _write(row, before, stamps)
    note_act()
    states = {"from_state": before, "to_state": target}
    audit.record(action.name, about or row, by=by, chain=chain, reason=reason, data=data, **states)
    if notice is not None:
        notice(row)
    return row


@dataclass(frozen=True)
class Finished:
    """One row of an act that is finished with many at once: who, what the audit event says, the columns."""

    row: Any
    by: Any
    data: dict[str, Any]
    stamps: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def finish_many(action: Action, done: Sequence[Finished]) -> None:
    """`finish` for rows of one kind that the caller holds locked, or has just made: as many statements as for one.

    The stamps name the same columns for all. No reason, no notice. Raises as `finish` does.
    """
    if not done:
        return
    before = ""
    if action.allowed_in is not None:
        for one in done:
            if not action.allows(one.row):
                raise not_in_state(action, one.row)
        (before,) = {one.row.state for one in done}
        target = action.target if isinstance(action, Transition) else before
        for one in done:
            one.row.state = target
            for name, value in one.stamps.items():
                setattr(one.row, name, value)
        names = [*done[0].stamps, "state"]
        rows = type(done[0].row)._base_manager.filter(state=before)
        if rows.bulk_update([one.row for one in done], names) != len(done):
            raise SomeoneWasFaster("Một số nội dung vừa được xử lý ở nơi khác. Tải lại trang để xem kết quả.")
    note_act()
    audit.record_many(
        [
            audit.Happened(
                action.name,
                one.row,
                one.by,
                audit.chain_of(one.row),
                from_state=before,
                to_state=getattr(one.row, "state", "") if before or isinstance(action, Creation) else "",
                data=one.data,
            )
            for one in done
        ]
    )


def _write(row: Any, before: Any, values: dict[str, Any]) -> None:
    rows = unchanged(row, before)
    if not (rows.update(**values) if values else rows.exists()):
        raise SomeoneWasFaster(
            f"{row} vừa được xử lý ở nơi khác; nội dung vừa nhập chưa được lưu. Tải lại trang để xem kết quả."
        )
    if values:
        row.refresh_from_db(fields=[*values])


def unchanged(row: Any, state: Any) -> models.QuerySet[Any]:
    """The row in the database, if it still is in the state in which it was read."""
    rows: models.QuerySet[Any] = type(row)._base_manager.filter(pk=row.pk)
    return rows.filter(state=state) if state else rows

"""One way to begin an act and one to finish it."""

from collections.abc import Callable
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

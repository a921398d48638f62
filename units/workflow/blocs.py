"""The bloc's own particulars and its units' names."""

import datetime
from typing import Any

from django.db import transaction

from libraries.text import likeness
from libraries.web import clock
from libraries.web.formats import short_date
from records.revisions import next_revision
from records.transitions import NotAllowedNow, finish
from units.actions import CORRECT_NAME, EDIT_BLOC, RENAME_UNIT
from units.models import Bloc, Unit, UnitName, in_force
from units.workflow.changes import Ground, Kind, write_down
from units.workflow.founding import symbol_taken
from units.workflow.periods import refusals_in_words

EDITABLE = (
    "field",
    "contact",
    "place",
    "superior",
    "series_code",
    "quorum_numerator",
    "quorum_denominator",
    "adoption_numerator",
    "adoption_denominator",
    "comment_days",
)


def write_changes(row: Any, changes: dict[str, Any], *, read: int | None) -> dict[str, list[Any]]:
    """Save what differs; returns {field: [before, after]} for the audit. `row` is locked, `read` the revision seen."""
    changed = {name: [getattr(row, name), value] for name, value in changes.items() if getattr(row, name) != value}
    if changed:
        row.revision = next_revision(row, read)
        for name, (_, value) in changed.items():
            setattr(row, name, value)
        row.save(update_fields=[*changed, "revision"])
    return changed


@transaction.atomic
def edit_bloc(bloc: Bloc, *, by: Any, revision: int | None = None, **changes: Any) -> Bloc:
    """Contact, lines on documents, quorum and majority; with before and after in the audit."""
    bloc = Bloc.objects.select_for_update().get(pk=bloc.pk)
    allowed = {name: value for name, value in changes.items() if name in EDITABLE}
    if refusal := symbol_taken(allowed.get("series_code", bloc.series_code), but=bloc):
        raise NotAllowedNow(refusal)
    with refusals_in_words():
        changed = write_changes(bloc, allowed, read=revision)
    if changed:
        bloc.save(update_fields=["sort_key", "search_key"])
        finish(EDIT_BLOC, bloc, by=by, data={"changed": changed})
    return bloc


@transaction.atomic
def rename_unit(
    unit: Unit,
    *,
    by: Any,
    name: str,
    valid_from: datetime.date,
    short_name: str = "",
    source: str = "",
    ground: Ground | None = None,
) -> UnitName:
    """A new name from a day on; the old one ends there and stays on what was issued under it."""
    bloc = Bloc.objects.select_for_update().get(pk=unit.bloc_id)
    unit = Unit.objects.select_for_update(of=("self",)).select_related("bloc").get(pk=unit.pk)
    ground = ground or Ground()
    source = source or ground.words
    if unit.ended_on is not None and unit.ended_on <= valid_from:
        raise NotAllowedNow(f"Đơn vị thôi là thành viên từ ngày {short_date(unit.ended_on)}. Chọn ngày trước ngày đó.")
    last = unit.names.order_by("valid_from").last()
    if last and valid_from <= last.valid_from:
        raise NotAllowedNow(
            f"Tên “{last.name}” có hiệu lực từ ngày {short_date(last.valid_from)}. Chọn ngày sau ngày đó."
        )
    if last and (last.name, last.short_name) == (name, short_name):
        raise NotAllowedNow("Tên mới giống tên hiện nay. Kiểm tra lại tên.")
    _refuse_namesake(unit, name, valid_from)
    with refusals_in_words():
        if last and (last.valid_to is None or last.valid_to > valid_from):
            last.valid_to = valid_from
            last.save(update_fields=["valid_to"])
        row = UnitName(
            unit=unit,
            name=name,
            short_name=short_name,
            valid_from=valid_from,
            valid_to=unit.ended_on,
            source=source[:300],
        )
        row.set_keys()
        row.save(force_insert=True)
    before = last.name if last else ""
    summary = f"{before} đổi tên thành {name}"
    write_down(bloc, Kind.RENAMED, on=valid_from, summary=summary, ground=ground, by=by, after=[unit])
    finish(
        RENAME_UNIT,
        unit,
        by=by,
        reason=ground.reason,
        data={"from": before, "to": name, "on": valid_from.isoformat(), "source": source},
    )
    return row


@transaction.atomic
def correct_name(
    row: UnitName, *, by: Any, name: str, short_name: str, valid_from: datetime.date, ground: Ground
) -> UnitName:
    """A slip in a name that is not in force yet (đính chính). What is in force is renamed instead."""
    unit = Unit.objects.select_for_update(of=("self",)).select_related("bloc").get(pk=row.unit_id)
    row = UnitName.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.valid_from <= clock.today():
        raise NotAllowedNow(f"Tên “{row.name}” đã có hiệu lực. Cập nhật tại Đổi tên đơn vị.")
    if valid_from <= clock.today():
        raise NotAllowedNow(
            "Ngày có hiệu lực phải sau ngày hôm nay. Nếu tên đã có hiệu lực, cập nhật tại Đổi tên đơn vị."
        )
    previous = unit.names.filter(valid_from__lt=row.valid_from).order_by("valid_from").last()
    if previous is not None and valid_from <= previous.valid_from:
        raise NotAllowedNow(
            f"Tên “{previous.name}” có hiệu lực từ ngày {short_date(previous.valid_from)}. Chọn ngày sau ngày đó."
        )
    _refuse_namesake(unit, name, valid_from)
    was = row.name
    with refusals_in_words():
        # The earlier name gives way or follows, whichever side the day moves to.
        row.name, row.short_name = name, short_name
        row.set_keys()
        if previous is not None and valid_from < row.valid_from:
            previous.valid_to = valid_from
            previous.save(update_fields=["valid_to"])
        row.valid_from = valid_from
        row.save()
        if previous is not None and previous.valid_to != valid_from:
            previous.valid_to = valid_from
            previous.save(update_fields=["valid_to"])
    summary = f"Đính chính tên {was} thành {name}"
    write_down(unit.bloc, Kind.NAME_CORRECTED, on=valid_from, summary=summary, ground=ground, by=by, after=[unit])
    data = {"from": was, "to": name, "on": valid_from.isoformat()}
    finish(CORRECT_NAME, unit, by=by, reason=ground.reason, data=data)
    return row


def _refuse_namesake(unit: Unit, name: str, on: datetime.date) -> None:
    others = UnitName.objects.filter(in_force(on), unit__bloc=unit.bloc_id).exclude(unit=unit)
    if same := next((other for other in others if likeness(other.name) == likeness(name)), None):
        raise NotAllowedNow(f"Khối đã có đơn vị khác tên “{same.name}”. Nhập tên phân biệt được hai đơn vị.")

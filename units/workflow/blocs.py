"""The bloc's own particulars and its units' names."""

import datetime
from typing import Any

from django.db import transaction

from libraries.text import likeness
from libraries.web.formats import short_date
from records.revisions import next_revision
from records.transitions import NotAllowedNow, finish
from units.actions import EDIT_BLOC, RENAME_UNIT
from units.models import Bloc, Unit, UnitName, in_force
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
    changed = write_changes(bloc, allowed, read=revision)
    if changed:
        bloc.save(update_fields=["sort_key", "search_key"])
        finish(EDIT_BLOC, bloc, by=by, data={"changed": changed})
    return bloc


@transaction.atomic
def rename_unit(
    unit: Unit, *, by: Any, name: str, valid_from: datetime.date, short_name: str = "", source: str = ""
) -> UnitName:
    """A new name from a day on; the old one ends there and stays on what was issued under it."""
    unit = Unit.objects.select_for_update(of=("self",)).select_related("bloc").get(pk=unit.pk)
    last = unit.names.order_by("valid_from").last()
    if last and valid_from <= last.valid_from:
        raise NotAllowedNow(
            f"Tên “{last.name}” có hiệu lực từ ngày {short_date(last.valid_from)}. Chọn ngày sau ngày đó."
        )
    if last and (last.name, last.short_name) == (name, short_name):
        raise NotAllowedNow("Tên mới giống tên hiện nay. Kiểm tra lại tên.")
    others = UnitName.objects.filter(in_force(valid_from), unit__bloc=unit.bloc_id).exclude(unit=unit)
    if same := next((other for other in others if likeness(other.name) == likeness(name)), None):
        raise NotAllowedNow(f"Khối đã có đơn vị khác tên “{same.name}”. Nhập tên phân biệt được hai đơn vị.")
    with refusals_in_words():
        if last and (last.valid_to is None or last.valid_to > valid_from):
            last.valid_to = valid_from
            last.save(update_fields=["valid_to"])
        row = UnitName(unit=unit, name=name, short_name=short_name, valid_from=valid_from, source=source)
        row.set_keys()
        row.save(force_insert=True)
    finish(
        RENAME_UNIT,
        unit,
        by=by,
        data={"from": last.name if last else "", "to": name, "on": valid_from.isoformat(), "source": source},
    )
    return row

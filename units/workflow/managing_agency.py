"""The agency a unit belongs to, from a day on."""

import datetime
from typing import Any

from django.db import transaction

from libraries.web.formats import short_date
from records.transitions import NotAllowedNow, finish
from units.actions import SET_MANAGING_AGENCY
from units.models import ManagingAgency, Unit


@transaction.atomic
def set_managing_agency(
    unit: Unit, *, by: Any, name: str, valid_from: datetime.date, source: str = ""
) -> ManagingAgency:
    """From that day the unit belongs to this agency (cơ quan chủ quản); the one before ends there.

    The same day again corrects its name. NotAllowedNow for a day before the newest one: papers were printed with it.
    """
    unit = Unit.objects.select_for_update(of=("self",), no_key=True).select_related("bloc").get(pk=unit.pk)
    newest = unit.managing_agencies.order_by("valid_from").last()
    if newest is not None and newest.valid_from > valid_from:
        raise NotAllowedNow(
            f"Đơn vị thuộc {newest.name} từ ngày {short_date(newest.valid_from)}. Chọn ngày từ ngày đó trở đi."
        )
    before = newest.name if newest else ""
    if newest is not None and newest.valid_from == valid_from:
        newest.name, newest.source = name, source
        newest.save(update_fields=["name", "source"])
        row = newest
    else:
        if newest is not None:
            newest.valid_to = valid_from
            newest.save(update_fields=["valid_to"])
        row = ManagingAgency.objects.create(
            unit=unit, name=name, source=source, valid_from=valid_from, is_sample=unit.is_sample
        )
    data = {"from": before, "to": name, "on": valid_from.isoformat()}
    finish(SET_MANAGING_AGENCY, unit, by=by, data=data)
    return row

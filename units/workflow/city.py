"""What the city and its bodies are called: a new name is a new period, an old period stays as it was."""

import datetime
from typing import Any

from django.db import transaction

from libraries.web.formats import short_date
from records.models import Document
from records.transitions import NotAllowedNow, finish
from units.actions import BEGIN_CITY, CORRECT_CITY
from units.models import City
from units.workflow.blocs import write_changes
from units.workflow.periods import refusals_in_words

NAMES = ("name", "short_name", "place", "superior", "committee", "chair", "body", "body_short")
CONTACT = ("contact_name", "contact_phone", "contact_email", "source")


@transaction.atomic
def begin_city_period(*, by: Any, valid_from: datetime.date, names: dict[str, Any]) -> City:
    """The city's names from that day on; the running period ends there and stays on what was issued in it.

    names: columns of NAMES and CONTACT.
    """
    last = City.objects.select_for_update().order_by("valid_from").last()
    if last and valid_from <= last.valid_from:
        raise NotAllowedNow(
            f"Tên “{last.name}” có hiệu lực từ ngày {short_date(last.valid_from)}. Chọn ngày sau ngày đó."
        )
    with refusals_in_words():
        if last and last.valid_to is None:
            last.valid_to = valid_from
            last.save(update_fields=["valid_to"])
        city = City.objects.create(valid_from=valid_from, **names)
    finish(BEGIN_CITY, city, by=by, data={"from": valid_from.isoformat(), **names})
    return city


@transaction.atomic
def correct_city(city: City, *, by: Any, revision: int | None = None, **changes: Any) -> City:
    """Contact and source at any time; a name only while no paper was issued in its period."""
    city = City.objects.select_for_update().get(pk=city.pk)
    allowed = {name: value for name, value in changes.items() if name in (*NAMES, *CONTACT)}
    renames = [name for name in NAMES if allowed.get(name, getattr(city, name)) != getattr(city, name)]
    if renames and (papers_since(city.valid_from) or city.is_over):
        raise NotAllowedNow(
            f"Từ ngày {short_date(city.valid_from)} đã có văn bản phát hành mang tên này. "
            "Thêm tên mới có hiệu lực từ một ngày khác; tên cũ được giữ trên văn bản cũ."
        )
    if changed := write_changes(city, allowed, read=revision):
        finish(CORRECT_CITY, city, by=by, data={"changed": changed})
    return city


def papers_since(day: datetime.date) -> bool:
    """Whether a paper was issued on that day or later."""
    return Document.objects.filter(created_at__date__gte=day).exists()

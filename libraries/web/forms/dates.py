"""Dates as they are typed in Vietnam: day first, 05/11/2026, 5-11-2026, 05112026."""

import calendar
import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from libraries.text import tidied

DATE_EXAMPLE = "Ngày chưa đúng. Nhập ngày/tháng/năm, ví dụ: 05/11/2026."
MOMENT_EXAMPLE = "Ngày giờ chưa đúng. Nhập ngày/tháng/năm giờ:phút, ví dụ: 05/11/2026 17:00."
FIRST_YEAR, LAST_YEAR = 1900, 2200

SHAPES = (
    re.compile(r"(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4}|\d{2})"),
    re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
)
HOUR = r"(?P<h>\d{1,2})(?::|[hg])(?P<min>\d{2})(?::(?P<s>\d{2})(?:\.\d+)?)?"


def read_date(text: str) -> dt.date:
    """The day that was meant, or a ValidationError with a sentence."""
    text = tidied(text, lines=False)
    found = next((match for shape in SHAPES if (match := shape.fullmatch(text))), None)
    if found is None or not text.isascii():
        raise ValidationError(DATE_EXAMPLE, code="invalid")
    day, month, year = int(found["d"]), int(found["m"]), int(found["y"])
    if len(found["y"]) == 2:
        year += 2000 if year < 69 else 1900  # as %y of strptime does
    if not 1 <= month <= 12:
        raise ValidationError(f"Không có tháng {month}. Nhập ngày trước, tháng sau, ví dụ: 05/11/2026.", code="invalid")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}, ví dụ: 05/11/2026.", code="invalid")
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValidationError(f"Tháng {month:02d}/{year} không có ngày {day}. Ví dụ: 05/11/2026.", code="invalid")
    return dt.date(year, month, day)


def read_moment(text: str, default_time: dt.time | None) -> dt.datetime:
    """The local moment that was meant, without a zone."""
    text = " ".join(tidied(text, lines=False).split())
    for order in (rf"(?P<date>\S+)[ T]{HOUR}", rf"{HOUR} (?:ngày )?(?P<date>\S+)"):
        found = re.fullmatch(order, text)
        if found:
            hour, minute, second = int(found["h"]), int(found["min"]), int(found["s"] or 0)
            if hour > 23 or minute > 59 or second > 59:
                raise ValidationError(
                    f"Không có giờ {found['h']}:{found['min']}. Ví dụ: 05/11/2026 17:00.", code="invalid"
                )
            return dt.datetime.combine(read_date(found["date"]), dt.time(hour, minute, second))
    if default_time is not None:
        return dt.datetime.combine(read_date(text), default_time)
    raise ValidationError(MOMENT_EXAMPLE, code="invalid")


class VnDateField(forms.DateField):
    """A text box on purpose: type=date shows month first in a browser set to English."""

    widget = forms.DateInput(format="%d/%m/%Y")

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, str):
            return read_date(value) if tidied(value, lines=False) else None
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "placeholder": "05/11/2026"}


class VnDateTimeField(forms.DateTimeField):
    """Local time of Vietnam in, an aware moment out. `default_time` lets the hour be left out."""

    widget = forms.DateTimeInput(format="%d/%m/%Y %H:%M")

    def __init__(self, *, default_time: dt.time | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.default_time = default_time

    def to_python(self, value: Any) -> dt.datetime | None:
        if isinstance(value, str):
            if not tidied(value, lines=False):
                return None
            return timezone.make_aware(read_moment(value, self.default_time))
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "placeholder": "05/11/2026 17:00"}

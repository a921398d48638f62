"""The words of libraries.web.formats as template filters: {% load wording %} {{ day|document_date }}."""

import datetime as dt

from django import template

from libraries.web import formats as wording
from libraries.web.clock import now

register = template.Library()

for function in (
    wording.document_date,
    wording.short_date,
    wording.short_datetime,
    wording.long_day,
    wording.vn_number,
    wording.money,
    wording.spaced_code,
):
    register.filter(function.__name__, function)


@register.filter
def deadline(moment: dt.datetime | None) -> str:
    """`17:00, thứ Sáu, ngày 27/11/2026 (còn 5 ngày)`"""
    return wording.deadline_words(moment, now())


@register.simple_tag
def this_moment() -> str:
    """`16:30 ngày 30/11/2026`, when the page was asked for."""
    return wording.short_datetime(now())


@register.filter
def days_left(moment: dt.datetime | None) -> str:
    """`Còn 5 ngày`"""
    return wording.days_left_words(moment, now())


@register.filter
def deadline_tone(moment: dt.datetime | None) -> str:
    """The tone for {% tag %}."""
    return wording.deadline_tone(moment, now())


@register.filter
def month_of(day: dt.date | None) -> str:
    """`Th 11`, the head of a calendar tile."""
    return f"Th {wording.local_date(day).month}" if day else ""


@register.filter
def day_of(day: dt.date | None) -> str:
    """`05`, the foot of a calendar tile."""
    return f"{wording.local_date(day).day:02d}" if day else ""

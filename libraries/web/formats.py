"""Dates, numbers and deadlines in the words of Vietnamese offices.

One function a habit, used by pages, mails, PDF and Word alike. Moments are aware and are
shown in the time of Vietnam; `date` values are taken as they are.
"""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

# A deadline this near is shown in amber; from tomorrow on in the colour of lateness.
SOON_DAYS = 7


def lower_first(label: str) -> str:
    """`Tên đơn vị` → `tên đơn vị`; `UBND thành phố` stays."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def local_date(value: dt.date | dt.datetime) -> dt.date:
    """The calendar day in Vietnam."""
    if isinstance(value, dt.datetime):
        return _local(value).date()
    return value


def document_date(value: dt.date | dt.datetime | None) -> str:
    """`ngày 02 tháng 7 năm 2020`: days below 10 and the months 1 and 2 take a 0 (NĐ 30/2020, Phụ lục I)."""
    if value is None:
        return ""
    day = local_date(value)
    return f"ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def short_date(value: dt.date | dt.datetime | None) -> str:
    """`02/7/2020`: zeros as in `document_date`."""
    if value is None:
        return ""
    day = local_date(value)
    return f"{day.day:02d}/{_month(day)}/{day.year:04d}"


def short_datetime(value: dt.datetime | None) -> str:
    """`09:41 ngày 02/7/2020`"""
    if value is None:
        return ""
    return f"{_local(value):%H:%M} ngày {short_date(value)}"


def long_datetime(value: dt.datetime | None) -> str:
    """`17:00, thứ Sáu, ngày 27/11/2026`: a deadline by which people act."""
    if value is None:
        return ""
    return f"{_local(value):%H:%M}, {weekday(value)}, ngày {short_date(value)}"


def _local(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _month(day: dt.date) -> str:
    """January and February take a 0, the other months none (NĐ 30/2020, Phụ lục I)."""
    return f"{day.month:02d}" if day.month < 3 else f"{day.month}"


def weekday(value: dt.date | dt.datetime) -> str:
    """`thứ Sáu`; `Chủ nhật` keeps its capital."""
    return WEEKDAYS[local_date(value).weekday()]


def long_day(value: dt.date | dt.datetime | None) -> str:
    """`Chủ nhật, ngày 22 tháng 11 năm 2026`, for the top of a page."""
    if value is None:
        return ""
    name = weekday(value)
    return f"{name[0].upper()}{name[1:]}, {document_date(value)}"


def vn_number(value: int | float | Decimal | str | None, places: int | None = None) -> str:
    """`1.045,5`: dots between thousands, a comma before decimals.

    Without `places` the decimals are those the number has, without trailing zeros; with
    `places` exactly so many, rounded half up (as a person would).
    """
    if value is None or value == "":
        return ""
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"not a number that can be written: {value!r}")
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    sign, text = ("-" if number < 0 else ""), f"{abs(number):f}"
    whole, _, decimals = text.partition(".")
    if places is None:
        decimals = decimals.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"


def money(value: int | Decimal | None) -> str:
    """`20.240.000 đồng`"""
    return "" if value is None or value == "" else f"{vn_number(value)} đồng"


def share_words(part: int, whole: int) -> str:
    """ "88,9%"; "0%" of nothing."""
    percent = Decimal(100 * part) / whole if whole else Decimal(0)
    return f"{vn_number(percent.quantize(Decimal('0.1'), ROUND_HALF_UP))}%"


def padded(value: int | str | None) -> str:
    """`02`: on papers whole numbers from 1 to 9 take a 0; larger ones are grouped. Screens say `vn_number`."""
    if value is None or value == "":
        return ""
    number = int(value)
    return f"0{number}" if 0 < number < 10 else vn_number(number)


def days_left(moment: dt.date | dt.datetime, now: dt.datetime) -> int:
    """Calendar days from today to the deadline's day; negative when that day is past."""
    return (local_date(moment) - local_date(now)).days


def is_overdue(moment: dt.date | dt.datetime, now: dt.datetime) -> bool:
    """A moment is past when it has come; a bare date only when its day has ended at 24:00."""
    if isinstance(moment, dt.datetime):
        return moment <= now
    return moment < local_date(now)


def days_left_words(moment: dt.date | dt.datetime | None, now: dt.datetime) -> str:
    """`Hôm nay`, `Ngày mai`, `Còn 5 ngày`, `Quá hạn 3 ngày`: short enough for a tag."""
    if moment is None:
        return ""
    days = days_left(moment, now)
    if is_overdue(moment, now):
        return f"Quá hạn {vn_number(-days)} ngày" if days < 0 else "Quá hạn hôm nay"
    if days == 0:
        return "Hôm nay"
    if days == 1:
        return "Ngày mai"
    return f"Còn {vn_number(days)} ngày"


def deadline_words(moment: dt.date | dt.datetime | None, now: dt.datetime) -> str:
    """`17:00, thứ Sáu, ngày 27/11/2026 (còn 5 ngày)`; a bare date goes without the hour."""
    if moment is None:
        return ""
    left = days_left_words(moment, now)
    hour = f"{_local(moment):%H:%M}, " if isinstance(moment, dt.datetime) else ""
    day = f"{hour}{weekday(moment)}, ngày {short_date(moment)}"
    return f"{day} ({left[0].lower()}{left[1:]})"


def deadline_tone(moment: dt.date | dt.datetime | None, now: dt.datetime) -> str:
    """The tone of a deadline's tag: late (overdue, today, tomorrow), warn (within a week), info, mut (none)."""
    if moment is None:
        return "mut"
    days = days_left(moment, now)
    if days <= 1:
        return "late"
    return "warn" if days <= SOON_DAYS else "info"


def spaced_code(code: str) -> str:
    """A verification code as printed: five groups of four."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))

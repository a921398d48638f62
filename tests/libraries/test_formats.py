"""Dates, numbers and deadlines in office words (docs/interface.md: Dates and numbers)."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
from django.utils import formats
from hypothesis import given
from hypothesis import strategies as st

from libraries.web import formats as wording
from libraries.web.clock import travel

HAI_PHONG = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = dt.datetime(2026, 11, 22, 9, 42, tzinfo=HAI_PHONG)


def at(*parts):
    return dt.datetime(*parts, tzinfo=HAI_PHONG)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2020, 7, 2), "ngày 02 tháng 7 năm 2020"),
        (dt.date(2020, 2, 12), "ngày 12 tháng 02 năm 2020"),
        (dt.date(2020, 1, 1), "ngày 01 tháng 01 năm 2020"),
        (dt.date(2020, 3, 31), "ngày 31 tháng 3 năm 2020"),
        (dt.date(2026, 10, 10), "ngày 10 tháng 10 năm 2026"),
        # 17:30 UTC on the last evening is already the new year in Hải Phòng
        (dt.datetime(2026, 12, 31, 17, 30, tzinfo=dt.UTC), "ngày 01 tháng 01 năm 2027"),
        (None, ""),
    ],
)
def test_document_date(day, words):
    assert wording.document_date(day) == words


def test_short_forms():
    assert wording.short_date(dt.date(2020, 7, 2)) == "02/7/2020"
    assert wording.short_datetime(dt.datetime(2020, 7, 2, 2, 5, tzinfo=dt.UTC)) == "09:05 ngày 02/7/2020"
    assert wording.long_day(NOW) == "Chủ nhật, ngày 22 tháng 11 năm 2026"
    assert wording.long_day(dt.date(2026, 11, 27)) == "Thứ Sáu, ngày 27 tháng 11 năm 2026"


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (0, None, "0"),
        (999, None, "999"),
        (1000, None, "1.000"),
        (20_240_000, None, "20.240.000"),
        (Decimal("1045.50"), None, "1.045,5"),
        (Decimal("946.50"), 2, "946,50"),
        (Decimal("2.345"), 2, "2,35"),
        (Decimal("-1045.5"), None, "-1.045,5"),
        (1e21, None, "1.000.000.000.000.000.000.000"),
        (0.1, None, "0,1"),
        ("68.4", None, "68,4"),
        (None, None, ""),
    ],
)
def test_vn_number(number, places, text):
    assert wording.vn_number(number, places) == text


def test_a_number_that_is_none_is_refused():
    with pytest.raises(ValueError, match="NaN"):
        wording.vn_number(Decimal("NaN"))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15))
def test_a_written_number_reads_back_the_same(number):
    text = wording.vn_number(number)
    assert Decimal(text.replace(".", "").replace(",", ".")) == number
    assert all(len(group) == 3 for group in text.lstrip("-").split(",")[0].split(".")[1:])


@given(st.dates())
def test_a_document_date_names_its_day(day):
    _, d, _, m, _, y = wording.document_date(day).split()
    assert dt.date(int(y), int(m), int(d)) == day
    assert len(d) == 2
    assert (len(m) == 2) == (day.month < 3 or day.month > 9)


def test_money_and_padding():
    assert wording.money(20_240_000) == "20.240.000 đồng"
    assert [wording.padded(n) for n in (0, 1, 9, 10, 1000)] == ["0", "01", "09", "10", "1.000"]


@pytest.mark.parametrize(
    ("moment", "words", "tag", "tone"),
    [
        (at(2026, 11, 27, 17), "17:00, thứ Sáu, ngày 27/11/2026 (còn 5 ngày)", "Còn 5 ngày", "warn"),
        (at(2026, 11, 23, 17), "17:00, thứ Hai, ngày 23/11/2026 (ngày mai)", "Ngày mai", "late"),
        (at(2026, 11, 22, 17), "17:00, Chủ nhật, ngày 22/11/2026 (hôm nay)", "Hôm nay", "late"),
        (at(2026, 11, 22, 9, 42), "09:42, Chủ nhật, ngày 22/11/2026 (quá hạn hôm nay)", "Quá hạn hôm nay", "late"),
        (at(2026, 11, 19, 17), "17:00, thứ Năm, ngày 19/11/2026 (quá hạn 3 ngày)", "Quá hạn 3 ngày", "late"),
        (dt.date(2026, 12, 10), "thứ Năm, ngày 10/12/2026 (còn 18 ngày)", "Còn 18 ngày", "info"),
        # a legal date ends at 24:00
        (dt.date(2026, 11, 22), "Chủ nhật, ngày 22/11/2026 (hôm nay)", "Hôm nay", "late"),
        (dt.date(2026, 11, 21), "thứ Bảy, ngày 21/11/2026 (quá hạn 1 ngày)", "Quá hạn 1 ngày", "late"),
        (None, "", "", "mut"),
    ],
)  # fmt: skip
def test_deadlines(moment, words, tag, tone):
    assert wording.deadline_words(moment, NOW) == words
    assert wording.days_left_words(moment, NOW) == tag
    assert wording.deadline_tone(moment, NOW) == tone


def test_days_are_counted_in_hai_phong():
    """00:30 on Monday there is still Sunday in UTC."""
    monday = dt.datetime(2026, 11, 22, 17, 30, tzinfo=dt.UTC)
    assert wording.days_left_words(dt.date(2026, 11, 23), monday) == "Hôm nay"


def test_filters_and_tiles():
    page = engines["django"].from_string(
        "{{ day|document_date }}|{{ day|short_date }}|{{ n|vn_number }}|{{ n|money }}|{{ k|vn_number }}"
        "|{{ day|deadline }}|{{ day|month_of }}|{{ day|day_of }}|{{ none|short_date }}"
    )
    with travel(NOW):
        text = page.render({"day": dt.date(2026, 12, 5), "n": 1250000, "k": 2, "none": None})
    assert text == (
        "ngày 05 tháng 12 năm 2026|05/12/2026|1.250.000|1.250.000 đồng|2|"
        "thứ Bảy, ngày 05/12/2026 (còn 13 ngày)|Th 12|05|"
    )


def test_django_reads_the_day_first(settings):
    """Trap 1: with Django's own `vi` 05/11/2026 would be the eleventh of May."""
    assert settings.FORMAT_MODULE_PATH == ["khoithidua.formats"]
    assert formats.get_format("DATE_INPUT_FORMATS")[0] == "%d/%m/%Y"
    assert formats.date_format(dt.date(2026, 11, 5), "SHORT_DATE_FORMAT") == "05/11/2026"
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


def test_years_are_printed_without_a_dot(settings):
    """Trap 2: USE_THOUSAND_SEPARATOR would print 2.026."""
    assert settings.USE_THOUSAND_SEPARATOR is False
    assert engines["django"].from_string("{{ year }}").render({"year": 2026}) == "2026"

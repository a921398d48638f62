"""Dates and numbers as offices type them (docs/interface.md: Dates and numbers)."""

import datetime as dt
from decimal import Decimal

import pytest
from crispy_forms.utils import render_crispy_form

from libraries.web.forms.numbers import read_number
from tests.libraries.typed_forms import Conference, sentence, typed


@pytest.mark.parametrize(
    "text",
    ["05/11/2026", "5/11/2026", "5-11-2026", "05.11.2026", "05/11/26", "05112026", "2026-11-05", " 05 / 11 / 2026 "],
)
def test_dates_are_read_day_first(text):
    form = typed(day=text)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == dt.date(2026, 11, 5)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("hôm nào", "Ngày chưa đúng. Nhập ngày/tháng/năm, ví dụ: 05/11/2026."),
        ("1112026", "Ngày chưa đúng. Nhập ngày/tháng/năm, ví dụ: 05/11/2026."),
        ("０５/11/2026", "Ngày chưa đúng. Nhập ngày/tháng/năm, ví dụ: 05/11/2026."),
        ("31/02/2026", "Tháng 02/2026 không có ngày 31. Ví dụ: 05/11/2026."),
        ("29/02/2027", "Tháng 02/2027 không có ngày 29. Ví dụ: 05/11/2026."),
        ("11/25/2026", "Không có tháng 25. Nhập ngày trước, tháng sau, ví dụ: 05/11/2026."),
        ("05/11/0026", "Năm phải từ 1900 đến 2200, ví dụ: 05/11/2026."),
    ],
)
def test_dates_that_are_none(text, answer):
    form = typed(day=text)
    assert sentence(form, "day") == answer
    assert text in render_crispy_form(form)


@pytest.mark.parametrize(
    "text",
    [
        "27/11/2026 17:00",
        "17:00 27/11/2026",
        "17:00 ngày 27/11/2026",
        "17h00 27/11/2026",
        "2026-11-27T17:00",
        "27/11/2026",
    ],
)
def test_moments_are_read_in_hai_phong(text):
    form = typed(until=text)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["until"] == dt.datetime(2026, 11, 27, 10, tzinfo=dt.UTC)


def test_an_hour_that_is_none():
    assert sentence(typed(until="27/11/2026 25:00"), "until") == "Không có giờ 25:00. Ví dụ: 05/11/2026 17:00."


def test_what_is_stored_is_shown_as_it_is_typed():
    form = Conference(
        initial={
            "day": dt.date(2026, 11, 5),
            "until": dt.datetime(2026, 11, 27, 10, tzinfo=dt.UTC),
            "points": Decimal("45.50"),
        }
    )
    page = str(form)
    assert 'value="05/11/2026"' in page and 'value="27/11/2026 17:00"' in page and 'value="45,5"' in page


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("98,75", "98.75"), ("98.75", "98.75"), ("1.045,5", "1045.5"), ("1.045", "1045"), ("0.045", "0.045"),
        ("1045", "1045"), ("1045,5", "1045.5"), ("1,045.5", "1045.5"), ("20.240.000", "20240000"),
        ("1 045,5", "1045.5"),
        ("-3,5", "-3.5"), ("\u22123", "-3"), ("+4", "4"), ("0", "0"), ("1,045", "1.045"),
    ],
)  # fmt: skip
def test_numbers_as_they_are_typed(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "một", "1e5", "NaN", "Infinity", "1.04.5", "1.0455,3", "1,2,3", "--1", "1" * 41, "٣", "12%"]
)
def test_numbers_that_are_none(text):
    assert read_number(text) is None


def test_a_number_over_the_limit():
    assert sentence(typed(points="85"), "points") == "Nhập từ 0 đến 80."
    assert sentence(typed(points="-1"), "points") == "Nhập từ 0 đến 80."
    assert sentence(typed(people="0"), "people") == "Nhập từ 1 trở lên."
    assert sentence(typed(people="2,5"), "people") == "Số chưa đúng. Nhập số nguyên, ví dụ: 12 hoặc 20.240.000."
    assert sentence(typed(points="7,125"), "points") == "Nhập tối đa 2 chữ số sau dấu phẩy."


def test_a_lone_dot_is_confirmed_back():
    form = typed(people="1.045", points="45,5")
    assert form.is_valid() and form.cleaned_data["people"] == 1045
    assert list(form.understood()) == [("Số người", "Đã hiểu là 1.045")]


def test_number_boxes_do_not_depend_on_the_browsers_language():
    page = str(Conference()["points"])
    assert 'type="text"' in page and 'inputmode="decimal"' in page

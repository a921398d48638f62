"""The table of results in Excel: numbers to reckon with, the same as on the paper, in the same order."""

import io
from decimal import Decimal

import openpyxl
from django.urls import reverse

from tests.drafting.pages import browser
from tests.support.pdf import text_of


def excel_of(published, reader):
    answer = browser(reader).get(reverse("scoring:results_excel", args=[published.pk]))
    assert answer.status_code == 200 and answer["Content-Disposition"].endswith('.xlsx"')
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows if isinstance(row[0], int)]


def test_each_unit_has_its_points_as_numbers(published, hoa):
    rows = excel_of(published, hoa)
    results = {row.sheet.unit.name: row for row in (sheet.result for sheet in published.sheets.all())}
    assert len(rows) == len(results) == 9
    for row in rows:
        result = results[row["Đơn vị"]]
        assert row["Hạng"] == result.place
        if result.place is None:
            assert row["Tổng điểm"] is None and "Không ký giao ước." in row["Ghi chú"]
            continue
        assert Decimal(str(row["Tổng điểm"])) == result.base + result.bonus - result.deduction
        assert Decimal(str(row["Tỷ lệ (%)"])) == result.share
        assert (row["Ghi chú"] == "Đồng hạng") == result.tied


def test_its_order_is_that_of_the_paper(published, lan):
    places = [row["Hạng"] for row in excel_of(published, lan)]
    assert places == [*sorted(place for place in places if place is not None), None]
    words = text_of(b"".join(browser(lan).get(reverse("scoring:results_pdf", args=[published.pk]))))
    assert "Không bình xét: Không ký giao ước." in " ".join(words.split())


def test_before_the_results_are_public_there_is_none(going, lan):
    assert browser(lan).get(reverse("scoring:results_excel", args=[going.pk])).status_code == 404

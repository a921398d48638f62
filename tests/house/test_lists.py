"""Every list goes through the one mechanism: the same queries for few and many rows, and an Excel file."""

import inspect
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, get_resolver, reverse
from openpyxl import load_workbook

from drafting.models import Consultation
from libraries.web.listing import every_list
from tests.house.list_rows import MAKERS, Rows
from tests.house.test_places import patterns

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for room in ("khoithidua", "libraries", *settings.ROOMS) for path in (ROOT / room).rglob("*.py")]
LISTS = {one.view_name: one for one in every_list()} if get_resolver().url_patterns else {}
# Pages of many rows whose names do not end in _list.
OTHER_NAMES = {"records:audit_log", "awards:review_queue", "drafting:response_table"}
# Pages that name their few parts one by one: chapters of the guide, offices, kinds of letters and
# awards, one's own logins, what waits for a second person or for one's signature, forms of papers, wordings by day;
# and the public's page of regulations, which shows articles (tests/regulations).
NO_ROWS = {
    "guide_list",
    "office_list",
    "notices:letter_list",
    "units:change_list",
    "units:login_list",
    "awards:kind_list",
    "law:paper_form_list",
    "regulations:published_list",
    "signatures:sign_list",
    "wording_list",
}
# The guide is searched in its own chapters, not in rows.
SEARCHES_NO_ROWS = {Path("khoithidua/views/guide.py")}
# The most rows there can be: years of one bloc.
MOST = {
    "units:year_list": 150, "pledges:pledge_list": 150, "scoring:criteria_list": 150,
    "awards:template_list": 100, "awards:decision_list": 300,
}  # fmt: skip


# Small by their nature, each behind an index of its own: what one person has not read, mails that failed, one round.
COUNTED_WHOLE = (
    '"drafting_comment"."consultation_id" = ',
    '"notices_notice"."read_at" IS NULL',
    '"notices_outgoingmail"."state" = \'failed\'',
)


def path_of(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return reverse(name, args=["dai" if name.startswith("units:") else Consultation.objects.last().pk])


def test_every_list_is_described():
    named = {
        f"{namespace}:{entry.name}".lstrip(":") for namespace, entry in patterns() if f"{entry.name}".endswith("_list")
    }
    assert set(LISTS) == (named | OTHER_NAMES) - NO_ROWS
    assert set(MAKERS) == set(LISTS)


def test_every_list_view_answers_through_the_mechanism():
    for namespace, entry in patterns():
        if f"{namespace}:{entry.name}" in LISTS:
            source = Path(inspect.unwrap(entry.callback).__code__.co_filename).read_text()
            body = re.search(rf"^def {entry.name}\(.*?(?=^\S|\Z)", source, re.DOTALL | re.MULTILINE)[0]
            assert "listing.answer(" in body and LISTS[f"{namespace}:{entry.name}"].__name__ in body, entry.name


def test_nobody_pages_counts_or_reads_a_year_beside_it():
    for pattern in (r"Paginator\(", r"GET(\.get\(|\[)\"(trang|nam|tim)\""):
        found = {path.relative_to(ROOT) for path in SOURCES if re.search(pattern, path.read_text())}
        assert found <= SEARCHES_NO_ROWS


def test_every_list_has_a_plain_file_name_and_vietnamese_headings():
    assert len({one.file_name for one in LISTS.values()}) == len(LISTS)
    for one in LISTS.values():
        assert re.fullmatch(r"[a-z0-9-]+", one.file_name), one
        keys = [column.key for column in one.columns]
        assert len(keys) == len(set(keys)) and all(column.heading for column in one.columns), one
        assert sum(column.in_excel for column in one.columns) >= 3, one
        assert (ROOT / "templates" / one.template).exists()


@pytest.fixture
def rows(db):
    return Rows.begin()


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(MAKERS))
def test_three_rows_and_a_thousand_ask_the_same(name, rows, client_of):
    who, make = MAKERS[name]
    make(rows, 3)
    browser, path = client_of(getattr(rows, who)), path_of(name)

    def asked():
        browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(path)
        assert page.status_code == 200
        return queries.captured_queries, page.content.decode()

    few, _ = asked()
    make(rows, MOST.get(name, 1000))
    many, page = asked()
    assert len(many) == len(few), "\n".join(query["sql"][:160] for query in many)
    assert "Trang sau" in page and "Xuất Excel" in page
    whole = [query["sql"] for query in many if 'COUNT(*) AS "__count"' in query["sql"]]
    assert [sql for sql in whole if not any(part in sql for part in COUNTED_WHOLE)] == [], "a count that has no end"
    if name not in MOST and name != "drafting:response_table" and name != "awards:review_queue":
        assert "1.000+ dòng" in page
    after = re.search(r'rel="next" href="([^"]+)"', page)[1].replace("&amp;", "&")
    second = browser.get(path + after)
    assert second.status_code == 200 and "Trang trước" in second.content.decode()
    assert browser.get(f"{path}?trang=999999").status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("who", ["board"])
def test_three_failed_prints_and_a_thousand_ask_the_same(rows, client_of, who):
    """Each failed print is named above the list, for whoever may have it printed again."""
    browser, path = client_of(getattr(rows, who)), reverse("awards:certificate_list")
    rows.failed_prints(3)
    browser.get(path)
    with CaptureQueriesContext(connection) as few:
        browser.get(path)
    rows.failed_prints(1000)
    with CaptureQueriesContext(connection) as many:
        page = browser.get(path).content.decode()
    assert len(many) == len(few) and "In lại" in page


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_excel_has_every_row_as_text_numbers_and_dates(name, rows, client_of):
    who, make = MAKERS[name]
    make(rows, 45)
    browser, path = client_of(getattr(rows, who)), path_of(name)
    answer = browser.get(f"{path}?xuat=excel")
    assert answer.status_code == 200 and answer["Content-Disposition"].endswith('.xlsx"')
    sheet = load_workbook(BytesIO(answer.getvalue()))["Danh sách"]
    headings = [cell.value for cell in sheet[1]]
    assert headings == ["STT", *(column.heading for column in LISTS[name].columns if column.in_excel)]
    assert sheet.max_row - 1 >= 45 and sheet.cell(2, 1).value == 1
    assert sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1"
    for row in sheet.iter_rows(min_row=2):
        assert all(cell.data_type != "f" for cell in row), name
        assert any(cell.value not in (None, "") for cell in row[1:]), name
    for place, cell in enumerate(sheet[2]):
        if headings[place].endswith(("lúc", "ngày ký", "Thời điểm")) and cell.value is not None:
            assert cell.is_date, headings[place]


def test_a_file_that_is_cut_says_so(rows, client_of, monkeypatch):
    monkeypatch.setattr(LISTS["conferences:conference_list"], "most_exported", 5)
    rows.conferences(8)
    answer = client_of(rows.secretary).get("/hoi-nghi/?xuat=excel")
    sheet = load_workbook(BytesIO(answer.getvalue()))["Danh sách"]
    assert sheet.max_row == 7 and sheet.cell(7, 1).value.startswith("Chỉ xuất 5 dòng đầu.")

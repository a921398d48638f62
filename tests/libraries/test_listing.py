"""The one mechanism of lists: what stands in the address, counting, pages, the Excel file, the way back."""

import datetime
import zipfile
from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.db.models import Q
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from libraries.web.listing import Buttons, Column, List, Option, Search, Years, capped_count, page_of
from libraries.web.listing.excel import sheet_file
from libraries.web.listing.last_filter import cookie_name, keep_filter, with_last_filter
from tests import factories
from units.models import Bloc


class Blocs(List):
    """A list for these tests only; without a `view_name` it is no list of the product."""

    template = title = ""
    file_name = "khoi"
    size = 3
    keyed = True
    order = ("name", "-pk")
    search = Search("Tìm", lambda rows, words: rows.filter(name__icontains=words))
    filters = (
        Buttons(
            (Option("", "Tất cả"), Option("cum", "Cụm", Q(kind="cluster")), Option("khoi", "Khối", Q(kind="bloc")))
        ),
        Years("years__year", lambda listing: [2026, 2020]),
    )
    columns = (Column("name", "Tên", sort=("name", "pk")), Column("field", "Lĩnh vực"))


@pytest.fixture
def blocs(db):
    return [factories.BlocFactory(slug=f"k-{n:02d}", name=f"Khối {n:02d}") for n in range(10)]


@pytest.fixture
def asked(rf):
    def ask(query=""):
        return Blocs(rf.get(f"/{query}"), Bloc.objects.all())

    return ask


def names(listing):
    return [row.name for row in listing.page]


# --- what stands in the address ---
HOSTILE = [
    "nam=" + "9" * 400,
    "nam=-1",
    "nam=²⁰²⁰",
    "nam=0",
    "trang=" + "9" * 400,
    "trang=-3",
    "trang=0",
    "trang=x",
    "loc=la",
    "xep=khong-co",
    "xep=-",
    "xep=--name",
    "xep=field",
    "tim=%00",
    "tim=%FF%FE",
    "sau=[]",
    "sau=" + "[" * 250,
    "sau={}",
    "sau=" + quote('["a","' + "9" * 200 + '"]'),
    "sau=" + quote('["\\u0000","1"]'),
    "sau=" + quote('["\\ud800","1"]'),
    "sau=" + quote("[1,2]"),
    "sau=NaN",
    "truoc=" + quote('["Khối 05","x"]'),
    "truoc=" + quote('["",""]'),
    "loc=%00",
    "nam=%00",
    "xep=%00",
    "xuat=pdf",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_whatever_is_asked_the_first_or_a_known_page_comes(blocs, asked, query):
    listing = asked(f"?{query}")
    assert listing.page.count.number <= 10
    assert not listing.page.rows or names(listing)[0].startswith("Khối ")
    assert listing.headings and listing.button_groups and isinstance(listing.excel_address, str)


def test_unknown_names_are_not_carried_along(blocs, asked):
    listing = asked("?tim=khối&la=1&next=//evil.example&trang=2&xep=-name&loc=khoi")
    assert dict(listing.query.items()) == {"tim": "khối", "xep": "-name", "loc": "khoi"}
    assert "evil" not in listing.page.next_address + listing.excel_address


def test_an_unknown_order_is_the_order_of_the_list(blocs, asked):
    assert names(asked("?xep=field")) == names(asked()) == ["Khối 00", "Khối 01", "Khối 02"]
    assert names(asked("?xep=-name")) == ["Khối 09", "Khối 08", "Khối 07"]


def test_headings_turn_the_order_round(blocs, asked):
    assert asked("?xep=name").headings[0].address == "?xep=-name"
    assert asked("?xep=-name").headings[0].direction == "descending"
    assert asked().headings[1].address == ""  # no index serves it


def test_searching_with_accents(blocs, asked):
    assert names(asked(f"?tim={quote('khối 07')}")) == ["Khối 07"]


# --- counting and pages ---
def test_a_count_stops_and_says_so(blocs, django_assert_num_queries):
    with django_assert_num_queries(1) as asked_of:
        count = capped_count(Bloc.objects.select_related().order_by("name"), most=4)
    assert (count.number, count.more, str(count)) == (4, True, "4+")
    assert "LIMIT 5" in asked_of[0]["sql"] and "ORDER BY" not in asked_of[0]["sql"]
    assert str(capped_count(Bloc.objects.all())) == "10" and str(capped_count([1, 2])) == "2"


def test_a_capped_list_is_read_to_its_end(blocs, rf, monkeypatch):
    monkeypatch.setattr("libraries.web.listing.paging.MOST_COUNTED", 4)
    monkeypatch.setattr(capped_count, "__defaults__", (4,))
    page = page_of(rf.get("/?trang=4"), Bloc.objects.order_by("name"), 3)
    assert [row.name for row in page] == ["Khối 09"] and page.words == "Trang 4 · 4+ dòng"
    assert page.previous_address and not page.next_address
    beyond = page_of(rf.get("/?trang=999999"), Bloc.objects.order_by("name"), 3)
    assert beyond.rows, "a page far beyond the end is one that has rows"


@pytest.mark.parametrize(("asked_for", "number"), [("1", 1), ("4", 4), ("5", 4), ("999999", 4), ("9" * 17, 4)])
def test_a_page_beyond_the_last_is_the_last(blocs, rf, asked_for, number):
    page = page_of(rf.get(f"/?trang={asked_for}"), Bloc.objects.order_by("name"), 3)
    assert page.number == number and page.words == f"Trang {number}/4 · 10 dòng"


def test_reading_on_from_a_key_shows_every_row_once_and_back_again(blocs, rf, django_assert_num_queries):
    def page(query):
        return Blocs(rf.get(f"/{query}"), Bloc.objects.all()).page

    seen, here = [], page("")
    pages = [here]
    while here.next_address:
        here = page(here.next_address)
        pages.append(here)
    for one in pages:
        seen += [row.name for row in one]
    assert seen == sorted(seen) and len(set(seen)) == len(seen) == 10
    with django_assert_num_queries(2) as asked_of:
        page(pages[2].next_address)
    assert "OFFSET" not in asked_of[1]["sql"]
    for before in reversed(pages[:-1]):
        here = page(here.previous_address)
        assert [row.pk for row in here] == [row.pk for row in before] and here.number == before.number
    assert not here.previous_address


def test_a_row_that_came_in_between_moves_no_page(blocs, rf):
    first = Blocs(rf.get("/"), Bloc.objects.all()).page
    factories.BlocFactory(slug="moi", name="Khối 00 mới")
    second = Blocs(rf.get(f"/{first.next_address}"), Bloc.objects.all()).page
    assert [row.name for row in second] == ["Khối 03", "Khối 04", "Khối 05"]


# --- Excel ---
DANGEROUS = ["=1+1", "+84912", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil")', "'=1", "\r=1"]


def read(content):
    return load_workbook(BytesIO(content))["Danh sách"]


def test_what_was_typed_is_never_a_formula():
    rows = [SimpleNamespace(words=words) for words in DANGEROUS]
    sheet = read(sheet_file("Thử", [Column("words", "Chữ")], rows))
    for number, words in enumerate(DANGEROUS, start=2):
        cell = sheet.cell(number, 2)
        assert cell.data_type == "s", words
        assert cell.quotePrefix, words
        assert cell.value.strip() == words.strip()
    raw = BytesIO(sheet_file("Thử", [Column("words", "Chữ")], rows))
    assert b"<f>" not in zipfile.ZipFile(raw).read("xl/worksheets/sheet1.xml")


def test_headings_may_not_be_formulas_either():
    assert read(sheet_file("=1", [Column("a", "=A1")], [], note="=1+2")).cell(1, 2).data_type == "s"


def test_numbers_and_dates_are_what_they_are(at):
    moment = datetime.datetime(2020, 7, 2, 2, 41, tzinfo=datetime.UTC)
    row = SimpleNamespace(n=7, d=Decimal("98.75"), day=datetime.date(2020, 7, 2), moment=moment, yes=True, none=None)
    columns = [Column(name, name) for name in ("n", "d", "day", "moment", "yes", "none")]
    cells = next(read(sheet_file("Thử", columns, [row])).iter_rows(min_row=2, values_only=True))
    assert cells[:3] == (1, 7, 98.75)
    assert cells[3] == datetime.datetime(2020, 7, 2) and cells[4] == datetime.datetime(2020, 7, 2, 9, 41)
    assert cells[5:] == ("Có", None)


def test_letters_no_file_holds_are_left_out():
    sheet = read(
        sheet_file(
            "Thử", [Column("a", "A")], [SimpleNamespace(a="a\x00b\x0bc\x1f\ufffe"), SimpleNamespace(a="x" * 40000)]
        )
    )
    assert sheet.cell(2, 2).value == "abc" and len(sheet.cell(3, 2).value) == 32767


@pytest.mark.parametrize(("width", "orientation"), [(20, "portrait"), (120, "landscape")])
def test_it_prints_on_a4(width, orientation):
    sheet = read(sheet_file("Hồ sơ & bằng", [Column("a", "Tên", width=width)], [SimpleNamespace(a="Đỗ Thị Hòa")]))
    assert sheet.page_setup.orientation == orientation and str(sheet.page_setup.paperSize) == "9"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["B"].width == width
    assert sheet.oddHeader.center.text == "Hồ sơ && bằng" and sheet.cell(2, 2).value == "Đỗ Thị Hòa"


# --- the way back ---
@pytest.fixture
def lan(db):
    return factories.UserFactory(username="lan")


def kept_by(rf, user, path, query, cookies=None):
    request = rf.get(path)
    request.user, request.COOKIES = user, dict(cookies or {})
    response = HttpResponse()
    keep_filter(request, response, query)
    return {name: morsel.value for name, morsel in response.cookies.items()}


def back(rf, user, path, cookies):
    request = rf.get("/")
    request.user, request.COOKIES = user, cookies
    return with_last_filter(request, path)


def test_a_list_is_found_as_it_was_left(rf, lan):
    cookies = kept_by(rf, lan, "/khen-thuong/", "tim=h%C3%B2a&trang=2")
    assert back(rf, lan, "/khen-thuong/", cookies) == "/khen-thuong/?tim=h%C3%B2a&trang=2"
    assert back(rf, lan, "/hoi-nghi/", cookies) == "/hoi-nghi/"
    assert kept_by(rf, lan, "/khen-thuong/", "", cookies) == {cookie_name(): ""}


def test_nobody_elses_and_no_forged_filter_is_read(rf, lan):
    cookies = kept_by(rf, lan, "/khen-thuong/", "tim=a")
    other = factories.UserFactory(username="khac")
    assert back(rf, other, "/khen-thuong/", cookies) == "/khen-thuong/"
    for value in ("", "x", cookies[cookie_name()] + "x", "W10", "a:b:c"):
        assert back(rf, lan, "/khen-thuong/", {cookie_name(): value}) == "/khen-thuong/"


def test_the_cookie_stays_small(rf, lan):
    cookies = {}
    for number in range(30):
        cookies |= kept_by(rf, lan, f"/{number}/", f"tim={str(number) * 100}", cookies)
    assert len(cookies[cookie_name()]) <= 2500
    assert back(rf, lan, "/29/", cookies) == "/29/?tim=" + "29" * 100
    assert back(rf, lan, "/0/", cookies) == "/0/"


def test_from_a_detail_page_back_to_the_filter(client_of, secretary_with_conference):
    user, conference = secretary_with_conference
    browser = client_of(user)
    browser.get("/hoi-nghi/?nam=2020")
    page = browser.get(f"/hoi-nghi/{conference.pk}/").content.decode()
    assert 'href="/hoi-nghi/?nam=2020"' in page
    browser.get("/hoi-nghi/")
    page = browser.get(f"/hoi-nghi/{conference.pk}/").content.decode()
    assert f'href="/hoi-nghi/khoi/{conference.bloc.slug}/2020/"' in page and "?nam=2020" not in page
    assert cookie_name() not in Client().get("/dang-nhap/").cookies


@pytest.fixture
def secretary_with_conference(year2020, lan):
    from conferences import workflow

    secretary = factories.UserFactory(username="thu-ky")
    factories.SecretariatSeatFactory(user=secretary, bloc=year2020.bloc)
    starts = datetime.datetime(2020, 7, 2, 2, 0, tzinfo=datetime.UTC)
    conference = workflow.plan(
        year2020, by=secretary, kind="other", title="Hội nghị thử", starts_at=starts, place="Hải Phòng"
    )
    return secretary, conference


def test_the_file_has_the_filter_and_a_plain_name(client_of, secretary_with_conference):
    user, _ = secretary_with_conference
    answer = client_of(user).get("/hoi-nghi/?nam=2020&xuat=excel")
    name = answer["Content-Disposition"]
    assert name.startswith('attachment; filename="hoi-nghi-2020-') and name.isascii()
    sheet = read(answer.getvalue())
    assert [cell.value for cell in sheet[1]][:2] == ["STT", "Hội nghị"] and sheet.cell(2, 2).value == "Hội nghị thử"
    assert client_of(user).get("/hoi-nghi/?nam=2019&xuat=excel").status_code == 200
    link = urlsplit(answer.request["QUERY_STRING"])
    assert parse_qs(link.path)["nam"] == ["2020"]

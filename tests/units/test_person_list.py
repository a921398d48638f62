"""People of the bloc: Vietnamese order, search without diacritics, filter by unit."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories

HOA_TIEU = "hoa-tieu-kv2"


PAGE = "/don-vi/doanh-nghiep-2/nguoi/"


def order(page, *names):
    places = [page.rindex(f"<b>{name}</b>") for name in names]
    return places == sorted(places)


def test_by_given_name_in_vietnamese_order(client_of, lan, nine, text_of):
    for number, name in enumerate(["Hương", "Đỗ", "Ân", "Yến", "Dung", "Ánh", "An"]):
        factories.staff(nine[number], f"n{number}", f"Lê {name}")
    page = text_of(client_of(lan).get(PAGE))
    assert order(page, "Lê An", "Lê Ánh", "Lê Ân", "Lê Dung", "Lê Đỗ", "Lê Hương", "Trần Thị Lan", "Lê Yến")


@pytest.mark.parametrize("typed", ["hòa", "hoà", "hoa", "HOA do", "ho\u0300a"])
def test_found_however_the_tone_is_typed(client_of, lan, hoa, minh, text_of, typed):
    page = text_of(client_of(lan).get(PAGE, {"tim": typed}))
    assert "<b>Đỗ Thị Hòa</b>" in page
    assert "Nguyễn Văn Minh</b>" not in page


def test_by_unit(client_of, lan, hoa, nam, minh, text_of):
    page = text_of(client_of(lan).get(PAGE, {"don_vi": HOA_TIEU}))
    assert "<b>Lê Hoài Nam</b>" in page
    assert "<b>Nguyễn Văn Minh</b>" not in page


def test_who_has_left_is_shown_on_request_only(client_of, lan, nam, text_of):
    nam.posts.update(valid_to="2020-01-01")
    assert "Lê Hoài Nam" not in text_of(client_of(lan).get(PAGE))
    assert "Lê Hoài Nam" in text_of(client_of(lan).get(PAGE, {"ca_cu": "on"}))
    assert "Lê Hoài Nam" in text_of(client_of(lan).get(PAGE, {"ca_cu": "on", "don_vi": HOA_TIEU}))


def test_people_of_other_blocs_are_not_here(client_of, lan, tuan, mai, text_of):
    page = text_of(client_of(lan).get(PAGE, {"ca_cu": "on"}))
    assert "Phạm Anh Tuấn" not in page
    assert "Vũ Thị Mai" not in page


def test_pages_keep_the_search(client_of, lan, nine, text_of):
    for number in range(31):
        factories.staff(nine[number % 9], f"n{number}", f"Lê Văn {number}")
    page = text_of(client_of(lan).get(PAGE, {"tim": "le van"}))
    assert "Trang 1/2" in page
    assert "?trang=2&amp;tim=le+van" in page
    assert "Trang 2/2" in text_of(client_of(lan).get(PAGE, {"tim": "le van", "trang": "2"}))


@pytest.mark.parametrize(
    "query",
    [{"tim": "x" * 5000}, {"tim": "\x00"}, {"don_vi": "khong-co"}, {"don_vi": "\x00"}, {"trang": "x"}, {"tim": "%_'"}],
)
def test_hostile_addresses(client_of, lan, nine, query):
    assert client_of(lan).get(PAGE, query).status_code == 200


def test_few_and_many_people_cost_the_same_queries(client_of, lan, nine):
    browser = client_of(lan)

    def count():
        with CaptureQueriesContext(connection) as seen:
            browser.get(PAGE)
        return len(seen)

    factories.staff(nine[0], "a", "Lê An")
    count()
    few = count()
    for number in range(20):
        factories.staff(nine[number % 9], f"n{number}", f"Lê Văn {number}")
    assert count() == few

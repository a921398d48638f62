"""/don-vi/: all blocs for the board with a search; the others go straight to theirs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories

PAGE = "/don-vi/"


def test_a_member_goes_straight_to_the_bloc(client_of, hoa):
    assert client_of(hoa).get(PAGE).url == "/don-vi/doanh-nghiep-2/"


def test_the_board_sees_all_in_vietnamese_order(client_of, mai, bloc, other_bloc, text_of):
    page = text_of(client_of(mai).get(PAGE))
    assert page.index("Khối thi đua Doanh nghiệp 2") < page.index("Khối thi đua Sở, ngành 1")


@pytest.mark.parametrize("typed", ["so nganh", "SỞ", "nganh so"])
def test_search_without_diacritics(client_of, mai, bloc, other_bloc, text_of, typed):
    page = text_of(client_of(mai).get(PAGE, {"tim": typed}))
    assert "Khối thi đua Sở, ngành 1" in page
    assert "Doanh nghiệp 2" not in page


def test_nothing_found_and_nothing_at_all_are_said(client_of, mai, bloc, other_bloc, db, text_of):
    assert "Không có khối nào khớp" in text_of(client_of(mai).get(PAGE, {"tim": "xyz"}))
    assert "Tài khoản chưa thuộc khối nào" in text_of(client_of(factories.UserFactory()).get(PAGE))


@pytest.mark.parametrize(
    "query", [{"tim": "x" * 5000}, {"tim": "a\x00b"}, {"trang": "abc"}, {"trang": "-1"}, {"trang": "9" * 30}]
)
def test_hostile_addresses(client_of, mai, bloc, query):
    assert client_of(mai).get(PAGE, query).status_code == 200


def test_few_and_many_blocs_cost_the_same_queries(client_of, mai, bloc):
    browser = client_of(mai)

    def count():
        with CaptureQueriesContext(connection) as seen:
            browser.get(PAGE)
        return len(seen)

    count()
    few = count()
    factories.BlocFactory.create_batch(12)
    assert count() == few

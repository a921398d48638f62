"""The emulation years of a bloc."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories

PAGE = "/don-vi/doanh-nghiep-2/nam/"


def test_newest_first_with_head_and_deputy(client_of, hoa, year2020, bloc, text_of):
    factories.EmulationYearFactory(bloc=bloc, year=2021)
    page = text_of(client_of(hoa).get(PAGE))
    assert page.index("<b>2021</b>") < page.index("<b>2020</b>")
    assert "Cảng vụ Hàng hải Hải Phòng" in page
    assert "Thêm năm" not in page


def test_without_years_the_page_says_what_to_do(client_of, lan, text_of):
    assert "Chưa có năm thi đua nào" in text_of(client_of(lan).get(PAGE))


def test_few_and_many_years_cost_the_same_queries(client_of, lan, bloc, nine):
    browser = client_of(lan)

    def add(number):
        year = factories.EmulationYearFactory(bloc=bloc, year=number)
        factories.SeatFactory(emulation_year=year, unit=nine[0], role="head")

    def count():
        with CaptureQueriesContext(connection) as seen:
            browser.get(PAGE)
        return len(seen)

    add(2000)
    count()
    few = count()
    for number in range(2001, 2021):
        add(number)
    assert count() == few

"""/don-vi/<khối>/: what the bloc is and its units in protocol order."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories

PAGE = "/don-vi/doanh-nghiep-2/"


def test_units_stand_in_protocol_order_with_roles_and_leaders(client_of, lan, year2020, minh, nam, hoa, text_of):
    page = text_of(client_of(lan).get(PAGE))
    names = ["Cảng vụ Hàng hải Hải Phòng", "Cảng vụ Đường thủy nội địa Khu vực I", "Ban Quản lý dự án Hàng hải II"]
    places = [page.index(f"<b>{name}</b>") for name in names]
    assert places == sorted(places)
    for words in (
        "9 đơn vị thành viên năm 2020",
        "Khối trưởng",
        "Khối phó",
        "Nguyễn Văn Minh",
        "Lê Hoài Nam",
        "Trần Thị Lan",
    ):
        assert words in page


def test_quorum_and_majority_say_where_they_come_from(client_of, lan, year2020, text_of):
    page = text_of(client_of(lan).get(PAGE))
    assert "2/3" in page and "50%" in page
    assert "Theo Quy chế hoạt động của Khối, không phải mức do luật định." in page


def test_only_the_secretary_is_offered_to_edit(client_of, lan, hoa, year2020, text_of):
    assert "Sửa thông tin" in text_of(client_of(lan).get(PAGE))
    assert "Sửa thông tin" not in text_of(client_of(hoa).get(PAGE))


def test_without_a_year_the_page_says_what_to_do(client_of, lan, text_of):
    assert "Chưa có năm thi đua nào" in text_of(client_of(lan).get(PAGE))


def test_the_mark_of_sample_rows(client_of, lan, year2020, bloc, text_of):
    browser = client_of(lan)
    assert text_of(browser.get(PAGE)).count("sample-mark") == 0
    type(bloc).objects.update(is_sample=True)
    assert "dữ liệu mẫu" in text_of(browser.get(PAGE))


def test_few_and_many_units_cost_the_same_queries(client_of, lan, bloc):
    year = factories.EmulationYearFactory(bloc=bloc)
    browser = client_of(lan)

    def seat(number):
        unit = factories.UnitFactory(bloc=bloc)
        factories.SeatFactory(emulation_year=year, unit=unit, display_order=number)
        factories.leader(unit, f"l{number}", f"Lê {number}")
        factories.staff(unit, f"s{number}", f"Sử {number}")

    def count():
        with CaptureQueriesContext(connection) as seen:
            browser.get(PAGE)
        return len(seen)

    seat(1)
    count()
    few = count()
    for number in range(2, 11):
        seat(number)
    assert count() == few

"""One year: theme with its source, seats, Khối trưởng, order."""

import pytest

from tests import factories

DN2 = "doanh-nghiep-2"


@pytest.fixture(autouse=True)
def in_march(at):
    """The year 2020 runs."""
    with at("2020-03-02 09:00"):
        yield


PAGE = "/don-vi/doanh-nghiep-2/nam/2020/"


def test_theme_and_seats_in_order(client_of, hoa, year2020, text_of):
    page = text_of(client_of(hoa).get(PAGE))
    assert "Tăng cường kỷ cương thu, chi ngân sách" in page
    assert "Chưa có nguồn" in page
    assert page.index("Cảng vụ Hàng hải Hải Phòng") < page.index("Ban Quản lý dự án Hàng hải II")
    assert "Lên" not in page


def test_the_secretary_sets_the_head_and_the_page_shows_it(post, client_of, lan, year2020, nine, text_of):
    seat = year2020.seats.get(unit=nine[5])
    answer = post(lan, "units:set_role", DN2, 2020, seat.pk, data={"role": "head"})
    page = text_of(client_of(lan).get(answer.url))
    assert page.index("Hoa tiêu hàng hải Khu vực II</b>") < page.index("Cảng vụ Hàng hải Hải Phòng</b>")


def test_up_and_down_by_buttons(post, client_of, lan, year2020, nine, text_of):
    assert "Chuyển lên" in text_of(client_of(lan).get(PAGE))
    seat = year2020.seats.get(unit=nine[5])
    post(lan, "units:move_seat", DN2, 2020, seat.pk, data={"huong": "len"})
    assert year2020.seats.get(unit=nine[5]).display_order == 5
    post(lan, "units:move_seat", DN2, 2020, seat.pk, data={"huong": "xuong"})
    assert year2020.seats.get(unit=nine[5]).display_order == 6


def test_a_move_that_cannot_be_is_a_polite_409(post, lan, year2020, nine, text_of):
    answer = post(lan, "units:move_seat", DN2, 2020, year2020.seats.get(unit=nine[0]).pk, data={"huong": "len"})
    assert answer.status_code == 409
    assert "đã ở đầu danh sách" in text_of(answer)


@pytest.mark.parametrize("role", ["", "vua", "HEAD", "x" * 5000])
def test_a_role_that_does_not_exist_changes_nothing(post, lan, year2020, nine, role):
    assert (
        post(lan, "units:set_role", DN2, 2020, year2020.seats.get(unit=nine[5]).pk, data={"role": role}).status_code
        == 302
    )
    assert year2020.seats.get(unit=nine[5]).role == "member"


def test_a_seat_of_another_year_is_not_reached(post, lan, year2020, bloc, nine):
    other = factories.SeatFactory(emulation_year=factories.EmulationYearFactory(bloc=bloc, year=2021), unit=nine[0])
    assert post(lan, "units:set_role", DN2, 2020, other.pk, data={"role": "head"}).status_code == 404


@pytest.mark.parametrize("year", ["1900", "99999", "0"])
def test_years_that_are_not_there(client_of, lan, year2020, year):
    assert client_of(lan).get(f"/don-vi/{DN2}/nam/{year}/").status_code == 404

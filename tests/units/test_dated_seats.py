"""Who sat when: a change in the middle of a year, and a year that is over."""

import datetime

import pytest

from records.transitions import NotAllowedNow
from signatures.candidates import heads as signers_of
from units import list_uses, workflow
from units.list_uses import ListUse
from units.models import OrganisationChange, Seat
from units.queries import former_seats, seats_in_order
from units.rules import is_head_unit
from units.workflow.changes import Ground

DAY = datetime.date
JULY = DAY(2020, 7, 1)
GROUND = Ground("Luân phiên Khối trưởng", "12/QĐ-HĐTĐ", DAY(2020, 6, 25))


def role(year, unit, value, by, **more):
    seat = year.seats_on(more.get("on")).get(unit=unit)
    return workflow.set_role(seat, role=value, by=by, **more)


@pytest.fixture
def in_june(at):
    with at("2020-06-20 09:00"):
        yield


@pytest.fixture
def rotated(in_june, year2020, nine, lan):
    """From 1 July on the sixth unit is Khối trưởng."""
    role(year2020, nine[5], "head", lan, on=JULY, ground=GROUND)
    return year2020


def heads(year, *days):
    return [year.seats_on(day).get(role="head").unit.slug for day in days]


def test_a_new_head_from_a_day_on(rotated):
    assert heads(rotated, DAY(2020, 6, 30), JULY) == ["cang-vu-hang-hai", "hoa-tieu-kv2"]
    assert rotated.units(JULY).count() == rotated.units(DAY(2020, 6, 30)).count() == 9
    for day in (DAY(2020, 6, 30), JULY):
        roles = list(rotated.seats_on(day).values_list("role", flat=True))
        assert roles == ["head", "deputy"] + ["member"] * 7


def test_the_change_is_written_down_with_its_paper(rotated, lan):
    change = OrganisationChange.objects.get()
    assert change.summary == (
        "Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II: Khối trưởng năm 2020 thay Cảng vụ Hàng hải Hải Phòng"
    )
    assert (change.effective_on, change.reason, change.document_number) == (JULY, GROUND.reason, "12/QĐ-HĐTĐ")
    assert (change.recorded_by, change.is_correction) == (lan, False)


def test_who_leads_the_head_unit_follows_the_day(rotated, minh, hoa, at):
    assert is_head_unit(minh, rotated) and not is_head_unit(hoa, rotated)
    with at("2020-07-01 00:00"):
        assert is_head_unit(hoa, rotated) and not is_head_unit(minh, rotated)


def test_a_paper_of_june_is_signed_by_the_head_of_june(rotated, minh, hoa):
    assert signers_of(rotated, DAY(2020, 6, 30))[0].name == minh.full_name
    assert signers_of(rotated, JULY)[0].name == hoa.full_name


def test_back_again_in_october(rotated, nine, lan):
    role(rotated, nine[0], "head", lan, on=DAY(2020, 10, 1), ground=GROUND)
    days = [DAY(2020, 6, 30), JULY, DAY(2020, 9, 30), DAY(2020, 10, 1), DAY(2020, 12, 31)]
    names = ["cang-vu-hang-hai", "hoa-tieu-kv2", "hoa-tieu-kv2", "cang-vu-hang-hai", "cang-vu-hang-hai"]
    assert heads(rotated, *days) == names


def test_a_change_behind_a_later_one_is_refused_in_words(rotated, nine, lan):
    with pytest.raises(NotAllowedNow, match="năm thi đua đã có Khối trưởng khác"):
        role(rotated, nine[3], "head", lan, on=DAY(2020, 5, 1), ground=GROUND)
    assert heads(rotated, DAY(2020, 6, 30), JULY) == ["cang-vu-hang-hai", "hoa-tieu-kv2"]


def test_the_page_tells_both_times(rotated, client_of, lan, text_of):
    told = {(seat.unit.slug, seat.role) for seat in former_seats(rotated)}
    assert told == {("hoa-tieu-kv2", "head"), ("cang-vu-hang-hai", "member")}
    page = text_of(client_of(lan).get("/don-vi/doanh-nghiep-2/nam/2020/"))
    assert "Thay đổi trong năm" in page and "12/QĐ-HĐTĐ" in page and "Luân phiên Khối trưởng" in page


def test_before_and_after_the_year_its_nearest_day_counts(rotated):
    assert heads(rotated, DAY(2019, 12, 1), DAY(2021, 2, 1)) == ["cang-vu-hang-hai", "hoa-tieu-kv2"]
    assert len(seats_in_order(rotated)) == 9


def test_the_next_year_takes_the_last_seats(rotated, bloc, lan):
    year = workflow.add_year(bloc, by=lan, year=2021, copied=rotated)
    assert year.seats.count() == 9
    assert heads(year, DAY(2021, 1, 1)) == ["hoa-tieu-kv2"]


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_year_that_is_over_asks_for_a_reason(year2020, nine, lan, reason):
    with pytest.raises(NotAllowedNow, match="Năm 2020 đã kết thúc"):
        role(year2020, nine[5], "head", lan, ground=Ground(reason))
    assert heads(year2020, DAY(2020, 12, 31)) == ["cang-vu-hang-hai"]


def test_a_correction_is_shown_as_one(year2020, nine, lan, client_of, text_of):
    role(year2020, nine[5], "head", lan, ground=Ground("Nhập nhầm đơn vị"))
    assert heads(year2020, DAY(2020, 3, 1)) == ["hoa-tieu-kv2"]
    page = text_of(client_of(lan).get("/don-vi/doanh-nghiep-2/nam/2020/"))
    assert "Điều chỉnh" in page and "Nhập nhầm đơn vị" in page


def test_the_order_of_a_year_that_is_over_stays(year2020, nine, lan):
    with pytest.raises(NotAllowedNow, match="thứ tự các đơn vị giữ nguyên"):
        workflow.move_seat(year2020.seats.get(unit=nine[5]), up=True, by=lan)


def test_once_the_list_was_used_a_role_needs_its_day(in_june, year2020, nine, lan, monkeypatch):
    monkeypatch.setattr(list_uses, "_uses", [lambda year: [ListUse(DAY(2020, 4, 2), "bắt đầu ký Giao ước")]])
    with pytest.raises(NotAllowedNow, match=r"ngày 02/4/2020: bắt đầu ký Giao ước.*Nhập ngày thay đổi"):
        role(year2020, nine[5], "head", lan)
    role(year2020, nine[5], "head", lan, on=JULY, ground=GROUND)


def test_the_form_changes_a_role_from_a_day(in_june, year2020, nine, lan, post):
    seat = year2020.seats.get(unit=nine[5])
    typed = {"role": "head", "on": "01/07/2020", "reason": "Luân phiên", "number": "12/QĐ", "date": "25/06/2020"}
    assert post(lan, "units:role_change", "doanh-nghiep-2", 2020, seat.pk, data=typed).status_code == 302
    assert Seat.objects.get(emulation_year=year2020, role="head", valid_from=JULY).unit == nine[5]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"on": ""}, "Nhập ngày"),
        ({"on": "31/06/2020"}, "ngày"),
        ({"reason": ""}, "Nhập lý do"),
        ({"date": ""}, "Nhập đủ số, ký hiệu và ngày"),
        ({"on": "01/07/2021"}, "Chọn ngày trong thời gian đó"),
    ],
)
def test_what_is_wrong_is_said_and_kept(in_june, year2020, nine, lan, post, text_of, typed, says):
    seat = year2020.seats.get(unit=nine[5])
    given = {"role": "head", "on": "01/07/2020", "reason": "Luân phiên", "number": "12/QĐ", "date": "25/06/2020"}
    answer = post(lan, "units:role_change", "doanh-nghiep-2", 2020, seat.pk, data=given | typed)
    assert answer.status_code in (409, 422)
    assert says in text_of(answer) and "12/QĐ" in text_of(answer)
    assert Seat.objects.filter(role="head").count() == 1

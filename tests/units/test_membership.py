"""Units that join, merge, split, end, move: from a day on, and what was before stays."""

import datetime

import pytest

from records.models import AuditEvent
from records.transitions import NotAllowedNow
from tests import factories
from units import list_uses, workflow
from units.list_uses import ListUse, Unfinished
from units.models import ChangedUnit, EmulationYear, OrganisationChange, Post, UnitName, in_force
from units.roles import Roles
from units.workflow.changes import Ground
from units.workflow.membership import NewUnit

DAY = datetime.date
EVE, JULY = DAY(2020, 6, 30), DAY(2020, 7, 1)
GROUND = Ground("Sắp xếp tổ chức", "1234/QĐ-UBND", DAY(2020, 6, 25))
PORT = NewUnit("Cảng vụ Hàng hải và Đường thủy Hải Phòng", "agency", "Cảng vụ HP")


@pytest.fixture(autouse=True)
def in_june(at):
    with at("2020-06-20 09:00"):
        yield


def merge(units, by, into=PORT, **more):
    return workflow.merge_units(units, by=by, into=into, on=JULY, ground=GROUND, **more)


def slugs(year, day):
    return [unit.slug for unit in year.units(day)]


class TestJoin:
    def test_a_member_from_its_day_on(self, bloc, year2020, lan):
        unit = workflow.join_unit(bloc, by=lan, unit=PORT, on=JULY, ground=GROUND)
        assert unit.slug not in slugs(year2020, EVE)
        assert slugs(year2020, JULY)[-1] == unit.slug == "cang-vu-hang-hai-va-duong-thuy-hai-phong"
        assert unit.name_on(JULY) == PORT.name

    def test_in_the_years_to_come_from_their_first_day(self, bloc, year2020, lan):
        later = workflow.add_year(bloc, by=lan, year=2021, copied=year2020)
        unit = workflow.join_unit(bloc, by=lan, unit=PORT, on=JULY, ground=GROUND)
        assert later.seats.get(unit=unit).valid_from == DAY(2021, 1, 1)

    def test_two_of_one_name_are_refused(self, bloc, nine, lan):
        double = NewUnit("CẢNG VỤ HÀNG HẢI HẢI PHÒNG", "agency")
        with pytest.raises(NotAllowedNow, match="đã có đơn vị tên “Cảng vụ Hàng hải Hải Phòng”"):
            workflow.join_unit(bloc, by=lan, unit=double, on=JULY, ground=GROUND)

    def test_names_that_would_share_an_address_get_two(self, bloc, lan):
        units = [
            workflow.join_unit(bloc, by=lan, unit=NewUnit(name, "agency"), on=JULY, ground=GROUND)
            for name in ("Chi cục A-B", "Chi cục A (B)")
        ]
        assert units[0].slug != units[1].slug


class TestClose:
    def test_seat_name_and_posts_end_with_the_day(self, year2020, nine, lan, hoa, nam):
        workflow.close_unit(nine[5], by=lan, on=JULY, ground=GROUND)
        assert nine[5].slug in slugs(year2020, EVE) and nine[5].slug not in slugs(year2020, JULY)
        for person in (hoa, nam):
            assert nine[5].pk in Roles.of(person.pk, EVE).member_of
            assert nine[5].pk not in Roles.of(person.pk, JULY).member_of
        nine[5].refresh_from_db()
        assert nine[5].ended_on == JULY
        assert nine[5].name_on(DAY(2020, 12, 1)) == "Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II"

    def test_written_down_with_day_reason_and_paper(self, nine, year2020, lan):
        workflow.close_unit(nine[5], by=lan, on=JULY, ground=GROUND, left=True)
        change = OrganisationChange.objects.get()
        assert (change.kind, change.effective_on, change.document_number) == ("left", JULY, "1234/QĐ-UBND")
        assert change.summary == "Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II thôi tham gia Khối"
        assert ChangedUnit.objects.get().unit == nine[5]
        event = AuditEvent.objects.get(verb="units.close_unit")
        assert (event.reason, event.data["on"]) == ("Sắp xếp tổ chức", "2020-07-01")

    def test_of_a_planned_year_it_is_no_member(self, bloc, year2020, nine, lan):
        later = workflow.add_year(bloc, by=lan, year=2021, copied=year2020)
        workflow.close_unit(nine[5], by=lan, on=JULY, ground=GROUND)
        assert later.seats.count() == 8
        assert workflow.add_year(bloc, by=lan, year=2022, copied=year2020).seats.count() == 8
        assert workflow.add_year(bloc, by=lan, year=2023).seats.count() == 8

    def test_twice_is_refused(self, year2020, nine, lan):
        workflow.close_unit(nine[5], by=lan, on=JULY, ground=GROUND)
        with pytest.raises(NotAllowedNow, match="đã thôi là thành viên từ ngày 01/7/2020"):
            workflow.close_unit(nine[5], by=lan, on=DAY(2020, 8, 1), ground=GROUND)

    def test_nothing_is_given_to_a_closed_unit(self, year2020, nine, lan, hoa):
        workflow.close_unit(nine[5], by=lan, on=JULY, ground=GROUND)
        person = factories.UserFactory()
        given = {"by": lan, "person": person, "title": "Chuyên viên", "is_leader": False}
        with pytest.raises(NotAllowedNow, match="đã thôi là thành viên"):
            workflow.add_post(nine[5], valid_from=JULY, **given)
        assert workflow.add_post(nine[5], valid_from=DAY(2020, 6, 1), **given).valid_to == JULY
        with pytest.raises(NotAllowedNow, match="thôi là thành viên"):
            workflow.rename_unit(nine[5], by=lan, name="Tên khác", valid_from=DAY(2020, 8, 1))

    def test_what_only_it_can_finish_is_named(self, year2020, nine, lan, monkeypatch):
        waits = [Unfinished("Chưa ký Giao ước", "đề nghị ký."), Unfinished("Hồ sơ", "tiếp tục.", stops=False)]
        monkeypatch.setattr(list_uses, "_unfinished", [lambda unit: waits])
        with pytest.raises(NotAllowedNow, match=r"còn việc chưa xong. Chưa ký Giao ước: đề nghị ký.$"):
            workflow.close_unit(nine[5], by=lan, on=JULY, ground=GROUND)
        assert year2020.units(JULY).count() == 9

    def test_not_behind_a_day_on_which_the_list_was_used(self, year2020, nine, lan, monkeypatch):
        monkeypatch.setattr(list_uses, "_uses", [lambda year: [ListUse(JULY, "bắt đầu ký Giao ước năm 2020")]])
        with pytest.raises(NotAllowedNow, match=r"Ngày 01/7/2020 bắt đầu ký .* Chọn ngày có hiệu lực sau ngày 01/7"):
            workflow.close_unit(nine[5], by=lan, on=JULY, ground=GROUND)
        workflow.close_unit(nine[5], by=lan, on=DAY(2020, 7, 2), ground=GROUND)

    def test_a_year_that_is_over_asks_for_a_reason(self, year2020, nine, lan, at):
        with at("2021-02-01 09:00"), pytest.raises(NotAllowedNow, match="Năm 2020 đã kết thúc"):
            workflow.close_unit(nine[5], by=lan, on=JULY, ground=Ground())
        with at("2021-02-01 09:00"):
            workflow.close_unit(nine[5], by=lan, on=JULY, ground=GROUND)
        assert OrganisationChange.objects.get().is_correction


class TestMerge:
    def test_two_into_a_new_one(self, year2020, nine, lan):
        unit = merge(nine[:2], lan)
        assert slugs(year2020, EVE)[:2] == [nine[0].slug, nine[1].slug]
        assert slugs(year2020, JULY)[0] == unit.slug and year2020.units(JULY).count() == 8
        sides = set(ChangedUnit.objects.values_list("unit__slug", "side"))
        assert sides == {(nine[0].slug, "before"), (nine[1].slug, "before"), (unit.slug, "after")}
        assert OrganisationChange.objects.get().summary == (
            "Hợp nhất Cảng vụ Hàng hải Hải Phòng, Cảng vụ Đường thủy nội địa Khu vực I thành "
            "Cảng vụ Hàng hải và Đường thủy Hải Phòng"
        )

    def test_it_takes_the_highest_role(self, year2020, nine, lan):
        unit = merge(nine[:2], lan)
        assert year2020.seats_on(JULY).get(unit=unit).role == "head"
        assert year2020.seats_on(EVE).get(role="head").unit == nine[0]

    def test_into_one_of_the_bloc(self, year2020, nine, lan):
        assert merge([nine[0], nine[5]], lan, into=nine[5]) == nine[5]
        assert year2020.seats_on(EVE).get(unit=nine[5]).role == "member"
        assert year2020.seats_on(JULY).get(unit=nine[5]).role == "head"
        assert year2020.units(JULY).count() == 8
        assert OrganisationChange.objects.get().summary.startswith("Sáp nhập Cảng vụ Hàng hải Hải Phòng vào Công ty")

    def test_the_staff_goes_along_and_the_leader_is_an_act_of_its_own(self, year2020, nine, lan, hoa, nam):
        unit = merge([nine[0], nine[5]], lan)
        assert unit.pk in Roles.of(nam.pk, JULY).member_of
        assert unit.pk not in Roles.of(hoa.pk, JULY).member_of
        assert not Post.objects.filter(unit=unit, is_leader=True).exists()

    def test_or_stays_where_it_is_not_wanted(self, year2020, nine, lan, nam):
        unit = merge([nine[0], nine[5]], lan, with_staff=False)
        assert not unit.posts.exists()

    @pytest.mark.parametrize("several", [[], [5], [5, 5]])
    def test_one_alone_is_no_merger(self, year2020, nine, lan, several):
        with pytest.raises(NotAllowedNow, match="ít nhất hai đơn vị"):
            merge([nine[n] for n in several], lan)

    def test_not_across_blocs(self, year2020, nine, tuan, lan):
        with pytest.raises(NotAllowedNow, match="cùng một khối"):
            merge([nine[5], tuan.posts.get().unit], lan)
        assert year2020.units(JULY).count() == 9

    def test_all_or_nothing(self, year2020, nine, lan):
        with pytest.raises(NotAllowedNow, match="đã có đơn vị tên"):
            merge(nine[:2], lan, into=NewUnit("Ban Quản lý dự án Hàng hải II", "agency"))
        assert year2020.units(JULY).count() == 9
        assert not OrganisationChange.objects.exists()


class TestSplit:
    parts = (NewUnit("Hoa tiêu Một", "enterprise"), NewUnit("Hoa tiêu Hai", "enterprise"))

    def split(self, unit, by, parts=parts, goes_on=False):
        return workflow.split_unit(unit, by=by, parts=parts, on=JULY, ground=GROUND, goes_on=goes_on)

    def test_two_come_out_of_one(self, year2020, nine, lan):
        rows = self.split(nine[5], lan)
        assert [row.name_on(JULY) for row in rows] == ["Hoa tiêu Một", "Hoa tiêu Hai"]
        assert year2020.units(JULY).count() == 10 and nine[5].slug not in slugs(year2020, JULY)

    def test_one_comes_out_and_the_old_goes_on(self, year2020, nine, lan):
        self.split(nine[5], lan, self.parts[:1], goes_on=True)
        assert year2020.units(JULY).count() == 10 and nine[5].slug in slugs(year2020, JULY)

    def test_one_alone_is_a_new_name(self, year2020, nine, lan):
        with pytest.raises(NotAllowedNow, match="ít nhất hai đơn vị"):
            self.split(nine[5], lan, self.parts[:1])


class TestMove:
    def test_with_its_people_to_another_bloc(self, year2020, nine, other_bloc, tuan, bach, hoa, nam):
        row = workflow.move_unit(nine[5], by=bach, to=other_bloc, on=JULY, ground=GROUND)
        assert (row.bloc, row.name_on(JULY)) == (other_bloc, "Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II")
        assert nine[5].slug in slugs(year2020, EVE) and nine[5].slug not in slugs(year2020, JULY)
        assert row.slug in slugs(EmulationYear.objects.get(bloc=other_bloc), JULY)
        assert Roles.of(hoa.pk, JULY).heads == {row.pk} and Roles.of(nam.pk, JULY).bloc_ids == {other_bloc.pk}
        assert {change.chain for change in OrganisationChange.objects.all()} == {"doanh-nghiep-2", "so-nganh-1"}

    def test_not_to_its_own(self, nine, bloc, bach):
        with pytest.raises(NotAllowedNow, match="đang thuộc khối này"):
            workflow.move_unit(nine[5], by=bach, to=bloc, on=JULY, ground=GROUND)


class TestNameNotYetInForce:
    @pytest.fixture
    def coming(self, nine, lan):
        return workflow.rename_unit(nine[5], by=lan, name="Hoa tiu Hai", short_name="HT2", valid_from=JULY)

    def correct(self, row, by, on=JULY, name="Hoa tiêu Hai"):
        return workflow.correct_name(row, by=by, name=name, short_name="HT2", valid_from=on, ground=GROUND)

    def test_a_slip_is_corrected(self, coming, nine, lan):
        self.correct(coming, lan)
        assert [nine[5].name_on(day) for day in (EVE, JULY)] == [
            "Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II", "Hoa tiêu Hai",
        ]  # fmt: skip

    @pytest.mark.parametrize("day", [DAY(2020, 6, 25), DAY(2020, 8, 1)])
    def test_its_day_moves_either_way(self, coming, nine, lan, day):
        self.correct(coming, lan, on=day)
        assert list(nine[5].names.order_by("valid_from").values_list("valid_to", flat=True)) == [day, None]

    def test_in_force_it_is_renamed_instead(self, coming, lan, at):
        with at("2020-07-01 00:30"), pytest.raises(NotAllowedNow, match="đã có hiệu lực"):
            self.correct(coming, lan)

    def test_not_into_the_past_nor_behind_the_name_before(self, coming, lan):
        with pytest.raises(NotAllowedNow, match="phải sau ngày hôm nay"):
            self.correct(coming, lan, on=DAY(2020, 6, 20))

    def test_a_namesake_is_refused(self, coming, lan):
        with pytest.raises(NotAllowedNow, match="đơn vị khác tên"):
            self.correct(coming, lan, name="Cảng vụ Hàng hải Hải Phòng")


def test_two_names_never_overlap_whatever_is_done(year2020, nine, lan):
    merge(nine[:2], lan)
    for unit in nine[:2]:
        assert UnitName.objects.filter(in_force(JULY), unit=unit).count() == 0

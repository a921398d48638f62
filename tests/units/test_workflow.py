"""Every verb of units: what it changes, what it refuses, that it is in the audit log."""

import datetime

import pytest

from libraries.web import clock
from records.models import AuditEvent
from records.transitions import NotAllowedNow
from tests import factories
from units import workflow
from units.models import Post, Seat, UnitName, User, in_force

DAY = datetime.date


def yesterday() -> datetime.date:
    return clock.today() - datetime.timedelta(days=1)  # asked anew: a run may go past midnight


def events(verb):
    return AuditEvent.objects.filter(verb=f"units.{verb}")


class TestBloc:
    def test_editing_tells_before_and_after(self, bloc, lan):
        workflow.edit_bloc(bloc, by=lan, contact="Phòng 12", quorum_numerator=2, quorum_denominator=3)
        bloc.refresh_from_db()
        assert bloc.contact == "Phòng 12"
        assert events("edit_bloc").get().data == {"changed": {"contact": ["", "Phòng 12"]}}

    def test_nothing_changed_is_no_event(self, bloc, lan):
        workflow.edit_bloc(bloc, by=lan, quorum_numerator=2, quorum_denominator=3)
        assert not events("edit_bloc").exists()

    def test_the_slug_is_not_edited(self, bloc, lan):
        workflow.edit_bloc(bloc, by=lan, slug="khac", name="Khác")
        bloc.refresh_from_db()
        assert (bloc.slug, bloc.name) == ("doanh-nghiep-2", "Khối thi đua Doanh nghiệp 2")


class TestRenaming:
    def test_the_old_name_ends_where_the_new_one_begins(self, nine, lan):
        unit = nine[3]
        workflow.rename_unit(unit, by=lan, name="Tổng công ty mới", short_name="TCT", valid_from=DAY(2013, 3, 5))
        assert unit.name_on(DAY(2013, 3, 4)) == "Tổng công ty Bảo đảm an toàn hàng hải miền Bắc"
        assert unit.name_on(DAY(2013, 3, 5)) == "Tổng công ty mới"
        row = unit.names.get(valid_to=None)
        assert row.search_key == "tong cong ty moi tct"
        assert events("rename_unit").get().chain == "doanh-nghiep-2"

    @pytest.mark.parametrize("day", [factories.LONG_AGO, DAY(2009, 12, 31)])
    def test_not_before_the_present_one(self, nine, lan, day):
        with pytest.raises(NotAllowedNow, match="Chọn ngày sau"):
            workflow.rename_unit(nine[3], by=lan, name="Khác", valid_from=day)
        assert UnitName.objects.filter(unit=nine[3]).count() == 1

    def test_not_to_the_same(self, nine, lan):
        with pytest.raises(NotAllowedNow, match="giống"):
            workflow.rename_unit(nine[3], by=lan, name=nine[3].name, valid_from=DAY(2020, 1, 1))

    def test_two_units_do_not_share_a_name(self, nine, lan):
        like = f"  {nine[0].name.upper()}\u00a0"
        with pytest.raises(NotAllowedNow, match="đơn vị khác tên"):
            workflow.rename_unit(nine[3], by=lan, name=like, valid_from=clock.today())


class TestPosts:
    def test_a_person_is_added_with_a_post_and_no_password(self, nine, lan):
        person = workflow.add_person(
            nine[5],
            by=lan,
            username="an.do",
            full_name="Đỗ Văn An",
            salutation="Ông",
            title="Phó Giám đốc",
            is_leader=False,
            valid_from=DAY(2020, 1, 1),
        )
        assert not person.has_usable_password()
        assert person.roles().member_of == {nine[5].pk}
        assert {event.verb for event in AuditEvent.objects.all()} == {"units.add_person", "units.add_post"}
        assert set(AuditEvent.objects.values_list("chain", flat=True)) == {"doanh-nghiep-2"}

    def test_a_taken_username_is_told_and_nothing_stays(self, nine, lan, hoa):
        with pytest.raises(NotAllowedNow, match="đã có"):
            workflow.add_person(
                nine[5], by=lan, username="hoa", full_name="Hòa Khác", salutation="Bà", title="X", is_leader=False,
                valid_from=DAY(2020, 1, 1),
            )  # fmt: skip
        assert User.objects.filter(username="hoa").count() == 1

    def test_a_second_leader_is_refused(self, nine, lan, hoa, nam):
        with pytest.raises(NotAllowedNow, match="đã có thủ trưởng"):
            workflow.add_post(
                nine[5], by=lan, person=factories.UserFactory(), title="GĐ", is_leader=True, valid_from=DAY(2020, 1, 1)
            )

    def test_after_the_first_one_has_ended_the_second_may_begin(self, nine, lan, hoa):
        workflow.close_post(hoa.posts.get(), by=lan, last_day=DAY(2020, 6, 30))
        person = factories.UserFactory()
        workflow.add_post(nine[5], by=lan, person=person, title="GĐ", is_leader=True, valid_from=DAY(2020, 7, 1))
        assert Post.objects.filter(in_force(DAY(2020, 6, 30)), unit=nine[5], is_leader=True).get().user == hoa
        assert Post.objects.filter(in_force(DAY(2020, 7, 1)), unit=nine[5], is_leader=True).get().user == person

    def test_a_second_post_at_the_same_time_is_refused(self, nine, lan, nam):
        with pytest.raises(NotAllowedNow, match="đã giữ một chức vụ"):
            workflow.add_post(
                nine[5], by=lan, person=nam, title="Phó", is_leader=False, valid_from=DAY(2020, 1, 1),
                last_day=DAY(2020, 1, 1),
            )  # fmt: skip

    def test_backwards_is_refused(self, nine, lan, minh):
        with pytest.raises(NotAllowedNow, match="từ ngày 02/01/2020 trở đi"):
            workflow.add_post(
                nine[5], by=lan, person=minh, title="Phó", is_leader=False, valid_from=DAY(2020, 1, 2),
                last_day=DAY(2020, 1, 1),
            )  # fmt: skip

    def test_nobody_writes_a_post_for_themselves(self, nine, lan):
        with pytest.raises(NotAllowedNow, match="Không thể tự cập nhật"):
            workflow.add_post(nine[5], by=lan, person=lan, title="GĐ", is_leader=True, valid_from=DAY(2020, 1, 1))

    def test_closed_is_closed(self, lan, nam):
        post = workflow.close_post(nam.posts.get(), by=lan, last_day=yesterday())
        with pytest.raises(NotAllowedNow, match="đã kết thúc"):
            workflow.close_post(post, by=lan, last_day=yesterday())
        assert User.objects.get(pk=nam.pk).roles().member_of == frozenset()

    def test_a_post_begun_today_can_be_taken_back_today(self, nine, lan):
        person = factories.UserFactory()
        post = workflow.add_post(nine[5], by=lan, person=person, title="X", is_leader=False, valid_from=clock.today())
        workflow.close_post(post, by=lan, last_day=yesterday())
        assert User.objects.get(pk=person.pk).roles().member_of == frozenset()


class TestPeople:
    def test_a_new_name_takes_its_keys_along(self, lan, nam, bloc):
        workflow.edit_person(nam, by=lan, chain=bloc.chain, full_name="Lê Hoài Ân")
        nam.refresh_from_db()
        assert nam.search_key == "le hoai an"
        assert nam.sort_key < factories.UserFactory(full_name="Lê Hoài Bắc").sort_key

    def test_username_and_rights_are_not_edited(self, lan, nam, bloc):
        workflow.edit_person(nam, by=lan, chain=bloc.chain, username="khac", is_staff=True)
        nam.refresh_from_db()
        assert (nam.username, nam.is_staff) == ("nam", False)

    def test_out_and_in_again(self, lan, nam, bloc):
        workflow.deactivate_person(nam, by=lan, chain=bloc.chain, reason="Chuyển công tác")
        assert events("deactivate_person").get().reason == "Chuyển công tác"
        with pytest.raises(NotAllowedNow):
            workflow.deactivate_person(nam, by=lan, chain=bloc.chain, reason="x")
        workflow.reactivate_person(nam, by=lan, chain=bloc.chain)
        with pytest.raises(NotAllowedNow):
            workflow.reactivate_person(nam, by=lan, chain=bloc.chain)

    def test_not_oneself(self, lan, bloc):
        with pytest.raises(NotAllowedNow, match="Không thể tự khóa"):
            workflow.deactivate_person(lan, by=lan, chain=bloc.chain, reason="x")


class TestAuthorities:
    def grant(self, unit, holder, by, **more):
        return workflow.grant_authority(
            unit,
            by=by,
            holder=holder,
            capacity="TUQ.",
            title="Trưởng phòng",
            reference="Giấy ủy quyền số 01",
            **{"valid_from": DAY(2020, 1, 1), **more},
        )

    def test_the_leader_of_the_day_is_the_grantor(self, nine, lan, hoa, nam):
        authority = self.grant(nine[5], nam, lan)
        assert authority.grantor == hoa
        workflow.confirm_change(authority.access_change, by=hoa)
        assert User.objects.get(pk=nam.pk).roles().can_sign_for == {nine[5].pk}

    def test_withdrawn_is_withdrawn_at_once(self, nine, lan, hoa, nam):
        for day in (DAY(2020, 1, 1), clock.today()):
            authority = self.grant(nine[5], nam, lan, valid_from=day)
            workflow.withdraw_authority(authority, by=hoa, reason="Hết công việc")
            assert User.objects.get(pk=nam.pk).roles().can_sign_for == frozenset()
            with pytest.raises(NotAllowedNow, match="đã kết thúc"):
                workflow.withdraw_authority(authority, by=hoa, reason="x")

    def test_one_that_has_not_begun_never_begins(self, nine, lan, hoa, nam):
        later = clock.today() + datetime.timedelta(days=30)
        authority = workflow.withdraw_authority(self.grant(nine[5], nam, lan, valid_from=later), by=hoa, reason="x")
        assert not type(authority).objects.filter(in_force(later)).exists()

    def test_without_a_leader_nobody_can_authorise(self, nine, lan, nam):
        with pytest.raises(NotAllowedNow, match="chưa có thủ trưởng"):
            self.grant(nine[5], nam, lan)

    def test_only_people_of_the_unit(self, nine, lan, hoa, minh):
        with pytest.raises(NotAllowedNow, match="không giữ chức vụ"):
            self.grant(nine[5], minh, lan)

    def test_not_the_leader_to_themselves_nor_the_secretary_to_herself(self, nine, lan, hoa):
        with pytest.raises(NotAllowedNow, match="hai người"):
            self.grant(nine[5], hoa, lan)
        factories.PostFactory(user=lan, unit=nine[5])
        with pytest.raises(NotAllowedNow, match="Không thể tự cập nhật"):
            self.grant(nine[5], lan, lan)

    def test_two_at_a_time_are_refused(self, nine, lan, hoa, nam):
        self.grant(nine[5], nam, lan)
        with pytest.raises(NotAllowedNow, match="đã có ủy quyền"):
            self.grant(nine[5], nam, lan, valid_from=DAY(2021, 1, 1))


class TestYears:
    @pytest.fixture(autouse=True)
    def in_march(self, at):
        """The year 2020 runs."""
        with at("2020-03-02 09:00"):
            yield

    def test_a_year_copies_seats_roles_and_order(self, bloc, year2020, lan):
        year = workflow.add_year(bloc, by=lan, year=2021, theme="Chủ đề", copied=year2020)
        pairs = [
            [(s.unit_id, s.role, s.display_order) for s in y.seats.order_by("display_order")] for y in (year2020, year)
        ]
        assert pairs[0] == pairs[1]

    def test_without_a_model_every_unit_is_a_member(self, bloc, nine, lan):
        year = workflow.add_year(bloc, by=lan, year=2021)
        assert [seat.role for seat in year.seats.all()] == ["member"] * 9

    def test_twice_is_refused(self, bloc, year2020, lan):
        with pytest.raises(NotAllowedNow, match="đã có"):
            workflow.add_year(bloc, by=lan, year=2020)

    def test_a_new_head_stands_first_and_the_former_is_a_member(self, year2020, lan, nine):
        seat = workflow.set_role(year2020.seats.get(unit=nine[5]), role="head", by=lan)
        assert (seat.role, seat.display_order) == ("head", 1)
        order = list(year2020.seats.order_by("display_order").values_list("unit__slug", "role"))
        assert order[:3] == [("hoa-tieu-kv2", "head"), ("cang-vu-dtnd-kv1", "deputy"), ("cang-vu-hang-hai", "member")]
        assert sorted(year2020.seats.values_list("display_order", flat=True)) == list(range(1, 10))
        assert events("set_role").get().data["former_head"] == "Cảng vụ Hàng hải Hải Phòng"

    def test_the_same_role_is_no_event(self, year2020, lan, nine):
        workflow.set_role(year2020.seats.get(unit=nine[0]), role="head", by=lan)
        assert not events("set_role").exists()

    def test_moving_changes_places_with_the_neighbour(self, year2020, lan, nine):
        workflow.move_seat(year2020.seats.get(unit=nine[5]), up=True, by=lan)
        assert [unit.slug for unit in year2020.units()][4:6] == ["hoa-tieu-kv2", "thong-tin-dien-tu-hang-hai"]

    @pytest.mark.parametrize(
        ("place", "up", "says"), [(0, True, "đầu"), (8, False, "cuối"), (2, True, "vai trò"), (0, False, "vai trò")]
    )
    def test_moves_that_make_no_sense(self, year2020, lan, nine, place, up, says):
        with pytest.raises(NotAllowedNow, match=says):
            workflow.move_seat(year2020.seats.get(unit=nine[place]), up=up, by=lan)

    def test_theme_with_its_source(self, year2020, lan):
        workflow.edit_year(year2020, by=lan, theme="Chủ đề mới", theme_source="Công văn", units_source="x")
        year2020.refresh_from_db()
        assert (year2020.theme, year2020.theme_source, year2020.units_source) == ("Chủ đề mới", "Công văn", "")


@pytest.mark.django_db(transaction=True)
def test_the_order_holds_when_the_transaction_ends(at):
    with at("2020-03-02 09:00"):
        the_order_holds()


def the_order_holds():
    year = factories.EmulationYearFactory()
    seats = [
        factories.SeatFactory(emulation_year=year, unit=factories.UnitFactory(bloc=year.bloc), display_order=n)
        for n in (1, 2, 3)
    ]
    by = factories.UserFactory()
    workflow.move_seat(seats[2], up=True, by=by)
    workflow.set_role(Seat.objects.get(pk=seats[1].pk), role="head", by=by)
    assert list(year.seats.order_by("display_order").values_list("pk", flat=True)) == [
        seats[1].pk,
        seats[0].pk,
        seats[2].pk,
    ]

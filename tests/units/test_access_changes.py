"""Who speaks for a unit, and how a person logs in, is changed by two (H1 of the attack); the database holds it."""

import datetime
import re

import pytest
from django.db import IntegrityError, connection
from django_otp.plugins.otp_totp.models import TOTPDevice

from libraries.web import clock
from notices.models import Notice, OutgoingMail
from records.access import has_permission
from records.models import AuditEvent
from records.transitions import NotAllowedNow
from tests import factories
from tests.units.invited import NEW, choose, code_on, link_in_mail, newcomer, set_up
from units import audience, workflow
from units.codes import check_identity, has_device
from units.models import AccessChange, Post, SigningAuthority, User
from units.workflow.access_changes import recent_leaders, seconds_of

DN2 = "doanh-nghiep-2"
TODAY = datetime.date(2026, 11, 30)


@pytest.fixture(autouse=True)
def a_day_to_notice(settings):
    settings.SIGNING_WAIT_HOURS = 24


@pytest.fixture
def thu(bloc):
    """The other secretary."""
    user = factories.UserFactory(username="thu", full_name="Phạm Minh Thư")
    factories.SecretariatSeatFactory(user=user, bloc=bloc)
    return user


@pytest.fixture
def unit(nine):
    return nine[5]


def fresh(user: User) -> User:
    """As the next request sees them."""
    return User.objects.get(pk=user.pk)


def replace_leader(unit, lan, hoa) -> AccessChange:
    """What one secretary can do alone: the director's post ends, a new account of the same name becomes leader."""
    workflow.close_post(hoa.posts.get(), by=lan, last_day=clock.today() - datetime.timedelta(days=1))
    puppet = workflow.add_person(
        unit,
        by=lan,
        username="hoa2",
        full_name="Đỗ Thị Hòa",
        salutation="Bà",
        title="Giám đốc",
        is_leader=True,
        valid_from=clock.today(),
        email="lan.rieng@example.vn",
    )
    return AccessChange.objects.get(person=puppet)


class TestNewLeader:
    def test_one_secretary_alone_makes_nobody_a_leader(self, unit, lan, hoa, nam):
        change = replace_leader(unit, lan, hoa)
        puppet = fresh(change.person)
        assert unit.pk not in puppet.roles().can_sign_for
        assert puppet not in audience.speakers([unit])
        assert not has_permission(lan, "units.confirm_change", change)
        with pytest.raises(NotAllowedNow, match="Đang chờ người thứ hai"):
            workflow.send_invitation(puppet, by=lan)
        assert not OutgoingMail.objects.filter(recipient=puppet, body__contains="/loi-moi/").exists()

    def test_old_and_new_leader_and_the_unit_are_told_at_once(self, unit, lan, hoa, nam):
        change = replace_leader(unit, lan, hoa)
        assert hoa in recent_leaders(unit)
        for user in (hoa, nam, change.person):
            assert Notice.objects.filter(user=user, title__contains="thủ trưởng").exists(), user
        assert OutgoingMail.objects.filter(recipient=hoa, subject__contains="Thôi giữ chức vụ thủ trưởng").exists()

    def test_another_confirms_and_the_invitation_goes_to_the_address_that_was_looked_at(
        self, unit, lan, thu, hoa, visitor
    ):
        change = replace_leader(unit, lan, hoa)
        workflow.confirm_change(change, by=thu)
        puppet = fresh(change.person)
        assert unit.pk in puppet.roles().can_sign_for
        assert OutgoingMail.objects.get(body__contains="/loi-moi/").address == change.address
        set_up(visitor, link_in_invitation())
        assert has_device(puppet)

    def test_the_first_signature_waits_and_the_city_may_shorten_it(self, unit, lan, thu, hoa, mai):
        workflow.confirm_change(replace_leader(unit, lan, hoa), by=thu)
        puppet = User.objects.get(username="hoa2")
        with pytest.raises(NotAllowedNow, match="được ký từ"):
            check_identity(puppet, password="x", code="123456")
        with pytest.raises(NotAllowedNow, match="lý do"):
            workflow.shorten_waiting(puppet, by=mai, reason=" ")
        workflow.shorten_waiting(puppet, by=mai, reason="Ký tại hội nghị")
        assert AuditEvent.objects.get(verb="units.shorten_waiting").reason == "Ký tại hội nghị"
        assert fresh(puppet).signs_from <= clock.now()

    def test_after_the_waiting_time_it_is_over_by_itself(self, unit, lan, thu, hoa, at):
        with at("2026-11-30 09:00"):
            workflow.confirm_change(replace_leader(unit, lan, hoa), by=thu)
            puppet = User.objects.get(username="hoa2")
            assert puppet.signs_from == clock.now() + datetime.timedelta(hours=24)

    def test_nobody_who_was_let_in_by_the_preparer_is_a_second(self, unit, lan, hoa, nam):
        """A second puppet of the same secretary, as staff, confirms nothing; whoever was there before does."""
        aide = workflow.add_person(
            unit,
            by=lan,
            username="giup",
            full_name="Lương Văn Giúp",
            salutation="Ông",
            title="Chuyên viên",
            is_leader=False,
            valid_from=clock.today(),
            email="giup@example.vn",
        )
        change = replace_leader(unit, lan, hoa)
        assert not has_permission(aide, "units.confirm_change", change)
        assert has_permission(nam, "units.confirm_change", change)

    def test_an_old_colleague_let_in_anew_by_the_preparer_is_none_either(self, unit, lan, hoa, visitor):
        aide = newcomer(unit)
        workflow.send_invitation(aide, by=lan)
        set_up(visitor, link_in_mail())
        assert not has_permission(fresh(aide), "units.confirm_change", replace_leader(unit, lan, hoa))

    def test_who_may_be_the_second(self, unit, lan, thu, hoa, nam, minh, tuan, mai, bach):
        change = replace_leader(unit, lan, hoa)
        may = {u.username for u in (lan, thu, nam, minh, tuan, mai, bach) if has_permission(u, CONFIRM, change)}
        assert may == {"thu", "nam", "mai", "bach"}
        assert {user.username for user in seconds_of(change)} == {"thu", "nam"}

    def test_where_nobody_else_is_the_city_is_asked(self, nine, lan, mai):
        workflow.add_person(
            nine[2],
            by=lan,
            username="moi",
            full_name="Ngô Văn Mới",
            salutation="Ông",
            title="Giám đốc",
            is_leader=True,
            valid_from=clock.today(),
            email="moi@example.vn",
        )
        assert [user.username for user in seconds_of(AccessChange.objects.get())] == ["mai"]

    def test_refused_it_ends_before_it_began_and_another_can_be_written(self, unit, lan, thu, hoa):
        change = workflow.refuse_change(replace_leader(unit, lan, hoa), by=thu, reason="Không đúng người")
        assert change.post.is_over
        workflow.add_post(unit, by=lan, person=hoa, title="Quyền Giám đốc", is_leader=True, valid_from=clock.today())
        assert Notice.objects.filter(user=lan, title__contains="không xác nhận").exists()

    def test_it_is_confirmed_once(self, unit, lan, thu, mai, hoa):
        change = replace_leader(unit, lan, hoa)
        workflow.confirm_change(change, by=thu)
        with pytest.raises(NotAllowedNow):
            workflow.confirm_change(change, by=mai)

    def test_an_address_changed_under_the_confirmers_eyes_is_refused(self, unit, lan, thu, hoa):
        change = replace_leader(unit, lan, hoa)
        User.objects.filter(pk=change.person_id).update(email="khac@example.vn")
        with pytest.raises(NotAllowedNow, match="Địa chỉ thư"):
            workflow.confirm_change(change, by=thu)

    def test_the_sets_up_of_an_installation_asks_nobody(self, unit):
        post = workflow.add_post(
            unit, by=None, person=factories.UserFactory(), title="Giám đốc", is_leader=True, valid_from=clock.today()
        )
        assert post.confirmed_at and not AccessChange.objects.exists()


CONFIRM = "units.confirm_change"


def link_in_invitation() -> str:
    body = OutgoingMail.objects.get(body__contains="/loi-moi/").body
    return re.search(r"https://khoithidua\.example\.vn(/loi-moi/\S+)", body)[1]


class TestAuthority:
    PAPER = {"capacity": "TUQ.", "title": "Chuyên viên", "reference": "GUQ 01", "valid_from": datetime.date(2020, 1, 1)}

    def test_written_down_by_a_secretary_it_waits_for_the_leader(self, unit, lan, hoa, nam):
        workflow.grant_authority(unit, by=lan, holder=nam, **self.PAPER)
        assert unit.pk not in fresh(nam).roles().can_sign_for
        workflow.confirm_change(AccessChange.objects.get(), by=hoa)
        assert unit.pk in fresh(nam).roles().can_sign_for

    def test_given_by_the_leader_it_counts(self, unit, hoa, nam):
        workflow.grant_authority(unit, by=hoa, holder=nam, **self.PAPER)
        assert unit.pk in fresh(nam).roles().can_sign_for


class TestAddress:
    def test_of_somebody_in_it_is_confirmed_by_another_and_accepted_with_the_password(
        self, lan, thu, hoa, bloc, visitor
    ):
        workflow.edit_person(hoa, by=lan, chain=bloc.chain, email="lan.rieng@example.vn", phone="0225 123 456")
        assert (fresh(hoa).email, fresh(hoa).phone) == ("hoa@example.vn", "0225 123 456")
        assert OutgoingMail.objects.filter(address="hoa@example.vn", subject__contains="địa chỉ thư").exists()
        workflow.confirm_change(AccessChange.objects.get(), by=thu)
        assert fresh(hoa).email == "hoa@example.vn"
        link = link_in_invitation()
        assert visitor.post(link, {"password": "sai-mat-khau-roi"}).status_code == 422
        assert visitor.post(link, {"password": "mat-khau-thu-nghiem"}).url == "/dang-nhap/"
        assert fresh(hoa).email == "lan.rieng@example.vn"
        assert fresh(hoa).signs_from > clock.now()

    def test_of_a_newcomer_a_slip_is_mended_at_once(self, unit, lan, bloc):
        moi = newcomer(unit)
        workflow.edit_person(moi, by=lan, chain=bloc.chain, email="dung@example.vn")
        assert fresh(moi).email == "dung@example.vn" and not AccessChange.objects.exists()

    def test_an_account_in_use_keeps_an_address(self, lan, hoa, bloc):
        with pytest.raises(NotAllowedNow, match="cần có địa chỉ"):
            workflow.edit_person(hoa, by=lan, chain=bloc.chain, email="")

    def test_of_a_leader_who_is_not_in_yet_it_is_an_act_of_two_as_well(self, unit, lan, thu, bloc):
        moi = newcomer(unit)
        Post.objects.filter(user=moi).delete()
        factories.PostFactory(user=moi, unit=unit, is_leader=True)
        workflow.edit_person(moi, by=lan, chain=bloc.chain, email="lan.rieng@example.vn")
        assert fresh(moi).email == "moi@example.vn"
        workflow.confirm_change(AccessChange.objects.get(), by=thu)
        assert OutgoingMail.objects.get(body__contains="/loi-moi/").address == "lan.rieng@example.vn"


class TestLostFactor:
    @pytest.fixture
    def lost(self, hoa):
        return TOTPDevice.objects.create(user=hoa, confirmed=True)

    def test_two_others_renew_it_and_neither_learns_it(self, lan, bach, hoa, lost, visitor):
        change = workflow.request_new_factor(hoa, by=lan, reason="Mất điện thoại")
        assert not has_permission(lan, CONFIRM, change) and not has_permission(hoa, CONFIRM, change)
        workflow.confirm_change(change, by=bach)
        mail = OutgoingMail.objects.get(body__contains="/loi-moi/")
        assert mail.address == hoa.email
        assert TOTPDevice.objects.get(user=hoa).key == lost.key, "the old one works until the new one is set up"
        link = link_in_invitation()
        device_page = visitor.post(link, {"password": "mat-khau-thu-nghiem"}).url
        visitor.post(device_page, {"code": code_on(visitor.get(device_page))})
        assert TOTPDevice.objects.get(user=hoa).key != lost.key
        hoa.refresh_from_db()
        assert hoa.check_password("mat-khau-thu-nghiem")
        with pytest.raises(NotAllowedNow, match="được ký từ"):
            check_identity(hoa, password="mat-khau-thu-nghiem", code="123456")

    def test_the_link_alone_renews_nothing(self, lan, bach, hoa, lost, visitor):
        workflow.confirm_change(workflow.request_new_factor(hoa, by=lan, reason="Mất máy"), by=bach)
        link = link_in_invitation()
        assert visitor.post(link, {"password": "sai-mat-khau-roi"}).status_code == 422
        assert visitor.get(link + "ung-dung/").url == link
        assert choose(visitor, link, NEW).status_code == 422

    def test_nobody_asks_for_oneself(self, lan):
        with pytest.raises(NotAllowedNow, match="tự đề nghị"):
            workflow.request_new_factor(lan, by=lan, reason="Mất")

    def test_the_person_may_object(self, lan, hoa, lost):
        change = workflow.request_new_factor(hoa, by=lan, reason="Mất điện thoại")
        assert has_permission(hoa, "units.refuse_change", change)
        workflow.refuse_change(change, by=hoa, reason="Tôi không đề nghị")
        assert not OutgoingMail.objects.filter(body__contains="/loi-moi/").exists()


class TestDatabase:
    def test_the_second_is_another(self, unit, lan, hoa):
        change = replace_leader(unit, lan, hoa)
        with pytest.raises(IntegrityError, match="confirmed_by_another"):
            AccessChange.objects.filter(pk=change.pk).update(
                state="confirmed", confirmed_by=lan, confirmed_at=clock.now()
            )

    def test_nobody_confirms_oneself(self, unit, lan, hoa):
        change = replace_leader(unit, lan, hoa)
        with pytest.raises(IntegrityError, match="nobody_confirms_oneself"):
            AccessChange.objects.filter(pk=change.pk).update(
                state="confirmed", confirmed_by=change.person, confirmed_at=clock.now()
            )

    def test_a_post_is_confirmed_by_no_other_way(self, unit, lan, hoa):
        change = replace_leader(unit, lan, hoa)
        with pytest.raises(IntegrityError, match="người thứ hai"), connection.cursor() as cursor:
            cursor.execute("UPDATE units_post SET confirmed_at = now() WHERE id = %s", [change.post_id])

    def test_an_authority_neither(self, unit, lan, hoa, nam):
        workflow.grant_authority(unit, by=lan, holder=nam, **TestAuthority.PAPER)
        with pytest.raises(IntegrityError, match="người thứ hai"):
            SigningAuthority.objects.update(confirmed_at=clock.now())

    @pytest.mark.parametrize(
        ("column", "value", "constraint"),
        [
            ("post_id", "NULL", "access_change_says_what"),
            ("prepared_by_id", "person_id", "only_an_address_by_oneself"),
            ("confirmed_at", "now()", "access_change_confirmed_stamps"),
            ("refused_at", "now()", "access_change_refused_stamps"),
        ],
    )
    def test_a_row_says_what_changes_and_who_decided(self, unit, lan, hoa, column, value, constraint):
        replace_leader(unit, lan, hoa)
        with pytest.raises(IntegrityError, match=constraint), connection.cursor() as cursor:
            cursor.execute(f"UPDATE units_accesschange SET {column} = {value}")

    def test_one_open_request_a_kind(self, lan, hoa):
        change = workflow.request_new_factor(hoa, by=lan, reason="Mất")
        with pytest.raises(NotAllowedNow, match="Đã có đề nghị"):
            workflow.request_new_factor(hoa, by=lan, reason="Mất")
        change.pk = None
        with pytest.raises(IntegrityError, match="one_open_access_change_a_kind"):
            change.save(force_insert=True)

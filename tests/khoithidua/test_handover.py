"""The secretariat handed over, with the head of the year: two people sign, and only then it is so."""

import datetime
import uuid

import pytest
from django.urls import reverse

from libraries.web import clock
from notices.worklist import work_for
from records.models import AuditEvent
from records.transitions import NotAllowedNow
from tests import factories
from units import workflow
from units.codes import Proof
from units.models import Handover, OrganisationChange
from units.roles import Roles
from units.workflow.changes import Ground

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-thu-nghiem"
DAY = datetime.date
JULY, EVE = DAY(2020, 7, 1), DAY(2020, 6, 30)


@pytest.fixture(autouse=True)
def in_june(at):
    with at("2020-06-20 09:00"):
        yield


@pytest.fixture
def proof():
    now = clock.now()
    return Proof(password_at=now, code_at=now, code_kind="totp", device_id="otp_totp.totpdevice/1")


def hand(year, by, proof, taker, **more):
    given = {
        "title": "Tổ trưởng Tổ thư ký", "on": JULY, "head": None, "others_stay": False,
        "ground": Ground("Luân phiên Khối trưởng"), "items": {"tasks": []},
    }  # fmt: skip
    return workflow.hand_over(year, by=by, proof=proof, taker=taker, **given | more)


def test_nothing_changes_before_the_second_signature(year2020, nine, lan, nam, proof):
    row = hand(year2020, lan, proof, nam, head=nine[5])
    assert row.state == "handed"
    assert Roles.of(lan.pk, JULY).secretary_of and not Roles.of(nam.pk, JULY).secretary_of
    assert year2020.seats_on(JULY).get(role="head").unit == nine[0]


def test_with_it_the_secretariat_and_the_head_change_on_the_day(year2020, nine, lan, nam, proof):
    thu = factories.UserFactory(username="thu")
    factories.SecretariatSeatFactory(user=thu, bloc=year2020.bloc)
    workflow.take_over(hand(year2020, lan, proof, nam, head=nine[5]), by=nam, proof=proof)
    for person in (lan, thu):
        assert Roles.of(person.pk, EVE).secretary_of and not Roles.of(person.pk, JULY).secretary_of
    assert Roles.of(nam.pk, JULY).secretary_of == {year2020.bloc_id} and not Roles.of(nam.pk, EVE).secretary_of
    heads = [year2020.seats_on(day).get(role="head").unit for day in (EVE, JULY)]
    assert heads == [nine[0], nine[5]]
    assert OrganisationChange.objects.get().reason == "Luân phiên Khối trưởng"
    verbs = list(AuditEvent.objects.order_by("seq").values_list("verb", flat=True))
    assert verbs == ["units.hand_over", "units.set_role", "units.take_over"]


def test_the_others_may_stay(year2020, lan, nam, proof):
    thu = factories.UserFactory(username="thu")
    factories.SecretariatSeatFactory(user=thu, bloc=year2020.bloc)
    workflow.take_over(hand(year2020, lan, proof, nam, others_stay=True), by=nam, proof=proof)
    assert Roles.of(thu.pk, JULY).secretary_of and not Roles.of(lan.pk, JULY).secretary_of


def test_the_evidence_of_both_is_kept(year2020, lan, nam, proof):
    row = workflow.take_over(hand(year2020, lan, proof, nam), by=nam, proof=proof)
    assert (row.handed_by, row.taken_by) == (lan, nam)
    assert row.handed_proof["code_kind"] == row.taken_proof["code_kind"] == "totp"


def test_one_at_a_time(year2020, lan, nam, hoa, proof):
    hand(year2020, lan, proof, nam)
    with pytest.raises(NotAllowedNow, match="chờ người nhận xác nhận"):
        hand(year2020, lan, proof, hoa)


def test_withdrawn_it_changes_nothing_and_cannot_be_taken(year2020, lan, nam, proof):
    row = workflow.withdraw_handover(hand(year2020, lan, proof, nam), by=lan, reason="Chọn nhầm người")
    assert row.state == "withdrawn"
    with pytest.raises(NotAllowedNow):
        workflow.take_over(row, by=nam, proof=proof)


@pytest.mark.parametrize(
    ("more", "says"),
    [({"on": DAY(2021, 1, 1)}, "trong năm 2020"), ({"taker": "lan"}, "người khác"), ({"taker": "closed"}, "bị khóa")],
)
def test_what_makes_no_sense_is_refused(year2020, lan, nam, proof, more, says):
    if more.get("taker") == "closed":
        type(nam).objects.filter(pk=nam.pk).update(is_active=False)
        nam.refresh_from_db()
    taker = lan if more.pop("taker", "") == "lan" else nam
    with pytest.raises(NotAllowedNow, match=says):
        hand(year2020, lan, proof, taker, **more)


def page(client, name, *args, **typed):
    return client.post(reverse(name, args=args), {"submission_token": str(uuid.uuid4()), **typed}, follow=True)


def code(person):
    return workflow.issue_static_codes(person, by=person)[0]


def test_played_over_the_pages_with_both_second_factors(year2020, nine, lan, nam, client_of, settings):
    settings.DATA_FOLDER.mkdir(parents=True, exist_ok=True)
    giver, taker = client_of(lan), client_of(nam)
    shown = giver.get(reverse("handover_start", args=["doanh-nghiep-2"])).content.decode()
    assert "Việc đang xử lý, thời hạn" in shown
    typed = {
        "taker": nam.pk, "title": "Tổ trưởng", "on": "01/7/2020", "head": nine[5].pk, "reason": "Luân phiên",
        "password": PASSWORD,
    }  # fmt: skip
    right = code(lan)
    # The password, not the code: after a wrong code the next one has to wait.
    refused = page(giver, "handover_start", "doanh-nghiep-2", **typed | {"password": "sai"}, code=right)
    assert refused.status_code == 422 and "Mật khẩu chưa đúng" in refused.content.decode()
    assert not Handover.objects.exists()
    signed = page(giver, "handover_start", "doanh-nghiep-2", **typed, code=right)
    assert "Chờ nhận bàn giao" in signed.content.decode()
    row = Handover.objects.get()
    assert any(item.address == reverse("handover_detail", args=[row.pk]) for item in work_for(nam))
    taken = page(taker, "handover_take", row.pk, password=PASSWORD, code=code(nam))
    assert "Đã nhận bàn giao" in taken.content.decode()
    assert Roles.of(nam.pk, JULY).secretary_of


def test_who_is_no_party_sees_nothing(year2020, lan, nam, hoa, mai, proof, client_of):
    row = hand(year2020, lan, proof, nam)
    answers = [client_of(one).get(reverse("handover_detail", args=[row.pk])).status_code for one in (hoa, mai)]
    assert answers == [404, 404]
    assert client_of(lan).get(reverse("handover_take", args=[row.pk])).status_code == 403
    assert client_of(hoa).get(reverse("handover_start", args=["doanh-nghiep-2"])).status_code == 403


@pytest.mark.parametrize("half", [{"number": "12/QĐ"}, {"date": "25/6/2020"}])
def test_a_paper_has_number_and_date_or_neither(year2020, lan, nam, client_of, half):
    typed = {"taker": nam.pk, "title": "Tổ trưởng", "on": "01/7/2020", "reason": "Luân phiên", "password": PASSWORD}
    answer = page(client_of(lan), "handover_start", "doanh-nghiep-2", **typed, **half, code="0000000000")
    assert answer.status_code == 422 and "Nhập đủ số, ký hiệu và ngày" in answer.content.decode()
    assert not Handover.objects.exists()

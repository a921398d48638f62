"""Every open request ends: a unit that is gone is released, whoever takes office is invited, turns are kept."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from libraries.web import clock
from notices.models import Notice
from pledges import workflow as pledges
from pledges.queries import party_of
from records.transitions import NotAllowedNow
from signatures import workflow
from signatures.models import AcceptedSignature, Party, SigningLink, SigningRequest
from signatures.queries import in_turn, waiting_for
from signatures.tasks import invite_waiting
from tests import factories
from tests.pledges.conftest import PASSWORD, new_code, sign, start_signing, token_of

pytestmark = pytest.mark.django_db
MERGED = "Sáp nhập theo Quyết định số 12/QĐ-UBND ngày 01/7/2020."


@pytest.fixture
def three(opened, nine, lan):
    """The pledge as three units are left of it: six were released."""
    for unit in nine[3:]:
        workflow.release_party(party_of(opened, unit), by=lan, reason=MERGED)
    return opened


def test_a_dissolved_unit_is_released_and_the_others_make_it_whole(three, nine, leaders, lan):
    for unit, leader in list(zip(nine, leaders, strict=True))[:2]:
        sign(three, unit, leader)
    assert three.required_units == 3
    workflow.release_party(party_of(three, nine[2]), by=lan, reason=MERGED)
    three.refresh_from_db()
    assert (three.state, three.required_units, three.signatures.count()) == ("in_force", 2, 2)
    told = Notice.objects.filter(user=leaders[0], title__startswith="Rút tên")
    assert told.count() == 7 and MERGED in told.first().body


def test_who_signed_is_not_released_and_somebody_must_be_left(three, nine, leaders, lan):
    sign(three, nine[0], leaders[0])
    with pytest.raises(NotAllowedNow, match="đã ký nên không rút tên"):
        workflow.release_party(party_of(three, nine[0]), by=lan, reason=MERGED)
    with pytest.raises(NotAllowedNow, match="đã được rút tên"):
        workflow.release_party(party_of(three, nine[5]), by=lan, reason=MERGED)
    with pytest.raises(NotAllowedNow, match="lý do"):
        workflow.release_party(party_of(three, nine[1]), by=lan, reason=" ")


def test_a_released_unit_signs_no_more_and_its_link_has_ended(opened, nine, hoa, lan):
    token = token_of(hoa)
    workflow.release_party(party_of(opened, nine[5]), by=lan, reason=MERGED)
    assert workflow.link_of(token) is None and not waiting_for(hoa)
    with pytest.raises(NotAllowedNow, match="đã được rút tên"):
        start_signing(opened, nine[5], by=hoa)


def test_the_release_is_a_page_of_the_secretariat(opened, nine, client_of, lan, minh):
    place = party_of(opened, nine[5]).position
    page = reverse("signatures:party_release", args=[opened.signing_id, place])
    assert client_of(minh).get(page).status_code == 403
    assert client_of(lan).post(page, {"reason": ""}).status_code == 422
    assert client_of(lan).post(page, {"reason": MERGED}).status_code == 302
    assert "Đã rút tên" in client_of(lan).get(f"/trinh-ky/{opened.signing_id}/").text


def _successor(unit):
    user = factories.UserFactory(username="nguoimoi", full_name="Phan Thị Mới", salutation="Bà")
    factories.PostFactory(user=user, unit=unit, title="Giám đốc", is_leader=True, valid_from=clock.today())
    return user


def test_who_takes_office_meanwhile_is_invited_once_and_the_old_link_ends(opened, nine, hoa):
    token = token_of(hoa)
    hoa.posts.update(valid_to=clock.today())
    successor = _successor(nine[5])
    assert workflow.link_of(token) is None
    assert (invite_waiting(), invite_waiting()) == (1, 0)
    assert SigningLink.objects.filter(user=successor).count() == 1
    assert sign(opened, nine[5], successor).signer_name == "Phan Thị Mới"


def test_nobody_is_invited_after_the_deadline(opened, nine, hoa):
    hoa.posts.update(valid_to=clock.today())
    _successor(nine[5])
    with clock.travel(opened.sign_by + datetime.timedelta(days=1)):
        assert invite_waiting() == 0


def test_an_accepted_signature_of_a_withdrawn_request_is_left_alone(opened, nine, hoa, lan):
    """Withdrawn by whoever may past the pledge's own rule: the workers do not try for ever."""
    intent = start_signing(opened, nine[5], by=hoa)
    workflow.accept_with(intent, by=hoa, password=PASSWORD, code=new_code(hoa))
    with transaction.atomic():
        workflow.withdraw(opened.signing, by=lan, reason="Sai nội dung")
    assert workflow.embed_waiting() == 0 and AcceptedSignature.objects.count() == 1


# --- One after another ------------------------------------------------------------------------------------------------


@pytest.fixture
def in_order(opened, nine, lan):
    """A second request over the same file's twin: lan prepares, then the leader of the head unit signs."""
    first = opened.signing
    request = SigningRequest.objects.create(
        emulation_year=first.emulation_year, kind="pledge", title="Biên bản thử", document=_twin(first, lan),
        content_sha256="a" * 64, page_count=1, sign_by=first.sign_by, opened_at=first.opened_at, opened_by=lan,
    )  # fmt: skip
    boxes = {"box_width": 52, "box_height": 27}
    Party.objects.create(
        request=request, position=1, turn=1, person=lan, capacity="Thư ký", signs_for="Hội nghị", field="a", **boxes
    )
    Party.objects.create(request=request, position=2, turn=2, unit=nine[0], signs_for=nine[0].name, field="b", **boxes)
    return request


def _twin(request, by):
    from records.documents import store_document  # beside its only use

    return store_document(
        request.document.read() + b"\n", chain=request.chain, kind="pledge", title="Thử", filename="thu.pdf", by=by
    )


def test_the_second_waits_for_the_first(in_order, lan, minh):
    first, second = in_order.parties.all()
    assert [party.pk for party in in_turn(in_order)] == [first.pk]
    with pytest.raises(NotAllowedNow, match="đang chờ chữ ký của Hội nghị"):
        workflow.start_signing(second, by=minh)
    assert first in waiting_for(lan) and second not in waiting_for(minh)


def test_the_database_keeps_the_turn_too(in_order, lan, minh):
    first, second = in_order.parties.all()
    intent = workflow.start_signing(first, by=lan)
    values = {field.attname: getattr(intent, field.attname) for field in intent._meta.local_fields}
    values |= {"id": "00000000-0000-4000-8000-000000000002", "party_id": second.pk, "user_id": minh.pk}
    early = type(intent).objects.create(**values)
    facts = {"request": in_order, "factors": {}, "circumstances": {}, "accepted_at": clock.now()}
    with pytest.raises(IntegrityError, match="chờ chữ ký khác trước"), transaction.atomic():
        AcceptedSignature.objects.create(intent=early, party=second, user=minh, **facts)
    with pytest.raises(IntegrityError, match="không có tên trong số"), transaction.atomic():
        type(intent).objects.filter(pk=early.pk).delete()
        other = type(intent).objects.create(**values | {"party_id": first.pk})
        AcceptedSignature.objects.create(intent=other, party=first, user=minh, **facts)


def test_a_named_person_signs_in_the_capacity_of_the_paper(in_order, lan, minh):
    first, _ = in_order.parties.all()
    assert workflow.start_signing(first, by=lan).statement_text.startswith(
        "Tôi, Trần Thị Lan, Thư ký, thay mặt Hội nghị"
    )
    with pytest.raises(NotAllowedNow, match="không có thẩm quyền"):
        workflow.start_signing(first, by=minh)


def test_withdrawing_the_pledge_leaves_its_request_as_history(opened, lan):
    signing = opened.signing
    pledges.withdraw_opening(opened, by=lan, reason="Sai tên")
    signing.refresh_from_db()
    assert (signing.state, signing.ending_reason, signing.ended_by) == ("withdrawn", "Sai tên", lan)

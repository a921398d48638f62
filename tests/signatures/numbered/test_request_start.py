"""Trình ký: who prepares, who approves, who signs, in which order; put again after a return."""

import pytest
from django.urls import reverse

from notices.models import Notice
from notices.worklist import work_for
from signatures import workflow
from signatures.models import SigningRequest
from signatures.queries import in_turn
from tests.support.signing import put, sign, sign_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def address(row, kind="regulation"):
    return reverse("signatures:request_start", args=[kind, row.pk])


def answers(page, **more):
    """The first choice of each role, as the page offers it."""
    return {"role_signer": page.split('name="role_signer"')[1].split('value="')[1].split('"')[0]} | more


def titles(user):
    return [item.title for item in work_for(user)]


def test_who_may_and_what_there_is(adopted, client_of, lan, minh, tuan, mai):
    assert [client_of(user).get(address(adopted)).status_code for user in (lan, minh, tuan, mai)] == [
        200,
        403,
        404,
        404,
    ]
    for kind in ("pledge", "nothing"):
        assert client_of(lan).get(address(adopted, kind)).status_code == 404
    page = client_of(lan).get(address(adopted)).text
    assert "Nguyễn Văn Minh – Khối trưởng, Giám đốc Cảng vụ Hàng hải Hải Phòng" in page
    assert "Không cần duyệt trước khi ký" in page and "Người trình: Trần Thị Lan" in page


def test_it_is_put_before_its_signer_who_is_invited(adopted, client_of, lan, minh):
    page = client_of(lan).get(address(adopted)).text
    answer = client_of(lan).post(address(adopted), answers(page, sign_by="10/07/2020 17:00"))
    request = SigningRequest.objects.get(kind="regulation")
    assert answer.url == reverse("signatures:request_detail", args=[request.pk])
    assert (request.state, request.opened_by, request.document.number, request.document.code) == ("open", lan, "", None)
    party = request.parties.get()
    assert (party.person, party.unit.slug, party.who) == (minh, "cang-vu-hang-hai", "Nguyễn Văn Minh")
    assert Notice.objects.filter(user=minh, title__startswith="Kính mời ký").exists()
    assert f"Ký {request.title}" in titles(minh)
    adopted.refresh_from_db()
    assert adopted.signing == request and adopted.being_signed


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"role_signer": ""}, "Chọn người ký."),
        ({"role_signer": "7-7"}, "Chọn"),
        ({"sign_by": "01/07/2020"}, "Hạn ký đã qua"),
    ],
)
def test_what_was_typed_wrong_is_said(adopted, client_of, lan, typed, says):
    page = client_of(lan).get(address(adopted)).text
    answer = client_of(lan).post(address(adopted), answers(page, sign_by="10/07/2020 17:00") | typed)
    assert answer.status_code in (409, 422) and says in answer.text
    assert not SigningRequest.objects.exists()


def test_whoever_approves_comes_first(adopted, lan, minh):
    request = put("regulation", adopted, by=lan, approval=lan)
    assert [party.person for party in in_turn(request)] == [lan]
    assert f"Ký {request.title}" in titles(lan) and f"Ký {request.title}" not in titles(minh)
    sign_all(request)
    assert list(request.signatures.order_by("revision").values_list("party__meaning", flat=True)) == [
        "approves",
        "signs",
    ]


def test_nobody_signs_in_two_places(adopted, lan, minh):
    from records.transitions import NotAllowedNow

    with pytest.raises(NotAllowedNow, match="Mỗi người chỉ ký một nơi"):
        put("regulation", adopted, by=lan, approval=minh)


def test_a_paper_is_before_its_signers_once(asked, adopted, client_of, lan):
    page = client_of(lan).get(address(adopted)).text
    answer = client_of(lan).post(address(adopted), answers(page, sign_by="10/07/2020 17:00"))
    assert answer.status_code == 409 and "đang trình ký" in answer.text


def test_returned_with_a_reason_mended_and_put_again(asked, adopted, client_of, lan, minh):
    """Trình – Duyệt – Trả lại: the reason reaches whoever prepared it, and stays until the paper is put again."""
    where = reverse("signatures:request_decline", args=[asked.pk])
    assert "Trả lại để sửa" in client_of(minh).get(where).text
    assert client_of(minh).post(where, {"reason": ""}).status_code == 422
    assert client_of(minh).post(where, {"reason": "Điều 3 khoản 2: ghi rõ thời hạn."}).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.ended_by, asked.ending_reason) == ("returned", minh, "Điều 3 khoản 2: ghi rõ thời hạn.")
    (item,) = [item for item in work_for(lan) if item.title.startswith("Sửa và trình lại")]
    assert "Điều 3 khoản 2" in item.why and item.address == reverse("signatures:request_detail", args=[asked.pk])
    page = client_of(lan).get(item.address).text
    assert "Điều 3 khoản 2" in page and address(adopted) in page and "Trình ký lại" in page
    assert f"Ký {asked.title}" not in titles(minh)
    adopted.refresh_from_db()
    again = put("regulation", adopted, by=lan)
    assert again.instead_of == asked and not [one for one in titles(lan) if one.startswith("Sửa và trình lại")]
    sign_all(again)
    assert again.state == "complete"


def test_of_two_signatures_a_return_keeps_none_for_the_new_paper(adopted, lan, minh):
    request = put("regulation", adopted, by=lan, approval=lan)
    sign(request.parties.get(field="approval"))
    workflow.return_paper(request, by=minh, reason="Sửa căn cứ.")
    adopted.refresh_from_db()
    again = put("regulation", adopted, by=lan, approval=lan)
    assert again.signatures.count() == 0 and request.signatures.count() == 1

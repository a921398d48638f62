"""Thu hồi: what is before its signers, or signed without a number yet, is taken back with a reason; no dead end."""

import pytest
from django.urls import reverse

from libraries.web import clock
from notices.models import Notice
from records.transitions import NotAllowedNow
from regulations import workflow as regulations
from signatures import workflow
from signatures.models import SigningLink
from signatures.queries import signers_of
from tests import factories
from tests.regulations.conftest import issue
from tests.support.signing import put, sign_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def address(request):
    return reverse("signatures:request_withdraw", args=[request.pk])


@pytest.mark.parametrize("stage", ["asked", "complete"])
def test_taken_back_with_a_reason(request, stage, adopted, client_of, lan, minh, tuan):
    signing = request.getfixturevalue(stage)
    assert [client_of(user).get(address(signing)).status_code for user in (lan, minh, tuan)] == [200, 403, 404]
    assert client_of(lan).post(address(signing), {"reason": ""}).status_code == 422
    assert client_of(lan).post(address(signing), {"reason": "Sai căn cứ."}).status_code == 302
    signing.refresh_from_db()
    assert (signing.state, signing.ending_reason, signing.completed_at) == ("withdrawn", "Sai căn cứ.", None)
    assert Notice.objects.filter(user=minh, title__startswith="Thông báo thu hồi").exists()
    adopted.refresh_from_db()
    assert regulations.back_to_draft(adopted, by=lan, reason="Sửa căn cứ.").state == "draft"


def test_what_its_signers_have_before_them_does_not_change(asked, adopted, lan):
    adopted.refresh_from_db()
    with pytest.raises(NotAllowedNow, match="Thu hồi văn bản trình ký trước"):
        regulations.back_to_draft(adopted, by=lan, reason="Sửa")


def test_what_is_issued_is_not_taken_back(adopted, minh, lan):
    issued = issue(adopted, lan)
    with pytest.raises(NotAllowedNow, match="Đã phát hành"):
        workflow.withdraw(issued.signing, by=lan, reason="Muộn")


def test_a_named_signer_who_left_office_signs_no_more_and_the_successor_does(asked, adopted, nine, lan, minh):
    """The name is printed: the paper is taken back and put before whoever took office. The old link ends."""
    link = SigningLink.objects.get(request=asked, user=minh)
    assert workflow.is_live(link)
    minh.posts.update(valid_to=clock.today())
    successor = factories.UserFactory(username="nguoimoi", full_name="Phan Thị Mới")
    office = {"title": "Giám đốc", "is_leader": True, "valid_from": clock.today()}
    factories.PostFactory(user=successor, unit=nine[0], **office)
    assert not workflow.is_live(SigningLink.objects.get(pk=link.pk)) and not signers_of(asked.parties.get())
    minh = type(minh).objects.get(pk=minh.pk)
    with pytest.raises(NotAllowedNow, match="không có thẩm quyền"):
        workflow.start_signing(asked.parties.get(), by=minh)
    with pytest.raises(NotAllowedNow, match="Thu hồi văn bản trình ký, sau đó trình ký lại"):
        workflow.release_party(asked.parties.get(), by=lan, reason="Thôi giữ chức vụ")
    workflow.withdraw(asked, by=lan, reason="Thay đổi thủ trưởng.")
    adopted.refresh_from_db()
    again = sign_all(put("regulation", adopted, by=lan))
    assert again.signatures.get().user == successor


def test_several_papers_in_one_act(adopted, asked, client_of, lan, minh, short):
    """The queue of a director: papers of several kinds, one password, one code."""
    from signatures.queries import waiting_for
    from signatures.workflow.signing import accept_several
    from tests.pledges.conftest import PASSWORD, new_code

    other = put("regulation", short, by=lan)
    waiting = list(waiting_for(minh))
    assert {party.request for party in waiting} == {asked, other}
    done = accept_several(waiting, by=minh, password=PASSWORD, code=new_code(minh))
    assert sorted(done.signed) == sorted([asked.title, other.title]) and done.refused == []
    assert workflow.embed_waiting() == 2
    for request in (asked, other):
        request.refresh_from_db()
        assert request.state == "complete" and request.signatures.get().evidence["document"] == request.title
    intents = [request.signatures.get().intent_id for request in (asked, other)]
    assert len(set(intents)) == 2, "each paper has an evidence record of its own"


@pytest.fixture
def short(short_adopted):
    return short_adopted("Quy chế khen thưởng của Khối")


def test_a_paper_withdrawn_meanwhile_takes_none_of_the_others_with_it(asked, lan, minh, short):
    from signatures.queries import waiting_for
    from signatures.workflow.signing import accept_several
    from tests.pledges.conftest import PASSWORD, new_code

    put("regulation", short, by=lan)
    waiting = list(waiting_for(minh))
    workflow.withdraw(asked, by=lan, reason="Sai căn cứ.")
    done = accept_several(waiting, by=minh, password=PASSWORD, code=new_code(minh))
    assert done.signed == [short.title] and [title for title, _ in done.refused] == [asked.title]

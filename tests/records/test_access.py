"""The door check and the acting view: wrong role 403, wrong state 409, a form posted twice acts once."""

import uuid

import pytest
import rules
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from records import audit
from records.access import acting, check_permission, has_permission
from records.models import Job
from records.transitions import ACTIONS, COLLECTION_OF, Actions, NotAllowedNow, SomeoneWasFaster, Transition
from tests.racing import at_once


class Row:
    """The least that has a state."""

    def __init__(self, state):
        self.state = state

    def get_state_display(self):
        return {"draft": "Nháp", "issued": "Đã ban hành"}[self.state]

    def __str__(self):
        return "Quy chế thử"


@pytest.fixture
def issue_permit(db):
    who = rules.predicate(lambda user, row: user.username == "lan")
    name = "records.try_issue"
    Actions(Job, Transition(name, "Ban hành", who=who, allowed_in=("draft",), target="issued"))
    yield
    rules.remove_perm(name)
    del ACTIONS[name], COLLECTION_OF[name], audit.VERB_LABELS[name]


def test_role_and_state_allow_together(issue_permit, lan, minh):
    assert has_permission(lan, "records.try_issue", Row("draft"))
    assert not has_permission(lan, "records.try_issue", Row("issued"))
    assert not has_permission(minh, "records.try_issue", Row("draft"))
    assert not has_permission(AnonymousUser(), "records.try_issue", Row("draft"))


def test_a_wrong_state_is_told_politely(issue_permit, lan):
    with pytest.raises(NotAllowedNow, match="Quy chế thử đang ở trạng thái “Đã ban hành”"):
        check_permission(lan, "records.try_issue", Row("issued"))


def test_a_wrong_role_is_forbidden_in_any_state(issue_permit, minh):
    for state in ("draft", "issued"):
        with pytest.raises(PermissionDenied):
            check_permission(minh, "records.try_issue", Row(state))


def test_a_deactivated_person_may_nothing(issue_permit, lan):
    lan.is_active = False
    assert not has_permission(lan, "records.try_issue", Row("draft"))
    with pytest.raises(PermissionDenied):
        check_permission(lan, "records.try_issue", Row("draft"))


def post(user, intent, path="/thu/"):
    request = RequestFactory().post(path, {"intent": str(intent)})
    request.user = user
    return request


def test_a_form_posted_twice_acts_once(lan):
    acts = []

    @acting
    def act(request):
        acts.append(1)
        return HttpResponseRedirect("/ket-qua/7/")

    intent = uuid.uuid4()
    first, second = act(post(lan, intent)), act(post(lan, intent))
    assert acts == [1]
    assert (first.status_code, second.status_code, second.url) == (302, 303, "/ket-qua/7/")
    act(post(lan, uuid.uuid4()))
    assert acts == [1, 1]


def test_a_form_shown_again_with_errors_can_be_posted_again(lan):
    answers = [HttpResponse("sai", status=422), HttpResponseRedirect("/xong/")]
    act = acting(lambda request: answers.pop(0))
    intent = uuid.uuid4()
    assert [act(post(lan, intent)).status_code for _ in range(2)] == [422, 302]


def test_a_form_whose_act_failed_can_be_posted_again(lan):
    def fail(request):
        raise NotAllowedNow("chưa được")

    intent = uuid.uuid4()
    for _ in range(2):
        with pytest.raises(NotAllowedNow):
            acting(fail)(post(lan, intent))


def test_another_persons_intent_is_another_intent(lan, minh):
    act = acting(lambda request: HttpResponseRedirect(f"/cua/{request.user.username}/"))
    intent = uuid.uuid4()
    assert [act(post(user, intent)).url for user in (lan, minh)] == ["/cua/lan/", "/cua/minh/"]


def test_acting_views_refuse_get(lan):
    request = RequestFactory().get("/thu/")
    request.user = lan
    assert acting(lambda request: HttpResponse())(request).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_two_posts_of_one_form_at_the_same_moment_act_once(lan):
    import time

    acts = []

    @acting
    def act(request):
        acts.append(1)
        time.sleep(0.2)  # the act takes a while, so that the second post meets it under way
        return HttpResponseRedirect("/xong/")

    intent = uuid.uuid4()
    results = at_once([lambda: act(post(lan, intent))] * 2)
    assert acts == [1]
    assert any(isinstance(result, SomeoneWasFaster) or getattr(result, "status_code", 0) == 303 for result in results)

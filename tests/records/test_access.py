"""The door check: wrong role 403, wrong state 409."""

import pytest
import rules
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from records import audit
from records.access import check_permission, has_permission
from records.models import Job
from records.transitions import ACTIONS, COLLECTION_OF, Actions, NotAllowedNow, Transition


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
    del ACTIONS[name], COLLECTION_OF[name], audit.WORDS[name]


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

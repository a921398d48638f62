"""Act × state × person by hand; persona × permission × own or other."""

import pytest

from notices.actions import MAIL_ACTIONS, NOTICE_ACTIONS
from records.access import has_permission
from tests.matrix import assert_matrix, in_state

MATRIX = """
act      queued  sent  failed  leads to
send     itself  -     -       sent
give_up  itself  -     -       failed
retry    -       -     lan     queued
"""
NOTICE_MATRIX = """
act            any     leads to
mark_read      hoa     stays
mark_all_read  itself  stays
"""
PEOPLE = ["lan", "minh", "hoa", "nam", "tuan", "mai", "duc"]


@pytest.fixture
def people(lan, minh, hoa, nam, tuan, mai, duc):
    return dict(zip(PEOPLE, (lan, minh, hoa, nam, tuan, mai, duc), strict=True))


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [("notices.mark_read", {"hoa"}), ("notices.read_outbox", {"lan"}), ("notices.retry", {"lan"})],
)
def test_who_may(people, told, failed_mail, permission, allowed):
    row = {"notices.mark_read": told, "notices.retry": failed_mail}.get(permission)
    assert {name for name, user in people.items() if has_permission(user, permission, row)} == allowed


def test_retry_is_for_ones_own_bloc_and_failed_mails(lan, failed_mail, other_bloc):
    assert has_permission(lan, "notices.retry", failed_mail)
    failed_mail.state = "queued"
    assert not has_permission(lan, "notices.retry", failed_mail)
    failed_mail.state, failed_mail.bloc = "failed", other_bloc
    assert not has_permission(lan, "notices.retry", failed_mail)


def test_the_matrices_by_hand(people, told, failed_mail):
    assert_matrix(MAIL_ACTIONS, MATRIX, people, lambda action, state: in_state(failed_mail, state))
    assert_matrix(NOTICE_ACTIONS, NOTICE_MATRIX, people, lambda action, state: told)

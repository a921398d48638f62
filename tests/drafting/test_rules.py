"""Persona × permission × own and other: the secretariat writes and answers, staff comment, leaders send."""

import pytest

from drafting import workflow
from records.access import PERMITS, check_permission, has_permission
from records.transitions import NotAllowedNow
from tests import factories

SECRETARIAT = (
    "edit",
    "freeze",
    "open_consultation",
    "extend",
    "close_consultation",
    "remind",
    "answer",
    "settle",
    "reopen",
)


@pytest.fixture
def personas(lan, minh, hoa, nam, tuan, mai, duc, other_bloc):
    thu = factories.UserFactory(username="thu", full_name="Ngô Thị Thu")
    factories.SecretariatSeatFactory(user=thu, bloc=other_bloc)
    return [lan, minh, hoa, nam, tuan, mai, duc, thu]


def allowed(personas, verb, row):
    return {user.username for user in personas if has_permission(user, f"drafting.{verb}", row)}


def test_starting_is_the_secretariats(year2020, other_bloc, tuan, personas):
    assert allowed(personas, "create_text", year2020) == {"lan"}
    assert allowed(personas, "create_text", other_bloc.years.get()) == {"thu"}


@pytest.mark.parametrize(
    ("stage", "verbs"),
    [
        ("draft", {"edit", "freeze", "open_consultation"}),
        ("asked", {*SECRETARIAT} - {"reopen"}),
        ("settled", {"reopen"}),
    ],
)
def test_each_stage_of_a_text_is_the_secretariats(request, personas, stage, verbs):
    row = request.getfixturevalue(stage)
    text = row.text if stage == "asked" else row
    text.refresh_from_db()
    for verb in SECRETARIAT:
        assert allowed(personas, verb, text) == ({"lan"} if verb in verbs else set()), verb


def test_in_a_round_staff_write_and_leaders_send(asked, personas):
    assert allowed(personas, "start_comment", asked) == {"minh", "hoa", "nam"}
    assert allowed(personas, "send_comments", asked) == {"minh", "hoa"}
    assert allowed(personas, "agree_fully", asked) == {"minh", "hoa"}


def test_a_comment_is_its_own_units(written, personas):
    assert allowed(personas, "write_comment", written) == {"hoa", "nam"}
    assert allowed(personas, "remove_comment", written) == {"hoa", "nam"}
    assert allowed(personas, "send_comment", written) == {"hoa"}


def test_a_sent_comment_is_nobodys_to_change(sent, personas):
    for verb in ("write_comment", "remove_comment", "send_comment"):
        assert allowed(personas, verb, sent) == set()


def test_who_reads_the_response_table(asked, personas, at):
    with at("2020-06-20 16:59"):
        assert allowed(personas, "read_response_table", asked) == {"lan"}
    with at("2020-06-20 17:00"):
        assert allowed(personas, "read_response_table", asked) == {"lan", "minh", "hoa", "nam"}
    assert allowed(personas, "issue_response_table", asked) == {"lan"}


def test_a_wrong_state_is_told_from_a_wrong_role(settled, lan):
    with pytest.raises(NotAllowedNow, match="Đã chốt nội dung"):
        check_permission(lan, "drafting.edit", settled)


def test_every_step_has_its_permission():
    named = {name.split(".")[1]: permit.step for name, permit in PERMITS.items() if name.startswith("drafting.")}
    assert {step.name for step in (*workflow.STEPS, *workflow.COMMENT_STEPS)} <= set(named)
    assert all(step is None or step.name in (name, "write_comment") for name, step in named.items())

"""Persona × permission × own and other bloc."""

import pytest

from conferences import workflow
from records.access import PERMITS, check_permission, has_permission
from records.transitions import NotAllowedNow
from tests import factories

SECRETARIAT_ONLY = [
    "edit", "add_agenda_item", "move_agenda_item", "remove_agenda_item", "invite_guest", "remove_guest",
    "record_attendance", "open", "write_news",
]  # fmt: skip
WHILE_OPEN = ["edit", "record_attendance", "open_ballot", "record_events", "close"]


@pytest.fixture
def personas(lan, minh, hoa, nam, tuan, mai, duc, other_bloc):
    other_secretary = factories.UserFactory(username="thu", full_name="Ngô Thị Thu")
    factories.SecretariatSeatFactory(user=other_secretary, bloc=other_bloc)
    return {
        "lan": lan, "minh": minh, "hoa": hoa, "nam": nam, "tuan": tuan, "mai": mai, "duc": duc, "thu": other_secretary,
    }  # fmt: skip


def allowed(personas, name, row):
    return {who for who, user in personas.items() if has_permission(user, f"conferences.{name}", row)}


@pytest.mark.parametrize("name", SECRETARIAT_ONLY)
def test_a_planned_conference_is_the_secretariats(planned, personas, name):
    assert allowed(personas, name, planned) == {"lan"}


@pytest.mark.parametrize("name", WHILE_OPEN)
def test_an_open_conference_is_the_secretariats(opened, personas, name):
    assert allowed(personas, name, opened) == {"lan"}


def test_planning_is_the_secretariats(year2020, personas):
    assert allowed(personas, "plan", year2020) == {"lan"}


def test_leaders_vote(ballot, personas):
    assert allowed(personas, "cast", ballot) == {"minh", "hoa"}
    assert allowed(personas, "record_votes", ballot) == {"lan"}
    assert allowed(personas, "close_ballot", ballot) == {"lan"}


def test_an_authorised_deputy_votes(ballot, nam, nine, hoa):
    from units.models import SigningAuthority

    SigningAuthority.objects.create(
        unit=nine[5], grantor=hoa, holder=nam, capacity="KT.", title="Phó Giám đốc", reference="GUQ 01",
        valid_from=factories.LONG_AGO,
    )  # fmt: skip
    assert has_permission(nam, "conferences.cast", ballot)


def test_nobody_votes_after_the_count(counted, personas):
    for name in ("cast", "record_votes", "close_ballot"):
        assert allowed(personas, name, counted) == set()
    with pytest.raises(NotAllowedNow):
        check_permission(personas["minh"], "conferences.cast", counted)


def test_minutes(closed, personas, opened):
    assert allowed(personas, "issue_minutes", closed) == {"lan"}
    assert allowed(personas, "read_draft_minutes", closed) == {"lan", "minh", "hoa", "nam"}


def test_every_step_has_its_permission():
    steps = {step.name for step in (*workflow.STEPS, *workflow.BALLOT_STEPS)}
    named = {name.split(".")[1]: permit.step for name, permit in PERMITS.items() if name.startswith("conferences.")}
    assert steps <= set(named)
    assert all(named[name].name == name for name in steps)

"""Persona × permission × own and other bloc."""

import pytest

from records.access import PERMITS, check_permission, has_permission
from records.transitions import NotAllowedNow
from regulations import workflow
from tests import factories


@pytest.fixture
def personas(lan, minh, hoa, nam, tuan, mai, duc, other_bloc):
    thu = factories.UserFactory(username="thu", full_name="Ngô Thị Thu")
    factories.SecretariatSeatFactory(user=thu, bloc=other_bloc)
    return [lan, minh, hoa, nam, tuan, mai, duc, thu]


def allowed(personas, verb, row):
    return {user.username for user in personas if has_permission(user, f"regulations.{verb}", row)}


def test_starting_is_the_secretariats(year2020, other_bloc, personas):
    assert allowed(personas, "start_regulation", year2020) == {"lan"}
    assert allowed(personas, "start_regulation", other_bloc.years.get()) == {"thu"}


@pytest.mark.parametrize(
    ("stage", "verbs"),
    [
        ("draft", {"adopt"}),
        ("adopted", {"back_to_draft", "issue"}),
        ("issued", set()),
    ],
)
def test_each_stage_is_the_secretariats(request, personas, stage, verbs):
    row = request.getfixturevalue(stage)
    for verb in ("adopt", "back_to_draft", "issue"):
        assert allowed(personas, verb, row) == ({"lan"} if verb in verbs else set())


def test_a_wrong_state_is_told_from_a_wrong_role(issued, lan):
    with pytest.raises(NotAllowedNow, match="Đã ban hành"):
        check_permission(lan, "regulations.adopt", issued)


def test_every_step_has_its_permission():
    """But superseding: it happens when another one is issued, nobody does it alone."""
    named = {name.split(".")[1]: permit.step for name, permit in PERMITS.items() if name.startswith("regulations.")}
    assert {step.name for step in workflow.STEPS} - {"supersede"} == set(named) - {"start_regulation"}
    assert all(step is None or step.name == name for name, step in named.items())

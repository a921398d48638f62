"""Persona × permission, on the own bloc's pledge; another bloc's people may nothing."""

import pytest

from pledges.models import Pledge
from pledges.parts import Part
from records.access import PERMITS, has_permission

pytestmark = pytest.mark.django_db

SECRETARY = {
    "create_pledge", "read_draft", "open", "withdraw_opening", "extend", "remind", "take_back_reminder", "close",
    "read_evidence",
}  # fmt: skip
LEADER = {"start_signing", "decline", "read_evidence"}
ALLOWED = {"lan": SECRETARY, "minh": LEADER, "hoa": LEADER, "nam": set(), "tuan": set(), "mai": set(), "duc": set()}
OURS = sorted(name.removeprefix("pledges.") for name in PERMITS if name.startswith("pledges."))


@pytest.mark.parametrize("persona", ALLOWED)
@pytest.mark.parametrize("verb", [verb for verb in OURS if verb != "save_targets"])
def test_persona_and_permission(persona, verb, year2020, draft, request):
    user = request.getfixturevalue(persona)
    allowed = PERMITS[f"pledges.{verb}"]
    assert allowed.who.test(user, draft) == (verb in ALLOWED[persona])
    if allowed.step:
        for state in Pledge.State.values:
            draft.state = state
            assert has_permission(user, f"pledges.{verb}", draft) == (
                verb in ALLOWED[persona] and state in allowed.step.sources
            )


def test_targets_belong_to_the_unit_and_the_secretariat(draft, nine, lan, minh, hoa, nam, tuan, mai):
    own, other = Part(draft, nine[5]), Part(draft, nine[1])
    assert [has_permission(user, "pledges.save_targets", own) for user in (lan, hoa, nam, minh, tuan, mai)] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    assert [has_permission(user, "pledges.save_targets", other) for user in (lan, hoa, nam)] == [True, False, False]
    draft.state = "open"
    assert not has_permission(lan, "pledges.save_targets", own)


def test_who_sees_a_pledge(draft, lan, nam, tuan, mai):
    seen = [Pledge.objects.visible_to(user).exists() for user in (lan, nam, tuan, mai)]
    assert seen == [True, True, False, False]


def test_the_board_sees_what_is_opened(opened, mai, tuan):
    assert Pledge.objects.visible_to(mai).exists() and not Pledge.objects.visible_to(tuan).exists()

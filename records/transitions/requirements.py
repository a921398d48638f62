"""Whether an act can be done with a row now, and what is missing if not."""

from collections.abc import Iterable
from typing import Any

from records.transitions.declarations import Action, Unmet, state_row
from records.transitions.refusals import NotAllowedNow


def not_in_state(action: Action, row: Any) -> NotAllowedNow:
    row = state_row(row)
    return NotAllowedNow(
        f"Chưa thể thực hiện “{action.label}”: {row} đang ở trạng thái “{row.get_state_display()}”. {action.advice}"
    )


def requirements(action: Action, row: Any, known: Any = None) -> list[Unmet]:
    """What is missing before the act can be done, whatever the state; empty when nothing is."""
    return list(action.requires(row, known)) if action.requires else []


def in_words(unmet: Iterable[Unmet]) -> str:
    """Their sentences, one after the other."""
    return " ".join(one.sentence for one in unmet)


def check_action(action: Action, row: Any, *, by: Any, known: Any = None) -> None:
    """Raise NotAllowedNow when the state forbids it, something is missing, or this person is barred."""
    if not action.allows(row):
        raise not_in_state(action, row)
    if action.bars and (sentence := action.bars(by, row)):
        raise NotAllowedNow(sentence)
    check_requirements(action, row, known)


def check_requirements(action: Action, row: Any, known: Any = None) -> None:
    """Raise NotAllowedNow when something is missing."""
    if unmet := requirements(action, row, known):
        raise NotAllowedNow(f"Chưa thể thực hiện “{action.label}”. {in_words(unmet)}")

"""What can be done with rows: each act declared once, begun in one way and finished in one way (ADR 9).

A room's `actions.py` declares its acts. Permissions, refusals, audit words, page heads, the worklist and
docs/states.md read these declarations; no list of steps, words or conditions stands anywhere else.
"""

from records.transitions.constraints import filled, set_exactly_when
from records.transitions.declarations import (
    ACTIONS,
    COLLECTION_OF,
    Action,
    Actions,
    Creation,
    Transition,
    Unmet,
    state_row,
)
from records.transitions.execution import Finished, begin, finish, finish_many
from records.transitions.refusals import NotAllowedNow, Refused, SomeoneWasFaster
from records.transitions.requirements import check_action, check_requirements, in_words, not_in_state, requirements

__all__ = [
    "ACTIONS",
    "COLLECTION_OF",
    "Action",
    "Actions",
    "Creation",
    "Finished",
    "NotAllowedNow",
    "Refused",
    "SomeoneWasFaster",
    "Transition",
    "Unmet",
    "begin",
    "check_action",
    "check_requirements",
    "filled",
    "finish",
    "finish_many",
    "in_words",
    "not_in_state",
    "requirements",
    "set_exactly_when",
    "state_row",
]

"""A hand-written matrix of act × state × person, compared cell by cell with what the declarations answer."""

from collections.abc import Callable, Mapping
from typing import Any

from records.access import has_permission
from records.transitions import Action, Actions, Creation, Transition, state_row

# In a cell: nobody (the state forbids it, or nobody here may), or that it comes with another act.
NOBODY, ITSELF = "-", "itself"


def assert_matrix(
    collection: Actions,
    table: str,
    people: Mapping[str, Any],
    about: Callable[[Action, str], Any],
    known: list[str] | None = None,
) -> None:
    """Compare `table` with `collection`: who of `people` may do what in which state, and where it leads.

    First line: "act", the states, "leads to". One line an act, for every act: in each state the names of those who
    may, joined by "+". `about(action, state)`: what permission is asked about, in that state.
    `known`: all states, where they are another row's.
    """
    head, *lines = (line.replace("leads to", "leads-to").split() for line in table.strip().splitlines())
    states = head[1:-1]
    expected = {line[0]: line[1:] for line in lines}
    assert [line[0] for line in lines] == [action.verb for action in collection], "an act without its line"
    assert states == (known or known_states(collection) or ["any"])
    wrong = []
    for action in collection:
        cells = [_cell(action, people, about(action, state)) for state in states]
        found = [*("+".join(sorted(cell.split("+"))) for cell in cells), _leads_to(action)]
        wanted = ["+".join(sorted(cell.split("+"))) for cell in expected[action.verb]]
        if found != wanted:
            wrong.append(f"{action.verb}: written {' '.join(wanted)}, declared {' '.join(found)}")
    assert not wrong, "\n".join(wrong)


def known_states(collection: Actions) -> list[str]:
    states = getattr(collection.model, "State", None)
    return [str(state) for state in states.values] if states else []


def _cell(action: Action, people: Mapping[str, Any], row: Any) -> str:
    if action.who is None:
        return ITSELF if action.allows(row) else NOBODY
    return "+".join(name for name, user in people.items() if has_permission(user, action.name, row)) or NOBODY


def _leads_to(action: Action) -> str:
    if isinstance(action, Creation):
        return "new"
    return str(action.target) if isinstance(action, Transition) else "stays"


def in_state(row: Any, state: str) -> Any:
    """The row as if it were in that state; nothing is written."""
    state_row(row).state = state
    return row

"""The last structural acts of a person in a text: what can be undone now, and done again."""

from dataclasses import dataclass

from drafting.models import EditStep, Text
from units.models import User

# Of one person in one text; older ones are forgotten.
MOST_STEPS = 100


@dataclass(frozen=True)
class Steps:
    """undo, redo: the step that the button is about; None: there is none."""

    undo: EditStep | None
    redo: EditStep | None


def steps_of(text: Text, user: User) -> Steps:
    """One query."""
    rows = list(text.steps.filter(done_by=user).defer("changed").order_by("pk"))
    done = [row for row in rows if not row.undone]
    return Steps(done[-1] if done else None, next((row for row in rows if row.undone), None))

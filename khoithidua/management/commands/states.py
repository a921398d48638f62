"""make states: docs/states.md, written from the actions that the modules declare (a house test compares)."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from records.transitions import COLLECTION_OF, Action, Actions, Creation, Transition

HEAD = """# Actions and states

Written by `make states` from each module's `actions.py`; do not edit by hand.
"""
COLUMNS = "| Action | Words | Who | From | To | Reason required |\n|---|---|---|---|---|---|\n"


def text() -> str:
    collections = dict.fromkeys(COLLECTION_OF.values())
    parts = [HEAD]
    for room in settings.ROOMS:
        parts += [section(room, found) for found in collections if found.room == room]
    return "".join(parts)


def section(room: str, collection: Actions) -> str:
    rows = "".join(_row(action) for action in collection)
    return f"\n## {room}: {collection.model._meta.model_name}\n\n{COLUMNS}{rows}"


def _row(action: Action) -> str:
    # A bar would end the cell.
    who = action.who.name.strip("()").replace("|", "or") if action.who is not None else "(comes with another act)"
    sources = "any" if action.allowed_in is None else ", ".join(str(state) for state in action.allowed_in)
    target = "(unchanged)"
    if isinstance(action, Creation):
        sources, target = "", "(new)"
    elif isinstance(action, Transition):
        target = str(action.target)
    due = "yes" if action.needs_reason else ""
    return f"| `{action.verb}` | {action.words or action.label} | {who} | {sources} | {target} | {due} |\n"


class Command(BaseCommand):
    help = "In docs/states.md."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(text(), ending="")

"""make states: docs/states.md, written from the rooms' tables of steps (a house test compares)."""

from importlib import import_module, util

from django.conf import settings
from django.core.management.base import BaseCommand

from records.transitions import Workflow

HEAD = """# States and steps

Written by `make states` from the tables at the top of each room's `workflow.py`; do not edit by hand.
"""


def text() -> str:
    parts = [HEAD]
    for room in settings.ROOMS:
        if util.find_spec(f"{room}.workflow") is None:
            continue
        module = import_module(f"{room}.workflow")
        for name, table in vars(module).items():
            if not isinstance(table, Workflow):
                continue
            title = "" if name == "STEPS" else f": {name.removesuffix('_STEPS').replace('_', ' ').lower()}"
            parts.append(f"\n## {room}{title}\n\n| Step | Button | From | To | Reason due |\n|---|---|---|---|---|\n")
            for step in table:
                sources = ", ".join(str(source) for source in step.sources)
                due = "yes" if step.needs_reason else ""
                parts.append(f"| `{step.name}` | {step.label} | {sources} | {step.target or '(stays)'} | {due} |\n")
    return "".join(parts)


class Command(BaseCommand):
    help = "In docs/states.md."

    def handle(self, *args, **options):
        self.stdout.write(text(), ending="")

"""Writes each room's one migration anew from its models: `.venv/bin/python tools/squash_migrations.py`.

Every table comes with all its fields, constraints and indexes in one operation, in an order in which each leans on
those before it: easy to read, and half the time for a test database compared with what `makemigrations` writes.

Only until the first installation exists. From then on what changes a table is a migration of its own (`make
migrations`), and this tool goes.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[1]
NAMES = {
    "units": "0001_blocs_units_years_people",
    "records": "0001_audit_documents_numbers",
    "law": "0001_legal_texts_and_salaries",
    "notices": "0001_inbox_and_outbox",
    "evidence": "0001_evidence_of_units",
    "ballots": "0001_ballots_electors_votes",
    "conferences": "0001_conferences_agenda_minutes",
    "drafting": "0001_texts_versions_consultations",
    "regulations": "0001_drafted_adopted_issued_superseded",
    "pledges": "0001_pledges_targets",
    "signatures": "0001_requests_parties_signatures",
    "scoring": "0001_criteria_sheets_results",
    "awards": "0001_kinds_nominations_decisions_certificates",
}

sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khoithidua.settings")
django.setup()

from django.apps import apps  # noqa: E402 – models can be read only now
from django.conf import settings  # noqa: E402
from django.db import migrations, models  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.db.migrations.state import ModelState  # noqa: E402
from django.db.migrations.writer import MigrationWriter  # noqa: E402
from django.utils import translation  # noqa: E402
from pgtrigger.migrations import AddTrigger  # noqa: E402

from awards.triggers import OF_THE_CITY, OF_THE_CITY_UNDONE, STANDS_ASIDE, STANDS_ASIDE_UNDONE  # noqa: E402
from libraries.web.word_search import KEY_WORDS, KEY_WORDS_UNDONE  # noqa: E402

# Functions of the database that no trigger owns.
FUNCTIONS = {
    "awards": [
        migrations.RunSQL(STANDS_ASIDE, STANDS_ASIDE_UNDONE),
        migrations.RunSQL(OF_THE_CITY, OF_THE_CITY_UNDONE),
    ]
}
# Those that an index asks stand before all tables.
FUNCTIONS_OF_INDEXES = {"units": [migrations.RunSQL(KEY_WORDS, KEY_WORDS_UNDONE)]}
Model = type[models.Model]


def leans_on(field: models.Field[Any, Any], model: Model) -> Model | None:
    """The other model of the same room that must stand before this field can."""
    other = field.related_model
    inside = isinstance(other, type) and other is not model and other._meta.app_label == model._meta.app_label
    return other if inside else None


def in_order(room: str) -> Iterator[tuple[Model, list[str]]]:
    """The room's models, each after those it leans on; where two lean on each other, which fields come later."""
    left = list(apps.get_app_config(room).get_models())
    while left:
        waiting = [[f for f in m._meta.local_fields if leans_on(f, m) in left] for m in left]
        # Where all wait for one another: one that waits only with fields that may be empty.
        first = min(
            range(len(left)),
            key=lambda n: (sum(not f.null for f in waiting[n]), len(waiting[n]), left[n]._meta.object_name),
        )
        yield left[first], sorted(f.name for f in waiting[first])
        del left[first]


def operations(room: str) -> Iterator[object]:
    later: list[object] = []
    triggers: list[object] = []
    yield from FUNCTIONS_OF_INDEXES.get(room, [])
    for model, late in in_order(room):
        state = ModelState.from_model(model)
        state.options.pop("triggers", None)
        options = {key: value for key, value in state.options.items() if value}
        fields = {**state.fields}
        for name in late:
            later.append(migrations.AddField(state.name_lower, name, fields.pop(name)))
        for constraint in [c for c in options.get("constraints", []) if any(name in repr(c) for name in late)]:
            options["constraints"].remove(constraint)
            later.append(migrations.AddConstraint(state.name_lower, constraint))
        yield migrations.CreateModel(state.name, list(fields.items()), options, state.bases, state.managers)
        for trigger in getattr(model._meta, "triggers", ()):
            triggers.append(AddTrigger(state.name_lower, trigger.compile(model)))
    yield from later
    yield from FUNCTIONS.get(room, [])
    yield from triggers


def dependencies(room: str, loader: MigrationLoader) -> list[object]:
    """The migrations of the other rooms and packages that its fields lean on."""
    fields = [f for m in apps.get_app_config(room).get_models() for f in [*m._meta.local_fields, *m._meta.many_to_many]]
    others = {f.related_model._meta.app_label for f in fields if isinstance(f.related_model, type)} - {room}
    found: list[object] = [
        (other, NAMES.get(other) or loader.graph.leaf_nodes(other)[0][1]) for other in sorted(others)
    ]
    if any(f.related_model is apps.get_model(settings.AUTH_USER_MODEL) for f in fields) and room != "units":
        found.append(("__setting__", "AUTH_USER_MODEL"))
    return found


def main() -> None:
    for room in NAMES:
        for old in (ROOT / room / "migrations").glob("0*.py"):
            old.unlink()
    loader = MigrationLoader(None, ignore_no_migrations=True)
    for room, name in NAMES.items():
        migration = type("Migration", (migrations.Migration,), {"initial": True})(name, room)
        migration.dependencies = dependencies(room, loader)
        migration.operations = list(operations(room))
        path = ROOT / room / "migrations" / f"{name}.py"
        path.write_text(MigrationWriter(migration, include_header=False).as_string())
        print(f"{path.relative_to(ROOT)}: {len(migration.operations)} operations")


if __name__ == "__main__":
    # In the words of the code, as makemigrations does, not of the language set.
    with translation.override(None):
        main()

"""What every table promises (architecture §3, §8)."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models

from records.write_once import WriteOnceModel

ROOT = Path(__file__).resolve().parents[2]
OURS = [model for room in settings.ROOMS for model in apps.get_app_config(room).get_models()]


@pytest.fixture(scope="module")
def checks(django_db_setup, django_db_blocker):
    """table → text of its CHECK constraints, as the database holds them."""
    found: dict[str, str] = {}
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c'"
        )
        for table, text in cursor.fetchall():
            found[table.strip('"')] = found.get(table.strip('"'), "") + text + "\n"
    return found


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_choices_are_checked_by_the_database(model, checks):
    for field in model._meta.local_fields:
        if field.choices and field.name != "salutation":
            text = checks.get(model._meta.db_table, "")
            for value, _ in field.flatchoices:
                assert f"'{value}'" in text or str(value) in text, f"{field}: {value} is not in a CHECK"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_people_are_protected_and_stamps_come_in_pairs(model):
    names = {field.name for field in model._meta.local_fields}
    for field in model._meta.local_fields:
        if field.is_relation and field.related_model is apps.get_model(settings.AUTH_USER_MODEL):
            exempt = model._meta.label in {"records.FormIntent"}
            assert exempt or field.remote_field.on_delete is models.PROTECT, f"{field}: people are never deleted"
        if field.name.endswith("_by") and field.is_relation:
            stamp = field.name.removesuffix("_by") + "_at"
            assert stamp in names or field.name == "replaced_by", f"{field} says who, but not when ({stamp})"


def test_no_model_overrides_save():
    allowed = {"records/write_once.py"}
    for room in settings.ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"} and node.args.args[:1]:
                    where = path.relative_to(ROOT).as_posix()
                    assert where in allowed or "models" not in path.stem, f"{where}:{node.lineno} overrides {node.name}"


def test_tables_written_once_have_their_triggers(db):
    once = [model for model in OURS if issubclass(model, WriteOnceModel)]
    assert len(once) >= 4
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'write_once_%'")
        triggers = set(cursor.fetchall())
    for model in once:
        for name in ("write_once_row", "write_once_table"):
            assert (model._meta.db_table, name) in triggers, f"{model._meta.label} lacks {name}"


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_named_for_their_intention():
    nameless = [
        path.name
        for room in settings.ROOMS
        for path in (ROOT / room / "migrations").glob("0*.py")
        if "_auto_" in path.name or path.stem.endswith("_initial") or "_alter_" in path.name
    ]
    assert nameless == []

"""What every table promises (docs/security.md: Constraints in the database)."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from records.triggers import Trigger
from records.write_once import WRITE_ONCE, WriteOnceModel

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
        if field.choices:
            text = checks.get(model._meta.db_table, "")
            for value, _ in field.flatchoices:
                assert f"'{value}'" in text or str(value) in text, f"{field}: {value} is not in a CHECK"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_people_are_protected_and_stamps_come_in_pairs(model):
    names = {field.name for field in model._meta.local_fields}
    for field in model._meta.local_fields:
        if field.is_relation and field.related_model is apps.get_model(settings.AUTH_USER_MODEL):
            exempt = model._meta.label in {"records.SubmissionToken"}
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


DECLARED = [(model, trigger) for model in OURS for trigger in getattr(model._meta, "triggers", ())]


def test_every_model_written_once_declares_it():
    once = [model for model in OURS if issubclass(model, WriteOnceModel)]
    assert len(once) >= 14
    for model in once:
        assert set(WRITE_ONCE) <= set(getattr(model._meta, "triggers", ())), f"{model._meta.label} lacks WRITE_ONCE"


def test_the_database_carries_exactly_the_declared_triggers_all_switched_on(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname, obj_description(oid, 'pg_trigger'), tgenabled::text"
            " FROM pg_trigger WHERE NOT tgisinternal"
        )
        found = set(cursor.fetchall())
    wanted = {
        (model._meta.db_table, trigger.get_pgid(model), trigger.compile(model).hash, "O") for model, trigger in DECLARED
    }
    assert len(wanted) >= 39
    assert found == wanted


def test_no_setting_of_a_session_switches_a_trigger_off(db):
    """The library's own triggers obey `pgtrigger.ignore`; ours do not."""
    with connection.cursor() as cursor:
        names = [trigger.get_pgid(model) for model, trigger in DECLARED]
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{','.join(names)}}}"])
        cursor.execute("SELECT count(*) FROM pg_proc WHERE prosrc LIKE '%%pgtrigger.ignore%%'")
        assert cursor.fetchone() == (0,)
    for model, trigger in DECLARED:
        assert isinstance(trigger, Trigger), f"{model._meta.label}: {trigger.name} is no records.triggers.Trigger"


@pytest.mark.parametrize("model", [m for m in OURS if issubclass(m, WriteOnceModel)], ids=lambda m: m._meta.label)
def test_tables_written_once_refuse_truncate(model, db):
    with pytest.raises(IntegrityError, match="chỉ ghi một lần"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_each_room_has_one_migration_until_an_installation_exists():
    for room in settings.ROOMS:
        assert len(list((ROOT / room / "migrations").glob("0*.py"))) <= 1, f"{room}: run tools/squash_migrations.py"


def test_migrations_are_named_for_their_intention():
    nameless = [
        path.name
        for room in settings.ROOMS
        for path in (ROOT / room / "migrations").glob("0*.py")
        if "_auto_" in path.name or path.stem.endswith("_initial") or "_alter_" in path.name
    ]
    assert nameless == []

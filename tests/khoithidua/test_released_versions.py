"""The sample of each released version, migrated forward, is what a new installation of this version would be.

Until a version is released the dump is the present one, made here; migrated by a migration that no room has.
"""

import re
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
from django.db import connection

from khoithidua.backup import dump_database, load_dump
from khoithidua.database import PROJECT_FOLDER
from khoithidua.postgresql_programs import client_environment
from tests.khoithidua.test_backup import manage
from tools.release_dump import RELEASES

STORED = sorted(RELEASES.glob("*.dump"))
# What a table is: its columns, its promises, its triggers; the order in which columns were made is nobody's promise.
SHAPE = """
    SELECT 'column', table_name, column_name, concat_ws(' ', data_type, character_maximum_length, is_nullable,
           collation_name, is_identity) FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
      FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function', '', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""
# PostgreSQL writes a check that came from a dump with its casts elsewhere.
CASTS = re.compile(r"::(?:character varying|text)(?:\[\])?|[()]")
LATER = """
from django.db import migrations

class Migration(migrations.Migration):
    dependencies = [("law", "{last}")]
    operations = [
        migrations.RunSQL("ALTER TABLE law_basesalary ADD COLUMN later text NOT NULL DEFAULT 'sau'", "SELECT 1")
    ]
"""


def shape_of(where: dict[str, str]) -> set[tuple[str, ...]]:
    place = {key: where.get(key) for key in ("PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGDATABASE")}
    there = psycopg2.connect(
        host=place["PGHOST"], port=place["PGPORT"], user=place["PGUSER"], password=place["PGPASSWORD"],
        dbname=place["PGDATABASE"],
    )  # fmt: skip
    try:
        with there.cursor() as cursor:
            cursor.execute(SHAPE)
            return {(kind, table, name, CASTS.sub("", words)) for kind, table, name, words in cursor.fetchall()}
    finally:
        there.close()


def here(**changes: str) -> dict[str, str]:
    return client_environment() | changes


@pytest.fixture
def installed(sample_world, empty_place):
    """(environment of the installation, PostgreSQL's environment of its database)."""
    return empty_place, here(PGDATABASE=f"{connection.settings_dict['NAME']}_restored")


@pytest.fixture
def present(sample_world, tmp_path):
    path = tmp_path / "present.dump"
    dump_database(path)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("dump", STORED, ids=lambda path: path.stem)
def test_a_released_version_comes_forward(dump, installed, tmp_path):
    comes_forward(dump, *installed, tmp_path)


@pytest.mark.slow
def test_the_present_one_comes_forward(present, installed, tmp_path):
    """Control of the comparison: an index that is missing, or a column more, is named."""
    environment, database = installed
    comes_forward(present, environment, database, tmp_path)
    assert present.stat().st_size < 4 * 2**20, "small enough to be kept with the tests for each release"

    environment = with_a_later_migration(environment, tmp_path)
    assert manage_with(environment, "migrate", "--check").returncode == 1
    done = manage_with(environment, "migrate", "-v0")
    assert done.returncode == 0, done.stderr
    differs = shape_of(database) ^ shape_of(here())
    assert {(kind, table, name) for kind, table, name, _ in differs} == {("column", "law_basesalary", "later")}
    audited = manage_with(environment, "audit_verify")
    assert audited.returncode == 0 and "Nguyên vẹn" in audited.stdout


def comes_forward(dump: Path, environment: dict[str, str], database: dict[str, str], folder: Path) -> None:
    copy = folder / "old.dump"
    copy.write_bytes(dump.read_bytes())
    load_dump(copy, database)
    done = manage(environment, "migrate", "-v0")
    assert done.returncode == 0, done.stderr
    assert manage(environment, "migrate", "--check").returncode == 0
    assert sorted(shape_of(database) ^ shape_of(here())) == []
    audited = manage(environment, "audit_verify")
    assert audited.returncode == 0 and re.search(r"Nguyên vẹn: [1-9]\d* sự kiện", audited.stdout), audited.stderr


def with_a_later_migration(environment: dict[str, str], folder: Path) -> dict[str, str]:
    """The same installation under a program whose room `law` has one migration more."""
    later = folder / "later_law"
    later.mkdir()
    (later / "__init__.py").write_text("")
    (first,) = sorted((PROJECT_FOLDER / "law" / "migrations").glob("0*.py"))
    (later / first.name).write_text(first.read_text())
    (later / "0002_later.py").write_text(LATER.format(last=first.stem))
    (folder / "later_settings.py").write_text(
        'from khoithidua.settings import *\n\nMIGRATION_MODULES = {"law": "later_law"}\n'
    )
    return environment | {"DJANGO_SETTINGS_MODULE": "later_settings", "PYTHONPATH": str(folder)}


def manage_with(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", str(PROJECT_FOLDER / "manage.py"), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True)

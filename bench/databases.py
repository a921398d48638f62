"""Scratch databases of the bench: the sample as it is, and cities cloned from it. Each is built once a state of the code."""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from khoithidua.database import PROJECT_FOLDER
from khoithidua.management.commands.launch import collect_static
from libraries.web import clock

SAMPLE = "khoithidua_bench_1x1"
FRESH = os.environ.get("BENCH_FRESH") == "1"
SHAPES_ROWS = {"migrations", "models", "models.py", "sample"}
_made: set[str] = set()
# Loading and cleaning take longer than any request may.
PATIENT = "SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0"


def state_of_the_rows(*more: str) -> str:
    """Changes with tables, sample and day (the running year begins today), and with the files of the bench named.

    Not with views and verbs, though verbs wrote the sample: BENCH_FRESH=1 builds anew after such a change.
    """
    digest = hashlib.sha256(clock.today().isoformat().encode())
    for path in sorted(PROJECT_FOLDER.rglob("*.py")):
        place = path.relative_to(PROJECT_FOLDER)
        if place.parts[0] not in ("tests", ".venv", "var") and SHAPES_ROWS.intersection((*place.parts, path.name)):
            digest.update(f"{place}".encode() + path.read_bytes())
    for name in more:
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()


def ensure(name: str, template: str, build: Callable[[], None], *made_by: str) -> str:
    """The database `name`, as `build` leaves a copy of `template`; an earlier one of the same state is taken as it is."""
    state = state_of_the_rows(*made_by)
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() == (state,) and not (FRESH and name not in _made):
            return name
    _made.add(name)
    create(name, template)
    with standing_in(name):
        build()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"COMMENT ON DATABASE {name} IS '{state}'")
    return name


def create(name: str, template: str = "template0") -> str:
    """A fresh copy of `template`; whoever still held either of them is put out."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
            [template],
        )
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return name


def drop(name: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def sample() -> str:
    """The sample as `make run` loads it, with its files and keys in the bench's data folder."""

    def build() -> None:
        call_command("migrate", verbosity=0)
        call_command("sample_year", verbosity=0)

    collect_static()
    return ensure(SAMPLE, "template0", build)


@contextmanager
def standing_in(name: str) -> Iterator[None]:
    """Everything that asks the default connection asks this database meanwhile."""
    home = connections["default"]
    there = home.copy()
    there.settings_dict = home.settings_dict | {"NAME": name}
    connections["default"] = there
    try:
        yield
    finally:
        there.close()
        connections["default"] = home


def open_connection(name: str) -> BaseDatabaseWrapper:
    """A connection wrapper for `name`, to be put in and out as the default one."""
    home = connections["default"]
    there = home.copy()
    there.settings_dict = home.settings_dict | {"NAME": name}
    return there


def patient(cursor: CursorWrapper) -> None:
    cursor.execute(PATIENT)


class Watch:
    """Wall seconds since it was made; only for telling how long building took, never for a verdict."""

    def __init__(self) -> None:
        self.started = time.monotonic()

    def __str__(self) -> str:
        return f"{time.monotonic() - self.started:.1f} s"

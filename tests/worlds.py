"""Databases of their own, for tests that share a world which takes long to build.

KHOITHIDUA_KEEP_WORLD=1 keeps them and their files for the next run (only for writing these tests).
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, connections

from tests.support import rows_built_once

KEPT = os.environ.get("KHOITHIDUA_KEEP_WORLD") == "1"


def installation(folder) -> dict:
    """Settings under which it is built and looked at: plain as in tests/conftest.py, files in a folder of its own."""
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder / "files"}}
    return {
        "DATA_FOLDER": folder,
        "STORAGES": {
            "default": files,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        "PUBLIC_ADDRESS": "https://khoithidua.example.vn",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
        "WORK_IN_REQUEST": True,
        "TASKS": {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}},
    }


def make_database(suffix: str, template: str = "", build: Callable[[], None] | None = None) -> str:
    """A copy of `template` (the empty test database by default) with what `build` writes; its name.

    With KEPT one of an earlier run is taken as it is. The connection comes back to where it was.
    """
    rows_built_once.leave()
    name = connection.creation.get_test_db_clone_settings(suffix)["NAME"]
    template = template or connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() and KEPT:
            return name
        # A database is copied only when nobody else holds it: threads of earlier tests may have left a connection open.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
            [template],
        )
    if template == connection.settings_dict["NAME"]:
        connection.close()
    quote = connection.ops.quote_name
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quote(name)}")
        cursor.execute(f"CREATE DATABASE {quote(name)} TEMPLATE {quote(template)}")
    if build:
        with standing_in(name):
            build()
    return name


def drop_database(name: str) -> None:
    if not KEPT:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")


@contextmanager
def standing_in(name: str) -> Iterator[None]:
    """The connection looks at this database meanwhile, and so do those that threads make."""
    rows_built_once.leave()
    home = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = home


@contextmanager
def elsewhere(name: str) -> Iterator[None]:
    """A second connection stands in for the test's own, whose transaction stays as it is."""
    home = connections["default"]
    there = home.copy()
    there.settings_dict["NAME"] = name
    connections["default"] = there
    try:
        yield
    finally:
        there.close()
        connections["default"] = home

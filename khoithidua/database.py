"""Which PostgreSQL the project talks to. Reading this starts nothing; `embedded_server` does.

`DATABASE_URL` names a server (PostgreSQL 15 or newer). Without it the address is that of the embedded PostgreSQL 18,
whose cluster lies in the data folder.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

PROJECT_FOLDER = Path(__file__).resolve().parent.parent

# No request waits for ever for a lock, and a forgotten transaction does not hold the others up.
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


def database_settings(folder: Path, url: str | None = None) -> dict[str, Any]:
    """Django's DATABASES["default"] for this address or DATABASE_URL, else for the embedded server in `folder`."""
    url = os.environ.get("DATABASE_URL", "") if url is None else url
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    address = {
        "NAME": unquote(parts.path.lstrip("/")) or "khoithidua",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or ""),
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        **(address if url else embedded_address(folder)),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": SERVER_OPTIONS, **query},
        "TEST": {"NAME": os.environ.get("KHOITHIDUA_TEST_DATABASE", "test_khoithidua")},
    }


def cluster_folder(folder: Path) -> Path:
    """Where the embedded server keeps its tables."""
    return folder / "postgresql"


def embedded_address(folder: Path) -> dict[str, str]:
    """Where the embedded server listens: as it wrote when it started, else where it will unless the path is too long.

    Lines 4 to 6 of postmaster.pid are port, folder of the socket, and the host where there is no socket (Windows).
    """
    cluster = cluster_folder(folder)
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
        port, socket_folder, host = (line.strip() for line in lines[3:6])
    except (OSError, ValueError):
        port, socket_folder, host = "", str(cluster), ""
    address = {"HOST": socket_folder, "PORT": ""} if socket_folder else {"HOST": host, "PORT": port}
    return {"NAME": "khoithidua", "USER": "postgres", "PASSWORD": "", **address}


def forget_dead_handles(folder: Path) -> None:
    """Processes killed hard stay listed as users of the embedded server, which would then never stop."""
    handles = cluster_folder(folder) / ".handle_pids.json"
    try:
        listed = json.loads(handles.read_text())
    except (OSError, ValueError):
        return
    alive = [pid for pid in listed if Path(f"/proc/{pid}").exists()] if Path("/proc").exists() else listed
    if alive != listed:
        handles.write_text(json.dumps(alive))


def is_running(folder: Path) -> bool:
    """Whether the embedded server of this data folder runs."""
    try:
        os.kill(int((cluster_folder(folder) / "postmaster.pid").read_text().split("\n", 1)[0]), 0)
    except (OSError, ValueError) as problem:
        return isinstance(problem, PermissionError)
    return True

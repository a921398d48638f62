"""Which database and which data folder are used."""

import json

from khoithidua import database


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
    database.forget_dead_handles(tmp_path)
    assert json.loads(handles.read_text()) == [1]

"""manage.py backup and restore: what comes back is what was there, and a bad file leaves everything as it was."""

import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pyrage
import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django_otp.plugins.otp_totp.models import TOTPDevice

from khoithidua.backup import _forget_newer_settings, record_of_last
from khoithidua.database import PROJECT_FOLDER
from khoithidua.postgresql_programs import ProgramMissing, program
from records.models import AuditEvent, Document, DocumentFile
from units.models import User


@pytest.fixture
def backed_up(sample_world, tmp_path):
    """(archive, keys) of the sample year."""
    return backup(tmp_path / "kho", "--keys-folder", str(tmp_path / "khoa"))


def backup(folder: Path, *options: str) -> tuple[Path, Path]:
    said = io.StringIO()
    call_command("backup", str(folder), *options, stdout=said)
    paths = json.loads(said.getvalue())
    return Path(paths["archive"]), Path(paths["keys"])


def manage(environment, *words):
    command = [sys.executable, "-W", "ignore", str(PROJECT_FOLDER / "manage.py"), *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def test_what_comes_back_is_what_was_there(backed_up, empty_place, tmp_path):
    archive, keys = backed_up
    assert [path.stat().st_mode & 0o777 for path in (archive, keys)] == [0o600, 0o600]
    assert record_of_last()["archive"] == str(archive)

    done = manage(empty_place, "restore", archive, "--keys", keys)
    assert done.returncode == 0, done.stderr
    files = DocumentFile.objects.values("sha256").distinct().count()
    assert f"Nguyên vẹn: {AuditEvent.objects.count()} sự kiện" in done.stdout and f"đúng: {files} tệp" in done.stdout

    pledge = Document.objects.filter(kind="pledge").latest("pk")
    (tmp_path / "giao-uoc.pdf").write_bytes(pledge.read())
    verdict = manage(empty_place, "verify_pdf", tmp_path / "giao-uoc.pdf")
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr

    again = manage(empty_place, "restore", archive, "--keys", keys)
    assert again.returncode == 1 and "Cơ sở dữ liệu đã có dữ liệu" in again.stderr

    # Pictures of pages lie there too, and are made again when they are missing: only what a row names is looked at.
    stored = next((tmp_path / "moi" / "files").rglob(pledge.head.sha256))
    stored.chmod(0o600)
    stored.write_bytes(b"khac")
    damaged = manage(empty_place, "files_verify")
    assert damaged.returncode == 1 and stored.name in damaged.stderr


def test_a_bad_file_leaves_the_place_empty(backed_up, empty_place, tmp_path):
    archive, keys = backed_up
    content = archive.read_bytes()
    cut, changed = tmp_path / "cut.age", tmp_path / "changed.age"
    cut.write_bytes(content[: len(content) // 2])
    changed.write_bytes(content[:-1000] + bytes([content[-1000] ^ 1]) + content[-999:])
    for bad, its_keys in ((cut, keys), (changed, keys), (archive, archive), (keys, keys), (tmp_path / "no", keys)):
        done = manage(empty_place, "restore", bad, "--keys", its_keys)
        assert done.returncode == 1 and done.stderr.startswith("CommandError: Không "), (bad, done.stderr)
    moi = tmp_path / "moi"
    assert {path.name for path in moi.iterdir()} == {"secrets"}, "nothing half is left"
    assert manage(empty_place, "restore", archive, "--keys", keys).returncode == 0


def test_the_archive_opens_with_the_key_and_has_no_key_in_it(backed_up, tmp_path):
    archive, keys = backed_up
    with tarfile.open(keys) as tar:
        names = tar.getnames()
        identity = pyrage.x25519.Identity.from_str(tar.extractfile("backup_key").read().decode())
    assert {"secrets/secret_key", "secrets/key_passphrase"} <= set(names) and any(n.startswith("keys/") for n in names)
    opened = pyrage.decrypt(archive.read_bytes(), [identity])
    with tarfile.open(fileobj=io.BytesIO(opened)) as tar:
        inside = tar.getnames()
    assert inside[:2] == ["about.json", "database.dump"]
    assert not [name for name in inside if name.split("/")[0] in ("keys", "secrets")]
    secret = (settings.KEY_PASSPHRASE or "").encode()
    assert secret and secret not in opened
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(archive.read_bytes(), [pyrage.x25519.Identity.generate()])


def test_only_the_newest_are_kept(sample_world, tmp_path, at):
    for minute in range(3):
        with at(f"2026-11-30 09:0{minute}"):
            backup(tmp_path, "--keep", "2")
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == [
        f"khoithidua-20261130-090{minute}00.{kind}" for minute in (1, 2) for kind in ("keys.tar", "tar.age")
    ]


def test_a_folder_that_cannot_be_written_is_said(sample_world, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="Không ghi được bản sao lưu"):
        backup(tmp_path / "file" / "kho")


def test_a_dump_that_fails_leaves_no_file(sample_world, tmp_path, monkeypatch):
    monkeypatch.setattr("khoithidua.backup.program", lambda name: "/bin/false")
    with pytest.raises(CommandError, match="Không sao lưu được cơ sở dữ liệu"):
        backup(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_program_fits_the_server(db, monkeypatch):
    found = ((15, "/old/pg_dump"), (18, "/right/pg_dump"), (19, "/new/pg_dump"))
    monkeypatch.setattr("khoithidua.postgresql_programs._installed", lambda name: found)
    for major, path in ((15, "/old/pg_dump"), (16, "/right/pg_dump"), (18, "/right/pg_dump"), (19, "/new/pg_dump")):
        monkeypatch.setattr("khoithidua.postgresql_programs.server_version", lambda major=major: major * 10000)
        assert program("pg_dump") == path
    monkeypatch.setattr("khoithidua.postgresql_programs.server_version", lambda: 200000)
    with pytest.raises(ProgramMissing, match="postgresql-client-20"):
        program("pg_dump")


def test_nothing_that_opens_a_door_can_be_read_in_the_archive(backed_up):
    """Live links and factors are in it, sealed: without the keys file it is noise."""
    archive, _ = backed_up
    content = archive.read_bytes()
    device = TOTPDevice.objects.first()
    user = User.objects.exclude(password="").exclude(email="").first()
    for secret in (device.key, user.password, user.email, "trinh-ky/ky/"):
        # Shorter words arise in noise by chance.
        assert len(secret) >= 12 and secret.encode() not in content
    assert content.startswith(b"age-encryption.org/v1")


def test_a_newer_servers_dump_fits_an_older_server(tmp_path):
    script = tmp_path / "x.sql"
    script.write_bytes(b"SET statement_timeout = 0;\nSET transaction_timeout = 0;\nSELECT 1;\n")
    _forget_newer_settings(script)
    assert b"SET transaction_timeout" not in script.read_bytes() and b"SET statement_timeout" in script.read_bytes()
    assert len(script.read_bytes()) == 66


def test_it_moves_to_a_named_server(sample_world, empty_place):
    said = io.StringIO()
    call_command("move_database", "--to", empty_place["DATABASE_URL"], stdout=said)
    assert "Đã sao chép sang PostgreSQL" in said.getvalue()
    done = manage(empty_place, "audit_verify")
    assert done.returncode == 0 and f"Nguyên vẹn: {AuditEvent.objects.count()} sự kiện" in done.stdout
    with pytest.raises(CommandError, match="Cơ sở dữ liệu đích đã có dữ liệu"):
        call_command("move_database", "--to", empty_place["DATABASE_URL"])

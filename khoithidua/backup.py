"""Backup and restore of a whole installation: database and files in one encrypted archive, its keys apart.

The archive is a tar encrypted with age (https://age-encryption.org/v1, X25519), so it can be opened without this
program too: `age -d -i <the key in the keys file> archive`. In it: about.json, database.dump (pg_dump's own format, one
snapshot), files/, anchors/. The keys file is a plain tar: backup_key, keys/, secrets/. Files are written once and named
by their content, so those copied after the snapshot are all that the snapshot names.
"""

import contextlib
import datetime
import io
import json
import os
import re
import subprocess
import tarfile
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pyrage
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from khoithidua.database import database_settings
from khoithidua.postgresql_programs import client_environment, program, server_version
from records.anchors import own_folder

FORMAT = 1
DUMP, ABOUT, FILES, ANCHOR_FILES = "database.dump", "about.json", "files", "anchors"
BACKUP_KEY = "backup_key"
RECORD = "last_backup.json"
PRIVATE_FOLDERS = ("keys", "secrets")
# Of one server and one browser; nobody wants them back.
LEFT_OUT = (
    "django_session",
    "records_submissiontoken",
    "units_logintry",
)
NAME = re.compile(r"khoithidua-\d{8}-\d{6}\.tar\.age")


class BackupError(Exception):
    """The sentence for the operator."""


def make_backup(folder: Path, keys_folder: Path, at: datetime.datetime) -> tuple[Path, Path]:
    """Writes the archive and the keys file, both readable by their owner only; their paths.

    Raises BackupError; then neither of them is there.
    """
    name = f"khoithidua-{at:%Y%m%d-%H%M%S}"
    archive, keys = folder / f"{name}.tar.age", keys_folder / f"{name}.keys.tar"
    for place in (folder, keys_folder):
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    identity = _backup_identity()
    with tempfile.TemporaryDirectory(dir=settings.DATA_FOLDER, prefix="backup-") as scratch:
        dump = Path(scratch) / DUMP
        dump_database(dump)
        with _new_file(archive) as opened:
            _encrypted(opened, identity.to_public(), lambda tar: _write_archive(tar, dump, at))
    try:
        with _new_file(keys) as opened, tarfile.open(fileobj=opened, mode="w") as tar:
            _write_keys(tar, identity)
    except BaseException:
        archive.unlink(missing_ok=True)
        raise
    return archive, keys


def forget_old(folder: Path, keys_folder: Path, keep: int) -> list[Path]:
    """Deletes all but the newest `keep` archives with their keys files; what was deleted."""
    old = sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))[: -keep or None]
    for archive in old:
        (keys_folder / archive.name.replace(".tar.age", ".keys.tar")).unlink(missing_ok=True)
        archive.unlink()
    return old


def restore_backup(archive: Path, keys: Path) -> dict[str, Any]:
    """Fills this empty installation; what the archive says about itself. Raises BackupError, and nothing was filled."""
    refuse_filled_installation()
    private = _read_keys(keys)
    with tempfile.TemporaryDirectory(dir=settings.DATA_FOLDER, prefix="restore-") as scratch:
        folder = Path(scratch)
        _decrypt(archive, private.pop(BACKUP_KEY, b""), folder)
        about = _read_about(folder)
        _restore_database(folder / DUMP)
        for name, content in private.items():
            _write_private(settings.DATA_FOLDER / name, content)
        if (folder / FILES).is_dir():
            (folder / FILES).rename(_files_folder())
        if (folder / ANCHOR_FILES).is_dir():
            (folder / ANCHOR_FILES).rename(own_folder())
    return about


def record_of_last() -> dict[str, Any]:
    """{"archive": path, "at": ISO 8601, "seconds": how long it took} of the newest backup; empty when there is none."""
    try:
        record: dict[str, Any] = json.loads((settings.DATA_FOLDER / RECORD).read_text())
    except (OSError, ValueError):
        return {}
    return record


def write_record(archive: Path, at: datetime.datetime, seconds: float) -> None:
    record = {"archive": str(archive), "at": at.isoformat(timespec="seconds"), "seconds": round(seconds, 1)}
    scratch = settings.DATA_FOLDER / f".{RECORD}"
    scratch.write_text(json.dumps(record))
    scratch.replace(settings.DATA_FOLDER / RECORD)


def refuse_filled_installation() -> None:
    """Raises BackupError when this installation holds anything."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")
        if cursor.fetchone()[0]:
            raise BackupError(
                "Cơ sở dữ liệu đã có dữ liệu. Chỉ khôi phục vào cơ sở dữ liệu trống: tạo cơ sở dữ liệu mới, "
                "đặt DATABASE_URL (hoặc KHOITHIDUA_DATA) tới đó rồi chạy lại."
            )
    for folder in (_files_folder(), settings.DATA_FOLDER / "keys"):
        if folder.exists() and any(folder.iterdir()):
            raise BackupError(f"Thư mục {folder} đã có tệp. Chỉ khôi phục vào thư mục dữ liệu trống.")


# --- writing ---
def _files_folder() -> Path:
    return Path(default_storage.path(""))


def _backup_identity() -> pyrage.x25519.Identity:
    """The key of this installation's backups, made with the first one."""
    path = settings.DATA_FOLDER / "secrets" / BACKUP_KEY
    if not path.exists():
        _write_private(path, str(pyrage.x25519.Identity.generate()).encode())
    return pyrage.x25519.Identity.from_str(path.read_text().strip())


def _write_private(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    scratch = path.with_name(f".{path.name}.new")
    scratch.unlink(missing_ok=True)
    with open(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "wb") as file:
        file.write(content)
    scratch.replace(path)


@contextlib.contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that has its name only when it is whole."""
    scratch = path.with_name(f".{path.name}.part")
    if path.exists():
        raise BackupError(f"Tệp {path} đã có. Chờ một giây rồi chạy lại.")
    scratch.unlink(missing_ok=True)
    try:
        with open(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


def dump_database(path: Path) -> None:
    command = [program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", f"--file={path}"]
    command += [f"--exclude-table-data={table}" for table in LEFT_OUT]
    _run(command, "Không sao lưu được cơ sở dữ liệu")


def _run(command: list[str], failed: str, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(  # noqa: S603 - our programs
        command, env=environment or client_environment(), capture_output=True, text=True
    )
    if done.returncode:
        raise BackupError(f"{failed}: {done.stderr.strip()[-500:]}")
    return done.stdout


def _write_archive(tar: tarfile.TarFile, dump: Path, at: datetime.datetime) -> None:
    applied = sorted(f"{room}.{name}" for room, name in MigrationRecorder(connection).applied_migrations())
    about = {
        "format": FORMAT,
        "made_at": at.isoformat(timespec="seconds"),
        "server": server_version(),
        "migrations": applied,
    }
    _add(tar, ABOUT, json.dumps(about, indent=1).encode())
    tar.add(dump, DUMP)
    if _files_folder().is_dir():
        tar.add(_files_folder(), FILES, filter=lambda entry: None if "/.new-" in entry.name else entry)
    if own_folder().is_dir():
        tar.add(own_folder(), ANCHOR_FILES)


def _write_keys(tar: tarfile.TarFile, identity: pyrage.x25519.Identity) -> None:
    _add(tar, BACKUP_KEY, str(identity).encode())
    for folder in PRIVATE_FOLDERS:
        for path in sorted((settings.DATA_FOLDER / folder).rglob("*")):
            if path.is_file() and path.name != BACKUP_KEY:
                _add(tar, str(path.relative_to(settings.DATA_FOLDER)), path.read_bytes())
    # Those that the environment gives are part of the installation too.
    names = tar.getnames()
    for name, value in (("secret_key", settings.SECRET_KEY), ("key_passphrase", settings.KEY_PASSPHRASE)):
        if f"secrets/{name}" not in names:
            _add(tar, f"secrets/{name}", value.encode())


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    tar.addfile(entry, io.BytesIO(content))


def _encrypted(target: IO[bytes], recipient: pyrage.x25519.Recipient, write: Callable[[tarfile.TarFile], None]) -> None:
    """What `write` puts into the tar goes encrypted into the target; neither is ever whole in memory."""

    def pour(into: IO[bytes]) -> None:
        with tarfile.open(fileobj=into, mode="w|") as tar:
            write(tar)

    _through_pipe(pour, lambda source: pyrage.encrypt_io(source, target, [recipient]))


def _through_pipe(pour: Callable[[IO[bytes]], None], drink: Callable[[IO[bytes]], None]) -> None:
    """`pour` writes what `drink`, in a thread of its own, reads; the failure of either ends both."""
    reading, writing = os.pipe()
    failures: list[BaseException] = []

    def run() -> None:
        try:
            with open(reading, "rb") as source:
                drink(source)
        except BaseException as failure:
            failures.append(failure)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        with open(writing, "wb") as into:
            pour(into)
    except BrokenPipeError:
        pass  # the reader failed, and says below why
    finally:
        thread.join()
    if failures:
        raise failures[0]


# --- reading ---
def _read_keys(keys: Path) -> dict[str, bytes]:
    """{name under the data folder: content}, and the key of the archive under BACKUP_KEY."""
    found: dict[str, bytes] = {}
    try:
        with tarfile.open(keys, mode="r:") as tar:
            for entry in tar:
                parts = Path(entry.name).parts
                content = tar.extractfile(entry)
                ours = parts == (BACKUP_KEY,) or (len(parts) > 1 and parts[0] in PRIVATE_FOLDERS)
                if content is None or ".." in parts or not ours:
                    continue
                found[entry.name] = content.read()
    except (OSError, tarfile.TarError) as problem:
        raise BackupError(f"Không đọc được tệp khóa {keys}: {_words(problem)}.") from None
    if BACKUP_KEY not in found:
        raise BackupError(f"Tệp {keys} không phải tệp khóa do lệnh backup ghi ra.")
    found[f"secrets/{BACKUP_KEY}"] = found[BACKUP_KEY]
    for name, value in (("SECRET_KEY", "secret_key"), ("KEY_PASSPHRASE", "key_passphrase")):
        if os.environ.get(name) not in (None, "", found.get(f"secrets/{value}", b"").decode()):
            raise BackupError(
                f"Biến môi trường {name} khác với giá trị trong tệp khóa: chữ ký và khóa cũ sẽ không mở được. "
                f"Bỏ biến {name} rồi chạy lại."
            )
    return found


def _words(problem: Exception) -> str:
    return getattr(problem, "strerror", None) or "sai định dạng"


def _decrypt(archive: Path, key: bytes, folder: Path) -> None:
    """Unpacks the archive into the folder."""
    try:
        identity = pyrage.x25519.Identity.from_str(key.decode().strip())
        with archive.open("rb") as source:
            _through_pipe(lambda into: pyrage.decrypt_io(source, into, [identity]), lambda tar: _unpack(tar, folder))
    except OSError as problem:
        raise BackupError(f"Không đọc được tệp sao lưu {archive}: {_words(problem)}.") from None
    except (ValueError, tarfile.TarError, pyrage.DecryptError, pyrage.IdentityError):
        raise BackupError(
            f"Không giải mã được {archive}. Tệp đã hỏng, hoặc tệp khóa thuộc một hệ thống khác."
        ) from None


def _unpack(source: IO[bytes], folder: Path) -> None:
    with tarfile.open(fileobj=source, mode="r|") as tar:
        tar.extractall(folder, filter="data")
    # age tells only at the very end that nothing was cut off: read it to there.
    while source.read(1 << 20):
        pass


def _read_about(folder: Path) -> dict[str, Any]:
    try:
        about: dict[str, Any] = json.loads((folder / ABOUT).read_text())
        known = set(MigrationLoader(None).disk_migrations)
        unknown = [name for name in about["migrations"] if tuple(name.split(".", 1)) not in known]
    except (OSError, ValueError, KeyError, AttributeError):
        raise BackupError("Tệp này không phải bản sao lưu của Khối thi đua.") from None
    if about.get("format") != FORMAT or unknown:
        raise BackupError(
            "Bản sao lưu do một phiên bản phần mềm mới hơn ghi ra"
            + (f" (có {unknown[0]})" if unknown else "")
            + ". Cài phiên bản đó rồi khôi phục."
        )
    return about


def _restore_database(dump: Path) -> None:
    connection.close()
    load_dump(dump, client_environment())


def load_dump(dump: Path, target: dict[str, str]) -> None:
    """Into the empty database that PostgreSQL's environment variables name, also on an older server than the dump's.

    All of it or nothing. Raises BackupError.
    """
    script = dump.with_suffix(".sql")
    command = [program("pg_restore"), "--no-owner", "--no-privileges", f"--file={script}", str(dump)]
    _run(command, "Không đọc được tệp cơ sở dữ liệu")
    _forget_newer_settings(script)
    # -X: nobody's own settings of psql.
    command = [program("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction", f"--file={script}"]
    _run(command, "Không khôi phục được cơ sở dữ liệu, chưa có gì được ghi", target)


# Settings of a session that an older server does not know and that change nothing of what is written.
NEWER_SETTINGS = (b"SET transaction_timeout = 0;",)


def _forget_newer_settings(script: Path) -> None:
    """They stand in the first lines; the rows are not read."""
    with script.open("r+b") as file:
        head = file.read(4096)
        for line in NEWER_SETTINGS:
            head = head.replace(line, b"-" * len(line))
        file.seek(0)
        file.write(head)


def move_database(url: str) -> str:
    """Copies this database into the empty one at `url`; what that server calls itself. Raises BackupError."""
    target = client_environment(database_settings(settings.DATA_FOLDER, url))
    ask = [program("psql"), "-X", "-At", "-v", "ON_ERROR_STOP=1", "-c"]
    there = _run([*ask, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"], "Không kết nối được", target)
    if there.strip() != "0":
        raise BackupError("Cơ sở dữ liệu đích đã có dữ liệu. Tạo cơ sở dữ liệu mới rồi chạy lại.")
    with tempfile.TemporaryDirectory(dir=settings.DATA_FOLDER, prefix="move-") as scratch:
        dump = Path(scratch) / DUMP
        dump_database(dump)
        load_dump(dump, target)
    same = "SELECT count(*), coalesce(sum(seq), 0) FROM records_auditevent"
    with connection.cursor() as cursor:
        cursor.execute(same)
        here = "|".join(map(str, cursor.fetchone()))
    if _run([*ask, same], "Không đối chiếu được", target).strip() != here:
        raise BackupError("Nhật ký ở cơ sở dữ liệu đích không đủ: dừng web và việc nền rồi chạy lại.")
    return _run([*ask, "SHOW server_version"], "Không kết nối được", target).strip()

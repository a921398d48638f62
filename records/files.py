"""Files kept by content: a file's name is its SHA-256, so the same bytes are kept once and never change."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def keep_content(content: bytes) -> str:
    """Keep the bytes, durably, before the row that names them is committed; returns their SHA-256."""
    sha256 = sha256_of(content)
    name = _name(sha256)
    local = isinstance(default_storage._wrapped if hasattr(default_storage, "_wrapped") else None, FileSystemStorage)
    if default_storage.exists(name):
        if local:
            # Young again: whoever sweeps files without a row leaves it alone until our row is written.
            os.utime(default_storage.path(name))
        return sha256
    if local:
        _write_durably(Path(default_storage.path(name)), content)
    else:
        default_storage.save(name, ContentFile(content))
    return sha256


def _write_durably(path: Path, content: bytes) -> None:
    """Temporary file, fsync, rename, fsync of the folder: after a crash the file is whole or absent.

    docs/security.md: Files on disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o440)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read_content(sha256: str) -> bytes:
    """The bytes kept under `sha256`; FileNotFoundError, or ValueError when the file no longer matches its name."""
    with default_storage.open(_name(sha256), "rb") as file:
        content: bytes = file.read()
    if sha256_of(content) != sha256:
        raise ValueError(f"stored file {sha256} does not match its name")
    return content


def damaged(named: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(SHA-256, what is wrong, in Vietnamese) of each of these that is not there or is not what was stored."""
    for sha256 in named:
        try:
            read_content(sha256)
        except OSError:
            yield sha256, "không có trong kho tệp"
        except ValueError:
            yield sha256, "nội dung không còn đúng"

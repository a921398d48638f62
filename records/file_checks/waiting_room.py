"""Where the bytes lie while their file waits: apart from what is kept for ever, and gone with the row."""

import contextlib
import datetime
import uuid
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

FOLDER = "waiting"


def _place(key: uuid.UUID, part: str) -> str:
    return f"{FOLDER}/{key}.{part}"


def put(key: uuid.UUID, part: str, content: bytes) -> None:
    """part: "came" as it came, "clean" as it may be kept, "sheets" the values of a workbook."""
    default_storage.save(_place(key, part), ContentFile(content))


def get(key: uuid.UUID, part: str) -> bytes:
    """The bytes; FileNotFoundError when they are gone."""
    with default_storage.open(_place(key, part), "rb") as file:
        content: bytes = file.read()
        return content


def drop(key: uuid.UUID, *parts: str) -> None:
    for part in parts or ("came", "clean", "sheets"):
        with contextlib.suppress(FileNotFoundError):
            default_storage.delete(_place(key, part))


def older_than(moment: datetime.datetime) -> Iterator[uuid.UUID]:
    """The keys of what has lain here since before `moment`."""
    with contextlib.suppress(FileNotFoundError):
        for name in default_storage.listdir(FOLDER)[1]:
            with contextlib.suppress(FileNotFoundError, ValueError):
                if default_storage.get_modified_time(f"{FOLDER}/{name}") < moment:
                    yield uuid.UUID(name.partition(".")[0])

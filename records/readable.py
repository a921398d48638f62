"""What people read of a kept file: its pages as pictures, its words; made once behind the door for foreign files.

Kept beside the files under their SHA-256 and never needed for anything but reading: what is missing (after a restore)
is made again when somebody asks for it. docs/interface.md: PDF on screen.
"""

import contextlib
import datetime
import json
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from libraries import foreign_files
from libraries.foreign_files import FileRefused
from records.models import DocumentFile

FOLDER = "readable"


def _place(sha256: str, name: str) -> str:
    return f"{FOLDER}/{sha256[:2]}/{sha256}/{name}"


def _keep(sha256: str, name: str, content: bytes) -> None:
    place = _place(sha256, name)
    # Two may make the same at once: the first one's stays.
    if not default_storage.exists(place):
        default_storage.save(place, ContentFile(content))


def _read(sha256: str, name: str) -> bytes | None:
    with contextlib.suppress(FileNotFoundError), default_storage.open(_place(sha256, name), "rb") as file:
        content: bytes = file.read()
        return content
    return None


def _facts(sha256: str) -> dict[str, Any]:
    kept = _read(sha256, "facts.json")
    facts: dict[str, Any] = json.loads(kept) if kept else {}
    return facts


def keep_pages(sha256: str, pictures: list[bytes]) -> None:
    """The pages of a PDF, drawn whole."""
    for number, picture in enumerate(pictures, start=1):
        _keep(sha256, f"{number}-0.jpg", picture)
    _keep(sha256, "facts.json", json.dumps({"pages": len(pictures)}).encode())


def keep_paragraphs(sha256: str, paragraphs: tuple[str, ...]) -> None:
    """The text of a Word file."""
    _keep(sha256, "facts.json", json.dumps({"paragraphs": paragraphs}).encode())


def forget(sha256: str) -> None:
    """The file is gone: so is what was made of it."""
    with contextlib.suppress(FileNotFoundError):
        for name in default_storage.listdir(_place(sha256, ""))[1]:
            default_storage.delete(_place(sha256, name))


def made_before(moment: datetime.datetime) -> Iterator[str]:
    """SHA-256 of each file that was made readable before `moment`, whether it was kept or not."""
    for place in (f"{FOLDER}/{first}" for first in _folders(FOLDER)):
        for sha256 in _folders(place):
            with contextlib.suppress(FileNotFoundError):
                if default_storage.get_modified_time(_place(sha256, "facts.json")) < moment:
                    yield sha256


def _folders(place: str) -> list[str]:
    try:
        found: list[str] = default_storage.listdir(place)[0]
    except FileNotFoundError:
        return []
    return found


def page_count(file: DocumentFile) -> int:
    """Pages of a kept PDF; 0 for a file that cannot be opened."""
    facts = _facts(file.sha256)
    if "pages" not in facts:
        try:
            facts = {"pages": foreign_files.page_count(file.read())}
        except FileRefused:
            return 0
        _keep(file.sha256, "facts.json", json.dumps(facts).encode())
    return int(facts["pages"])


def page_picture(file: DocumentFile, number: int, *, width: int = 0) -> bytes | None:
    """Page `number` (from 1) as JPEG at 110 dpi, or `width` pixels wide; None when there is no such page."""
    if not 1 <= number <= 9999:
        return None
    name = f"{number}-{width}.jpg"
    picture = _read(file.sha256, name)
    if picture is None:
        try:
            drawn = foreign_files.draw(file.read(), first=number, last=number, width=width)
        except FileRefused:
            return None
        if not drawn:
            return None
        picture = drawn[0]
        _keep(file.sha256, name, picture)
    return picture


def paragraphs(file: DocumentFile) -> tuple[str, ...]:
    """The words of a kept Word file; empty when it cannot be read."""
    facts = _facts(file.sha256)
    if "paragraphs" not in facts:
        try:
            found = foreign_files.paragraphs(file.read())
        except FileRefused:
            return ()
        keep_paragraphs(file.sha256, found)
        return found
    return tuple(facts["paragraphs"])

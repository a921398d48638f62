"""Files that no row names: a process died between keeping a file and writing its row. Swept after a safe time."""

import contextlib
import datetime
import re
from collections.abc import Iterator

from django.core.files.storage import default_storage

from records.models import DocumentFile
from records.readable import forget, made_before

# A verb that keeps a file writes its row within seconds; a file that is kept once more becomes young again. More than
# a day, so that a clock set forward by a day takes no file whose row is just being written.
SAFE_AGE = datetime.timedelta(hours=48)
HEX2 = re.compile(r"[0-9a-f]{2}")
SHA256 = re.compile(r"[0-9a-f]{64}")
AT_ONCE = 500


def sweep(now: datetime.datetime) -> int:
    """Delete what no row names and is older than SAFE_AGE; returns how many files."""
    swept = 0
    for batch in _batches(_old_files(now - SAFE_AGE)):
        named = _named(batch)
        for sha256, name in batch:
            if sha256 not in named:
                default_storage.delete(name)
                forget(sha256)
                swept += 1
    # A file is drawn before its form is asked: what the form refused was never kept.
    for batch in _batches((sha256, "") for sha256 in made_before(now - SAFE_AGE)):
        for sha256 in {sha for sha, _ in batch} - _named(batch):
            forget(sha256)
    return swept


def _named(batch: list[tuple[str, str]]) -> set[str]:
    return set(DocumentFile.objects.filter(sha256__in=[sha for sha, _ in batch]).values_list("sha256", flat=True))


def _old_files(before: datetime.datetime) -> Iterator[tuple[str, str]]:
    for first in _folders(""):
        for second in _folders(first):
            folder = f"{first}/{second}"
            for name in default_storage.listdir(folder)[1]:
                place = f"{folder}/{name}"
                # ".new-…" is what a killed process was still writing.
                if not (SHA256.fullmatch(name) or name.startswith(".new-")):
                    continue
                with contextlib.suppress(FileNotFoundError):
                    if default_storage.get_modified_time(place) < before:
                        yield name, place


def _folders(folder: str) -> list[str]:
    try:
        return [name for name in default_storage.listdir(folder)[0] if HEX2.fullmatch(name)]
    except FileNotFoundError:
        return []


def _batches(files: Iterator[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    batch: list[tuple[str, str]] = []
    for file in files:
        batch.append(file)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch

"""Files without a row: a process died between the two. They go after two days, and nothing else does."""

import datetime
import os

import pytest
from django.core.files.storage import default_storage

from libraries.web import clock
from records import orphans, readable
from records.documents import store_document
from records.files import keep_content, read_content
from records.models import DocumentFile

pytestmark = pytest.mark.django_db
LATER = datetime.timedelta(hours=49)


def aged(sha256):
    path = default_storage.path(f"{sha256[:2]}/{sha256[2:4]}/{sha256}")
    os.utime(path, (0, 0))
    return path


def test_a_file_without_a_row_goes_after_a_day(bloc, lan):
    document = store_document(b"named", chain=bloc.slug, kind="certificate", title="A", filename="a.pdf", by=lan)
    orphan, half = keep_content(b"nobody names this"), keep_content(b"half")
    readable.keep_paragraphs(orphan, ("x",))
    path = default_storage.path(f"{half[:2]}/{half[2:4]}/{half}")
    half_written = os.path.join(os.path.dirname(path), ".new-abc")
    os.rename(path, half_written)
    orphans.sweep(clock.now() - LATER)
    assert read_content(orphan)
    for sha256 in (orphan, document.head.sha256):
        aged(sha256)
    os.utime(half_written, (0, 0))
    assert orphans.sweep(clock.now()) >= 2
    with pytest.raises(FileNotFoundError):
        read_content(orphan)
    assert not os.path.exists(half_written)
    assert DocumentFile.objects.get().read() == b"named"


def test_the_pages_of_a_file_that_was_never_kept_go_too(bloc, lan):
    """They are drawn while the file is looked at, before the form says whether it takes it."""
    document = store_document(b"named", chain=bloc.slug, kind="certificate", title="A", filename="a.pdf", by=lan)
    refused, kept = "ab" * 32, document.head.sha256
    for sha256 in (refused, kept):
        readable.keep_pages(sha256, [b"jpeg"])

    def has_pages(sha256):
        return default_storage.exists(f"readable/{sha256[:2]}/{sha256}/1-0.jpg")

    orphans.sweep(clock.now())
    assert has_pages(refused)
    orphans.sweep(clock.now() + LATER)
    assert not has_pages(refused)
    assert has_pages(kept)


def test_a_file_kept_again_a_moment_ago_stays(bloc, lan):
    """The control: without becoming young again it would go between being kept and being named."""
    orphan = keep_content(b"kept long ago, then kept again")
    aged(orphan)
    keep_content(b"kept long ago, then kept again")
    orphans.sweep(clock.now())
    assert read_content(orphan)
    aged(orphan)
    orphans.sweep(clock.now())
    with pytest.raises(FileNotFoundError):
        read_content(orphan)

"""Two people who edit one row at once: the second one is told, sees both texts and decides (optimistic lock, ADR 13).

The row counts its `revision`; the edit form carries the one that was read (libraries.web.forms.EditForm); the verb asks
`next_revision` for the next one while it holds the row's lock, so that of two writers at the same moment one is told.
"""

from collections.abc import Callable
from typing import Any

from django.db import models

from libraries.web.voice import EDITED_ELSEWHERE
from records.transitions import SomeoneWasFaster


class Versioned(models.Model):
    """A row that people edit on a page that stays open for a while."""

    revision = models.PositiveIntegerField("lần sửa", default=1, editable=False)

    class Meta:
        abstract = True


class EditConflict(SomeoneWasFaster):
    """The row is no longer what the writer had read. `row` is what it is now; `told` says who changed it, and when."""

    def __init__(self, row: Any, told: str = "", because: str = ""):
        self.row = row
        super().__init__(f"{told} {because or EDITED_ELSEWHERE.text}".strip())


def was_changed(row: Versioned, read: int) -> bool:
    """Whether somebody saved it since it was read; `row` is locked and fresh."""
    return row.revision != read


def check_revision(row: Versioned, read: int | None, because: str = "", *, told: Callable[[], str] = str) -> None:
    """Raise EditConflict unless the row still is what the writer had read. `row` is locked and fresh.

    None is for callers that read the row in this very transaction; what a form could not tell is 0, a conflict.
    `because`: what the writer is told where no two texts can be compared. `told` is asked only where somebody was
    faster: who, in a sentence.
    """
    if read is not None and was_changed(row, read):
        raise EditConflict(row, told(), because)


def next_revision(row: Versioned, read: int | None, *, told: Callable[[], str] = str) -> int:
    """The number that this change gives the row; EditConflict as above."""
    check_revision(row, read, told=told)
    return row.revision + 1

"""Which filled-in form is being acted upon: an act writes into its token, in the same transaction, that it was done.

A request may be killed between its act and its answer. Whoever sends the form again must then neither act twice nor be
told for ever that it is being worked on: the token knows.
"""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

from records.models import SubmissionToken

_token: ContextVar[int | None] = ContextVar("token of the form that is acted upon", default=None)


@contextlib.contextmanager
def acting_for(row: SubmissionToken) -> Iterator[None]:
    """Acts inside are noted in this token."""
    before = _token.set(row.pk)
    try:
        yield
    finally:
        _token.reset(before)


def note_act() -> None:
    """The form has acted; called in the transaction of the act and taken back with it."""
    pk = _token.get()
    if pk is not None:
        SubmissionToken.objects.filter(pk=pk, acted=False).update(acted=True)

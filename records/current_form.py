"""Which filled-in form is being acted upon: an act writes into its token, in the same transaction, that it was done.

A request may be killed between its act and its answer. Whoever sends the form again must then neither act twice nor be
told for ever that it is being worked on: the token knows.
"""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

from django.db import connection

from records.models import SubmissionToken

_token: ContextVar[int | None] = ContextVar("token of the form that is acted upon", default=None)
# Number of these locks among those of the database.
LOCK_OF_FORMS = 7303


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


@contextlib.contextmanager
def alone_with(token: str) -> Iterator[bool]:
    """Whether no other request works on this form; the lock goes with the connection of a process that is killed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [LOCK_OF_FORMS, token])
        free = bool(cursor.fetchone()[0])
    try:
        yield free
    finally:
        if free and not connection.needs_rollback and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [LOCK_OF_FORMS, token])

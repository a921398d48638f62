"""Locks that one connection of the database holds: who works on something alone, among all processes.

They are PostgreSQL's advisory locks, so they go with the connection: a process that is killed holds nothing. Another
lock, for a transaction that has to wait its turn, is the row's own.
"""

import contextlib
from collections.abc import Iterator
from enum import IntEnum

from django.db import Error, connection


class On(IntEnum):
    """What is held; the number tells these locks apart from each other among those of the database."""

    FILES_OF_AN_OWNER = 7301
    FILES_OF_A_PLACE = 7302
    FORM = 7303
    SIGNING_REQUEST = 7304
    MAIL = 7305
    MAINTENANCE = 7306
    ARCHIVE = 7307


def hold(on: On, name: object = "") -> bool:
    """Whether this connection has the lock now; False where another one has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [on, str(name)])
        return bool(cursor.fetchone()[0])


def let_go(on: On, name: object = "") -> None:
    """Give back what `hold` gave; a connection that broke has let go already."""
    if connection.needs_rollback or not connection.is_usable():
        return
    with contextlib.suppress(Error), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [on, str(name)])


@contextlib.contextmanager
def alone_with(on: On, name: object = "") -> Iterator[bool]:
    """Whether nobody else is at it meanwhile."""
    free = hold(on, name)
    try:
        yield free
    finally:
        if free:
            let_go(on, name)

"""Work that costs a lot of processor time on a page takes turns: one at a time in each process, and few who wait.

Other pages of the same process go on meanwhile; whoever finds too many waiting is told so at once.
"""

import contextlib
import threading
from collections.abc import Iterator

from django.contrib.auth.hashers import ScryptPasswordHasher

MOST_WAITING = 8


class Crowded(Exception):
    """Too many wait already; nothing was done."""


class Turns:
    """One at a time, at most `most_waiting` behind it."""

    def __init__(self, most_waiting: int = MOST_WAITING) -> None:
        self._one = threading.Lock()
        self._places = threading.BoundedSemaphore(most_waiting + 1)

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn. Raises Crowded."""
        if not self._places.acquire(blocking=False):
            raise Crowded
        try:
            with self._one:
                yield
        finally:
            self._places.release()


_hashing = Turns()


class ScryptInTurn(ScryptPasswordHasher):
    """A quarter of a second of a whole core each: of two hundred who sign at once each process hashes one."""

    def encode(self, password: str, salt: str, *cost: int | None, **more: int | None) -> str:
        with _hashing.turn():
            return super().encode(password, salt, *cost, **more)

"""The one clock of the rooms.

Deadlines, stamps and document dates are read here, so that a test can stand at 23:59:59 and the sample year can be
lived in 2020. Moving the clock is refused outside of those two.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.utils import timezone

# Distance between the clock of the rooms and the machine's.
_shift: ContextVar[timedelta | None] = ContextVar("clock_shift", default=None)
_frozen: ContextVar[datetime | None] = ContextVar("clock_frozen", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    frozen, shift = _frozen.get(), _shift.get()
    if frozen is not None:
        return frozen
    return timezone.now() + shift if shift is not None else timezone.now()


def today() -> date:
    """The present day in Vietnam."""
    return timezone.localdate(now())


# Clocks of two machines differ by less.
AHEAD = timedelta(minutes=5)


def lately(window: timedelta) -> tuple[datetime, datetime]:
    """From and to of what happened within the window, for `at__range`.

    What lies further in the future was written before the machine's clock was set back, and counts no more: nobody is
    locked out, or left waiting, until the old time comes again.
    """
    return now() - window, now() + AHEAD


@contextmanager
def travel(moment: datetime, *, ticking: bool = False) -> Iterator[None]:
    """Stand at `moment` (aware); with `ticking` time goes on from there. For tests and the sample year only."""
    if timezone.is_naive(moment):
        raise ValueError("a moment needs its time zone")
    shift = _shift.set(moment - timezone.now() if ticking else None)
    frozen = _frozen.set(None if ticking else moment)
    try:
        yield
    finally:
        _shift.reset(shift)
        _frozen.reset(frozen)

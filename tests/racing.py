"""Several people at once: threads against the real database, started together."""

import contextlib
import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection


def at_once(acts: Sequence[Callable[[], Any]], timeout: float = 30) -> list[Any]:
    """Run all acts at the same moment, each in its own connection; returns what each returned or raised."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            gate.wait(timeout)
            results[place] = act()
        except Exception as problem:  # what it raised is the result
            results[place] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout)
        assert not thread.is_alive(), "a racer did not come home: a deadlock?"
    return results


# Seconds. Behind a lock the others never come; where there is none they do, however busy the machine is.
PATIENCE = {True: 2, False: 60}


def meet_at(patch: Any, owner: Any, name: str, *, locked: bool, count: int = 2, after: bool = False) -> None:
    """At this function (before it acts, or `after`) each racer waits, once, for the others to have come so far.

    patch: pytest's MonkeyPatch. locked: whether something is expected to keep the others away.
    """
    step, gate, met = getattr(owner, name), threading.Barrier(count), set()

    def wait() -> None:
        if threading.get_ident() not in met:
            met.add(threading.get_ident())
            with contextlib.suppress(threading.BrokenBarrierError):
                gate.wait(PATIENCE[locked])

    def slow(*args: Any, **options: Any) -> Any:
        if not after:
            wait()
        result = step(*args, **options)
        if after:
            wait()
        return result

    patch.setattr(owner, name, slow)


def failures(results: Sequence[Any]) -> list[Exception]:
    return [result for result in results if isinstance(result, Exception)]

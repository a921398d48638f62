"""Work that is found by its rows: what waits is done, whether or not a task was queued for it.

A task only wakes a worker. Tasks are lost or fail for good when workers die; rows stay, so every half minute each
module is asked to do what its rows say is waiting (docs/security.md: Certificates after a crash).
"""

import logging
from collections.abc import Callable

from django.utils.module_loading import autodiscover_modules

logger = logging.getLogger(__name__)

Work = Callable[[], int]
_works: dict[str, Work] = {}


def found_by_rows(name: str) -> Callable[[Work], Work]:
    """Registers what does all that waits and returns how much that was; safe beside workers doing the same."""

    def register(work: Work) -> Work:
        _works[name] = work
        return work

    return register


def find() -> None:
    """Load the modules in which rooms register."""
    autodiscover_modules("tasks")


def registered() -> dict[str, Work]:
    return dict(_works)


def do_all() -> int:
    """Everything that waits; what fails in one module stops none of the others. Returns how much was done."""
    find()
    done = 0
    for name, work in _works.items():
        try:
            done += work()
        except Exception:
            logger.exception("waiting work of %s", name)
    return done

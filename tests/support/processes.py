"""The limited child processes in tests that are about something else.

The same paper is printed once a session. The clock that kills a child is ten times as wide, because the machine may be
loaded; processor time and memory are limited as everywhere.
"""

import dataclasses
import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from libraries.foreign_files import limits
from libraries.printing import pdf

MOST = 400  # papers that are kept
WIDER = 10
_kept: OrderedDict[bytes, bytes] = OrderedDict()
_each_time = False


def print_each_time(yes: bool) -> None:
    """Whether a process is asked anew for what was already printed."""
    global _each_time
    _each_time = yes


@contextmanager
def printed_once() -> Iterator[None]:
    make = pdf.RenderPool.render

    def render(pool, html, **how):
        if _each_time or pool is not pdf.pool:
            return make(pool, html, **how)
        key = hashlib.sha256(json.dumps([html, how], default=str, sort_keys=True).encode()).digest()
        if key not in _kept:
            _kept[key] = make(pool, html, **how)
            if len(_kept) > MOST:
                _kept.popitem(last=False)
        return _kept[key]

    with mock.patch.object(pdf.RenderPool, "render", render):
        yield


@contextmanager
def wide_clocks() -> Iterator[None]:
    look = limits._run

    def run(task, content, options, within):
        return look(task, content, options, dataclasses.replace(within, wall_seconds=WIDER * within.wall_seconds))

    with (
        mock.patch.object(limits, "_run", run),
        mock.patch.object(pdf.pool, "wall_seconds", WIDER * pdf.pool.wall_seconds),
    ):
        yield

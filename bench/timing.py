"""How time is taken: CPU and wall of a call, medians, and one line a result."""

import statistics
import time
from collections.abc import Callable
from typing import Any


def seconds(act: Callable[[], Any]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def cpu_seconds(act: Callable[[], Any], times: int = 5) -> float:
    """The median CPU time of this process over several calls, after one to warm up."""
    act()
    spent = []
    for _ in range(times):
        started = time.process_time()
        act()
        spent.append(time.process_time() - started)
    return statistics.median(spent)


def say(name: str, value: str, against: str = "") -> None:
    print(f"{name:<58} {value:>12}  {against}", flush=True)

"""How time is taken: CPU of processes, from the scheduler's own counters. Never the wall clock: others load the machine."""

import os
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_of(act: Callable[[], Any]) -> float:
    """CPU seconds of one call: of this process, of the workers that it keeps and of those that ended meanwhile."""
    started = _own_cpu()
    act()
    return _own_cpu() - started


def _own_cpu() -> float:
    ended = os.times()
    workers = sum(process_cpu(pid) for pid in descendants(os.getpid()))
    return time.process_time() + workers + ended.children_user + ended.children_system


def cpu_seconds(act: Callable[[], Any], times: int = 5) -> float:
    """The median CPU time of this process over several calls, after one to warm up."""
    act()
    spent = []
    for _ in range(times):
        started = time.process_time()
        act()
        spent.append(time.process_time() - started)
    return statistics.median(spent)


def process_cpu(pid: int) -> float:
    """CPU seconds of a living process with all its threads; 0 when it is gone. In ticks where threads have ended."""
    try:
        fine = (
            sum(int(Path(task, "schedstat").read_text().split()[0]) for task in Path(f"/proc/{pid}/task").iterdir())
            / 1e9
        )
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (OSError, IndexError):
        return 0.0
    return max(fine, (int(fields[11]) + int(fields[12]) - 1) / TICKS)


def descendants(pid: int) -> list[int]:
    """Children, their children and so on."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = entry.joinpath("stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found


def memory_mb(pids: Iterable[int]) -> float:
    """Memory of these processes, shared pages shared out (PSS)."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024

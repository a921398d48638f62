"""The child process: started for one file, limited by itself before it reads a byte, killed by the clock."""

import json
import subprocess  # our own code, started without a shell
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
LARGEST_ANSWER = 256 * 1024 * 1024
# How many children one process keeps at once, and how long it waits for a place.
AT_ONCE, WAIT_SECONDS = 2, 15
# Our packages come last on the path: records/numbers.py must not hide Python's own `numbers`.
START = "import sys; sys.path.append(sys.argv.pop(1)); from libraries.foreign_files.inside.main import main; main()"


class Busy(Exception):
    """Too many files at once in this process; nothing is wrong with this one."""


@dataclass(frozen=True)
class Limits:
    """seconds: of processor time; wall_seconds: until the clock kills it; megabytes: of address space.

    The clock is wider than the processor time: that others use the processor is not the file's fault.
    """

    seconds: int = 5
    wall_seconds: float = 12
    megabytes: int = 512


@dataclass
class Answer:
    """What came out before the child ended: blobs as they came, and the facts when it came to its end."""

    blobs: list[bytes] = field(default_factory=list)
    facts: dict[str, Any] | None = None


_places = threading.BoundedSemaphore(AT_ONCE)


def ask(task: str, content: bytes, options: dict[str, Any], limits: Limits) -> Answer:
    """Let a child do `task` with `content`; `facts` is None when its limits ended it. Raises Busy."""
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise Busy
    try:
        return _run(task, content, options, limits)
    finally:
        _places.release()


def _run(task: str, content: bytes, options: dict[str, Any], limits: Limits) -> Answer:
    order = {"task": task, "options": options, "seconds": limits.seconds, "megabytes": limits.megabytes}
    # -I: neither the environment nor the folder we stand in reaches the child; close_fds: no descriptor of ours.
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-I", "-c", START, str(PROJECT), json.dumps(order)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONUTF8": "1", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        cwd="/" if sys.platform != "win32" else None,
        close_fds=True,
    )
    clock = threading.Timer(limits.wall_seconds, process.kill)
    clock.daemon = True
    clock.start()
    # The content is handed over beside: a child that does not read must not stop us.
    feeder = threading.Thread(target=_feed, args=(process, content), daemon=True)
    feeder.start()
    try:
        return _read(process)
    finally:
        clock.cancel()
        process.kill()
        process.wait()
        feeder.join(5)
        assert process.stdout
        process.stdout.close()


def _feed(process: "subprocess.Popen[bytes]", content: bytes) -> None:
    assert process.stdin
    try:
        process.stdin.write(content)
        process.stdin.close()
    except OSError:
        pass  # it ended before it had read everything


def _read(process: "subprocess.Popen[bytes]") -> Answer:
    """Frames: a letter (B a blob, J the facts), eight bytes of length, the content."""
    assert process.stdout
    answer, total = Answer(), 0
    while True:
        head = process.stdout.read(9)
        if len(head) < 9:
            return answer
        size = int.from_bytes(head[1:], "big")
        total += size
        if total > LARGEST_ANSWER:
            return answer
        body = process.stdout.read(size)
        if len(body) < size:
            return answer
        if head[:1] == b"B":
            answer.blobs.append(body)
            continue
        try:
            facts = json.loads(body)
        except ValueError:
            return answer
        if isinstance(facts, dict):
            answer.facts = facts
        return answer

"""The child's life: limits first, then the file, one task, the answer, the end."""

import contextlib
import ctypes
import importlib
import json
import os
import signal
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from libraries.foreign_files.inside.refused import Refused

try:
    import resource
except ImportError:  # on Windows the parent's clock is left
    resource = None  # type: ignore[assignment]

# Task → module and function: takes the content and the options, yields blobs and returns or yields the facts.
TASKS = {
    "clean": "cleaning:clean",
    "shrink": "pictures:shrink",
    "draw": "drawing:draw",
    "count": "drawing:count",
    "paragraphs": "reading:paragraphs",
    "sheets": "reading:sheets",
    "blocks": "word:blocks",
    "marks": "marks:look",
    "squares": "squares:look",
    "background": "background:make",
    "differences": "differences:look",
    "probe": "probe:look",
    # Another library's own parser, run within these limits: libraries/pades/outside.py.
    "signatures": "libraries.pades.long_term:look",
}
NEW_NETWORK, NEW_USER = 0x40000000, 0x10000000


def limit_ourselves(seconds: int, megabytes: int) -> None:
    """Processor, memory, no file written, no process, no core, no network where the system lets us give it up."""
    with contextlib.suppress(OSError):
        os.nice(10)
    if sys.platform == "linux":
        # When memory runs out on the machine this process goes first, not the database.
        with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:
            score.write("1000")
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None, use_errno=True).unshare(NEW_USER | NEW_NETWORK)
    if resource is None:
        return
    if hasattr(signal, "SIGXFSZ"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write is refused, not punished
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    if sys.platform == "linux":  # elsewhere RLIMIT_AS is ignored or refuses to be set
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def say(replies: BinaryIO, letter: bytes, body: bytes) -> None:
    replies.write(letter + len(body).to_bytes(8, "big") + body)
    replies.flush()


def work(task: str, content: bytes, options: dict[str, Any]) -> Iterator[bytes | dict[str, Any]]:
    """What the task gives: blobs, at last the facts. Whatever breaks a parser is a refusal of its own kind."""
    module, function = TASKS[task].split(":")
    place = module if "." in module else f"libraries.foreign_files.inside.{module}"
    yield from getattr(importlib.import_module(place), function)(content, options)


def main() -> None:
    order = json.loads(sys.argv[1])
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the messages
    limit_ourselves(order["seconds"], order["megabytes"])
    try:
        content = sys.stdin.buffer.read()
        for piece in work(order["task"], content, order["options"]):
            if isinstance(piece, bytes):
                say(replies, b"B", piece)
            else:
                say(replies, b"J", json.dumps(piece).encode())
    except Refused as refusal:
        say(replies, b"J", json.dumps({"refused": str(refusal)}).encode())
    except (MemoryError, RecursionError):
        say(replies, b"J", b'{"refused": "too_heavy"}')
    # The answer is given; libraries that crash while they are torn down must not spoil it.
    os._exit(0)

"""What a child can do: asked by tests and by the security checks, which want to hear "nothing"."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def look(content: bytes, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """environment: names of variables; descriptors: open ones; wrote, forked, connected: what it should not be able to.

    `folder` is where it tries to write, `port` a door of the loopback behind which somebody listens.
    """
    yield {
        "environment": sorted(os.environ),
        "descriptors": _descriptors(),
        "wrote": _wrote(Path(options["folder"])),
        "connected": _connected(options["port"]),
    }


def _descriptors() -> int:
    count = 0
    for number in range(32):
        try:
            os.fstat(number)
        except OSError:
            continue
        count += 1
    return count


def _wrote(folder: Path) -> bool:
    try:
        (folder / "probe").write_bytes(b"x" * 100)
    except OSError:
        return False
    return True


def _connected(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True

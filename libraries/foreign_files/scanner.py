"""The office's own scanner for malware (ClamAV's clamd), asked for each foreign file where an installation names one.

Off unless `scan_with` was told an address. What it finds is refused; where it does not answer nothing is taken, since a
file that nobody looked at is what the office wanted no more of. Protocol: clamd(8), INSTREAM.
"""

import socket
import struct
from contextlib import closing

from libraries.foreign_files.refusals import FileRefused

CHUNK = 64 * 1024
WAIT_SECONDS = 20.0
LONGEST_ANSWER = 4096

_address = ""


def scan_with(address: str) -> None:
    """`/run/clamav/clamd.ctl`, or `host:port`; empty: nobody scans. For the whole process."""
    global _address
    _address = address


def scan(content: bytes) -> None:
    """Raises FileRefused when something is found, or nobody answers who should."""
    if not _address:
        return
    try:
        answer = _ask(b"zINSTREAM\0", content)
    except OSError:
        raise FileRefused("scanner_away") from None
    if answer.endswith("FOUND"):
        raise FileRefused("malware")
    if not answer.endswith("OK"):
        raise FileRefused("scanner_away")


def answers() -> bool:
    """Whether the scanner that was named is there; for whoever looks after the installation."""
    try:
        return _ask(b"zPING\0") == "PONG"
    except OSError:
        return False


def _ask(command: bytes, content: bytes | None = None) -> str:
    with closing(_line()) as line:
        line.settimeout(WAIT_SECONDS)
        line.sendall(command)
        if content is not None:
            for start in range(0, len(content), CHUNK):
                part = content[start : start + CHUNK]
                line.sendall(struct.pack("!L", len(part)) + part)
            line.sendall(struct.pack("!L", 0))
        said = b""
        while len(said) < LONGEST_ANSWER and not said.endswith(b"\0") and (part := line.recv(LONGEST_ANSWER)):
            said += part
    return said.rstrip(b"\0").decode("ascii", "replace").strip()


def _line() -> socket.socket:
    if _address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(WAIT_SECONDS)
        try:
            line.connect(_address)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = _address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=WAIT_SECONDS)

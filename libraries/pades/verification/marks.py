"""Does a foreign file carry our marks: a verification code, or the public key of our seal?

Parsing a stranger's file is done in a child process with limits of time and memory; what kills the parser costs one
child. This file is both sides: imported, it is the parent; run as a script, the child, which knows nothing of Django,
keys or the database and answers in one line of JSON.
"""

import json
import os
import re
import subprocess  # our own file, started without a shell
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

SECONDS, WALL_SECONDS, MEGABYTES = 6, 12, 1024
AT_ONCE, WAIT_SECONDS = 2, 10
MOST_CODES = 40
MOST_PAGES = 40
MOST_OBJECTS = 60_000
MOST_DECODED = 64 * 1024 * 1024

LETTERS = "[A-Z2-7]"
# Written by us: "ktd:" in the keywords, the address in the QR code and the link, five groups of four in print.
OWN_CODE = re.compile(rf"(?:ktd:|/xac-minh/)({LETTERS}{{20}})(?![A-Za-z0-9])")
PRINTED_CODE = re.compile(rf"(?<![A-Za-z0-9])({LETTERS}{{4}}(?:[\s\u00a0-]{{0,3}}{LETTERS}{{4}}){{4}})(?![A-Za-z0-9])")


class Busy(Exception):
    """Too many strangers' files at once."""


@dataclass
class Marks:
    """codes: verification codes as we write them; printed: what looks like one; seal: our seal's key is there."""

    codes: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    seal: bool = False

    def look_in_bytes(self, content: bytes, seal_modulus: bytes) -> None:
        if not self.seal:
            upper = seal_modulus.hex().upper().encode()
            self.seal = seal_modulus in content or upper in content or upper.lower() in content
        self.look_in_text(content.decode("latin-1"), printed=False)
        if b"\x00k\x00t\x00d" in content or b"\x00/\x00x\x00a\x00c" in content:
            self.look_in_text(content.replace(b"\x00", b"").decode("latin-1"), printed=False)

    def look_in_text(self, text: str, *, printed: bool = True) -> None:
        _add(self.codes, (found[1] for found in OWN_CODE.finditer(text)))
        if printed:
            _add(self.printed, (re.sub(r"[^A-Z2-7]", "", found[1]) for found in PRINTED_CODE.finditer(text)))


def _add(known: list[str], found: Iterable[str]) -> None:
    for code in found:
        if len(known) >= MOST_CODES:
            return
        if code not in known:
            known.append(code)


# --- Parent -----------------------------------------------------------------------------------------------------------

_places = threading.BoundedSemaphore(AT_ONCE)


def find_marks(content: bytes, seal_modulus: bytes) -> Marks:
    """Our marks in a file from anybody; when the child dies of it, those seen without parsing. Raises Busy."""
    marks = Marks()
    marks.look_in_bytes(content, seal_modulus)
    if b"%PDF-" not in content[:1024]:
        return marks
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise Busy
    try:
        # -I: neither our folders nor the environment reach the child.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(Path(__file__).resolve()), seal_modulus.hex()],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            env={"PYTHONUTF8": "1", "LANG": "C.UTF-8"},
            cwd="/" if sys.platform != "win32" else None,
            check=False,
        )
        answer = json.loads(done.stdout)
        _add(marks.codes, map(str, answer["codes"]))
        _add(marks.printed, map(str, answer["printed"]))
        marks.seal = marks.seal or answer["seal"] is True
    except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        pass  # killed by its limits: the bytes themselves have been looked at
    finally:
        _places.release()
    return marks


# --- Child ------------------------------------------------------------------------------------------------------------


def look_inside(content: bytes, seal_modulus: bytes) -> Marks:
    """Our marks in what a PDF holds compressed, as strings, and as text on its pages. For the child only."""
    marks = Marks()
    for look in (_in_objects, _on_pages):
        try:
            look(content, seal_modulus, marks)
        except Exception:  # noqa: S112 - one parser gives up, the other may still see something
            continue
    return marks


def _in_objects(content: bytes, seal_modulus: bytes, marks: Marks) -> None:
    import pikepdf  # imported here: child process

    left = MOST_DECODED
    with pikepdf.open(BytesIO(content)) as pdf:
        for number, thing in enumerate(pdf.objects):
            if number > MOST_OBJECTS or left <= 0:
                return
            for text in _strings(thing):
                marks.look_in_bytes(text, seal_modulus)
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image":
                try:
                    decoded = thing.read_bytes()
                except pikepdf.PdfError:
                    decoded = thing.read_raw_bytes()
                left -= len(decoded)
                marks.look_in_bytes(decoded, seal_modulus)


def _strings(thing: Any, depth: int = 0) -> Iterator[bytes]:
    """Every string written directly in an object; other objects are met on their own."""
    import pikepdf  # imported here: child process

    if isinstance(thing, pikepdf.String):
        yield bytes(thing)
    elif depth < 6 and isinstance(thing, pikepdf.Array):
        for item in list(thing)[:5000]:
            if not getattr(item, "is_indirect", False):
                yield from _strings(item, depth + 1)
    elif depth < 6 and isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for key in list(thing.keys())[:5000]:
            value = thing.get(key)
            if not getattr(value, "is_indirect", False):
                yield from _strings(value, depth + 1)


def _on_pages(content: bytes, seal_modulus: bytes, marks: Marks) -> None:
    import pypdfium2  # imported here: child process

    pdf = pypdfium2.PdfDocument(content)
    for number in range(min(len(pdf), MOST_PAGES)):
        page = pdf[number]
        words = page.get_textpage()
        marks.look_in_text(words.get_text_range())
        words.close()
        page.close()


def _limit_ourselves() -> None:
    try:
        import resource  # imported here: optional
    except ImportError:  # on Windows; the clock of the parent is left
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit_ourselves()
    seen = look_inside(sys.stdin.buffer.read(), bytes.fromhex(sys.argv[1]))
    sys.stdout.write(json.dumps(seen.__dict__))
    sys.stdout.flush()
    # The answer is given; libraries that crash while they are torn down must not spoil it.
    os._exit(0)

"""Our marks in a stranger's PDF: a verification code, or the public key of our seal."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

MOST_CODES = 40
MOST_PAGES = 40
MOST_OBJECTS = 60_000
MOST_DECODED = 64 * 1024 * 1024

LETTERS = "[A-Z2-7]"
# Written by us: "ktd:" in the keywords, the address in the QR code and the link, five groups of four in print.
OWN_CODE = re.compile(rf"(?:ktd:|/xac-minh/)({LETTERS}{{20}})(?![A-Za-z0-9])")
PRINTED_CODE = re.compile(rf"(?<![A-Za-z0-9])({LETTERS}{{4}}(?:[\s\u00a0-]{{0,3}}{LETTERS}{{4}}){{4}})(?![A-Za-z0-9])")


@dataclass
class Marks:
    """codes: verification codes as we write them; printed: what looks like one; seal: our seal's key is there.

    whole: the file was looked at to its end; the child did not die of it.
    """

    codes: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    seal: bool = False
    whole: bool = True

    def look_in_bytes(self, content: bytes, seal_modulus: bytes) -> None:
        if not self.seal:
            upper = seal_modulus.hex().upper().encode()
            self.seal = seal_modulus in content or upper in content or upper.lower() in content
        self.look_in_text(content.decode("latin-1"), printed=False)
        if b"\x00k\x00t\x00d" in content or b"\x00/\x00x\x00a\x00c" in content:
            self.look_in_text(content.replace(b"\x00", b"").decode("latin-1"), printed=False)

    def look_in_text(self, text: str, *, printed: bool = True) -> None:
        self.add(self.codes, (found[1] for found in OWN_CODE.finditer(text)))
        if printed:
            self.add(self.printed, (re.sub(r"[^A-Z2-7]", "", found[1]) for found in PRINTED_CODE.finditer(text)))

    @staticmethod
    def add(known: list[str], found: Iterable[str]) -> None:
        for code in found:
            if len(known) >= MOST_CODES:
                return
            if code not in known:
                known.append(code)


def look(content: bytes, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Our marks in what a PDF holds compressed, as strings, and as text on its pages."""
    marks, modulus = Marks(), bytes.fromhex(options["modulus"])
    for look_there in (_in_objects, _on_pages):
        try:
            look_there(content, modulus, marks)
        except Exception:  # noqa: S112 - one parser gives up, the other may still see something
            continue
    yield {"codes": marks.codes, "printed": marks.printed, "seal": marks.seal}


def _in_objects(content: bytes, modulus: bytes, marks: Marks) -> None:
    import pikepdf  # imported here: child process

    left = MOST_DECODED
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for number, thing in enumerate(pdf.objects):
            if number > MOST_OBJECTS or left <= 0:
                return
            for text in _strings(thing):
                marks.look_in_bytes(text, modulus)
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image":
                try:
                    decoded = thing.read_bytes()
                except pikepdf.PdfError:
                    decoded = thing.read_raw_bytes()
                left -= len(decoded)
                marks.look_in_bytes(decoded, modulus)


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


def _on_pages(content: bytes, modulus: bytes, marks: Marks) -> None:
    import pypdfium2  # imported here: child process

    pdf = pypdfium2.PdfDocument(content)
    for number in range(min(len(pdf), MOST_PAGES)):
        page = pdf[number]
        words = page.get_textpage()
        marks.look_in_text(words.get_text_range())
        words.close()
        page.close()

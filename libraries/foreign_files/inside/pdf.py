"""A PDF: opens, has pages, does nothing by itself, carries nothing else, and does not grow without bounds."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

from libraries.foreign_files.inside.other_kinds import begins_like_another, ends_like_a_zip
from libraries.foreign_files.inside.refused import Refused

MOST_PAGES = 500
MOST_OBJECTS = 200_000
MOST_DECODED = 200 * 1024 * 1024
MOST_PIXELS = 200_000_000
PIECE = 1 << 20

# Keys of a PDF that act by themselves or carry other files.
ACTING = {"/JavaScript", "/JS", "/EmbeddedFiles", "/EmbeddedFile", "/RichMedia", "/XFA"}
ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/Rendition"}


def check(content: bytes) -> int:
    """The number of pages. Raises Refused."""
    start = content.find(b"%PDF-")
    if begins_like_another(content[:start]) or ends_like_a_zip(content):
        raise Refused("two_kinds")
    if b"%%EOF" not in content:  # pikepdf would mend it, and show what is left of it
        raise Refused("cut_off")
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            return _check(document)
    except pikepdf.PasswordError:
        raise Refused("password_pdf") from None
    except (pikepdf.PdfError, ValueError, RuntimeError):
        raise Refused("broken_pdf") from None


def _check(document: pikepdf.Pdf) -> int:
    pages = len(document.pages)
    if len(document.objects) > MOST_OBJECTS or pages > MOST_PAGES:
        raise Refused("too_many_pages")
    if not pages:
        raise Refused("no_pages")
    opening = document.Root.get("/OpenAction")
    # LibreOffice writes a plain "show page 1" here; only an action of another kind is refused.
    if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != "/GoTo":
        raise Refused("acting_pdf")
    left = MOST_DECODED
    for thing in document.objects:
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            _check_part(thing)
        if isinstance(thing, pikepdf.Stream):
            left -= _decoded_size(thing)
            if left < 0:
                raise Refused("bomb")
    return pages


def _decoded_size(stream: Any) -> int:
    """Unpacked bytes of a stream; a picture is only counted, it is unpacked line by line when it is drawn."""
    if stream.get("/Subtype") == "/Image":
        width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
        if width * height > MOST_PIXELS:
            raise Refused("bomb")
        return 0
    filters = stream.get("/Filter", pikepdf.Array())
    names = [str(name) for name in (filters if isinstance(filters, pikepdf.Array) else [filters])]
    if names and set(names) <= {"/FlateDecode", "/Fl"}:
        return unpacked_size(stream.read_raw_bytes(), len(names))
    try:
        return len(stream.read_bytes())
    except pikepdf.PdfError:
        return 0  # a filter that qpdf does not know; drawing it will tell


def unpacked_size(packed: bytes, times: int) -> int:
    """How much comes out of data packed `times` times, in small pieces; stops counting past the limit."""
    pieces: Iterator[bytes] = iter([packed])
    for _ in range(min(times, 20)):
        pieces = _unpacked(pieces)
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_DECODED:
            break
    return size


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    for piece in pieces:
        try:
            out = unpacker.decompress(piece, PIECE)
            while out:
                yield out
                out = unpacker.decompress(unpacker.unconsumed_tail, PIECE)
        except zlib.error:
            return  # damaged: what came before is all there is


def _check_part(thing: Any, depth: int = 0) -> None:
    for key in thing.keys():  # noqa: SIM118 - a pikepdf object is no dict
        if key in ACTING:
            raise Refused("acting_pdf")
        value: Any = thing.get(key)
        if key == "/S" and isinstance(value, pikepdf.Name) and str(value) in ACTIONS:
            raise Refused("acting_pdf")
        # Direct dictionaries inside are no objects of their own; indirect ones come round by themselves.
        parts: list[Any] = [value] if isinstance(value, pikepdf.Dictionary) else []
        if isinstance(value, pikepdf.Array):
            parts = list(value)
        for part in parts:
            if isinstance(part, pikepdf.Dictionary) and not part.is_indirect and depth < 20:
                _check_part(part, depth + 1)

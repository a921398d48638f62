"""What is asked of a file that is handed in: may it be kept, can it be read; answered once, behind the door."""

import json
from dataclasses import dataclass, field

from django.conf import settings

from libraries import foreign_files
from libraries.foreign_files import Sheet
from libraries.foreign_files.workbook import packed, unpacked
from libraries.pades.outside import OutsideSignatures, signatures_in
from libraries.web import clock
from records import readable
from records.files import sha256_of

# Never compressed: it is what a reader looks for.
SIGNATURE = b"/ByteRange"


@dataclass(frozen=True)
class Judged:
    """A file that may be kept; its pages or its words are kept for reading by now. signed: of a PDF with signatures."""

    kind: str
    content: bytes = field(repr=False)
    pages: int = 0
    sheets: tuple[Sheet, ...] = ()
    signed: OutsideSignatures | None = None


def judge(content: bytes) -> Judged:
    """Raises FileRefused (a sentence for whoever handed it in) and Busy."""
    clean = foreign_files.clean(content)
    sha256, sheets, signed = sha256_of(clean.content), tuple[Sheet, ...](), None
    if clean.kind == "pdf":
        readable.keep_pages(sha256, foreign_files.draw(clean.content))
        if SIGNATURE in clean.content:
            signed = signatures_in(clean.content, settings.SIGNATURE_ROOTS, clock.now())
    elif clean.kind == "svg":
        # Whether it can be printed is known here; what is printed is made of it when somebody asks.
        foreign_files.background(clean.content)
    elif clean.kind == "docx":
        readable.keep_paragraphs(sha256, foreign_files.paragraphs(clean.content))
    elif clean.kind == "xlsx":
        sheets = foreign_files.sheets(clean.content)
    return Judged(clean.kind, clean.content, clean.pages, sheets, signed)


def sheets_as_bytes(sheets: tuple[Sheet, ...]) -> bytes:
    return json.dumps([[sheet.name, [list(map(packed, row)) for row in sheet.rows]] for sheet in sheets]).encode()


def sheets_from_bytes(content: bytes) -> tuple[Sheet, ...]:
    return tuple(Sheet(name, tuple(tuple(map(unpacked, row)) for row in rows)) for name, rows in json.loads(content))

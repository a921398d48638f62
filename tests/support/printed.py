"""What stands on a printed page, from the glyphs themselves: each line with its place, size, weight and slope."""

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

POINTS = 72 / 25.4
NEXT_COLUMN = 22.0  # points of nothing between two columns of words


@dataclass(frozen=True)
class Span:
    """Glyphs of one face beside each other. Millimetres from the left and the upper edge; size in points."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    italic: bool


@dataclass(frozen=True)
class Line:
    page: int
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        return plain("".join(span.text for span in self.spans))

    @property
    def left(self) -> float:
        return self.spans[0].left

    @property
    def right(self) -> float:
        return self.spans[-1].right

    @property
    def baseline(self) -> float:
        return self.spans[0].baseline

    @property
    def place(self) -> tuple[int, float]:
        return self.page, self.baseline

    def looking(self, **look: object) -> "Line":
        """The same line with another look, for a test that must notice it."""
        return replace(self, spans=tuple(replace(span, **look) for span in self.spans))


@dataclass(frozen=True)
class Rule:
    """A straight horizontal stroke, millimetres."""

    page: int
    left: float
    right: float
    top: float


@dataclass(frozen=True)
class Printed:
    """A document as it was printed."""

    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    width: float
    height: float
    pages: int


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00a0", " ").split())


def read(pdf: bytes) -> Printed:
    lines: list[Line] = []
    rules: list[Rule] = []
    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document[0].get_size()
        for number, page in enumerate(document):
            lines += _lines(page, number)
            rules += _rules(page, number)
        return Printed(tuple(lines), tuple(rules), width / POINTS, height / POINTS, len(document))


@dataclass(frozen=True)
class _Glyph:
    letter: str
    left: float
    right: float
    baseline: float
    size: float
    face: str


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[_Glyph]:
    text, height = page.get_textpage(), page.get_height()
    raw = text.raw
    x, y, left, right, bottom, top = (ctypes.c_double() for _ in range(6))
    matrix, flags, name = pdfium.FS_MATRIX(), ctypes.c_int(), ctypes.create_string_buffer(200)
    for index in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(raw, index):
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
        pdfium.FPDFText_GetMatrix(raw, index, matrix)
        pdfium.FPDFText_GetFontInfo(raw, index, name, 200, flags)
        size = pdfium.FPDFText_GetFontSize(raw, index) * abs(matrix.d)
        letter = chr(pdfium.FPDFText_GetUnicode(raw, index))
        yield _Glyph(letter, left.value, right.value, height - y.value, round(size, 1), name.value.decode())


def _lines(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    rows: dict[float, list[_Glyph]] = {}
    for glyph in _glyphs(page):
        row = next((key for key in rows if abs(key - glyph.baseline) < 0.6), glyph.baseline)
        rows.setdefault(row, []).append(glyph)
    for baseline in sorted(rows):
        glyphs = sorted(rows[baseline], key=lambda glyph: glyph.left)
        columns: list[list[_Glyph]] = []
        for glyph in glyphs:
            inked = [one for one in columns[-1] if not one.letter.isspace()] if columns else []
            if columns and (not inked or glyph.left - inked[-1].right < NEXT_COLUMN):
                columns[-1].append(glyph)
            else:
                columns.append([glyph])
        for column in columns:
            spans = tuple(_spans(column))
            if any(span.text.strip() for span in spans):
                yield Line(number, spans)


def _spans(glyphs: list[_Glyph]) -> Iterator[Span]:
    run: list[_Glyph] = []
    for glyph in [*glyphs, None]:
        if run and (glyph is None or (glyph.face, glyph.size) != (run[0].face, run[0].size)):
            inked = [one for one in run if not one.letter.isspace()] or run
            face = run[0].face
            yield Span(
                "".join(one.letter for one in run),
                inked[0].left / POINTS,
                inked[-1].right / POINTS,
                run[0].baseline / POINTS,
                run[0].size,
                "Bold" in face,
                "Italic" in face,
            )
            run = []
        if glyph is not None:
            run.append(glyph)


def _rules(page: pypdfium2.PdfPage, number: int) -> Iterator[Rule]:
    height = page.get_height()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=6):
        left, bottom, right, top = item.get_bounds()
        if top - bottom < 2 and right - left > 8:
            yield Rule(number, left / POINTS, right / POINTS, (height - top) / POINTS)

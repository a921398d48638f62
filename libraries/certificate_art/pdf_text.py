"""Words and plain shapes written straight into a PDF page: shaped by HarfBuzz, fonts subset to the glyphs used and
embedded.

Why not one more HTML page: this costs 2–4 ms a certificate where an HTML overlay costs about 20. Every line
carries its text a second time (/ActualText), so that a letter-spaced line is found and copied as it reads.
Coordinates are mm from the top left of the sheet; the PDF counts points from the bottom left.
"""

from __future__ import annotations

import hashlib
import math
from functools import cache, lru_cache
from itertools import groupby

import pikepdf
import uharfbuzz as hb

from .fonts import opened
from .geometry import Outline
from .lettering import MM_PER_POINT, shape, width_in_ems
from .palette import channels

POINTS_PER_MM = 72 / 25.4
_POSTSCRIPT_NAMES = {
    "serif-400": "KTDSerif", "serif-400i": "KTDSerif-Italic",
    "serif-700": "KTDSerif-Bold", "serif-700i": "KTDSerif-BoldItalic",
    "title-700": "KTDTitle-Bold", "title-900": "KTDTitle-Black", "sans-400": "KTDSans", "sans-500": "KTDSans-Medium",
}  # fmt: skip
# Everything a PDF reader does not need once the glyph numbers are known.
_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "OS/2", "name", "post", "cmap", "kern", "DSIG", "STAT", "gasp", "meta")


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


@lru_cache(maxsize=512)
def _colour(colour: str, operator: str) -> str:
    return " ".join(_n(channel) for channel in channels(colour)) + f" {operator}"


class TextLayer:
    """Collects what is to be drawn on one page; `attach` writes it into the page with the fonts it needs."""

    def __init__(self, height_mm: float):
        self.height_mm = height_mm
        self._operators: list[str] = []
        self._used: dict[str, dict[int, str]] = {}  # face -> glyph number -> the characters it stands for
        self._see_through: dict[str, float] = {}

    # -- words ---------------------------------------------------------------------------------------------------------
    def words(
        self,
        text: str,
        face: str,
        size_pt: float,
        colour: str,
        *,
        x: float,
        baseline: float,
        align: str = "left",
        tracking: float = 0.0,
    ) -> float:
        """One line of text; `align` is left, centre or right of `x`. Returns its left edge, mm."""
        width = width_in_ems(face, text, tracking) * size_pt * MM_PER_POINT
        left = x - {"left": 0.0, "centre": width / 2, "right": width}[align]
        here = f"1 0 0 1 {_n(left * POINTS_PER_MM)} {_n((self.height_mm - baseline) * POINTS_PER_MM)} Tm"
        self._show(text, face, size_pt, colour, here, tracking)
        return left

    def slanted_words(
        self, text: str, face: str, size_pt: float, colour: str, *, centre: complex, degrees: float, opacity: float
    ) -> None:
        """One line through `centre`, rising to the right by `degrees`; the sheet shines through."""
        name = f"Clear{len(self._see_through)}"
        self._see_through[name] = opacity
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        half = width_in_ems(face, text) * size_pt / 2
        x, y = centre.real * POINTS_PER_MM, (self.height_mm - centre.imag) * POINTS_PER_MM
        x, y = x - half * cos + 0.35 * size_pt * sin, y - half * sin - 0.35 * size_pt * cos
        self._operators.append(f"q /{name} gs")
        self._show(text, face, size_pt, colour, f"{_n(cos)} {_n(sin)} {_n(-sin)} {_n(cos)} {_n(x)} {_n(y)} Tm")
        self._operators.append("Q")

    def _show(self, text: str, face: str, size_pt: float, colour: str, matrix: str, tracking: float = 0.0) -> None:
        units = opened(face).units
        used = self._used.setdefault(face, {})
        glyphs = shape(face, text)
        array, current = [], ""
        for i, glyph in enumerate(glyphs):
            following = glyphs[i + 1].cluster if i + 1 < len(glyphs) else len(text)
            used.setdefault(glyph.number, text[glyph.cluster : following] or text[glyph.cluster])
            if glyph.x_offset:
                array.append(f"<{current}>{_n(-glyph.x_offset * 1000 / units)}")
                current = ""
            current += f"{glyph.number:04x}"
            nominal = _advance(face, glyph.number)
            correction = nominal - glyph.advance + glyph.x_offset - (tracking * units if i < len(glyphs) - 1 else 0)
            if abs(correction) > 0.5:
                array.append(f"<{current}>{_n(correction * 1000 / units)}")
                current = ""
        if current:
            array.append(f"<{current}>")
        spoken = "feff" + text.encode("utf-16-be").hex()
        self._operators.append(
            f"/Span <</ActualText <{spoken}>>> BDC BT /{_resource(face)} {_n(size_pt)} Tf {_colour(colour, 'rg')} "
            f"{matrix} [{''.join(array)}] TJ ET EMC"
        )

    # -- shapes --------------------------------------------------------------------------------------------------------
    def shape(
        self,
        path: str,
        fill: str | None = None,
        *,
        stroke: str | None = None,
        thickness: float = 0.0,
        shift: complex = 0j,
    ) -> None:
        """A path made by `path_operators`, moved by `shift` mm; `thickness` mm of the stroke."""
        setting = f"1 0 0 1 {_n(shift.real * POINTS_PER_MM)} {_n((self.height_mm - shift.imag) * POINTS_PER_MM)} cm "
        if fill:
            setting += _colour(fill, "rg") + " "
        if stroke:
            setting += f"{_colour(stroke, 'RG')} {_n(thickness * POINTS_PER_MM)} w 1 j 1 J "
        paint = "B" if fill and stroke else "f" if fill else "S"
        self._operators.append(f"q {setting}{path} {paint} Q")

    def bar(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle, mm."""
        self._operators.append(
            f"{_colour(colour, 'rg')} {_n(left * POINTS_PER_MM)} {_n((self.height_mm - top - height) * POINTS_PER_MM)} "
            f"{_n(width * POINTS_PER_MM)} {_n(height * POINTS_PER_MM)} re f"
        )

    def squares(self, left: float, top: float, module: float, rows: list[list[int]], colour: str) -> None:
        """The dark modules of a QR code, each run of a row as one rectangle; `module` is the side of a square, mm."""
        side = module * POINTS_PER_MM
        # One module is one unit, y downwards: whole numbers only, so the edges of neighbours are the same number.
        parts = [
            f"q {_colour(colour, 'rg')} {side:.5f} 0 0 {-side:.5f} "
            f"{_n(left * POINTS_PER_MM)} {_n((self.height_mm - top) * POINTS_PER_MM)} cm"
        ]
        for y, row in enumerate(rows):
            x = 0
            for dark, run in groupby(row):
                length = len(list(run))
                if dark:
                    parts.append(f"{x} {y} {length} 1 re")
                x += length
        self._operators.append("\n".join(parts) + " f Q")

    # -- into the file -------------------------------------------------------------------------------------------------
    def attach(self, pdf: pikepdf.Pdf, page: pikepdf.Object, *, before: str = "", matrix: str = "") -> None:
        """Make this layer the content of `page` after the operators `before`; `matrix` moves the layer alone."""
        resources = page.get("/Resources")
        if resources is None:
            resources = page.Resources = pikepdf.Dictionary()
        fonts = pikepdf.Dictionary()
        for face, glyphs in self._used.items():
            fonts[f"/{_resource(face)}"] = _embedded(pdf, face, glyphs)
        resources[pikepdf.Name.Font] = fonts
        if self._see_through:
            resources[pikepdf.Name.ExtGState] = pikepdf.Dictionary(
                {f"/{name}": pikepdf.Dictionary(ca=opacity, CA=opacity) for name, opacity in self._see_through.items()}
            )
        moved = f"{matrix} cm\n" if matrix else ""
        content = f"{before}\nq {moved}" + "\n".join(self._operators) + "\nQ\n"
        page.Contents = pdf.make_stream(content.encode("ascii"))


def path_operators(outline: Outline) -> str:
    """An outline in the operators of PDF, points, y up, around its own origin."""
    parts = []
    for command, points in outline.steps:
        numbers = " ".join(f"{_n(p.real * POINTS_PER_MM)} {_n(-p.imag * POINTS_PER_MM)}" for p in points)
        parts.append(f"{numbers} {'mlch'['MLCZ'.index(command)]}".strip())
    return " ".join(parts)


def _resource(face: str) -> str:
    return "F" + face.replace("-", "")


@lru_cache(maxsize=8192)
def _advance(face: str, glyph: int) -> int:
    advance: int = opened(face).font.get_glyph_h_advance(glyph)
    return advance


@cache
def _lean_face(face: str) -> hb.Face:
    """The face without the tables a PDF does not use: what is left is quicker to subset for every certificate."""
    request = hb.SubsetInput()
    request.keep_everything()
    request.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    request.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(_tags())
    return hb.subset(opened(face).face, request)


def _tags() -> list[int]:
    return [int.from_bytes(tag.ljust(4).encode(), "big") for tag in _DROPPED_TABLES]


@lru_cache(maxsize=64)
def _subset(face: str, glyphs: tuple[int, ...]) -> bytes:
    request = hb.SubsetInput()
    request.glyph_set.update(glyphs)
    request.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    request.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(_tags())
    return bytes(hb.subset(_lean_face(face), request).blob.data)


def _embedded(pdf: pikepdf.Pdf, face: str, glyphs: dict[int, str]) -> pikepdf.Object:
    """The font dictionary of a face with just these glyphs (composite font, glyph numbers as codes)."""
    numbers = tuple(sorted(glyphs))
    content = _subset(face, numbers)
    known = opened(face)
    letters = hashlib.sha256(face.encode() + repr(numbers).encode()).digest()
    tag = "".join(chr(65 + byte % 26) for byte in letters[:6])
    name = pikepdf.Name(f"/{tag}+{_POSTSCRIPT_NAMES[face]}")
    em = 1000 / known.units
    italic = face.endswith("i")
    descriptor = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=name,
            Flags=4 | (64 if italic else 0) | (2 if face.startswith("serif") else 0),
            FontBBox=[-500, -400, 1600, 1200],
            ItalicAngle=-15 if italic else 0,
            Ascent=round(known.ascender * em),
            Descent=round(known.descender * em),
            CapHeight=700,
            StemV=140 if "00" in face and not face.endswith(("400", "400i")) else 80,
            FontFile2=pdf.make_stream(content, Length1=len(content)),
        )
    )
    widths = pikepdf.Array()
    for number in numbers:
        widths.append(number)
        widths.append(pikepdf.Array([round(_advance(face, number) * em)]))
    descendant = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=pikepdf.Dictionary(
                Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
            ),
            CIDToGIDMap=pikepdf.Name.Identity,
            DW=1000,
            W=widths,
            FontDescriptor=descriptor,
        )
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[descendant],
            ToUnicode=pdf.make_stream(_to_unicode(glyphs)),
        )
    )


def _to_unicode(glyphs: dict[int, str]) -> bytes:
    entries = [f"<{number:04x}> <{text.encode('utf-16-be').hex()}>" for number, text in sorted(glyphs.items())]
    blocks = [entries[i : i + 100] for i in range(0, len(entries), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{body}\nendcmap\n"
        "CMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")

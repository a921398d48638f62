"""Letters of other languages of Vietnam (Ê Đê, Gia Rai, Ba Na, Cơ Ho, M'nông) that a face lacks, drawn from its parts.

Ƀ is B with a bar through its stem; Ê̆, Ô̆, Ơ̆, Ư̆ have no code point of their own: the breve of Ŭ over the letter, put
there for the two characters by a ligature in `ccmp`.
"""

from collections.abc import Iterable
from typing import Any

from fontTools.misc.transform import Identity, Transform
from fontTools.otlLib.builder import buildLigatureSubstSubtable, buildLookup
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

BREVE = 0x0306
# Letter that carries the breve, the letter whose top the breve rises from.
WITH_BREVE = [("Ê", "Ê"), ("ê", "ê"), ("Ô", "Ô"), ("ô", "ô"), ("Ơ", "O"), ("ơ", "o"), ("Ư", "U"), ("ư", "u")]
STROKED = [("Ƀ", "B"), ("ƀ", "b")]

Contour = list[tuple[str, tuple[Any, ...]]]


class Drawing:
    """Reads outlines of a face and adds glyphs made of them."""

    def __init__(self, font: TTFont):
        self.font, self.cmap, self.glyphs = font, font.getBestCmap(), font.getGlyphSet()
        self.em = font["head"].unitsPerEm

    def contours(self, letter: str) -> list[Contour]:
        pen = DecomposingRecordingPen(self.glyphs)
        self.glyphs[self.cmap[ord(letter)]].draw(pen)
        found: list[Contour] = []
        for step in pen.value:
            if step[0] == "moveTo":
                found.append([])
            found[-1].append(step)
        return found

    def add(self, name: str, contours: Iterable[Contour], advance: int, character: int | None = None) -> None:
        pen = TTGlyphPen(None)
        for contour in contours:
            recorded = RecordingPen()
            recorded.value = contour
            recorded.replay(pen)
        self.font.setGlyphOrder([*self.font.getGlyphOrder(), name])
        self.font["glyf"][name] = glyph = pen.glyph()
        glyph.recalcBounds(self.font["glyf"])
        self.font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))
        if character is not None:
            for table in self.font["cmap"].tables:
                if table.isUnicode():
                    table.cmap[character] = name

    def advance(self, letter: str) -> int:
        width: int = self.font["hmtx"][self.cmap[ord(letter)]][0]
        return width


def bounds(contours: Iterable[Contour]) -> tuple[float, float, float, float]:
    pen = BoundsPen(None)
    for contour in contours:
        recorded = RecordingPen()
        recorded.value = contour
        recorded.replay(pen)
    found: tuple[float, float, float, float] = pen.bounds
    return found


def moved(contours: Iterable[Contour], matrix: Transform) -> list[Contour]:
    result = []
    for contour in contours:
        recorded, out = RecordingPen(), RecordingPen()
        recorded.value = contour
        recorded.replay(TransformPen(out, matrix))
        result.append(out.value)
    return result


def bar(left: float, right: float, bottom: float, top: float) -> Contour:
    corners = [(left, bottom), (left, top), (right, top), (right, bottom)]
    return [("moveTo", (corners[0],)), *(("lineTo", (corner,)) for corner in corners[1:]), ("closePath", ())]


def add_letters(font: TTFont) -> None:
    drawing = Drawing(font)
    for letter, plain in STROKED:
        if ord(letter) not in drawing.cmap:
            _add_stroked(drawing, letter, plain)
    if BREVE not in drawing.cmap:
        _add_breves(drawing)


def _add_stroked(drawing: Drawing, letter: str, plain: str) -> None:
    """The bar is as thick as that of đ and crosses the stem where nothing else stands on it."""
    outline, crossed = drawing.contours(plain), bounds(drawing.contours("đ"))
    left, bottom, _, top = bounds(outline)
    body = bounds(drawing.contours("x"))[3] if plain == "b" else bottom
    middle = (body + top) / 2 if plain == "b" else bottom + 0.27 * (top - bottom)
    stem = 0.2 * drawing.em if plain == "b" else 0.22 * drawing.em
    thickness = max(0.035 * drawing.em, 0.055 * (crossed[3] - crossed[1]))
    start = max(0.01 * drawing.em, left - 0.02 * drawing.em)
    stroke = bar(start, start + stem + 0.1 * drawing.em, middle - thickness / 2, middle + thickness / 2)
    drawing.add(f"uni{ord(letter):04X}", [*outline, stroke], drawing.advance(plain), ord(letter))


def _add_breves(drawing: Drawing) -> None:
    small, large = _breve_of(drawing, "ŭ", "u"), _breve_of(drawing, "Ŭ", "U")
    middle = sum(bounds(small)[::2]) / 2
    drawing.add(f"uni{BREVE:04X}", moved(small, Identity.translate(-middle, 0)), 0, BREVE)
    ligatures = {}
    for letter, below in WITH_BREVE:
        breve, base = (large if letter.isupper() else small), drawing.contours(letter)
        left, _, right, top = bounds(drawing.contours(below))
        breve_left, breve_bottom, breve_right, _ = bounds(breve)
        flat = 0.75 if letter == below else 1.0  # two marks share the height of one and a half
        fit = Identity.translate((left + right) / 2, top + 0.02 * drawing.em).scale(flat, flat)
        placed = moved(breve, fit.translate(-(breve_left + breve_right) / 2, -breve_bottom))
        if letter != below:  # a single breve stands as high as on Ŏ
            rise = bounds(breve)[1] - bounds(placed)[1]
            placed = moved(placed, Identity.translate(0, max(0, rise)))
        name = f"{drawing.cmap[ord(letter)]}_uni{BREVE:04X}"
        drawing.add(name, [*base, *placed], drawing.advance(letter))
        ligatures[(drawing.cmap[ord(letter)], f"uni{BREVE:04X}")] = name
    classes = drawing.font["GDEF"].table.GlyphClassDef.classDefs
    classes |= dict.fromkeys(ligatures.values(), 1) | {f"uni{BREVE:04X}": 3}
    _add_ligatures(drawing.font, ligatures)


def _breve_of(drawing: Drawing, letter: str, plain: str) -> list[Contour]:
    top = bounds(drawing.contours(plain))[3]
    return [contour for contour in drawing.contours(letter) if bounds([contour])[1] > top]


def _add_ligatures(font: TTFont, ligatures: dict[tuple[str, str], str]) -> None:
    """One more lookup in `ccmp` of every script and language; languages without `ccmp` get one."""
    table = font["GSUB"].table
    table.LookupList.Lookup.append(buildLookup([buildLigatureSubstSubtable(ligatures)]))
    number = len(table.LookupList.Lookup) - 1
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "ccmp":
            record.Feature.LookupListIndex.append(number)
    scripts = [record.Script for record in table.ScriptList.ScriptRecord]
    languages = [one.LangSys for script in scripts for one in script.LangSysRecord]
    languages += [script.DefaultLangSys for script in scripts if script.DefaultLangSys]
    features = table.FeatureList.FeatureRecord
    without = [one for one in languages if not any(features[place].FeatureTag == "ccmp" for place in one.FeatureIndex)]
    if without:
        feature = otTables.Feature()
        feature.FeatureParams, feature.LookupListIndex = None, [number]
        record = otTables.FeatureRecord()
        record.FeatureTag, record.Feature = "ccmp", feature
        features.append(record)
        for one in without:
            one.FeatureIndex.append(len(features) - 1)

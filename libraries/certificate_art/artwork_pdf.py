"""The artwork as one PDF object: each symbol is an object of its own, drawn once and set down by its matrix.

The stream counts in fortieths of a millimetre from the top left corner, in whole numbers: a page of a few tens of
kilobytes that telephones open at once, where every ornament drawn out takes ten times as much.
"""

from __future__ import annotations

from itertools import pairwise

import pikepdf

from .canvas import Along, Around, Canvas, Paint, Shape, Stamp
from .geometry import Movement, Outline, circle
from .palette import Stops, channels, mix
from .pdf_text import POINTS_PER_MM

# Units of the stream in a millimetre.
FINE = 40


def artwork_form(pdf: pikepdf.Pdf, canvas: Canvas) -> pikepdf.Object:
    """The canvas as a form of `pdf`, at its final size and place."""
    unit = POINTS_PER_MM / FINE
    resources = _Resources(pdf)
    content = resources.content(canvas.drawn)
    lead = f"{unit:.8f} 0 0 {-unit:.8f} 0 {canvas.height * POINTS_PER_MM:.4f} cm 1 j 1 J\n"
    return pdf.make_stream(
        (lead + content).encode("ascii"),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, round(canvas.width * POINTS_PER_MM, 3), round(canvas.height * POINTS_PER_MM, 3)],
        Resources=resources.dictionary(),
    )


class _Resources:
    """What a stream calls by name: shadings and the symbols. Symbols have no gradients."""

    def __init__(self, pdf: pikepdf.Pdf):
        self.pdf = pdf
        self.patterns: dict[Along | Around, str] = {}
        self.forms: dict[str, pikepdf.Object] = {}
        self.changes: dict[Stops, pikepdf.Object] = {}

    def dictionary(self) -> pikepdf.Dictionary:
        found = pikepdf.Dictionary()
        if self.patterns:
            found.Shading = pikepdf.Dictionary({f"/{name}": self._shading(g) for g, name in self.patterns.items()})
        if self.forms:
            found.XObject = pikepdf.Dictionary({f"/{name}": form for name, form in self.forms.items()})
        return found

    def content(self, drawn: list[Shape | Stamp]) -> str:
        state, parts = _State(), list[str]()
        for one in drawn:
            if isinstance(one, Stamp):
                self._keep(one)
                parts.append(f"q {_matrix(one.where)} cm /{one.symbol.name} Do Q")
            else:
                parts += self._shape(one, state)
        return "\n".join(parts)

    def _keep(self, stamp: Stamp) -> None:
        symbol = stamp.symbol
        if symbol.name in self.forms:
            return
        inside = _Resources(self.pdf)
        points = [point for shape in symbol.shapes for _, step in shape.outline.steps for point in step]
        reach = max((shape.thickness for shape in symbol.shapes), default=0.0)
        box = [
            min(p.real for p in points) - reach, min(p.imag for p in points) - reach,
            max(p.real for p in points) + reach, max(p.imag for p in points) + reach,
        ]  # fmt: skip
        self.forms[symbol.name] = self.pdf.make_stream(
            inside.content(list(symbol.shapes)).encode("ascii"),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[round(side * FINE) for side in box],
            Resources=pikepdf.Dictionary(),
        )

    def _shape(self, shape: Shape, state: _State) -> list[str]:
        path = _path(shape.outline)
        rule = "*" if shape.even_odd else ""
        if isinstance(shape.fill, Around) and shape.fill.rings:
            return [f"q {path} W{rule} n", *_rings(shape.fill), "Q"]
        if isinstance(shape.fill, Along | Around):
            name = self.patterns.setdefault(shape.fill, f"G{len(self.patterns)}")
            parts = [f"q {path} W{rule} n /{name} sh Q"]
            return [*parts, *state.strokes(shape), f"{path} S"] if shape.stroke else parts
        if shape.fill is None:
            return [*state.strokes(shape), f"{path} S"] if shape.stroke else []
        lead = state.fills(shape.fill)
        if shape.stroke:
            return [*lead, *state.strokes(shape), f"{path} B{rule}"]
        return [*lead, f"{path} f{rule}"]

    def _shading(self, paint: Along | Around) -> pikepdf.Object:
        if isinstance(paint, Along):
            kind, place = 2, [paint.start.real, paint.start.imag, paint.end.real, paint.end.imag]
        else:
            x, y = paint.centre.real, paint.centre.imag
            kind, place = 3, [x, y, 0, x, y, paint.radius]
        return self.pdf.make_indirect(
            pikepdf.Dictionary(
                ShadingType=kind,
                ColorSpace=pikepdf.Name.DeviceRGB,
                Coords=[round(value * FINE, 1) for value in place],
                Function=self._change(paint.stops),
                Extend=[True, True],
            )
        )

    def _change(self, stops: Stops) -> pikepdf.Object:
        if stops not in self.changes:
            self.changes[stops] = self.pdf.make_indirect(_function(stops))
        return self.changes[stops]


class _State:
    """What the stream has set already: the same colour is not said twice."""

    def __init__(self) -> None:
        self.fill: Paint | None = None
        self.stroke: tuple[str, float] | None = None

    def fills(self, colour: str) -> list[str]:
        if self.fill == colour:
            return []
        self.fill = colour
        return [f"{_colour(colour)} rg"]

    def strokes(self, shape: Shape) -> list[str]:
        colour, thickness = shape.stroke or "", shape.thickness
        if self.stroke == (colour, thickness):
            return []
        self.stroke = (colour, thickness)
        return [f"{_colour(colour)} RG {_short(thickness * FINE, 1)} w"]


def _function(stops: Stops) -> pikepdf.Dictionary:
    """Straight between each two stops."""
    pieces = [
        pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=_rounded(low), C1=_rounded(high))
        for (_, low), (_, high) in pairwise(stops)
    ]
    return pikepdf.Dictionary(
        FunctionType=3,
        Domain=[0, 1],
        Functions=pikepdf.Array(pieces),
        Bounds=[offset for offset, _ in stops[1:-1]],
        Encode=[0, 1] * len(pieces),
    )


def _rounded(colour: str) -> list[float]:
    return [round(value, 3) for value in channels(colour)]


def _rings(paint: Around) -> list[str]:
    """From the outermost inwards, each a little wider than its share, so that no seam shows."""
    parts, step = [], paint.radius / paint.rings
    for k in reversed(range(paint.rings)):
        # Beyond the last stop its colour goes on.
        outer = 3 * paint.radius if k == paint.rings - 1 else (k + 1.15) * step
        ring = circle(paint.centre, outer) + (circle(paint.centre, k * step) if k else Outline())
        parts.append(f"{_colour(_between(paint.stops, (k + 0.5) / paint.rings))} rg {_path(ring)} f*")
    return parts


def _between(stops: Stops, place: float) -> str:
    for (low, below), (high, above) in pairwise(stops):
        if place <= high:
            return mix(above, below, (place - low) / (high - low))
    return stops[-1][1]


def _colour(colour: str) -> str:
    return " ".join(_short(value, 3) for value in channels(colour))


def _short(value: float, places: int) -> str:
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return {"-0": "0", "": "0"}.get(text, text)


def _matrix(where: Movement) -> str:
    turned = " ".join(_short(value, 5) for value in where[:4])
    return f"{turned} {_short(where.e * FINE, 1)} {_short(where.f * FINE, 1)}"


LETTER = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def _path(outline: Outline) -> str:
    parts = []
    for command, points in outline.steps:
        parts += [f"{round(point.real * FINE)} {round(point.imag * FINE)}" for point in points]
        parts.append(LETTER[command])
    return " ".join(parts)

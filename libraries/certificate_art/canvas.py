"""A sheet of paper to draw on: shapes from back to front, and symbols that are drawn once and set down many times.

`artwork_pdf` makes the page of it, where a symbol is one object however often it stands there. `svg` gives the same
shapes as one SVG with every symbol drawn out, whose user unit is one CSS pixel of the final size.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from .geometry import Movement, Outline
from .palette import Stops

PIXELS_PER_MM = 96 / 25.4


@dataclass(frozen=True)
class Along:
    """Colours that change along a straight line, mm."""

    start: complex
    end: complex
    stops: Stops


@dataclass(frozen=True)
class Around:
    """Colours that change from a centre outwards, mm.

    `rings`: of so many even rings, where a large ground changes by a few tints only: viewers compute a smooth change
    for every point of the sheet, which takes them longer than all the rest.
    """

    centre: complex
    radius: float
    stops: Stops
    rings: int = 0


Paint = str | Along | Around


@dataclass(frozen=True)
class Shape:
    outline: Outline
    fill: Paint | None
    stroke: str | None
    thickness: float
    even_odd: bool

    def moved(self, where: Movement) -> Shape:
        return Shape(self.outline.moved(where), self.fill, self.stroke, self.thickness, self.even_odd)


@dataclass
class Symbol:
    """Shapes around the origin at their final size; `name` tells it from others in the file."""

    name: str
    shapes: list[Shape] = field(default_factory=list)


@dataclass(frozen=True)
class Stamp:
    """A symbol set down: `where` moves, turns and mirrors, and never sizes, so that strokes keep their thickness."""

    symbol: Symbol
    where: Movement


def sized(where: Movement) -> tuple[float, Movement]:
    """(size, the same movement without it): what a symbol is drawn at, and how it is set down."""
    size = math.sqrt(abs(where.a * where.d - where.b * where.c))
    return size, Movement(where.a / size, where.b / size, where.c / size, where.d / size, where.e, where.f)


def _number(millimetres: float) -> str:
    """A length in pixels with one decimal (0.026 mm: finer than any office printer)."""
    text = f"{millimetres * PIXELS_PER_MM:.1f}"
    return text[:-2] if text.endswith(".0") else text


class Canvas:
    """Collects shapes from back to front on a sheet of `width` × `height` mm."""

    def __init__(self, width: float, height: float):
        self.width, self.height = width, height
        self.drawn: list[Shape | Stamp] = []
        self.symbols: dict[Hashable, Symbol] = {}

    def draw(
        self,
        outline: Outline,
        fill: Paint | None = None,
        *,
        stroke: str | None = None,
        thickness: float = 0.0,
        even_odd: bool = False,
    ) -> None:
        """One shape; `thickness` of the stroke in mm."""
        self.drawn.append(Shape(outline, fill, stroke, thickness, even_odd))

    def stamp(self, what: Hashable, where: Movement, draw: Callable[[Canvas], None]) -> None:
        """Set down the symbol `what`; `draw` draws it around the origin, and is asked the first time only."""
        symbol = self.symbols.get(what)
        if symbol is None:
            apart = Canvas(self.width, self.height)
            draw(apart)
            symbol = self.symbols[what] = Symbol(f"S{len(self.symbols)}", apart.shapes())
        self.drawn.append(Stamp(symbol, where))

    def shapes(self) -> list[Shape]:
        """Every shape where it stands, the symbols drawn out."""
        found: list[Shape] = []
        for one in self.drawn:
            if isinstance(one, Shape):
                found.append(one)
            else:
                found += [shape.moved(one.where) for shape in one.symbol.shapes]
        return found

    def svg(self) -> str:
        return _Svg(self).text()


class _Svg:
    """Why pixels: renderers clip gradients when they have to scale a viewBox, and lose those measured by the box of the
    shape. So lengths are multiplied here, once, and every gradient names its own coordinates."""

    def __init__(self, canvas: Canvas):
        self.canvas = canvas
        self.gradients: dict[Along | Around, str] = {}

    def text(self) -> str:
        shapes = "".join(self._shape(shape) for shape in self.canvas.shapes())
        width, height = (f"{side * PIXELS_PER_MM:.3f}" for side in (self.canvas.width, self.canvas.height))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
            f"<defs>{''.join(self._definition(g, name) for g, name in self.gradients.items())}</defs>{shapes}</svg>"
        )

    def _shape(self, shape: Shape) -> str:
        parts = [f'd="{self._path(shape.outline)}" fill="{self._paint(shape.fill)}"']
        if shape.stroke is not None:
            parts.append(
                f'stroke="{shape.stroke}" stroke-width="{shape.thickness * PIXELS_PER_MM:.2f}" '
                'stroke-linejoin="round" stroke-linecap="round"'
            )
        if shape.even_odd:
            parts.append('fill-rule="evenodd"')
        return f"<path {' '.join(parts)}/>"

    def _paint(self, paint: Paint | None) -> str:
        if paint is None:
            return "none"
        if isinstance(paint, str):
            return paint
        return f"url(#{self.gradients.setdefault(paint, f'g{len(self.gradients)}')})"

    @staticmethod
    def _path(outline: Outline) -> str:
        return "".join(
            command + " ".join(f"{_number(p.real)},{_number(p.imag)}" for p in points)
            for command, points in outline.steps
        )

    @staticmethod
    def _definition(gradient: Along | Around, name: str) -> str:
        stops = "".join(f'<stop offset="{offset}" stop-color="{colour}"/>' for offset, colour in gradient.stops)
        if isinstance(gradient, Along):
            where = "".join(
                f' {key}="{_number(value)}"'
                for key, value in (
                    ("x1", gradient.start.real), ("y1", gradient.start.imag),
                    ("x2", gradient.end.real), ("y2", gradient.end.imag),
                )
            )  # fmt: skip
            return f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse"{where}>{stops}</linearGradient>'
        centre, radius = gradient.centre, gradient.radius
        where = f'cx="{_number(centre.real)}" cy="{_number(centre.imag)}" r="{_number(radius)}"'
        return f'<radialGradient id="{name}" gradientUnits="userSpaceOnUse" {where}>{stops}</radialGradient>'

"""A sheet of paper to draw on; gives one SVG whose user unit is one CSS pixel of the final size.

Why pixels: WeasyPrint clips gradients whenever it has to scale a viewBox, and it loses gradients measured by the
bounding box of the shape. So lengths are multiplied here, once, and every gradient names its own coordinates.
"""

from __future__ import annotations

from dataclasses import dataclass

from .geometry import Outline
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
    """Colours that change from a centre outwards, mm."""

    centre: complex
    radius: float
    stops: Stops


Paint = str | Along | Around


def _number(millimetres: float) -> str:
    """A length in pixels with one decimal (0.026 mm: finer than any office printer)."""
    text = f"{millimetres * PIXELS_PER_MM:.1f}"
    return text[:-2] if text.endswith(".0") else text


class Canvas:
    """Collects shapes from back to front on a sheet of `width` × `height` mm."""

    def __init__(self, width: float, height: float):
        self.width, self.height = width, height
        self._shapes: list[str] = []
        self._gradients: dict[Along | Around, str] = {}

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
        parts = [f'd="{self._path(outline)}" fill="{self._paint(fill)}"']
        if stroke is not None:
            parts.append(
                f'stroke="{stroke}" stroke-width="{thickness * PIXELS_PER_MM:.2f}" '
                'stroke-linejoin="round" stroke-linecap="round"'
            )
        if even_odd:
            parts.append('fill-rule="evenodd"')
        self._shapes.append(f"<path {' '.join(parts)}/>")

    def svg(self) -> str:
        width, height = (f"{side * PIXELS_PER_MM:.3f}" for side in (self.width, self.height))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
            f"<defs>{''.join(self._definition(g, name) for g, name in self._gradients.items())}</defs>"
            f"{''.join(self._shapes)}</svg>"
        )

    def _paint(self, paint: Paint | None) -> str:
        if paint is None:
            return "none"
        if isinstance(paint, str):
            return paint
        name = self._gradients.setdefault(paint, f"g{len(self._gradients)}")
        return f"url(#{name})"

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

"""What shines through behind the words: the drum face, its braided ring, and fine rays of light.

All of it in solid pale tints. The rays stay under a tenth of the strength of gold: stronger, they read as a rising sun.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from .canvas import Canvas
from .geometry import (
    Box,
    Outline,
    circle,
    polar,
    polygon,
    polyline,
    segment,
    shift,
    star,
    stretch,
    through_inner,
    turn,
)
from .motifs import lac_bird
from .palette import GOLD, GOLD_DEEP, IVORY, RED, mix

DRUM_LINE = mix(GOLD_DEEP, IVORY, 0.25)
DRUM_GROUND = "#fffdf5"
RAY = mix(GOLD, IVORY, 0.115)
BRAID_GOLD = mix(GOLD_DEEP, IVORY, 0.46)
BRAID_RED = mix(RED, IVORY, 0.30)


class _Drum:
    """Draws rings around one centre; radii in hundredths of the drum's radius."""

    def __init__(self, canvas: Canvas, centre: complex, radius: float):
        self.canvas, self.centre, self.unit = canvas, centre, radius / 100

    def at(self, radius: float, degrees: float) -> complex:
        return polar(radius * self.unit, degrees, self.centre)

    def off(self, radius: float, degrees: float) -> complex:
        """The same, from the centre as the origin."""
        return polar(radius * self.unit, degrees)

    def ring(self, *radii: float, thickness: float = 0.5) -> None:
        outline = Outline()
        for radius in radii:
            outline += circle(self.centre, radius * self.unit)
        self.canvas.draw(outline, stroke=DRUM_LINE, thickness=thickness * self.unit)

    def around(self, name: str, count: int, draw: Callable[[Canvas, int], None], *facts: float) -> None:
        """`draw(canvas, n)` draws n of `count` equal parts of a ring from 0° on; so many that few symbols make it."""
        parts = max(n for n in range(1, 17) if count % n == 0)
        what = name, count, round(self.unit, 5), *facts
        for i in range(parts):
            there = shift(self.centre) @ turn(360 * i / parts)
            self.canvas.stamp(what, there, lambda apart: draw(apart, count // parts))

    def beads(self, radius: float, count: int, size: float) -> None:
        def some(apart: Canvas, n: int) -> None:
            outline = Outline()
            for i in range(n):
                outline += circle(self.off(radius, 360 * i / count), size * self.unit)
            apart.draw(outline, DRUM_LINE)

        self.around("beads", count, some, radius, size)

    def comb(self, inner: float, outer: float, count: int) -> None:
        def some(apart: Canvas, n: int) -> None:
            outline = Outline()
            for i in range(n):
                outline += segment(self.off(inner, 360 * i / count), self.off(outer, 360 * i / count))
            apart.draw(outline, stroke=DRUM_LINE, thickness=0.48 * self.unit)

        self.around("comb", count, some, inner, outer)

    def zigzag(self, inner: float, outer: float, count: int) -> None:
        third = (outer - inner) * 0.27
        low, high = inner + third, outer - third

        def some(apart: Canvas, n: int) -> None:
            teeth = [self.off(inner if i % 2 == 0 else outer, 180 * i / count) for i in range(2 * n + 1)]
            apart.draw(polyline(teeth), stroke=DRUM_LINE, thickness=0.5 * self.unit)
            dots = Outline()
            for i in range(n):
                dots += circle(self.off(high, 360 * i / count), 0.4 * self.unit)
                dots += circle(self.off(low, 360 * (i + 0.5) / count), 0.4 * self.unit)
            apart.draw(dots, DRUM_LINE)

        self.around("zigzag", count, some, inner, outer)

    def tangents(self, radius: float, count: int, size: float) -> None:
        step = 360 / count
        lean, climb = math.degrees(0.62 * size / radius), 0.78 * size

        def some(apart: Canvas, n: int) -> None:
            rings, dots = Outline(), Outline()
            for i in range(n):
                here = self.off(radius, step * i)
                rings += circle(here, size * self.unit) + circle(here, 0.54 * size * self.unit)
                dots += circle(here, 0.22 * size * self.unit)
                rings += segment(
                    self.off(radius + climb, step * i + lean), self.off(radius - climb, step * (i + 1) - lean)
                )
            apart.draw(rings, stroke=DRUM_LINE, thickness=0.42 * self.unit)
            apart.draw(dots, DRUM_LINE)

        self.around("tangents", count, some, radius, size)

    def birds(self, radius: float, count: int, size: float, start: float = 0.0) -> None:
        """They fly counter-clockwise, as on the drums."""

        def one(apart: Canvas) -> None:
            body, feathers = lac_bird()
            sized = stretch(-size * self.unit, size * self.unit)
            apart.draw(body.moved(sized), DRUM_LINE, even_odd=True)
            apart.draw(feathers.moved(sized), stroke=DRUM_GROUND, thickness=0.42 * self.unit)

        for i in range(count):
            degrees = 360 * (i + start) / count
            # Beak along the tangent against the clock, back (-y) outwards.
            there = shift(self.at(radius, degrees)) @ turn(degrees + 90)
            self.canvas.stamp(("bird", round(size * self.unit, 5)), there, one)

    def sun(self) -> None:
        """The star of fourteen rays with nested chevrons between the rays."""
        rays = 14
        self.canvas.draw(star(17.6 * self.unit, points=rays, waist=0.36).moved(shift(self.centre)), DRUM_LINE)
        chevrons = Outline()
        for i in range(rays):
            middle = -90 + 360 * (i + 0.5) / rays
            for reach, half in ((16.9, 6.6), (14.6, 5.2), (12.3, 3.6)):
                chevrons += (
                    Outline()
                    .start(self.at(reach, middle - half))
                    .line(self.at(reach - 3.7, middle), self.at(reach, middle + half))
                )
        self.canvas.draw(chevrons, stroke=DRUM_LINE, thickness=0.55 * self.unit)
        self.canvas.draw(circle(self.centre, 4.6 * self.unit), DRUM_GROUND, stroke=DRUM_LINE, thickness=0.5 * self.unit)
        self.canvas.draw(circle(self.centre, 2.0 * self.unit), DRUM_LINE)
        self.ring(3.5)


def drum_face(canvas: Canvas, centre: complex, radius: float) -> None:
    """The face of a Đông Sơn drum of `radius` mm, from the sun outwards."""
    canvas.draw(circle(centre, radius), DRUM_GROUND)
    drum = _Drum(canvas, centre, radius)
    drum.sun()
    drum.ring(19.2, 20.3)
    drum.beads(21.8, 64, 0.5)
    drum.ring(23.3)
    drum.tangents(26.3, 36, 1.9)
    drum.ring(29.3)
    drum.comb(29.8, 32.4, 150)
    drum.ring(32.9, thickness=0.75)
    drum.zigzag(34, 39.2, 42)
    drum.ring(40.3, 41.4)
    drum.birds(51.9, 10, 0.98)
    drum.ring(61.8, 62.9)
    drum.comb(63.5, 66.3, 264)
    drum.ring(66.9)
    drum.tangents(70.2, 84, 2.05)
    drum.ring(73.5)
    drum.comb(74, 76.6, 300)
    drum.ring(77.1, thickness=0.75)
    drum.birds(84.7, 18, 0.82, start=0.5)
    drum.ring(92.1)
    drum.zigzag(93.1, 96.1, 120)
    drum.ring(97.1)
    drum.ring(99.5, thickness=1.0)


def braided_ring(
    canvas: Canvas,
    centre: complex,
    radius: float,
    swing: float,
    lobes: int,
    strands: int,
    colour: str,
    thickness: float,
) -> None:
    """A guilloche around a circle: `strands` sine waves of `lobes` periods, shifted evenly against each other."""

    def lobe(apart: Canvas) -> None:
        outline = Outline()
        for strand in range(strands):
            phase = 2 * math.pi * strand / strands
            outline += through_inner(
                [polar(radius + swing * math.sin(2 * math.pi * i / 10 + phase), 36 * i / lobes) for i in range(-1, 12)]
            )
        apart.draw(outline, stroke=colour, thickness=thickness)

    for k in range(lobes):
        what = "lobe", round(radius, 4), round(swing, 4), lobes, strands, colour, round(thickness, 4)
        canvas.stamp(what, shift(centre) @ turn(360 * k / lobes), lobe)


def drum_with_braid(canvas: Canvas, centre: complex, radius: float) -> None:
    """The drum of `radius` mm and around it two braids, together 1.1 × radius."""
    drum_face(canvas, centre, radius)
    size = radius / 92
    braided_ring(canvas, centre, radius + 5.8 * size, 3.2 * size, 64, 6, BRAID_GOLD, 0.13 * size)
    braided_ring(canvas, centre, radius + 5.8 * size, 3.2 * size, 44, 4, BRAID_RED, 0.10 * size)


def rays(canvas: Canvas, field: Box, centre: complex, start_radius: float, count: int) -> None:
    """Light from `centre` to the edges of `field`, cut at the edges by arithmetic, not by a clipping path."""

    def edge(degrees: float) -> complex:
        way = polar(1, degrees)
        reach = []
        if abs(way.real) > 1e-9:
            reach.append(((field.right if way.real > 0 else field.left) - centre.real) / way.real)
        if abs(way.imag) > 1e-9:
            reach.append(((field.bottom if way.imag > 0 else field.top) - centre.imag) / way.imag)
        return centre + way * min(reach)

    def bearing(point: complex) -> float:
        gap = point - centre
        return math.degrees(math.atan2(gap.imag, gap.real)) % 360

    step = 360 / count
    outline = Outline()
    for i in range(count):
        low, high = step * i, step * (i + 0.5)
        turned = [corner for corner in sorted(field.corners, key=bearing) if low < bearing(corner) < high]
        outer = [edge(low), *turned, edge(high)]
        inner = [polar(start_radius, high, centre), polar(start_radius, low, centre)]
        if all(abs(point - centre) > start_radius for point in outer):
            outline += polygon(outer + inner)
    canvas.draw(outline, RAY)

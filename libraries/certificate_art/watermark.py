"""What shines through behind the words: the drum face, its braided ring, and fine rays of light.

All of it in solid pale tints. The rays stay under a tenth of the strength of gold: stronger, they read as a rising sun.
"""

from __future__ import annotations

import math

from .canvas import Canvas
from .geometry import Box, Movement, Outline, circle, polar, polygon, segment, shift, star, stretch, through, turn
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

    def ring(self, *radii: float, thickness: float = 0.5) -> None:
        outline = Outline()
        for radius in radii:
            outline += circle(self.centre, radius * self.unit)
        self.canvas.draw(outline, stroke=DRUM_LINE, thickness=thickness * self.unit)

    def beads(self, radius: float, count: int, size: float) -> None:
        outline = Outline()
        for i in range(count):
            outline += circle(self.at(radius, 360 * i / count), size * self.unit)
        self.canvas.draw(outline, DRUM_LINE)

    def comb(self, inner: float, outer: float, count: int) -> None:
        outline = Outline()
        for i in range(count):
            outline += segment(self.at(inner, 360 * i / count), self.at(outer, 360 * i / count))
        self.canvas.draw(outline, stroke=DRUM_LINE, thickness=0.48 * self.unit)

    def zigzag(self, inner: float, outer: float, count: int) -> None:
        teeth = [self.at(inner if i % 2 == 0 else outer, 180 * i / count) for i in range(2 * count)]
        self.canvas.draw(polygon(teeth), stroke=DRUM_LINE, thickness=0.5 * self.unit)
        third = (outer - inner) * 0.27
        self.beads_between(inner + third, outer - third, count)

    def beads_between(self, low: float, high: float, count: int) -> None:
        outline = Outline()
        for i in range(count):
            outline += circle(self.at(high, 360 * i / count), 0.4 * self.unit)
            outline += circle(self.at(low, 360 * (i + 0.5) / count), 0.4 * self.unit)
        self.canvas.draw(outline, DRUM_LINE)

    def tangents(self, radius: float, count: int, size: float) -> None:
        rings, dots = Outline(), Outline()
        step = 360 / count
        lean, climb = math.degrees(0.62 * size / radius), 0.78 * size
        for i in range(count):
            here = self.at(radius, step * i)
            rings += circle(here, size * self.unit) + circle(here, 0.54 * size * self.unit)
            dots += circle(here, 0.22 * size * self.unit)
            rings += segment(self.at(radius + climb, step * i + lean), self.at(radius - climb, step * (i + 1) - lean))
        self.canvas.draw(rings, stroke=DRUM_LINE, thickness=0.42 * self.unit)
        self.canvas.draw(dots, DRUM_LINE)

    def birds(self, radius: float, count: int, size: float, start: float = 0.0) -> None:
        """They fly counter-clockwise, as on the drums."""
        body, feathers = lac_bird()
        bodies, lines = Outline(), Outline()
        for i in range(count):
            degrees = 360 * (i + start) / count
            # Beak along the tangent against the clock, back (-y) outwards.
            flight: Movement = (
                shift(self.at(radius, degrees)) @ turn(degrees + 90) @ stretch(-size * self.unit, size * self.unit)
            )
            bodies += body.moved(flight)
            lines += feathers.moved(flight)
        self.canvas.draw(bodies, DRUM_LINE, even_odd=True)
        self.canvas.draw(lines, stroke=DRUM_GROUND, thickness=0.42 * self.unit)

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
    outline = Outline()
    for strand in range(strands):
        count = lobes * 10
        phase = 2 * math.pi * strand / strands
        points = [
            polar(radius + swing * math.sin(2 * math.pi * lobes * i / count + phase), 360 * i / count, centre)
            for i in range(count)
        ]
        outline += through(points, closed=True)
    canvas.draw(outline, stroke=colour, thickness=thickness)


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

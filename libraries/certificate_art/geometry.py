"""Points, movements and outlines. A point is a complex number (x + yj) in millimetres, y downwards.

Every shape ends up as plain cubic outlines, already moved to its place: PDF viewers disagree about reused, clipped and
masked SVG elements, they all agree about outlines.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

# Distance of the control points that makes four cubic curves look like a circle of radius 1.
CIRCLE_HANDLE = 0.5522847498


class Movement(NamedTuple):
    """An affine map: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __call__(self, point: complex) -> complex:
        x, y = point.real, point.imag
        return complex(self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    def __matmul__(self, first: Movement) -> Movement:
        """`outer @ inner`: the inner movement happens first."""
        o, i = self, first
        return Movement(
            o.a * i.a + o.c * i.b,
            o.b * i.a + o.d * i.b,
            o.a * i.c + o.c * i.d,
            o.b * i.c + o.d * i.d,
            o.a * i.e + o.c * i.f + o.e,
            o.b * i.e + o.d * i.f + o.f,
        )


STAY = Movement()


def shift(to: complex) -> Movement:
    return Movement(e=to.real, f=to.imag)


def turn(degrees: float) -> Movement:
    """Clockwise, because y grows downwards."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return Movement(cos, sin, -sin, cos)


def stretch(x: float, y: float | None = None) -> Movement:
    return Movement(a=x, d=x if y is None else y)


def put(at: complex, *, degrees: float = 0.0, size: float = 1.0, mirrored: bool = False) -> Movement:
    """Take a motif drawn around the origin, size it, perhaps mirror it left to right, turn it, set it down at `at`."""
    return shift(at) @ turn(degrees) @ stretch(-size if mirrored else size, size)


def polar(radius: float, degrees: float, centre: complex = 0j) -> complex:
    """0° points right, 90° down."""
    return centre + cmath.rect(radius, math.radians(degrees))


@dataclass(frozen=True)
class Box:
    """A rectangle by its edges, mm."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> complex:
        return complex((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    @property
    def corners(self) -> tuple[complex, complex, complex, complex]:
        """Clockwise from top left."""
        return (
            complex(self.left, self.top),
            complex(self.right, self.top),
            complex(self.right, self.bottom),
            complex(self.left, self.bottom),
        )

    def inset(self, by: float, vertical: float | None = None) -> Box:
        """Smaller by `by` on every side (negative: larger)."""
        high = by if vertical is None else vertical
        return Box(self.left + by, self.top + high, self.right - by, self.bottom - high)


class Outline:
    """A path: a list of (command, points) with the commands M, L, C and Z of SVG."""

    __slots__ = ("steps",)

    def __init__(self, steps: Iterable[tuple[str, tuple[complex, ...]]] = ()):
        self.steps = list(steps)

    def start(self, point: complex) -> Outline:
        self.steps.append(("M", (point,)))
        return self

    def line(self, *points: complex) -> Outline:
        self.steps.extend(("L", (point,)) for point in points)
        return self

    def curve(self, first_handle: complex, second_handle: complex, end: complex) -> Outline:
        self.steps.append(("C", (first_handle, second_handle, end)))
        return self

    def close(self) -> Outline:
        self.steps.append(("Z", ()))
        return self

    def moved(self, movement: Movement) -> Outline:
        return Outline((command, tuple(movement(p) for p in points)) for command, points in self.steps)

    def __add__(self, other: Outline) -> Outline:
        return Outline(self.steps + other.steps)

    def __iadd__(self, other: Outline) -> Outline:
        self.steps.extend(other.steps)
        return self


def polygon(points: Sequence[complex]) -> Outline:
    return Outline().start(points[0]).line(*points[1:]).close()


def polyline(points: Sequence[complex]) -> Outline:
    return Outline().start(points[0]).line(*points[1:])


def segment(start: complex, end: complex) -> Outline:
    return Outline().start(start).line(end)


def rectangle(box: Box) -> Outline:
    return polygon(box.corners)


def ring_between(outer: Box, inner: Box) -> Outline:
    """A picture frame; fill it with the even-odd rule."""
    return rectangle(outer) + rectangle(inner)


def hairline_frame(box: Box, thickness: float) -> Outline:
    """A filled frame whose outer edge is `box`: sharper corners than a stroke in every viewer."""
    return ring_between(box, box.inset(thickness))


def circle(centre: complex, radius: float) -> Outline:
    outline = Outline().start(centre + radius)
    handle = CIRCLE_HANDLE * radius
    for quarter in range(4):
        along = cmath.rect(1, math.pi / 2 * quarter)
        beyond = along * 1j
        outline.curve(
            centre + along * radius + beyond * handle,
            centre + beyond * radius + along * handle,
            centre + beyond * radius,
        )
    return outline.close()


def through(points: Sequence[complex], *, closed: bool = False) -> Outline:
    """A smooth curve through the points (Catmull-Rom, written as cubic curves)."""
    count = len(points)

    def at(index: int) -> complex:
        return points[index % count] if closed else points[max(0, min(index, count - 1))]

    outline = Outline().start(points[0])
    for i in range(count if closed else count - 1):
        here, there = at(i), at(i + 1)
        outline.curve(here + (there - at(i - 1)) / 6, there - (at(i + 2) - here) / 6, there)
    return outline.close() if closed else outline


def through_inner(points: Sequence[complex]) -> Outline:
    """The same curve from the second point to the last but one: a part of a longer line, that others continue."""
    outline = Outline().start(points[1])
    for before, here, there, after in zip(points, points[1:], points[2:], points[3:], strict=False):
        outline.curve(here + (there - before) / 6, there - (after - here) / 6, there)
    return outline


def coil(
    centre: complex, radius: float, *, turns: float, from_degrees: float, clockwise: bool, points_a_turn: int = 12
) -> Outline:
    """A spiral that starts on the circle of `radius` and runs inwards to a quarter of it."""
    count = max(4, round(turns * points_a_turn))
    sign = 1 if clockwise else -1
    marks = []
    for i in range(count + 1):
        share = i / count
        marks.append(polar(radius * (1 - 0.78 * share**0.9), from_degrees + sign * 360 * turns * share, centre))
    return through(marks)


def star(radius: float, *, points: int = 5, waist: float = 0.381966) -> Outline:
    """A star standing on two points; `waist` is the inner radius as a share of the outer (0.382: straight edges for
    five).
    """
    step = 180 / points
    return polygon([polar(radius if i % 2 == 0 else radius * waist, -90 + step * i) for i in range(2 * points)])

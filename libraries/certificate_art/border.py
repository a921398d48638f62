"""The frame around a certificate: the lotus frame of the state awards' drafts, and the plain braid of a giấy khen.

NĐ 98/2023 Đ.104: the border of a giấy khen must not look like that of an award of the state: no corner motifs, white
ground. So the two frames share no strip.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .canvas import Along, Around, Canvas
from .geometry import (
    Box,
    Movement,
    Outline,
    circle,
    hairline_frame,
    polar,
    polygon,
    put,
    rectangle,
    shift,
    stretch,
    through_inner,
    turn,
)
from .lotus import lotus_above, lotus_scroll, petal
from .motifs import corner_spray, petal_row, tangent_circles
from .palette import (
    GOLD,
    GOLD_DARK,
    GOLD_DEEP,
    GOLD_DOME,
    GOLD_PALE,
    GOLD_SHEEN,
    IVORY,
    ON_PAPER,
    ON_RED,
    PAPER_GLOW,
    RED,
    RED_BAND,
    RED_DARK,
    RED_DEEP,
    RED_DOME,
    WHITE,
    mix,
)  # fmt: skip

# Parts of the lotus frame from outside inwards, in units; the whole is 34 units thick.
FRAME_UNITS = 34.0
BAND = 16.0
CORNER = 24.0


def _sides(box: Box, inset: float, run_in: float) -> Iterator[tuple[Movement, float]]:
    """The four sides of `box`, `inset` inside it, each with `run_in` left free at both ends.

    Yields (movement, length): x runs along the side clockwise, -y points out of the frame.
    """
    inner = box.inset(inset)
    top_left, top_right, bottom_right, bottom_left = inner.corners
    wide, high = inner.width - 2 * run_in, inner.height - 2 * run_in
    yield shift(top_left + run_in), wide
    yield shift(top_right + 1j * run_in) @ turn(90), high
    yield shift(bottom_right - run_in) @ turn(180), wide
    yield shift(bottom_left - 1j * run_in) @ turn(270), high


def _round_the_box(box: Box, radius: float) -> tuple[Callable[[float], tuple[complex, complex]], float]:
    """A walk around `box` with rounded corners: (function of distance to (point, direction out of the frame), whole
    length).
    """
    quarter = math.pi / 2 * radius
    wide, high = box.width - 2 * radius, box.height - 2 * radius
    turns = (
        (complex(box.left + radius, box.top), 0, wide, complex(box.right - radius, box.top + radius)),
        (complex(box.right, box.top + radius), 90, high, complex(box.right - radius, box.bottom - radius)),
        (complex(box.right - radius, box.bottom), 180, wide, complex(box.left + radius, box.bottom - radius)),
        (complex(box.left, box.bottom - radius), 270, high, complex(box.left + radius, box.top + radius)),
    )

    def at(distance: float) -> tuple[complex, complex]:
        for start, heading, straight, pivot in turns:
            if distance <= straight:
                return start + polar(distance, heading), polar(1, heading - 90)
            distance -= straight
            if distance <= quarter:
                out = polar(1, heading - 90 + 90 * distance / quarter)
                return pivot + out * radius, out
            distance -= quarter
        return turns[0][0], -1j

    return at, 2 * (wide + high) + 4 * quarter


@dataclass(frozen=True)
class Weave:
    """Sine waves of `swing` mm all around a box, a whole even number of them, so that they close; one strand a phase.

    `steps` points a wave; `harmonic` lends the wave its shoulders.
    """

    radius: float
    swing: float
    pitch: float
    phases: tuple[float, ...]
    harmonic: float = 0.0
    steps: int = 8

    def height(self, waves: float, phase: float) -> float:
        """How far out a strand is after so many waves."""
        angle = 2 * math.pi * waves + phase
        return self.swing * (math.sin(angle) + self.harmonic * math.sin(3 * angle))


def weave(canvas: Canvas, box: Box, kind: Weave, colour: str, thickness: float) -> None:
    """Draw it: along the straight sides one wave of all strands is one symbol, the corners are drawn out."""
    at, length = _round_the_box(box, kind.radius)
    waves = 2 * max(4, round(length / kind.pitch / 2))
    period, quarter = length / waves, math.pi / 2 * kind.radius

    def wave(apart: Canvas) -> None:
        outline = Outline()
        for phase in kind.phases:
            outline += through_inner(
                [
                    complex(period * i / kind.steps, -kind.height(i / kind.steps, phase))
                    for i in range(-1, kind.steps + 2)
                ]
            )
        apart.draw(outline, stroke=colour, thickness=thickness)

    corners, begun, heading = Outline(), 0.0, 0
    spans: list[tuple[int, int]] = []  # the waves along each side, first and last but one
    for straight in (box.width, box.height, box.width, box.height):
        end = begun + straight - 2 * kind.radius
        first, last = math.ceil(begun / period - 1e-9), math.floor(end / period + 1e-9)
        for k in range(first, last):
            there = shift(at(k * period)[0]) @ turn(heading)
            canvas.stamp(("wave", kind, round(period, 4), colour, round(thickness, 4)), there, wave)
        spans.append((first, last))
        begun, heading = end + quarter, heading + 90
    for (_, last), (following, _) in zip(spans, [*spans[1:], (spans[0][0] + waves, 0)], strict=True):
        for phase in kind.phases:
            points = []
            for i in range(last * kind.steps - 1, following * kind.steps + 2):
                point, out = at(length * i / (waves * kind.steps) % length)
                points.append(point + out * kind.height(i / kind.steps, phase))
            corners += through_inner(points)
    canvas.draw(corners, stroke=colour, thickness=thickness)


def braid(canvas: Canvas, box: Box, swing: float, pitch: float, strands: int, colour: str, thickness: float) -> None:
    """A guilloche of `strands` equal waves around a box, corners included."""
    phases = tuple(2 * math.pi * strand / strands for strand in range(strands))
    weave(canvas, box, Weave(2.2 * swing, swing, pitch, phases), colour, thickness)


def _even(count: float) -> int:
    """An odd count of flowers, so that the middle of a side is a flower and both ends look alike."""
    whole = max(3, round(count))
    return whole if whole % 2 else whole + 1


def lotus_frame(canvas: Canvas, box: Box, thickness: float) -> Box:
    """Draw the full frame inside `box`, `thickness` mm deep, on ivory paper. Returns the free field within."""
    u = thickness / FRAME_UNITS
    reach = abs(complex(box.width, box.height)) / 2
    sheen = Along(box.corners[0], box.corners[2], GOLD_SHEEN)
    canvas.draw(rectangle(box), Around(box.centre, reach * 0.86, PAPER_GLOW, rings=32))
    canvas.draw(hairline_frame(box.inset(-1.6 * u), 0.5 * u), GOLD_DEEP, even_odd=True)

    band_inner = box.inset(BAND * u)
    _frame(canvas, box, BAND * u, Along(box.corners[0], box.corners[2], RED_BAND))
    _frame(canvas, box.inset(-0.2 * u), 1.3 * u, sheen)
    _frame(canvas, band_inner.inset(-1.1 * u), 1.4 * u, sheen)
    for inset in (1.8, BAND - 2.0):
        canvas.draw(hairline_frame(box.inset(inset * u), 0.2 * u), GOLD, even_odd=True)
    for place, length in _sides(box, BAND / 2 * u, (CORNER - BAND / 2) * u):
        flowers = _even(length / (17.6 * u))
        lotus_scroll(canvas, place @ turn(0), length, (BAND / 2 - 2.3) * u, flowers, ON_RED)

    # Row of petals with its red hairline, then the row of tangent circles between two red hairlines.
    row = BAND + 1.2
    canvas.draw(hairline_frame(box.inset(row * u), 0.35 * u), RED, even_odd=True)
    petals = 4.5
    for place, length in _sides(box, (row + 0.35) * u, petals * u):
        upright = place @ stretch(1, -1)  # tips point inwards
        petal_row(
            canvas,
            upright,
            length,
            petals * u,
            max(8, round(length / (3.35 * u))),
            outer=RED,
            inner=GOLD_PALE,
            line=GOLD_DEEP,
        )
    row += 0.35 + petals + 0.5
    for inset in (row, row + 4.1):
        canvas.draw(hairline_frame(box.inset(inset * u), 0.3 * u), RED, even_odd=True)
    for place, length in _sides(box, (row + 2.2) * u, 2.8 * u):
        tangent_circles(canvas, place, length, 1.35 * u, max(8, round(length / (3.5 * u))), GOLD_DEEP, 0.25 * u)

    braid_line = box.inset((row + 4.4 + 3.3) * u)
    braid(canvas, braid_line, 1.9 * u, 5.4 * u, 6, mix(GOLD, IVORY, 0.72), 0.13 * u)
    field = box.inset(FRAME_UNITS * u)
    canvas.draw(hairline_frame(field.inset(-1.35 * u), 0.35 * u), GOLD_DEEP, even_odd=True)
    canvas.draw(hairline_frame(field.inset(-0.25 * u), 0.15 * u), GOLD_DEEP, even_odd=True)
    return field


def _frame(canvas: Canvas, box: Box, thickness: float, paint: Along) -> None:
    """A frame of one changing colour, side by side: a viewer computes it for four strips, not for the whole sheet."""
    inner = box.inset(thickness)
    for side in (
        Box(box.left, box.top, box.right, inner.top),
        Box(box.left, inner.bottom, box.right, box.bottom),
        Box(box.left, inner.top - 0.1, inner.left, inner.bottom + 0.1),
        Box(inner.right, inner.top - 0.1, box.right, inner.bottom + 0.1),
    ):
        canvas.draw(rectangle(side), paint)


def lotus_corners(canvas: Canvas, box: Box, thickness: float) -> None:
    """A square with a lotus seen from above on each corner of the band."""
    u = thickness / FRAME_UNITS
    half = CORNER / 2 * u
    for corner, inward in zip(box.corners, (1 + 1j, -1 + 1j, -1 - 1j, 1 - 1j), strict=True):
        centre = corner + inward * half

        def square(by: float, middle: complex = centre) -> Box:
            side = half + by * u
            return Box(middle.real - side, middle.imag - side, middle.real + side, middle.imag + side)

        canvas.draw(rectangle(square(1.6)), IVORY)
        canvas.draw(hairline_frame(square(1.6), 0.35 * u), GOLD_DEEP, even_odd=True)
        plate = square(0.5)
        canvas.draw(rectangle(plate), Along(plate.corners[0], plate.corners[2], GOLD_SHEEN))
        canvas.draw(rectangle(square(-0.7)), Around(centre, half * 1.35, RED_DOME), stroke=RED_DARK, thickness=0.12 * u)
        canvas.draw(hairline_frame(square(-1.5), 0.2 * u), GOLD, even_odd=True)
        quarter = Outline()
        for lean, reach, half_width in ((-27, 4.6, 1.0), (27, 4.6, 1.0), (0, 6.2, 1.55)):
            for way in (45, 135, 225, 315):
                tip = centre + (half - 1.9 * u) * complex(
                    math.sin(math.radians(way)), -math.cos(math.radians(way))
                ) * math.sqrt(2)
                quarter += petal(reach, half_width).moved(put(tip, degrees=way + 180 + lean, size=u))
        canvas.draw(quarter, GOLD, stroke=RED_DARK, thickness=0.11 * u)
        canvas.draw(
            circle(centre, 0.83 * half), Around(centre, 0.9 * half, RED_DOME), stroke=GOLD_PALE, thickness=0.32 * u
        )
        canvas.draw(circle(centre, 0.77 * half), stroke=GOLD_DEEP, thickness=0.14 * u)
        lotus_above(canvas, put(centre, size=0.0715 * half), ON_RED, line=0.14 * u)


def lotus_seals(canvas: Canvas, box: Box, thickness: float, *, bottom: bool = True) -> None:
    """Round seals in the middle of the band on the left, the right and below (the medallion has the place above)."""
    u = thickness / FRAME_UNITS
    depth = BAND / 2 * u
    places = [complex(box.left + depth, box.centre.imag), complex(box.right - depth, box.centre.imag)]
    if bottom:
        places.append(complex(box.centre.real, box.bottom - depth))
    for centre in places:
        canvas.draw(circle(centre, 9.9 * u), IVORY, stroke=GOLD_DEEP, thickness=0.15 * u)
        canvas.draw(
            circle(centre, 9.3 * u),
            Around(centre - complex(2, 2) * u, 12 * u, GOLD_DOME),
            stroke=GOLD_DARK,
            thickness=0.2 * u,
        )
        canvas.draw(circle(centre, 8.3 * u), Around(centre, 9 * u, RED_DOME), stroke=GOLD_DARK, thickness=0.15 * u)
        lotus_above(canvas, put(centre, size=0.74 * u), ON_RED, line=0.13 * u)


def field_corners(canvas: Canvas, field: Box, thickness: float, *, sprays_below: bool = True) -> None:
    """On the paper itself: a small lotus tile on each corner of the inner line and a spray growing from it."""
    u = thickness / FRAME_UNITS
    for corner, mirror in zip(
        field.corners, (stretch(1, 1), stretch(-1, 1), stretch(-1, -1), stretch(1, -1)), strict=True
    ):
        out = shift(corner) @ mirror
        tile = Outline().start(-4.4 * u + 0j).line(-4.4j * u, 4.4 * u + 0j, 4.4j * u).close()
        canvas.draw(tile.moved(out), IVORY, stroke=GOLD_DEEP, thickness=0.3 * u)
        lotus_above(canvas, put(corner, size=0.31 * u), ON_PAPER, line=0.08 * u)
        if sprays_below or corner.imag < field.centre.imag:
            corner_spray(
                canvas, out @ shift(complex(3.4, 3.4) * u), (46 if corner.imag < field.centre.imag else 38) * u
            )


def braided_frame(canvas: Canvas, box: Box, thickness: float) -> Box:
    """The frame of a giấy khen, 12 units deep, on white: one woven ribbon between lines that runs round the corners as
    it runs along the sides. Returns the free field within.
    """
    u = thickness / 12
    canvas.draw(rectangle(box), WHITE)
    _rounded_line(canvas, box.inset(0.4 * u), 5.6 * u, RED_DEEP, 0.8 * u)
    _rounded_line(canvas, box.inset(1.5 * u), 4.5 * u, GOLD_DEEP, 0.22 * u)
    middle = box.inset(5.0 * u)
    turn_radius = 3.2 * u
    eight = tuple(math.pi * strand / 4 for strand in range(8))
    ground = Weave(turn_radius, 2.75 * u, 9.6 * u, eight, harmonic=0.10, steps=12)
    weave(canvas, middle, ground, mix(GOLD, WHITE, 0.80), 0.13 * u)
    four = tuple(math.pi * (strand + 0.5) / 2 for strand in range(4))
    weave(canvas, middle, Weave(turn_radius, 1.7 * u, 4.8 * u, four, steps=10), mix(RED, WHITE, 0.50), 0.12 * u)
    for phase, colour in ((0.0, GOLD_DEEP), (math.pi, RED)):
        ribbon = Weave(turn_radius, 1.35 * u, 9.6 * u, (phase,), steps=12)
        weave(canvas, middle, ribbon, WHITE, 1.1 * u)
        weave(canvas, middle, ribbon, colour, 0.55 * u)
    _rounded_line(canvas, box.inset(8.5 * u), 1.6 * u, GOLD_DEEP, 0.22 * u)
    _rounded_line(canvas, box.inset(9.4 * u), 0.8 * u, RED_DEEP, 0.42 * u)
    return box.inset(12 * u)


def _rounded_line(canvas: Canvas, box: Box, radius: float, colour: str, thickness: float) -> None:
    at, _ = _round_the_box(box, radius)
    quarter = math.pi / 2 * radius
    points, done = [], 0.0
    for straight in (box.width, box.height, box.width, box.height):
        points.append(at(done)[0])
        done += straight - 2 * radius
        points.extend(at(done + quarter * i / 8)[0] for i in range(9))
        done += quarter
    canvas.draw(polygon(points), stroke=colour, thickness=thickness)

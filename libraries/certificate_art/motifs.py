"""The repeated ornaments, each drawn around the origin and set down by a `Movement`: up is -y, sizes in the docstrings.

Sources of form, all of them common property: the pedestals of Lý and Trần stone carving, the tangent circles and flying
Lạc birds of the Đông Sơn drums, the scale waves ("thủy ba") of court dress. The lotus is drawn in `lotus`.
"""

from __future__ import annotations

from .canvas import Canvas
from .geometry import (
    CIRCLE_HANDLE,
    STAY,
    Movement,
    Outline,
    circle,
    coil,
    polar,
    polygon,
    put,
    segment,
    shift,
    stretch,
    through,
)
from .lotus import leaf, lotus_side, petal
from .palette import ON_PAPER, Tones


def petal_row(
    canvas: Canvas, where: Movement, length: float, height: float, count: int, *, outer: str, inner: str, line: str
) -> None:
    """Upright lotus petals ("cánh sen"), as on old stone pedestals: base on y = 0, tips at -height."""
    pitch = length / count

    def one(apart: Canvas) -> None:
        apart.draw(_arch(0.46 * pitch, height), outer, stroke=line, thickness=0.18)
        apart.draw(_arch(0.25 * pitch, 0.60 * height), inner)

    def vein(apart: Canvas) -> None:
        apart.draw(segment(complex(0, -0.08 * height), complex(0, -0.58 * height)), stroke=line, thickness=0.2)

    kind = round(pitch, 4), round(height, 4), outer, inner, line
    for k in range(count):
        canvas.stamp(("petal", *kind), where @ shift(complex(pitch * (k + 0.5), 0)), one)
    for k in range(1, count):
        canvas.stamp(("petal_vein", *kind), where @ shift(complex(pitch * k, 0)), vein)


def _arch(half: float, high: float) -> Outline:
    return (
        Outline()
        .start(complex(-half, 0))
        .curve(complex(-half, -0.52 * high), complex(-0.62 * half, -0.74 * high), complex(0, -high))
        .curve(complex(0.62 * half, -0.74 * high), complex(half, -0.52 * high), complex(half, 0))
        .close()
    )


def tangent_circles(
    canvas: Canvas, where: Movement, length: float, radius: float, count: int, colour: str, thickness: float
) -> None:
    """Circles joined by slanting tangents around y = 0, the oldest border of the country."""
    pitch = length / count

    def one(apart: Canvas) -> None:
        apart.draw(circle(0j, radius) + circle(0j, 0.56 * radius), stroke=colour, thickness=thickness)
        apart.draw(circle(0j, 0.20 * radius), colour)

    def joint(apart: Canvas) -> None:
        start = complex(0.60 * radius, -0.80 * radius)
        apart.draw(segment(start, complex(pitch, 0) - start), stroke=colour, thickness=thickness)

    kind = round(pitch, 4), round(radius, 4), colour, round(thickness, 4)
    for k in range(count):
        there = where @ shift(complex(pitch * (k + 0.5), 0))
        canvas.stamp(("tangent_circle", *kind), there, one)
        if k < count - 1:
            canvas.stamp(("tangent", *kind), there, joint)


def lac_bird() -> tuple[Outline, Outline]:
    """A flying Lạc bird, beak towards +x, 26 long: (body to fill with the even-odd rule, feather lines to draw over
    it).
    """
    body = (
        Outline()
        .start(complex(14.0, 0.5))  # tip of the beak
        .line(complex(8.3, -0.7))
        .curve(complex(7.7, -1.5), complex(6.6, -1.6), complex(6.0, -1.2))
        .curve(complex(4.2, -2.6), complex(2.2, -3.2), complex(0.4, -3.1))  # crest streaming back
        .curve(complex(2.2, -2.2), complex(3.8, -1.2), complex(4.6, 0.0))
        .curve(complex(3.6, 0.1), complex(2.6, -0.1), complex(1.8, -0.3))  # neck
        .line(complex(-4.6, -7.4))  # tip of the wing
        .line(complex(-4.0, -5.4))
        .line(complex(-5.0, -5.3))
        .line(complex(-3.9, -3.5))
        .line(complex(-4.8, -3.2))
        .curve(complex(-3.6, -1.6), complex(-2.9, -0.7), complex(-1.9, -0.2))
        .curve(complex(-4.0, -0.1), complex(-6.2, -0.9), complex(-12.0, -2.3))  # tail, upper edge
        .line(complex(-10.6, -0.9))
        .line(complex(-12.2, 0.1))
        .line(complex(-10.4, 0.9))
        .line(complex(-11.6, 2.6))
        .curve(complex(-7.0, 2.0), complex(-4.2, 2.1), complex(-2.2, 2.0))
        .curve(complex(0.6, 2.6), complex(3.8, 2.1), complex(6.2, 1.1))  # breast
        .curve(complex(7.2, 0.9), complex(8.0, 0.7), complex(8.5, 0.4))
        .close()
    )
    body += circle(complex(6.7, -0.3), 0.48)
    lines = Outline()
    for start, end in (
        (complex(0.9, -0.4), complex(-3.9, -5.6)),
        (complex(-0.3, -0.2), complex(-4.0, -3.9)),
        (complex(-4.4, 0.2), complex(-10.6, -1.3)),
        (complex(-4.2, 0.9), complex(-10.9, 0.3)),
        (complex(-4.2, 1.5), complex(-10.3, 1.7)),
        (complex(-1.0, 0.9), complex(5.0, 0.9)),
    ):
        lines += segment(start, end)
    return body, lines


def scale_waves(
    canvas: Canvas, *, left: float, right: float, foot: float, radius: float, rows: int, crest: str, gap: str, line: str
) -> None:
    """Overlapping wave scales from `left` to `right`; the lowest row stands on y = `foot`. `radius` is adjusted to
    fit.
    """
    count = max(4, round((right - left) / (2 * radius)))
    radius = (right - left) / (2 * count)

    def hump(centre: complex, r: float) -> Outline:
        handle = CIRCLE_HANDLE * r
        return (
            Outline()
            .start(centre - r)
            .curve(centre + complex(-r, -handle), centre + complex(-handle, -r), centre - 1j * r)
            .curve(centre + complex(handle, -r), centre + complex(r, -handle), centre + r)
            .close()
        )

    def scale(apart: Canvas) -> None:
        apart.draw(hump(0j, radius), gap, stroke=line, thickness=0.1)
        for outer, inner in ((0.84, 0.72), (0.58, 0.46), (0.32, 0.0)):
            shell = hump(0j, outer * radius)
            if inner:
                shell += hump(0j, inner * radius)
            apart.draw(shell, crest, even_odd=True)

    for row in range(rows - 1, -1, -1):
        staggered = row % 2
        for k in range(count - staggered):
            centre = complex(left + radius * (2 * k + 1 + staggered), foot - 0.55 * radius * row)
            canvas.stamp(("wave", round(radius, 4), crest, gap, line), shift(centre), scale)


def corner_spray(canvas: Canvas, where: Movement, length: float, tones: Tones = ON_PAPER) -> None:
    """A lotus on the diagonal of a corner and a leafy tendril along either side, 46 long before `length` mm sizes it.

    Drawn for the top left corner (the corner is the origin); mirror it for the others.
    """
    size = length / 46
    what = "corner_spray", round(size, 4), tones
    canvas.stamp(what, where, lambda apart: _corner_spray(apart, STAY, size, tones))


def _corner_spray(canvas: Canvas, where: Movement, size: float, tones: Tones) -> None:
    for swap in (False, True):
        side = where @ stretch(size) @ (Movement(0, 1, 1, 0, 0, 0) if swap else STAY)
        run = [
            complex(4, 4),
            complex(9.5, 2.6),
            complex(15, 4.4),
            complex(21, 3.1),
            complex(27.5, 2.2),
            complex(33.5, 3.5),
            complex(39.5, 2.8),
            complex(46, 1.6),
        ]
        canvas.draw(through(run).moved(side), stroke=tones.shade, thickness=0.42 * size)
        curls = through([complex(9.8, 2.7), complex(12.4, 4.6), complex(15.2, 6.0), complex(16.9, 8.2)])
        curls += coil(complex(14.6, 8.5), 2.3, turns=1.2, from_degrees=-8, clockwise=True)
        curls += through([complex(24.5, 2.5), complex(26.6, 4.4), complex(28.9, 5.6)])
        curls += coil(complex(27.9, 6.6), 1.4, turns=1.1, from_degrees=-45, clockwise=True)
        canvas.draw(curls.moved(side), stroke=tones.shade, thickness=0.32 * size)
        foliage = Outline()
        for x, y, angle, long in (
            (11, 2.8, -34, 5.6), (17.5, 4.1, 44, 4.8), (20.5, 3.2, -40, 5.2), (29.5, 2.5, 40, 4.4),
            (32, 3.3, -38, 4.8), (37, 3.3, 36, 4.0), (40.5, 2.6, -40, 4.0), (44, 2.0, 30, 3.2),
        ):  # fmt: skip
            foliage += leaf(long, long * 0.17, 0.16 if angle < 0 else -0.16).moved(
                side @ put(complex(x, y), degrees=angle)
            )
        foliage += petal(3.6, 0.75).moved(side @ put(complex(45.6, 1.7), degrees=82))
        canvas.draw(foliage, tones.body, stroke=tones.line, thickness=0.08)
        canvas.draw((circle(complex(14.6, 8.5), 0.6) + circle(complex(27.9, 6.6), 0.42)).moved(side), tones.body)
    lotus_side(canvas, where @ put(complex(2.0, 2.0) * size, degrees=135, size=1.02 * size), tones, line=0.12)


def title_plume(canvas: Canvas, where: Movement, length: float, tones: Tones = ON_PAPER) -> None:
    """The ornament beside the title: a lotus at the origin opening towards -x, a tapering double plume towards +x."""
    size = length / 42
    wing = Outline()
    for up in (-1, 1):
        wing += (
            Outline()
            .start(0j)
            .curve(complex(11, up * 5.6), complex(24, up * 3.4), complex(38, 0))
            .curve(complex(24, up * 1.5), complex(11, up * 3.7), 0j)
            .close()
        )
    plume = where @ stretch(size)
    canvas.draw(wing.moved(plume), tones.shade)
    canvas.draw(segment(complex(4, 0), complex(34, 0)).moved(plume), stroke=tones.shade, thickness=0.22 * size)
    gems = Outline()
    for x, half in ((9.0, 1.7), (14.6, 1.35), (19.6, 1.05), (24, 0.8)):
        gems += polygon([complex(x - half, 0), complex(x, -0.6 * half), complex(x + half, 0), complex(x, 0.6 * half)])
    canvas.draw(gems.moved(plume), tones.body, stroke=tones.line, thickness=0.07)
    beads = Outline()
    for x, r in ((39.6, 0.55), (41.4, 0.42), (42.9, 0.3)):
        beads += circle(complex(x, 0), r)
    canvas.draw(beads.moved(plume), tones.shade)
    lotus_side(canvas, plume @ put(complex(1.2, 0), degrees=-90, size=0.58), tones, line=0.09)


def divider(canvas: Canvas, where: Movement, width: float, tones: Tones = ON_PAPER) -> None:
    """A thin waved line of `width` mm with a small lotus in the middle."""
    for side in (-1, 1):
        half = where @ stretch(side, 1)
        wave = (
            Outline()
            .start(complex(4.4, 0))
            .curve(complex(0.26 * width, -1.2), complex(0.36 * width, 1.0), complex(0.5 * width, 0))
        )
        canvas.draw(wave.moved(half), stroke=tones.shade, thickness=0.36)
        end = 0.5 * width + 1.7
        canvas.draw(
            polygon([complex(end - 1.1, 0), complex(end, -0.7), complex(end + 1.1, 0), complex(end, 0.7)]).moved(half),
            tones.shade,
        )
        canvas.draw(circle(complex(end + 2.0, 0), 0.36).moved(half), tones.shade)
    lotus_side(canvas, where @ put(complex(0, 1.7), size=0.36), tones, line=0.09, veins=False)


def rice_ear(radius: float, *, from_degrees: float, to_degrees: float, grains: int) -> tuple[Outline, Outline, Outline]:
    """An ear of rice bent along a circle around the origin: (stalk, outer grains, inner grains)."""
    stalk = through([polar(radius, from_degrees + (to_degrees - from_degrees) * i / grains) for i in range(grains + 1)])
    outer, inner = Outline(), Outline()
    onward = 90 if to_degrees > from_degrees else -90
    for i in range(1, grains + 1):
        angle = from_degrees + (to_degrees - from_degrees) * i / grains
        heading = angle + onward + 90  # petals point to -y; turn them along the stalk
        spread = 27 if onward > 0 else -27
        outer += petal(3.6, 0.85).moved(put(polar(radius, angle), degrees=heading - spread))
        inner += petal(3.6, 0.85).moved(put(polar(radius, angle), degrees=heading + spread))
    return stalk, outer, inner

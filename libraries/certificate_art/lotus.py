"""The lotus of the certificates: petal, leaf, flower from the side and from above, the scrolling vine.

Drawn around the origin and set down by a `Movement`: up is -y, sizes in the docstrings. Source of form, common
property: the lotus and scrolling vine of Lý and Trần stone carving.
"""

from __future__ import annotations

import math
from functools import partial

from .canvas import Canvas, sized
from .geometry import Movement, Outline, circle, coil, polar, put, segment, shift, stretch, through, turn
from .palette import ON_RED, Tones


def petal(length: float, half_width: float) -> Outline:
    """A lotus petal standing on the origin, with the small flick at its tip that tells a lotus from a daisy."""
    w, h = half_width, length
    return (
        Outline()
        .start(0j)
        .curve(complex(-0.95 * w, -0.10 * h), complex(-1.12 * w, -0.58 * h), complex(-0.40 * w, -0.84 * h))
        .curve(complex(-0.22 * w, -0.91 * h), complex(-0.06 * w, -0.94 * h), complex(0, -h))
        .curve(complex(0.06 * w, -0.94 * h), complex(0.22 * w, -0.91 * h), complex(0.40 * w, -0.84 * h))
        .curve(complex(1.12 * w, -0.58 * h), complex(0.95 * w, -0.10 * h), 0j)
        .close()
    )


def leaf(length: float, half_width: float, bend: float = 0.25) -> Outline:
    """A pointed leaf from the origin towards +x whose tip bends upwards by `bend` × length."""
    tip = complex(length, -bend * length)
    return (
        Outline()
        .start(0j)
        .curve(
            complex(0.22 * length, -1.35 * half_width),
            complex(0.68 * length, -1.05 * half_width - 0.45 * bend * length),
            tip,
        )
        .curve(
            complex(0.80 * length, 0.15 * half_width - 0.2 * bend * length),
            complex(0.40 * length, 0.75 * half_width),
            0j,
        )
        .close()
    )


# Side view of a lotus, back to front: (angle from upright, length, half width, tone).
_SIDE_PETALS = (
    (80, 6.9, 1.45, "shade"), (44, 8.8, 1.9, "shade"), (15, 10.0, 2.05, "shade"),
    (62, 7.9, 1.9, "body"), (30, 9.0, 2.25, "body"), (0, 9.5, 2.35, "body"),
    (47, 6.1, 1.75, "light"), (17, 6.9, 1.95, "light"),
)  # fmt: skip


def lotus_side(
    canvas: Canvas, where: Movement, tones: Tones = ON_RED, *, line: float = 0.14, veins: bool = True
) -> None:
    """A lotus seen from the side: 10 high, 14 wide, its stem at the origin. `line` is the thickness on paper, mm."""
    size, there = sized(where)
    what = "lotus_side", round(size, 4), tones, round(line, 4), veins
    canvas.stamp(what, there, lambda apart: _lotus_side(apart, stretch(size), tones, line, veins))


def _lotus_side(canvas: Canvas, where: Movement, tones: Tones, line: float, veins: bool) -> None:
    for angle, length, half_width, tone in _SIDE_PETALS:
        colour = getattr(tones, tone)
        drawn, marks = Outline(), Outline()
        for side in (-1, 1) if angle else (1,):
            lean = where @ turn(side * angle)
            drawn += petal(length, half_width).moved(lean)
            marks += segment(complex(0, -0.42 * length), complex(0, -0.84 * length)).moved(lean)
            for off in (-0.4, 0.4):
                marks += segment(
                    complex(off * 0.6 * half_width, -0.40 * length), complex(off * half_width, -0.70 * length)
                ).moved(lean)
        canvas.draw(drawn, colour, stroke=tones.line, thickness=line)
        if veins:
            canvas.draw(marks, stroke=tones.shade if tone != "shade" else tones.line, thickness=line * 0.55)
    cup = Outline()
    for side in (-1, 1):
        cup += petal(4.3, 0.95).moved(where @ turn(side * 102))
    canvas.draw(cup, tones.body, stroke=tones.line, thickness=line)


def lotus_above(canvas: Canvas, where: Movement, tones: Tones = ON_RED, *, line: float = 0.14, petals: int = 8) -> None:
    """A lotus seen from above: radius 10, three rings of petals around the seed pod."""
    size, there = sized(where)
    what = "lotus_above", round(size, 4), tones, round(line, 4), petals
    canvas.stamp(what, there, lambda apart: _lotus_above(apart, stretch(size), tones, line, petals))


def _lotus_above(canvas: Canvas, where: Movement, tones: Tones, line: float, petals: int) -> None:
    step = 360 / petals
    for length, half_width, half_step, colour in (
        (10, 2.9, 0.5, tones.shade),
        (9.2, 2.75, 0, tones.body),
        (6.2, 1.9, 0.5, tones.light),
    ):
        ring, marks = Outline(), Outline()
        for k in range(petals):
            lean = where @ turn(step * (k + half_step))
            ring += petal(length, half_width).moved(lean)
            marks += segment(complex(0, -0.5 * length), complex(0, -0.86 * length)).moved(lean)
        canvas.draw(ring, colour, stroke=tones.line, thickness=line)
        canvas.draw(marks, stroke=tones.line, thickness=line * 0.5)
    canvas.draw(circle(0j, 2.3).moved(where), tones.shade, stroke=tones.line, thickness=line)
    canvas.draw(circle(0j, 1.85).moved(where), tones.light)
    seeds = Outline()
    for seed in (0j, *(polar(1.15, 60 * k) for k in range(6))):
        seeds += circle(seed, 0.34).moved(where)
    canvas.draw(seeds, tones.line)


def bud(length: float) -> Outline:
    """Three petals of a closed flower standing on the origin."""
    outline = Outline()
    for angle, share in ((-34, 0.72), (34, 0.72), (0, 1.0)):
        outline += petal(length * share, length * 0.17).moved(turn(angle))
    return outline


def lotus_scroll(
    canvas: Canvas, where: Movement, length: float, half_height: float, flowers: int, tones: Tones = ON_RED
) -> None:
    """A vine that swings from x = 0 to `length` around y = 0, with one lotus in the hollow of every swing.

    `half_height` mm is the room on either side of the axis; the flowers stand alternately up and down, so the same
    strip looks right on all four sides of a frame.
    """
    pitch, h = length / flowers, half_height
    kind = round(pitch, 4), round(h, 4), tones
    seats = [_seat(pitch, k) for k in range(flowers)]
    for seat in seats:
        canvas.stamp(("scroll_bud", *kind), where @ seat, lambda apart: _small_bud(apart, h, tones))
    for k in range(flowers + 1):  # where the vine crosses the axis a pair of buds fills the corners
        rising = 1 if k % 2 else -1
        for way in (0, 180):
            if (k == 0 and (way == 0) == (rising < 0)) or (k == flowers and (way == 0) == (rising > 0)):
                continue  # outside the strip
            there = shift(complex(pitch * k, 0)) @ turn(way + rising * 14) @ shift(complex(0, -0.30 * h))
            canvas.stamp(("scroll_corner_bud", *kind), where @ there, lambda apart: _corner_bud(apart, h, tones))
    for colour, thickness in ((tones.line, 0.105 * h + 0.22), (tones.body, 0.105 * h)):
        vine = partial(Canvas.draw, outline=_swing(pitch, 0.60 * h), stroke=colour, thickness=thickness)
        for seat in seats:
            canvas.stamp(("scroll_vine", *kind, colour), where @ seat, vine)
    for seat in seats:
        canvas.stamp(("scroll_growth", *kind), where @ seat, lambda apart: _growth(apart, pitch, h, tones))
    for k in range(flowers):
        middle = pitch * (k + 0.5)
        below = k % 2 == 0
        size = 0.150 * half_height
        foot = complex(middle, (0.60 if below else -0.60) * half_height)
        lotus_side(canvas, where @ put(foot, degrees=0 if below else 180, size=size), tones, line=0.11)


def _seat(pitch: float, k: int) -> Movement:
    """The place of the k-th flower of a vine: in this frame the vine hangs low and the flower stands up."""
    return shift(complex(pitch * (k + 0.5), 0)) @ stretch(1, 1 if k % 2 == 0 else -1)


def _swing(pitch: float, swing: float) -> Outline:
    """One swing of the vine, low in its middle."""
    return through([complex(pitch * x / 12, swing * math.cos(math.pi * x / 12)) for x in range(-6, 7)])


def _small_bud(canvas: Canvas, h: float, tones: Tones) -> None:
    bent = bud(0.30 * h).moved(put(complex(0, 0.66 * h), degrees=180))
    canvas.draw(bent, tones.shade, stroke=tones.line, thickness=0.07)


def _corner_bud(canvas: Canvas, h: float, tones: Tones) -> None:
    canvas.draw(bud(0.52 * h), tones.shade, stroke=tones.line, thickness=0.07)


def _growth(canvas: Canvas, pitch: float, h: float, tones: Tones) -> None:
    """What grows from one swing of the vine on both sides: tendrils, leaves, knots."""
    tendrils, leaves, knots = Outline(), Outline(), Outline()
    # A tendril leaves the vine where it climbs and curls into the gap outside it.
    eye = complex(0.385 * pitch, 0.60 * h)
    for side in (-1, 1):
        flip = stretch(side, 1)
        tendrils += coil(eye, 0.27 * h, turns=1.2, from_degrees=170, clockwise=False).moved(flip)
        knots += circle(eye, 0.075 * h).moved(flip)
        # Leaves hug the outer side of the swing; one looks out beside the flower's tip.
        leaves += leaf(0.17 * pitch, 0.11 * h, 0.16).moved(flip @ put(complex(0.09 * pitch, 0.74 * h), degrees=9))
        leaves += leaf(0.15 * pitch, 0.10 * h, -0.12).moved(flip @ put(complex(0.30 * pitch, 0.28 * h), degrees=-84))
    canvas.draw(tendrils, stroke=tones.body, thickness=0.065 * h)
    canvas.draw(leaves, tones.light, stroke=tones.line, thickness=0.07)
    canvas.draw(knots, tones.light)

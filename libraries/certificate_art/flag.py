"""The emulation flag as a picture: red silk on a rod, gold piping and fringe, words and star (NĐ 50/2006 Đ.30 for
their order).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .canvas import Along, Around, Canvas
from .geometry import (
    Box,
    Outline,
    circle,
    hairline_frame,
    polar,
    polygon,
    put,
    rectangle,
    segment,
    shift,
    star,
    through,
)
from .lettering import outlines
from .lotus import lotus_above, lotus_side
from .palette import (
    GOLD,
    GOLD_DARK,
    GOLD_DEEP,
    GOLD_DOME,
    GOLD_LIGHT,
    GOLD_PALE,
    ON_PAPER,
    ON_RED,
    RED_DARK,
    RED_DEEP,
    STAR_YELLOW,
    Stops,
    mix,
)  # fmt: skip

SILK: Stops = (
    (0, "#ab0e17"), (0.09, "#cd1e24"), (0.2, "#b8121a"), (0.34, "#d52629"), (0.47, "#bf151c"),
    (0.62, "#d8282b"), (0.77, "#b6111a"), (0.9, "#cd1e24"), (1, "#a60c15"),
)  # fmt: skip
FRINGE = 5.2  # units; the flag's cloth is 100 units wide


@dataclass(frozen=True)
class FlagLine:
    """One line on the cloth: its words (the single character ★ draws the star), letter height and baseline in units."""

    text: str
    size: float
    baseline: float


def emulation_flag(canvas: Canvas, cloth: Box, lines: Sequence[FlagLine]) -> None:
    """Draw the flag; `cloth` is the silk without rod and fringe. Lines are measured in hundredths of its width."""
    u = cloth.width / 100
    _cord(canvas, cloth, u)
    _fringe(canvas, cloth, u)
    canvas.draw(
        rectangle(cloth),
        Along(complex(cloth.left, 0), complex(cloth.right, 0), SILK),
        stroke=RED_DEEP,
        thickness=0.15 * u,
    )
    canvas.draw(hairline_frame(cloth.inset(2.6 * u), 0.7 * u), GOLD, even_odd=True)
    canvas.draw(hairline_frame(cloth.inset(4.0 * u), 0.22 * u), GOLD_PALE, even_odd=True)
    for corner in cloth.inset(7.0 * u).corners:
        lotus_above(canvas, put(corner, size=0.22 * u), ON_RED, line=0.06 * u)
    for line in lines:
        foot = complex(cloth.centre.real, cloth.top + line.baseline * u)
        if line.text == "★":
            canvas.draw(star(line.size * u).moved(shift(foot)), STAR_YELLOW, stroke=GOLD_DARK, thickness=0.18 * u)
            continue
        shapes, width = outlines("serif-700", line.text, line.size * u, tracking=0.05)
        shrink = min(1.0, 84 * u / width)
        where = put(foot - width * shrink / 2, size=shrink)
        canvas.draw(shapes.moved(shift(complex(0.16, 0.2) * u) @ where), RED_DEEP)
        canvas.draw(shapes.moved(where), "#ffe08c")
    _rod(canvas, cloth, u)


def _cord(canvas: Canvas, cloth: Box, u: float) -> None:
    points = [
        complex(cloth.left + share * cloth.width, cloth.top - up * u)
        for share, up in ((0.1, 1.5), (0.3, 5.6), (0.5, 10), (0.7, 5.6), (0.9, 1.5))
    ]
    canvas.draw(through(points), stroke=GOLD_DARK, thickness=1.0 * u)
    canvas.draw(through(points), stroke=GOLD, thickness=0.62 * u)
    canvas.draw(through(points), stroke=GOLD_LIGHT, thickness=0.2 * u)
    knot = points[2]
    canvas.draw(
        circle(knot, 1.15 * u), Around(knot - 0.4 * u, 1.6 * u, GOLD_DOME), stroke=GOLD_DARK, thickness=0.12 * u
    )


def _fringe(canvas: Canvas, cloth: Box, u: float) -> None:
    reach = FRINGE * u
    top = cloth.top + 0.6 * u
    ground = "#e2b850"
    canvas.draw(rectangle(Box(cloth.left - reach, top, cloth.right + reach, cloth.bottom)), ground)
    canvas.draw(rectangle(Box(cloth.left, cloth.bottom, cloth.right, cloth.bottom + reach)), ground)
    rounded, threads = Outline(), Outline()
    for corner, start in ((complex(cloth.left, cloth.bottom), 90), (complex(cloth.right, cloth.bottom), 0)):
        rounded += polygon([corner, *(polar(reach, start + 90 * i / 12, corner) for i in range(13))])
        for i in range(10):
            threads += segment(
                polar(0.35 * reach, start + 90 * i / 9, corner), polar(reach, start + 90 * i / 9, corner)
            )
    canvas.draw(rounded, ground)
    down = max(2, math.floor((cloth.bottom - top) / (0.85 * u)))
    for i in range(down + 1):
        y = top + (cloth.bottom - top) * i / down
        threads += segment(complex(cloth.left, y), complex(cloth.left - reach, y))
        threads += segment(complex(cloth.right, y), complex(cloth.right + reach, y))
    across = max(2, math.floor(cloth.width / (0.85 * u)))
    for i in range(across + 1):
        x = cloth.left + cloth.width * i / across
        threads += segment(complex(x, cloth.bottom), complex(x, cloth.bottom + reach))
    canvas.draw(threads, stroke=mix(GOLD_DARK, ground, 0.72), thickness=0.2 * u)
    gimp = 1.45 * u
    braid = (
        Outline()
        .start(complex(cloth.left - gimp, top))
        .line(
            complex(cloth.left - gimp, cloth.bottom + gimp),
            complex(cloth.right + gimp, cloth.bottom + gimp),
            complex(cloth.right + gimp, top),
        )
    )
    canvas.draw(braid, stroke=GOLD_DARK, thickness=0.5 * u)
    canvas.draw(braid, stroke=GOLD_LIGHT, thickness=0.22 * u)


def _rod(canvas: Canvas, cloth: Box, u: float) -> None:
    rod = Box(cloth.left - 8.6 * u, cloth.top - 2.1 * u, cloth.right + 8.6 * u, cloth.top + 1.0 * u)
    sheen = ((0, GOLD_DEEP), (0.32, GOLD_LIGHT), (0.6, GOLD), (1, GOLD_DARK))
    canvas.draw(
        rectangle(rod), Along(complex(0, rod.top), complex(0, rod.bottom), sheen), stroke=GOLD_DARK, thickness=0.12 * u
    )
    loops = Outline()
    for i in range(12):
        x = cloth.left + cloth.width * (i + 0.5) / 12
        loops += rectangle(Box(x - 0.9 * u, rod.top - 0.15 * u, x + 0.9 * u, rod.bottom + 0.15 * u))
    canvas.draw(loops, "#b5121a", stroke=RED_DARK, thickness=0.1 * u)
    for side, end in ((-1, rod.left), (1, rod.right)):
        ball = complex(end + side * 1.5 * u, rod.centre.imag)
        canvas.draw(
            circle(ball, 2.4 * u),
            Around(ball - complex(0.7, 0.8) * u, 3.2 * u, GOLD_DOME),
            stroke=GOLD_DARK,
            thickness=0.12 * u,
        )
        lotus_side(canvas, put(ball + side * 1.7 * u, degrees=90 * side, size=0.44 * u), ON_PAPER, line=0.08 * u)

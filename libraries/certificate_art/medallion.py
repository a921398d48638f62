"""A neutral medallion at the top of the frame. It holds the place of the national emblem and never imitates it:
a lone star, two ears of rice and a lotus; no cogwheel, no ribbon with words. Who may use the emblem supplies it."""

from __future__ import annotations

from .canvas import Along, Around, Canvas
from .geometry import Outline, circle, polar, put, segment, shift, star, stretch
from .lotus import lotus_side
from .motifs import rice_ear
from .palette import (
    GOLD,
    GOLD_DARK,
    GOLD_DEEP,
    GOLD_DOME,
    GOLD_LIGHT,
    GOLD_PALE,
    IVORY,
    ON_RED,
    RED_DARK,
    RED_DEEP,
    RED_DOME,
)


def medallion(canvas: Canvas, centre: complex, radius: float) -> None:
    """A disc of `radius` mm (its ivory rim included)."""
    u = radius / 20.6
    canvas.draw(circle(centre, 20.6 * u), IVORY, stroke=GOLD_DEEP, thickness=0.15 * u)
    canvas.draw(
        circle(centre, 19.9 * u),
        Around(centre - complex(5, 6) * u, 27 * u, GOLD_DOME),
        stroke=GOLD_DARK,
        thickness=0.22 * u,
    )
    beads = Outline()
    for i in range(72):
        beads += circle(polar(19.05 * u, 5 * i, centre), 0.42 * u)
    canvas.draw(beads, GOLD_DARK)
    canvas.draw(circle(centre, 18.1 * u), Around(centre - 2j * u, 19 * u, RED_DOME), stroke=RED_DEEP, thickness=0.5 * u)
    canvas.draw(circle(centre, 17.1 * u), stroke=GOLD_PALE, thickness=0.2 * u)
    for mirror in (1, -1):
        place = shift(centre) @ stretch(mirror * u, u)
        stalk, outer, inner = rice_ear(13.4, from_degrees=72, to_degrees=-52, grains=13)
        canvas.draw(stalk.moved(place), stroke=GOLD_DEEP, thickness=0.5 * u)
        canvas.draw(outer.moved(place), GOLD, stroke=RED_DARK, thickness=0.09 * u)
        canvas.draw(inner.moved(place), GOLD_PALE, stroke=RED_DARK, thickness=0.09 * u)
    middle = centre - 1.6j * u
    canvas.draw(
        star(8.7 * u).moved(shift(middle)),
        Along(middle - 9j * u, middle + 7j * u, ((0, GOLD_LIGHT), (0.6, GOLD_PALE), (1, GOLD))),
        stroke=GOLD_DARK,
        thickness=0.16 * u,
    )
    facets = Outline()
    for i in range(10):
        reach = 8.7 if i % 2 == 0 else 8.7 * 0.381966
        facets += segment(middle, polar(reach * u, -90 + 36 * i, middle))
    canvas.draw(facets, stroke=GOLD_DEEP, thickness=0.09 * u)
    lotus_side(canvas, put(centre + 16.0j * u, size=0.60 * u), ON_RED, line=0.10 * u)

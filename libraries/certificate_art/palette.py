"""Colours of the certificates: silk red, leaf gold, ivory paper. Solid tints instead of transparency.

A printer's driver flattens transparency each in its own way, so a faint line is drawn in an already mixed colour.
"""

from __future__ import annotations

from dataclasses import dataclass

RED = "#b5161e"
RED_DEEP = "#8d0d15"
RED_DARK = "#5c070d"
RED_BRIGHT = "#dd3a2e"
RED_NAME = "#7a0d14"  # recipient's name: deep enough to read as ink
GOLD = "#d6a637"
GOLD_PALE = "#efd080"
GOLD_LIGHT = "#fbecba"
GOLD_DEEP = "#b07f1f"
GOLD_DARK = "#7a5412"
IVORY = "#fffcf2"
IVORY_DEEP = "#f9efd0"
WHITE = "#ffffff"
INK = "#211a14"
GREY_BROWN = "#5b4a36"
STAR_YELLOW = "#ffcd00"
QR_INK = "#3d070b"

Stops = tuple[tuple[float, str], ...]

GOLD_SHEEN: Stops = (
    (0, GOLD_PALE), (0.17, GOLD_DEEP), (0.35, GOLD_LIGHT), (0.54, GOLD_DEEP),
    (0.73, GOLD_PALE), (0.9, GOLD_DEEP), (1, GOLD_PALE),
)  # fmt: skip
GOLD_DOME: Stops = ((0, GOLD_LIGHT), (0.8, GOLD), (1, GOLD_DEEP))
RED_DOME: Stops = ((0, "#e0382c"), (0.65, "#c2171d"), (1, RED_DEEP))
RED_BAND: Stops = ((0, "#a31019"), (0.5, "#c01923"), (1, "#980d16"))
PAPER_GLOW: Stops = ((0, "#fffef9"), (0.55, IVORY), (1, IVORY_DEEP))


def mix(colour: str, ground: str, share: float) -> str:
    """`share` of the colour (0..1) laid over the ground."""
    top, below = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (colour, ground))
    return "#" + "".join(f"{round(t * share + b * (1 - share)):02x}" for t, b in zip(top, below, strict=True))


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green, blue as 0..1, for PDF."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


@dataclass(frozen=True)
class Tones:
    """Three golds from shade to light, and the colour of the drawn line."""

    shade: str = GOLD_DEEP
    body: str = GOLD
    light: str = GOLD_PALE
    line: str = RED_DARK


ON_RED = Tones()
ON_PAPER = Tones(line=GOLD_DARK)

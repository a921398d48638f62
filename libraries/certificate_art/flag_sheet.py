"""The drawing of an emulation flag at its true size for the embroiderer: cloth, words as outlines, star, measures.

NĐ 50/2006 Đ.30: 850 × 650 mm; who gives it, "TẶNG", the star in the middle, what for, the unit below.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf

from .geometry import Box, Outline, put, rectangle, segment, shift, star
from .lettering import missing_characters, outlines
from .palette import GOLD, GREY_BROWN, INK, STAR_YELLOW
from .pdf_text import POINTS_PER_MM, TextLayer, path_operators

WIDTH, HEIGHT = 850.0, 650.0
EDGE = 85.0  # paper around the cloth, for the measures
CLOTH_RED = "#c8102e"
FACE = "serif-700"
ROOM = 0.86  # of the width, for the longest line
STAR_RADIUS = 62.0
CAPITAL, TRACKING = 0.66, 0.04  # height of a capital, room between letters, in ems


@dataclass(frozen=True)
class FlagWords:
    """The lines of a flag, from the top. `giver` and `title` may have several lines."""

    giver: tuple[str, ...]
    title: tuple[str, ...]
    unit: str
    verb: str = "TẶNG"


def flag_sheet_pdf(words: FlagWords) -> bytes:
    """One page of 1020 × 820 mm; ValueError for a letter that the face lacks."""
    giver, title = _capital(words.giver, 40.0), _capital(words.title, 34.0)
    rows = [
        *((line, giver, 112.0 + 64.0 * place) for place, line in enumerate(words.giver)),
        (words.verb, 30.0, 266.0),
        *((line, title, 456.0 + 54.0 * place) for place, line in enumerate(words.title)),
        (words.unit, 34.0, 600.0),
    ]
    for text, *_ in rows:
        if missing := missing_characters(FACE, text):
            raise ValueError(f"no letter {missing}")
    with pikepdf.new() as pdf:
        width, height = WIDTH + 2 * EDGE, HEIGHT + 2 * EDGE
        page = pdf.add_blank_page(page_size=(width * POINTS_PER_MM, height * POINTS_PER_MM)).obj
        layer = TextLayer(height)
        cloth = Box(EDGE, EDGE, EDGE + WIDTH, EDGE + HEIGHT)
        _draw(layer, rectangle(cloth), CLOTH_RED)
        for inset, thickness in ((16.0, 4.0), (26.0, 1.2)):
            inner = rectangle(cloth.inset(inset))
            layer.shape(path_operators(inner), stroke=GOLD, thickness=thickness)
        middle = cloth.centre.real
        for text, capital, baseline in rows:
            shapes, set_width = outlines(FACE, text, capital / CAPITAL, tracking=TRACKING)
            shrink = min(1.0, ROOM * WIDTH / set_width)
            foot = complex(middle - set_width * shrink / 2, EDGE + baseline)
            _draw(layer, shapes.moved(put(foot, size=shrink)), GOLD)
            _measure_letters(layer, cloth, EDGE + baseline, capital * shrink)
        _draw(layer, star(STAR_RADIUS).moved(shift(complex(middle, EDGE + 345.0))), STAR_YELLOW)
        _measure_cloth(layer, cloth)
        layer.attach(pdf, page)
        pdf.docinfo["/Title"] = "Tờ thiết kế Cờ thi đua"
        pdf.Root.Lang = pikepdf.String("vi-VN")
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _capital(lines: tuple[str, ...], wanted: float) -> float:
    """Height of the capitals at which the longest of these lines fits; all of them are of one height."""
    widest = max(outlines(FACE, line, wanted / CAPITAL, tracking=TRACKING)[1] for line in lines)
    return wanted * min(1.0, ROOM * WIDTH / widest)


def _draw(layer: TextLayer, outline: Outline, fill: str) -> None:
    layer.shape(path_operators(outline), fill)


def _measure_cloth(layer: TextLayer, cloth: Box) -> None:
    """Width below, height on the left, the material above."""
    below, beside = cloth.bottom + 18, cloth.left - 18
    lines = (
        segment(complex(cloth.left, below), complex(cloth.right, below)),
        segment(complex(beside, cloth.top), complex(beside, cloth.bottom)),
        *(segment(complex(x, cloth.bottom + 6), complex(x, below + 5)) for x in (cloth.left, cloth.right)),
        *(segment(complex(cloth.left - 6, y), complex(beside - 5, y)) for y in (cloth.top, cloth.bottom)),
    )
    layer.shape(" ".join(path_operators(line) for line in lines), stroke=INK, thickness=0.6)
    layer.words(f"{WIDTH:.0f} mm", "sans-500", 40, INK, x=cloth.centre.real, baseline=below + 20, align="centre")
    layer.words(f"{HEIGHT:.0f} mm", "sans-500", 36, INK, x=beside - 6, baseline=cloth.centre.imag, align="right")
    note = "Bản vẽ tỷ lệ 1:1. Hai lớp vải; chữ và sao thêu chỉ vàng; số bên phải là chiều cao chữ in hoa (mm)."
    layer.words(note, "sans-400", 36, GREY_BROWN, x=cloth.left, baseline=cloth.top - 14)


def _measure_letters(layer: TextLayer, cloth: Box, baseline: float, capital: float) -> None:
    """How high the capitals of a line are, at its height beside the cloth."""
    layer.words(f"{capital:.0f}", "sans-400", 36, GREY_BROWN, x=cloth.right + 6, baseline=baseline)

"""Words: shaping and measuring by HarfBuzz, breaking a name into balanced lines, letters as outlines.

A name on a certificate is never hyphenated, never cut, and never parted from what belongs to it ("năm 2019",
"Khu vực II").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import uharfbuzz as hb

from .fonts import opened
from .geometry import Outline

MM_PER_POINT = 25.4 / 72
NO_BREAK = "\u00a0"
_FEATURES = {"kern": True, "liga": False, "clig": False}


@dataclass(frozen=True)
class Glyph:
    """One glyph of a shaped line; advance and offsets in font units, `cluster` is the index of its first character."""

    number: int
    cluster: int
    advance: int
    x_offset: int
    y_offset: int


@lru_cache(maxsize=512)
def shape(face: str, text: str) -> tuple[Glyph, ...]:
    if not text:
        return ()
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = "vi"
    hb.shape(opened(face).font, buffer, _FEATURES)
    return tuple(
        Glyph(info.codepoint, info.cluster, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


@lru_cache(maxsize=2048)
def width_in_ems(face: str, text: str, tracking: float = 0.0) -> float:
    """Width of one line at size 1; `tracking` is extra room between letters, in ems."""
    glyphs = shape(face, text)
    return sum(glyph.advance for glyph in glyphs) / opened(face).units + tracking * max(0, len(glyphs) - 1)


def missing_characters(face: str, text: str) -> str:
    """The characters this face cannot draw, each once, in the order of the text."""
    missing = [text[glyph.cluster] for glyph in shape(face, text) if glyph.number == 0]
    return "".join(dict.fromkeys(missing))


# What must stay together on one line. Pairs of words, then fixed names.
_NUMBER = r"(?:\d[\d.,/]*|[IVXLC]+\b)"
_PAIRS = re.compile(
    r"\b(năm|ngày|tháng|quý|số|lần thứ|thứ|khóa|đợt|khu vực|Khu vực|Quân khu|Vùng|Khối|Cụm|Chi nhánh|Đội|Xí nghiệp"
    rf"|Doanh nghiệp|Quận|Phường|Tổ) ({_NUMBER})"
)
_TOGETHER = (
    "thi đua", "Thi đua", "yêu nước", "xuất sắc", "Khối thi đua",
    "Cụm thi đua", "TNHH MTV", "Một thành viên", "Hàng hải", "hàng hải", "Doanh nghiệp", "thành tích", "phong trào",
    "Hoa tiêu", "Cảng vụ", "Công ty", "Cổ phần", "Trách nhiệm", "hữu hạn", "Dịch vụ", "Quốc tế", "thành phố",
    "Khu vực", "khu vực", "Quân khu", "Chi nhánh", "Xí nghiệp", "lần thứ",
)  # fmt: skip
_FIXED = re.compile(r"\b(?:" + "|".join(sorted(_TOGETHER, key=len, reverse=True)).replace(" ", "[ \u00a0]") + r")\b")
_CAPITALISED = r"[A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ]\w+"
_PROPER_NAME = re.compile(rf"\b{_CAPITALISED}(?: {_CAPITALISED})+")
_PERSON = re.compile(r"\b(Ông|Bà|ông|bà|Đồng chí|đồng chí) (?=\w)")


@lru_cache(maxsize=256)
def glued(text: str) -> str:
    """The text with no-break spaces wherever a line must not end."""
    text = _PAIRS.sub(rf"\1{NO_BREAK}\2", text)
    text = _PERSON.sub(rf"\1{NO_BREAK}", text)
    text = _FIXED.sub(lambda found: found[0].replace(" ", NO_BREAK), text)
    return _PROPER_NAME.sub(_whole, text)


def _whole(found: re.Match[str]) -> str:
    """A place or a person ("Quảng Ninh", "Nguyễn Văn Minh") stays whole; a longer row of capitals must break."""
    words = found[0].split(" ")
    return found[0].replace(" ", NO_BREAK) if len(words) <= 3 and all(word.istitle() for word in words) else found[0]


@dataclass(frozen=True)
class Fitted:
    """A text set in lines: size in points; `lines` carry ordinary spaces again."""

    size_pt: float
    lines: tuple[str, ...]
    widest_mm: float


def fit(
    face: str,
    text: str,
    *,
    size_pt: float,
    room_mm: float,
    max_lines: int = 1,
    min_pt: float = 14.0,
    tracking: float = 0.0,
) -> Fitted:
    """The largest size up to `size_pt`, in half points, at which `text` fits `room_mm` in at most `max_lines` lines.

    One line is kept unless it would have to shrink below 92 % of the wanted size. The lines of several are
    balanced: the widest is as narrow as possible, and a break after a comma is preferred. The result may be smaller
    than `min_pt` (the caller warns), but is never wider than the room.
    """
    tidy = " ".join(word for word in text.split(" ") if word)
    best: Fitted | None = None
    for count in range(1, max_lines + 1):
        lines = balanced(face, tidy, count, tracking)
        widest = max((width_in_ems(face, line, tracking) for line in lines), default=0.0)
        limit = room_mm / (widest * MM_PER_POINT) if widest else size_pt
        size = min(size_pt, limit if limit < 1 else int(limit * 2) / 2)
        candidate = Fitted(size, lines, widest * size * MM_PER_POINT)
        if best is None or size > best.size_pt:
            best = candidate
        if best.size_pt >= max(min_pt, 0.92 * size_pt):
            break
    assert best is not None
    return best


def lines_needed(face: str, text: str, *, size_pt: float, room_mm: float, tracking: float = 0.0) -> int:
    """How many lines the text needs at exactly this size (a word wider than the room counts as one line)."""
    room = room_mm / (size_pt * MM_PER_POINT)
    count, current = 1, ""
    for word in glued(text).split(" "):
        longer = f"{current} {word}" if current else word
        if current and width_in_ems(face, longer, tracking) > room:
            count, current = count + 1, word
        else:
            current = longer
    return count


@lru_cache(maxsize=256)
def balanced(face: str, text: str, count: int, tracking: float = 0.0) -> tuple[str, ...]:
    """The text in at most `count` lines whose widest is as narrow as possible; every place to break is tried."""
    words = glued(text).split(" ")
    if count <= 1 or len(words) == 1:
        return (" ".join(words).replace(NO_BREAK, " "),)

    def cost(lines: tuple[str, ...]) -> float:
        widths = [width_in_ems(face, line, tracking) for line in lines]
        after_comma = sum(0.06 * max(widths) for line in lines[:-1] if line.endswith((",", ";")))
        return max(widths) - after_comma

    options: list[tuple[str, ...]] = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    if count > 2:
        options = [(first, *balanced(face, rest, count - 1, tracking)) for first, rest in options]
    chosen = min(options, key=cost)
    return tuple(line.replace(NO_BREAK, " ") for line in chosen)


class _OutlinePen:
    """Receives a glyph from HarfBuzz and keeps it as an `Outline`, y turned downwards."""

    def __init__(self, scale: float, origin: complex):
        self.scale, self.origin, self.outline, self.current = scale, origin, Outline(), 0j

    def point(self, x: float, y: float) -> complex:
        return self.origin + complex(x, -y) * self.scale


@cache
def _draw_functions() -> hb.DrawFuncs:
    functions = hb.DrawFuncs()

    def move(x: float, y: float, pen: _OutlinePen) -> None:
        pen.current = pen.point(x, y)
        pen.outline.start(pen.current)

    def line(x: float, y: float, pen: _OutlinePen) -> None:
        pen.current = pen.point(x, y)
        pen.outline.line(pen.current)

    def quadratic(cx: float, cy: float, x: float, y: float, pen: _OutlinePen) -> None:
        handle, end = pen.point(cx, cy), pen.point(x, y)
        pen.outline.curve(pen.current + (handle - pen.current) * 2 / 3, end + (handle - end) * 2 / 3, end)
        pen.current = end

    def cubic(ax: float, ay: float, bx: float, by: float, x: float, y: float, pen: _OutlinePen) -> None:
        end = pen.point(x, y)
        pen.outline.curve(pen.point(ax, ay), pen.point(bx, by), end)
        pen.current = end

    functions.set_move_to_func(move)
    functions.set_line_to_func(line)
    functions.set_quadratic_to_func(quadratic)
    functions.set_cubic_to_func(cubic)
    functions.set_close_path_func(lambda pen: pen.outline.close())
    return functions


def outlines(face: str, text: str, size_mm: float, *, tracking: float = 0.0) -> tuple[Outline, float]:
    """The letters as outlines standing on the baseline from the origin to the right, and their width, mm."""
    known = opened(face)
    scale = size_mm / known.units
    drawn, across = Outline(), 0.0
    for glyph in shape(face, text):
        pen = _OutlinePen(scale, complex(across + glyph.x_offset * scale, -glyph.y_offset * scale))
        known.font.draw_glyph(glyph.number, _draw_functions(), pen)
        drawn += pen.outline
        across += glyph.advance * scale + tracking * size_mm
    return drawn, across - tracking * size_mm

"""The visible stamp of a signature, as HTML for `libraries.printing.pdf`: blue, boxed, as large as its cell allows."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from fontTools.ttLib import TTFont

from libraries.text import nfc

LEVEL_L1 = "L1"
# docs/security.md: Levels of signature. They are never mixed up, so the stamp says in words what L1 is not.
L1_CALLED = "xác nhận ký trên hệ thống (không phải chữ ký số)"

LOCAL_TIME = ZoneInfo("Asia/Ho_Chi_Minh")
FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts" / "print"

LARGEST, SMALLEST, STEP = 9.0, 3.5, 0.25  # points
LINE_HEIGHT = 1.22
SMALL_PRINT = 0.82
EDGE_MM = 0.35
PADDING_MM = (0.9, 1.6)  # above and below, left and right
POINTS_PER_MM = 72 / 25.4

Line = tuple[str, str]


class Person(Protocol):
    @property
    def full_name(self) -> str: ...
    @property
    def post(self) -> str: ...
    @property
    def unit(self) -> str: ...


def stamp_lines(signer: Person, at: datetime, called: str = L1_CALLED, identified: str = "") -> list[Line]:
    """(label, text) of each line. The first is the name, the last what the signature is called that day.

    identified: how the signer proved it.
    """
    # NĐ 30/2020, Phụ lục I: signing time with the zone of Viet Nam after ISO 8601.
    # Unbroken: a zone alone on a row says nothing.
    moment = at.astimezone(LOCAL_TIME).strftime("%d/%m/%Y\u00a0%H:%M:%S\u00a0+07:00")
    lines = [
        ("Ký bởi", signer.full_name),
        ("Chức vụ", signer.post),
        ("Đơn vị", signer.unit),
        ("Thời gian ký", moment),
        ("Xác thực bằng", identified),
        ("Loại xác nhận", called),
    ]
    return [(label, nfc(text)) for label, text in lines if text]


def stamp_html(lines: Sequence[Line], width_mm: float, height_mm: float) -> str:
    """One page of exactly width × height, with the largest letters that fit; print it with `libraries.printing.pdf`."""
    size = _fitting_size(lines, width_mm, height_mm)
    rows = [
        f'<p class="{_kind(index, len(lines))}"><span>{escape(label)}:</span> {escape(text)}</p>'
        for index, (label, text) in enumerate(lines)
    ]
    inner_width, inner_height = width_mm - 2 * EDGE_MM, height_mm - 2 * EDGE_MM
    return f"""<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Chữ ký điện tử</title><style>
@page {{ size: {width_mm:g}mm {height_mm:g}mm; margin: 0 }}
html, body {{ margin: 0; padding: 0 }}
body {{ font-family: KTDSans, "Liberation Sans", sans-serif; font-size: {size:g}pt; line-height: {LINE_HEIGHT};
  color: #12349a; hyphens: none }}
div {{ box-sizing: border-box; margin: {EDGE_MM}mm; width: {inner_width:g}mm; height: {inner_height:g}mm;
  overflow: hidden; border: {EDGE_MM}mm solid #12349a; border-radius: 1.1mm; padding: 0 {PADDING_MM[1]}mm;
  display: flex; flex-direction: column; justify-content: center }}
p {{ margin: 0 }}
.name {{ font-weight: 700 }}
.name span {{ font-weight: 400 }}
.level {{ font-size: {size * SMALL_PRINT:g}pt }}
</style></head><body><div><section>{"".join(rows)}</section></div></body></html>"""


def _kind(index: int, count: int) -> str:
    return "name" if index == 0 else "level" if index == count - 1 else "line"


def _fitting_size(lines: Sequence[Line], width_mm: float, height_mm: float) -> float:
    width = (width_mm - 4 * EDGE_MM - 2 * PADDING_MM[1]) * POINTS_PER_MM
    height = (height_mm - 4 * EDGE_MM - 2 * PADDING_MM[0]) * POINTS_PER_MM
    size = LARGEST
    while size > SMALLEST:
        tall = 0.0
        for index, (label, text) in enumerate(lines):
            kind = _kind(index, len(lines))
            letters = size * (SMALL_PRINT if kind == "level" else 1)
            # 2 % wider than measured: kerning and rounding of the renderer.
            tall += _rows(f"{label}: {text}", kind == "name", width / (letters * 1.02)) * letters * LINE_HEIGHT
        if tall <= height:
            break
        size -= STEP
    return size


def _rows(text: str, bold: bool, width: float) -> int:
    """How many rows the text takes when `width` is given in units of the letter size."""
    widths, other = _letter_widths(700 if bold else 400)
    rows, used = 1, 0.0
    for word in text.split(" "):
        long = sum(widths.get(ord(letter), other) for letter in word)
        gap = widths.get(32, other) if used else 0.0
        if used and used + gap + long > width:
            rows, used, gap = rows + 1, 0.0, 0.0
        used += gap + long
        while used > width:  # a word longer than the row is broken inside
            rows, used = rows + 1, used - width
    return rows


@cache
def _letter_widths(weight: int) -> tuple[dict[int, float], float]:
    """Advance of every letter in units of the letter size, and that of a letter the font lacks."""
    with TTFont(FONTS / f"ktd-sans-{weight}.ttf", lazy=True) as font:
        unit, advances = font["head"].unitsPerEm, font["hmtx"].metrics
        return {code: advances[name][0] / unit for code, name in font.getBestCmap().items()}, 1.0

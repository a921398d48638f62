"""The test sheet of a printer: rulers, corner crosses and the outline of every line of words.

Printed on plain paper and held against the blank in front of a light, it tells the office which offset to enter.
"""

from __future__ import annotations

from .blocks import Arrangement
from .geometry import segment
from .layouts import Layout
from .palette import GREY_BROWN, INK, RED
from .pdf_text import TextLayer, path_operators

HOW_TO = (
    "Tờ in thử để căn chỉnh chữ trên phôi",
    "1. In tờ này ở cỡ 100%, không chọn “Vừa trang giấy”.",
    "2. Đặt tờ in thử lên phôi, soi trước ánh sáng, đo khoảng lệch của chữ (mm).",
    "3. Chữ lệch sang trái hoặc lên trên: nhập số dương. Lệch sang phải hoặc xuống dưới: nhập số âm.",
)


def draw_rulers(layer: TextLayer, layout: Layout) -> None:
    """Rulers along all four edges, 1 mm apart, and crosses; these stay where they are, whatever the offset."""
    width, height = layout.width_mm, layout.height_mm
    ticks, long_ticks = path_operators(segment(0j, 0j)), path_operators(segment(0j, 0j))
    short: list[str] = []
    deep: list[str] = []
    for edge, length in (("top", width), ("bottom", width), ("left", height), ("right", height)):
        for mm in range(1, int(length)):
            reach = 5.0 if mm % 10 == 0 else 3.5 if mm % 5 == 0 else 2.0
            start = 4.0  # most office printers leave the outermost 4 mm white
            if edge in ("top", "bottom"):
                y = start if edge == "top" else height - start
                line = segment(complex(mm, y), complex(mm, y + (reach if edge == "top" else -reach)))
            else:
                x = start if edge == "left" else width - start
                line = segment(complex(x, mm), complex(x + (reach if edge == "left" else -reach), mm))
            (deep if mm % 10 == 0 else short).append(path_operators(line))
            if mm % 10 == 0 and 12 < mm < length - 12:
                label = str(mm)
                if edge in ("top", "bottom"):
                    layer.words(
                        label,
                        "sans-400",
                        5.5,
                        GREY_BROWN,
                        x=mm,
                        baseline=11.2 if edge == "top" else height - 9.6,
                        align="centre",
                    )
                else:
                    layer.words(
                        label,
                        "sans-400",
                        5.5,
                        GREY_BROWN,
                        x=9.6 if edge == "left" else width - 9.6,
                        baseline=mm + 0.7,
                        align="left" if edge == "left" else "right",
                    )
    ticks, long_ticks = " ".join(short), " ".join(deep)
    layer.shape(ticks, stroke=GREY_BROWN, thickness=0.08)
    layer.shape(long_ticks, stroke=INK, thickness=0.14)
    crosses = []
    for x in (20.0, width / 2, width - 20.0):
        for y in (20.0, height / 2, height - 20.0):
            crosses.append(
                path_operators(
                    segment(complex(x - 5, y), complex(x + 5, y)) + segment(complex(x, y - 5), complex(x, y + 5))
                )
            )
    layer.shape(" ".join(crosses), stroke=RED, thickness=0.12)
    for i, text in enumerate(HOW_TO):
        layer.words(text, "sans-500" if i == 0 else "sans-400", 11 if i == 0 else 8.5, INK, x=24, baseline=30 + 5.2 * i)


def draw_boxes(layer: TextLayer, arrangement: Arrangement, layout: Layout) -> None:
    """The outline of every block of words and of the QR code, as they would fall with the offset in force."""
    boxes = [
        (block.left + block.line.dx_mm, block.top + block.line.dy_mm, block.fitted.widest_mm, block.height)
        for block in arrangement.blocks
        if block.fitted.widest_mm
    ]
    boxes.append((*arrangement.qr, layout.qr_mm, layout.qr_mm))
    paths = []
    for left, top, width, height in boxes:
        a, b, c, d = (
            complex(left, top),
            complex(left + width, top),
            complex(left + width, top + height),
            complex(left, top + height),
        )
        paths.append(path_operators(segment(a, b) + segment(b, c) + segment(c, d) + segment(d, a)))
    layer.shape(" ".join(paths), stroke=GREY_BROWN, thickness=0.15)

"""Sets the words of one certificate: the head where the layout puts it, the name as large as it fits, the foot
from below.
"""

from __future__ import annotations

from functools import lru_cache

import segno

from .blocks import Arrangement, Block, set_lines, wording
from .fields import CertificateFields
from .layouts import BODY_SLOTS, Layout, Line
from .lettering import MM_PER_POINT, Fitted, outlines
from .palette import GOLD, GOLD_DARK, GOLD_DEEP, GOLD_PALE, GREY_BROWN, INK, QR_INK, RED_DEEP, WHITE, mix
from .pdf_text import TextLayer, path_operators
from .placement import head_rows, line_height
from .places import placed_blocks
from .sheet import title_room_mm

QR_MASK = 2  # a fixed mask: searching the best one costs five times as much and every reader copes
QUIET_MODULES = 2.5  # inside the white box; the pale paper around it is the rest of the quiet zone
SAMPLE_NOTE = "Dữ liệu mẫu, không có giá trị pháp lý"
DRAFT_MARK = "BẢN MẪU"


def arrange(fields: CertificateFields, layout: Layout) -> Arrangement:
    words = fields.words()
    if layout.places:
        return placed_blocks(fields, layout)
    foot = _foot(words, layout)
    top_of_foot = min((block.top for block in foot), default=layout.field.bottom)
    body, crowded = _body(words, layout, top_of_foot)
    left, qr = _left_foot(words, layout, foot)
    return Arrangement((*_head(fields, words, layout), *body, *foot, *left), qr, crowded)


def _centre_and_room(line: Line, layout: Layout) -> tuple[float, float]:
    if line.across_page:
        # An achievement reads better in two lines of three quarters than in one from edge to edge.
        share = 0.79 if line.slot == "citation" else 0.91
        return layout.width_mm / 2, share * layout.field.width
    return layout.column.centre.real, layout.column.width


def _head(fields: CertificateFields, words: dict[str, str], layout: Layout) -> list[Block]:
    replaced = {}
    if fields.title_lines:
        replaced = {"title": fields.title_lines[0], "subtitle": "\n".join(fields.title_lines[1:])}
    blocks = []
    for row in head_rows(layout)[0]:
        text = replaced.get(row.line.slot, wording(row.line, words))
        if not text:
            continue
        centre, room = _centre_and_room(row.line, layout)
        if row.line.slot == "title":
            room = title_room_mm(layout)
        fitted = set_lines(row.line, text, row.line.size_pt * row.factor, room)
        block = Block(row.line, fitted, centre, row.top)
        slack = row.height - block.height if row.line.slot != "motto" else 0.0
        blocks.append(Block(row.line, fitted, centre, row.top + max(0.0, slack) / 2))
    return blocks


def _body(words: dict[str, str], layout: Layout, limit: float) -> tuple[list[Block], bool]:
    """Recipient and achievement between head and foot. Type shrinks when there is not enough height."""
    start = head_rows(layout)[1] + (5.4 * layout.scale if layout.flag_lines else 0.0)
    lines = [(line, wording(line, words)) for line in layout.lines if line.slot in BODY_SLOTS and wording(line, words)]
    if not lines:
        return [], False
    room = limit - start
    factor = 1.0
    while True:
        blocks = []
        for line, text in lines:
            centre, width = _centre_and_room(line, layout)
            size = max(line.min_pt, line.size_pt * factor) if line.size_pt > line.min_pt else line.size_pt
            blocks.append(Block(line, set_lines(line, text, size, width), centre, 0.0))
        heights = sum(block.height for block in blocks)
        gaps = sum(block.line.gap_mm for block in blocks) + 2.5 * layout.scale
        if heights + 0.25 * gaps <= room or factor <= 0.5:
            break
        factor -= 0.05
    spread = min(1.9, max(0.0, (room - heights) / gaps))
    top = start + max(0.0, room - heights - spread * gaps) * 0.4
    placed = []
    for block in blocks:
        top += block.line.gap_mm * spread
        placed.append(Block(block.line, block.fitted, block.x, top))
        top += block.height
    return placed, heights > room + 0.2


def _foot(words: dict[str, str], layout: Layout) -> list[Block]:
    """Place and date, the signer's title, the room for signature and seal, the signer's name: built upwards."""
    inside = layout.field
    centre = inside.right - 0.262 * inside.width if layout.flag_cloth is None else layout.column.centre.real
    room = 0.39 * inside.width if layout.flag_cloth is None else layout.column.width
    blocks: dict[str, Block] = {}
    bottom = inside.bottom - 3.2 * layout.scale
    for slot in ("signer_name", "signer_title", "place_date"):
        line = layout.line(slot)
        if line is None:
            continue
        text = wording(line, words)
        fitted = set_lines(line, text, line.size_pt, room) if text else Fitted(line.size_pt, ("",), 0.0)
        block = Block(line, fitted, centre, 0.0)
        bottom -= block.height
        blocks[slot] = Block(line, fitted, centre, bottom)
        if slot == "signer_name":
            bottom -= layout.signature_room_mm
    return list(reversed(blocks.values()))


def _left_foot(words: dict[str, str], layout: Layout, foot: list[Block]) -> tuple[list[Block], tuple[float, float]]:
    """QR box, decision and golden book beside it, the verification code below."""
    inside, u = layout.field, layout.scale
    above_ornament = 6.5 if layout.frame == "braid" else 14.5 if layout.flag_lines else 15.0
    code = layout.line("code")
    code_height = line_height(code.face, code.size_pt) if code else 0.0
    left = inside.left + (0.053 if layout.flag_cloth is None else 0.042) * inside.width
    qr_top = inside.bottom - above_ornament * u - code_height - 1.0 * u - layout.qr_mm
    beside = left + layout.qr_mm + 4.0 * u
    right = min((block.left for block in foot if block.fitted.widest_mm), default=inside.right - 0.41 * inside.width)
    blocks = []
    for slot in ("decision", "golden_book"):
        line = layout.line(slot)
        if line is not None:
            blocks.append(
                Block(
                    line,
                    set_lines(line, wording(line, words), line.size_pt, right - beside - 4.0 * u),
                    beside,
                    0.0,
                    "left",
                )
            )
    height = sum(block.height for block in blocks)
    top = qr_top + (layout.qr_mm - height) / 2
    placed = []
    for block in blocks:
        placed.append(Block(block.line, block.fitted, beside, top, "left"))
        top += block.height
    if code is not None and words["verification_code"]:
        text = f"{wording(code, words)} · Quét mã QR để kiểm tra"
        placed.append(
            Block(
                code,
                set_lines(code, text, code.size_pt, right - left - 2 * u),
                left,
                qr_top + layout.qr_mm + 1.0 * u,
                "left",
            )
        )
    return placed, (left, qr_top)


# -- drawing -----------------------------------------------------------------------------------------------------------
def draw(fields: CertificateFields, layout: Layout, *, on_blank: bool, draft: bool) -> TextLayer:
    """The text layer of a certificate. `on_blank`: for printing onto the authority's blank, without ornaments of our
    own.
    """
    arrangement = arrange(fields, layout)
    layer = TextLayer(layout.height_mm)
    for block in arrangement.blocks:
        line = block.line
        if on_blank and line.on_blank:
            continue
        for text, baseline in block.baselines():
            if not text:
                continue
            x, y = block.x + line.dx_mm, baseline + line.dy_mm
            if line.slot == "title" and not on_blank and not layout.places:
                _gilded(layer, line, text, block.fitted.size_pt, complex(x, y))
            colour = GREY_BROWN if line.slot == "code" else line.colour
            layer.words(
                text,
                line.face,
                block.fitted.size_pt,
                colour,
                x=x,
                baseline=y,
                align=block.align,
                tracking=line.tracking,
            )
            if line.slot == "motto":
                # As long as the line itself (NĐ 98/2023 Đ.104), unbroken.
                width = block.fitted.widest_mm
                layer.bar(
                    x - width / 2,
                    y + 0.40 * block.fitted.size_pt * MM_PER_POINT,
                    width,
                    0.028 * block.fitted.size_pt * MM_PER_POINT,
                    INK,
                )
    if fields.verification_code and fields.verification_url:
        gilded = not on_blank and not layout.places
        _qr(layer, fields.verification_url, *arrangement.qr, layout.qr_mm, boxed=not on_blank, gilded=gilded)
    if draft:
        diagonal = abs(complex(layout.field.width, layout.field.height))
        size = 0.17 * diagonal / MM_PER_POINT
        layer.slanted_words(
            DRAFT_MARK, "title-700", size, RED_DEEP, centre=layout.field.centre, degrees=24, opacity=0.17
        )
    if fields.sample:
        _sample_note(layer, layout)
    return layer


@lru_cache(maxsize=32)
def _title_paths(face: str, text: str, size_mm: float, tracking: float) -> tuple[str, float]:
    shapes, width = outlines(face, text, size_mm, tracking=tracking)
    return path_operators(shapes), width


def _gilded(layer: TextLayer, line: Line, text: str, size_pt: float, foot: complex) -> None:
    """Gold edges behind the title's letters: soft shadow, dark line, paper, gold, and a light line next to the red."""
    size = size_pt * MM_PER_POINT
    path, width = _title_paths(line.face, text, size, line.tracking)
    start = foot - width / 2
    unit = size / 27
    shadow = mix(GOLD_DARK, "#fdf6df", 0.30)
    layer.shape(path, shadow, stroke=shadow, thickness=1.5 * unit, shift=start + complex(0.6, 0.8) * unit)
    for colour, thickness in (
        (GOLD_DARK, 2.05),
        ("#fffdf4", 1.85),
        (GOLD_DEEP, 1.45),
        (GOLD, 1.3),
        (GOLD_PALE, 0.95),
        ("#fff8e2", 0.5),
    ):
        layer.shape(path, stroke=colour, thickness=thickness * unit, shift=start)


def _qr(layer: TextLayer, url: str, left: float, top: float, side: float, *, boxed: bool, gilded: bool) -> None:
    rows = [list(row) for row in segno.make(url, error="q", micro=False, boost_error=False, mask=QR_MASK).matrix]
    module = side / (len(rows) + 2 * QUIET_MODULES)
    if gilded:
        layer.bar(left - 0.35, top - 0.35, side + 0.7, side + 0.7, GOLD_DEEP)
    if boxed:
        layer.bar(left, top, side, side, WHITE)
    layer.squares(left + QUIET_MODULES * module, top + QUIET_MODULES * module, module, rows, QR_INK)


def _sample_note(layer: TextLayer, layout: Layout) -> None:
    """Small, below the frame where the paper is white; inside the frame where there is no such margin."""
    size = max(6.5, 8 * layout.scale)
    margin = layout.margin_mm[1]
    baseline = layout.border.bottom + min(0.58 * margin, 6.0) if margin >= 7.5 else layout.field.bottom - 1.2
    layer.words(
        SAMPLE_NOTE,
        "sans-400",
        size,
        mix(GREY_BROWN, WHITE, 0.75),
        x=layout.width_mm / 2,
        baseline=baseline,
        align="centre",
    )


__all__ = ["DRAFT_MARK", "SAMPLE_NOTE", "arrange", "draw"]

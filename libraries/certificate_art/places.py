"""Words on a background that is not ours: each line stands where the office put it, and nothing of ours is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from itertools import combinations
from typing import Any

from .blocks import Arrangement, Block, set_lines, wording
from .fields import CertificateFields
from .geometry import Box
from .layouts import QR, Layout, Line, Place
from .placement import baseline_depth

# As the office calls them.
SLOT_LABELS = {
    "country": "Quốc hiệu",
    "motto": "Tiêu ngữ",
    "authority": "Cơ quan quyết định",
    "verb": "Chữ “TẶNG”",
    "title": "Danh hiệu",
    "subtitle": "Dòng dưới danh hiệu",
    "recipient": "Tên ghi trên bằng",
    "recipient_detail": "Dòng dưới tên",
    "citation": "Thành tích",
    "decision": "Số quyết định",
    "golden_book": "Số sổ vàng",
    "place_date": "Địa danh, ngày",
    "signer_title": "Chức vụ người ký",
    "signer_name": "Họ tên người ký",
    "code": "Mã xác thực",
    QR: "Mã QR",
}
# Without these the sheet does not say who was given what by which decision, or cannot be checked.
ALWAYS_PRINTED = ("recipient", "citation", "decision", "place_date", "signer_title", "code", QR)
SMALLEST_PT = 6.0
SMALLEST_QR_MM = 15.0
# Letters that hang over by less than this do not touch.
TOUCHING_MM = 0.4


def placed_blocks(fields: CertificateFields, layout: Layout) -> Arrangement:
    """The lines that have a place, set into it."""
    words = fields.words()
    blocks = []
    for place in layout.places:
        line = layout.line(place.slot)
        if line is None:
            continue
        text = wording(line, words)
        if place.slot == "code":
            text = f"{text} · Quét mã QR để kiểm tra" if fields.verification_code else ""
        if not text:
            continue
        line = replace(line, min_pt=min(line.min_pt, place.size_pt), dx_mm=0.0, dy_mm=0.0)
        fitted = set_lines(line, text, place.size_pt, place.width_mm)
        top = place.y_mm - baseline_depth(line.face, fitted.size_pt)
        blocks.append(Block(line, fitted, place.x_mm, top, place.align))
    qr = layout.place(QR)
    return Arrangement(tuple(blocks), (qr.x_mm, qr.y_mm) if qr else (0.0, 0.0), crowded=False)


def on_own_background(layout: Layout, artwork: str, places: tuple[Place, ...]) -> Layout:
    """The layout with somebody else's background: nothing of ours stands on it but the words."""
    qr = next((place.width_mm for place in places if place.slot == QR), layout.qr_mm)
    return replace(layout, artwork=artwork, places=places, flag_lines=(), qr_mm=qr)


def read_places(data: list[dict[str, Any]]) -> tuple[Place, ...]:
    """The places kept by `kept_places`. Raises TypeError for an unknown or missing key."""
    return tuple(Place(**place) for place in data)


def kept_places(places: Iterable[Place]) -> list[dict[str, Any]]:
    """Plain dicts, numbers and strings for a JSON column."""
    return [asdict(place) for place in places]


def starting_places(arrangement: Arrangement, layout: Layout) -> tuple[Place, ...]:
    """Where our own sheet of this size would print each line: a beginning to be moved from."""
    rooms = {"left": 0.33 * layout.width_mm, "centre": 0.72 * layout.width_mm}
    places = []
    for block in arrangement.blocks:
        width = rooms[block.align]
        if block.line.slot in ("place_date", "signer_title", "signer_name"):
            width = 0.3 * layout.width_mm
        baseline = block.top + baseline_depth(block.line.face, block.fitted.size_pt)
        places.append(
            Place(
                block.line.slot, round(block.x, 1), round(baseline, 1), round(block.fitted.size_pt, 1),
                round(max(width, block.fitted.widest_mm), 1), block.align,
            )
        )  # fmt: skip
    left, top = arrangement.qr
    return (*places, Place(QR, round(left, 1), round(top, 1), 0.0, round(layout.qr_mm, 1), "left"))


def collisions(arrangement: Arrangement, layout: Layout) -> Iterator[str]:
    """Of a sheet with places: what runs off the paper or into something else, as Vietnamese sentences."""
    if not layout.places:
        return
    boxes = [(_label(block.line), _box(block)) for block in arrangement.blocks]
    left, top = arrangement.qr
    boxes.append((SLOT_LABELS[QR], Box(left, top, left + layout.qr_mm, top + layout.qr_mm)))
    for label, box in boxes:
        if box.left < 0 or box.top < 0 or box.right > layout.width_mm or box.bottom > layout.height_mm:
            yield f"{label} nằm ngoài khổ giấy. Đề nghị sửa vị trí trong mẫu bằng."
    for (one, a), (other, b) in combinations(boxes, 2):
        across = min(a.right, b.right) - max(a.left, b.left)
        down = min(a.bottom, b.bottom) - max(a.top, b.top)
        if across > TOUCHING_MM and down > TOUCHING_MM:
            yield f"{one} chồng lên {other[0].lower()}{other[1:]}. Đề nghị sửa vị trí trong mẫu bằng."


def _label(line: Line) -> str:
    return SLOT_LABELS[line.slot]


def _box(block: Block) -> Box:
    """Of the letters, without the room above and below that keeps lines apart."""
    first = block.top + 0.18 * block.height / len(block.fitted.lines)
    return Box(block.left, first, block.left + block.fitted.widest_mm, block.bottom - 0.12 * block.height)

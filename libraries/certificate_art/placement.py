"""The head of a certificate: how far down each of its lines stands. Depends on the layout alone, never on the
recipient, so the ornaments beside the title (drawn once) and the title (set for every certificate) always meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .layouts import BODY_SLOTS, HEAD_SLOTS, Layout, Line
from .lettering import MM_PER_POINT

# Height of a line and depth of its baseline, in ems: room for Ặ above and for Ậ below.
LINE_EMS = {"title-900": 1.16, "title-700": 1.22, "serif-400": 1.36}
BASELINE_EMS = {"title-900": 0.93, "title-700": 0.95, "serif-400": 0.97}


def line_height(face: str, size_pt: float) -> float:
    return LINE_EMS.get(face, 1.26) * size_pt * MM_PER_POINT


def baseline_depth(face: str, size_pt: float) -> float:
    """From the top of the line to its baseline, mm."""
    return BASELINE_EMS.get(face, 0.95) * size_pt * MM_PER_POINT


@dataclass(frozen=True)
class Row:
    """A line of the head with the room kept for it, mm from the top of the sheet; `factor` shrinks its type."""

    line: Line
    top: float
    height: float
    factor: float


def head_top(layout: Layout) -> float:
    """Below the medallion, or below the frame where there is none."""
    free = layout.field.top + 2.0 * layout.scale
    return max(free, medallion_centre(layout).imag + layout.medallion_mm) if layout.medallion_mm else free


def medallion_centre(layout: Layout) -> complex:
    """It breaks the upper edge of the frame (as on the printed blanks), without leaving the sheet."""
    top = layout.border.top - 0.08 * layout.medallion_mm
    if layout.frame == "braid":
        top = layout.border.top - 0.35 * layout.medallion_mm
    return complex(layout.width_mm / 2, max(top, 2.0) + layout.medallion_mm)


def foot_top(layout: Layout) -> float:
    """Top of the block of place, date and signer, built upwards from the frame, mm."""
    bottom = layout.field.bottom - 3.2 * layout.scale
    for slot, count in (("signer_name", 1), ("signer_title", 2 if layout.flag_lines else 1), ("place_date", 1)):
        line = layout.line(slot)
        if line is not None:
            bottom -= line_height(line.face, line.size_pt) * count
    return bottom - layout.signature_room_mm


def _rows_of(line: Line) -> int:
    if line.slot == "recipient_detail":
        return 0  # most have none; when there is one the body moves closer together
    return line.max_lines if line.slot == "citation" else line.wording.count("\n") + 1


@lru_cache(maxsize=64)
def head_rows(layout: Layout) -> tuple[tuple[Row, ...], float]:
    """The rows of the head, and the top of what is left for recipient and citation, mm."""
    lines = [line for line in layout.lines if line.slot in HEAD_SLOTS + BODY_SLOTS]
    heights = [line_height(line.face, line.size_pt) * _rows_of(line) + (rule_room(line)) for line in lines]
    room = foot_top(layout) - head_top(layout)
    gaps = sum(line.gap_mm for line in lines) + 2.5 * layout.scale
    # Shrink the type until the gaps keep at least half of what they want; then share out the rest.
    factor = min(1.0, max(0.5, (room - 0.5 * gaps) / sum(heights)))
    stretch = max(0.0, (room - factor * sum(heights)) / gaps)
    stretch = min(stretch, 2.4)
    top = head_top(layout)
    rows = []
    for line, height in zip(lines, heights, strict=True):
        if line.slot in BODY_SLOTS:
            break
        top += line.gap_mm * stretch
        rows.append(Row(line, top, height * factor, factor))
        top += height * factor
    return tuple(rows), top


def rule_room(line: Line) -> float:
    """The rule under the motto stands within its row."""
    return 2.0 * line.size_pt / 18 if line.slot == "motto" else 0.0


def title_row(layout: Layout) -> Row | None:
    return next((row for row in head_rows(layout)[0] if row.line.slot == "title"), None)

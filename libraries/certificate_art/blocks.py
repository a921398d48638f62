"""A text set on the sheet: how its line is broken, how large it is, where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .layouts import Line
from .lettering import MM_PER_POINT, Fitted, fit, width_in_ems
from .placement import baseline_depth, line_height


@dataclass(frozen=True)
class Block:
    """A set text: its line of the layout, the fitted lines, and where it stands, mm: `x` is what `align` says."""

    line: Line
    fitted: Fitted
    x: float
    top: float
    align: str = "centre"

    @property
    def height(self) -> float:
        return line_height(self.line.face, self.fitted.size_pt) * len(self.fitted.lines)

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def left(self) -> float:
        return self.x - self.fitted.widest_mm * {"left": 0.0, "centre": 0.5, "right": 1.0}[self.align]

    def baselines(self) -> Iterator[tuple[str, float]]:
        for i, text in enumerate(self.fitted.lines):
            yield (
                text,
                self.top
                + i * line_height(self.line.face, self.fitted.size_pt)
                + baseline_depth(self.line.face, self.fitted.size_pt),
            )


@dataclass(frozen=True)
class Arrangement:
    """All blocks of a sheet, the corner of the QR box, and whether the body had to be crowded."""

    blocks: tuple[Block, ...]
    qr: tuple[float, float]
    crowded: bool

    def block(self, slot: str) -> Block | None:
        return next((block for block in self.blocks if block.line.slot == slot), None)


def wording(line: Line, words: dict[str, str]) -> str:
    text = line.wording
    for name, value in words.items():
        text = text.replace("{" + name + "}", value)
    return text


def set_lines(line: Line, text: str, size_pt: float, room: float) -> Fitted:
    """Each line of `text` on its own line, at the size of the widest; a single one may be broken into
    `line.max_lines`.
    """
    parts = text.split("\n")
    if len(parts) == 1:
        return fit(
            line.face,
            text,
            size_pt=size_pt,
            room_mm=room,
            max_lines=line.max_lines,
            min_pt=line.min_pt,
            tracking=line.tracking,
        )
    fitted = [fit(line.face, part, size_pt=size_pt, room_mm=room, tracking=line.tracking) for part in parts]
    size = min(part.size_pt for part in fitted)
    widest = max(width_in_ems(line.face, part, line.tracking) for part in parts) * size * MM_PER_POINT
    return Fitted(size, tuple(parts), widest)

"""The board of a round (bảng theo dõi góp ý): Điều × unit, what each has said where and what waits for an answer."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Min, Q

from drafting.models import Consultation
from drafting.queries.numbering import NumberedNode
from drafting.queries.round_status import UnitStatus, reminders_of, unit_statuses_of
from drafting.queries.version_index import WHOLE, VersionIndex
from libraries.web import clock
from libraries.web.formats import local_date
from units.models import Unit


@dataclass(frozen=True)
class BoardCell:
    """What one unit says about one Điều. waiting: opinions without an answer, first_waiting the oldest of them."""

    unit: Unit
    count: int = 0
    waiting: int = 0
    first_waiting: int | None = None


@dataclass(frozen=True)
class BoardRow:
    """One Điều (None: the whole text) with a cell for each unit."""

    node: NumberedNode | None
    place: str
    cells: Sequence[BoardCell]

    @property
    def count(self) -> int:
        return sum(cell.count for cell in self.cells)

    @property
    def waiting(self) -> int:
        return sum(cell.waiting for cell in self.cells)

    @property
    def anchor(self) -> str:
        return self.node.anchor if self.node else "toan-van"


@dataclass(frozen=True)
class BoardUnit:
    """How far a unit is, and how often it was reminded."""

    status: UnitStatus
    words: str
    opinions: int
    waiting: int
    reminders: int
    reminded_at: datetime.datetime | None

    @property
    def unit(self) -> Unit:
        return self.status.unit

    @property
    def may_be_reminded(self) -> bool:
        """It has sent nothing, and nobody reminded it today."""
        reminded_today = self.reminded_at is not None and local_date(self.reminded_at) == clock.today()
        return not self.status.sent and not reminded_today


@dataclass(frozen=True)
class Board:
    units: Sequence[BoardUnit]
    rows: Sequence[BoardRow]

    @property
    def silent(self) -> int:
        return sum(not row.status.sent for row in self.units)

    @property
    def count(self) -> int:
        return sum(row.count for row in self.rows)

    @property
    def waiting(self) -> int:
        return sum(row.waiting for row in self.rows)


def board_of(consultation: Consultation, index: VersionIndex) -> Board:
    """Sent opinions only; what a unit still writes is its own. The same queries for ten opinions as for thousands."""
    waits = Q(answer=None)
    said = (
        consultation.comments.to_answer()
        .order_by()
        .values("unit", "node_key")
        .annotate(count=Count("pk"), waiting=Count("pk", filter=waits), first=Min("pk", filter=waits))
    )
    statuses = unit_statuses_of(consultation)
    units = {row.unit.pk: row.unit for row in statuses}
    cells: dict[tuple[str, int], BoardCell] = {}
    for row in said:
        article = index.article_of(row["node_key"])
        place = article.key if article else "", row["unit"]
        cell = cells.get(place) or BoardCell(units[row["unit"]])
        first = min((pk for pk in (cell.first_waiting, row["first"]) if pk), default=None)
        cells[place] = BoardCell(cell.unit, cell.count + row["count"], cell.waiting + row["waiting"], first)
    rows = [BoardRow(None, WHOLE, _row_cells("", units, cells))]
    for node in index.nodes:
        if node.kind == "article" or any((node.key, pk) in cells for pk in units):
            rows.append(BoardRow(node, index.place_words(node.key), _row_cells(node.key, units, cells)))
    reminded = reminders_of(consultation)
    lines = []
    for status in statuses:
        of_unit = [cell for (_, pk), cell in cells.items() if pk == status.unit.pk]
        times, last = reminded.get(status.unit.pk, (0, None))
        opinions, waiting = sum(cell.count for cell in of_unit), sum(cell.waiting for cell in of_unit)
        lines.append(BoardUnit(status, status.words(consultation.is_open), opinions, waiting, times, last))
    return Board(lines, rows)


def _row_cells(key: str, units: dict[int, Unit], cells: dict[tuple[str, int], BoardCell]) -> list[BoardCell]:
    return [cells.get((key, pk)) or BoardCell(unit) for pk, unit in units.items()]

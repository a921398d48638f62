"""What is read from a workbook: values only, never formulas."""

import datetime
from dataclasses import dataclass

# Dates come as dates, numbers as numbers (a whole one as int), everything else as it is shown; None: an empty cell.
Cell = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | None

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 20, 5_000, 100
LONGEST_TEXT = 5_000


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows from the first, without the empty ones at the end, each as long as the longest."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def packed(cell: Cell) -> list[str] | str | int | float | bool | None:
    """A cell as JSON."""
    if isinstance(cell, datetime.datetime):
        return ["moment", cell.isoformat()]
    if isinstance(cell, datetime.date):
        return ["day", cell.isoformat()]
    if isinstance(cell, datetime.time):
        return ["time", cell.isoformat()]
    return cell


def unpacked(value: list[str] | str | int | float | bool | None) -> Cell:
    if isinstance(value, list):
        kind, text = value
        if kind == "moment":
            return datetime.datetime.fromisoformat(text)
        return datetime.date.fromisoformat(text) if kind == "day" else datetime.time.fromisoformat(text)
    return value

"""Rows that people put in order by hand: programme, protocol order, parts of a text. Call under the owner's lock."""

from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def exchanged(rows: list[Row], pk: Any, *, up: bool) -> list[Row] | None:
    """The rows with this one and its neighbour exchanged; None where it is the first or the last already."""
    here = [row.pk for row in rows].index(pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return None
    moved = list(rows)
    moved[here], moved[there] = moved[there], moved[here]
    return moved


def number(rows: list[Row], field: str = "position", *, step: int = 1) -> None:
    """Writes the order of the list, in one query, where it changed. A unique order is checked when all is done."""
    changed = []
    for position, row in enumerate(rows, 1):
        if getattr(row, field) != position * step:
            setattr(row, field, position * step)
            changed.append(row)
    if changed:
        type(changed[0])._default_manager.bulk_update(changed, [field])

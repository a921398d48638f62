"""Which parts can be joined with the one before them, and which can be split by their lines."""

from collections.abc import Iterable

from drafting.models import Node

DIVISIBLE = ("clause", "point", "paragraph")


def part_before(node: Node, siblings: Iterable[Node]) -> Node | None:
    """The part right before this one, where it is of the same kind and both have lines of words."""
    rows = sorted(siblings, key=lambda row: (row.position, row.pk))
    place = next((place for place, row in enumerate(rows) if row.pk == node.pk), 0)
    before = rows[place - 1] if place else None
    return before if before is not None and before.kind == node.kind and node.kind in (*DIVISIBLE, "table") else None

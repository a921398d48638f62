"""The working text as the editor shows it: its parts with what may be done at each, and the bin."""

from collections.abc import Mapping
from dataclasses import dataclass

from drafting.models import HEADED, Node, Text
from drafting.queries.joining import DIVISIBLE
from drafting.queries.node_insertion import KINDS, kinds_for, may_hold, place_for
from drafting.queries.numbering import NumberedNode, numbered

# More parts than this are shown one Chương (or Điều outside of one) at a time.
MOST_AT_ONCE = 300
LETTERS_A_LINE = 85
MOST_LINES = 16
Shape = tuple[str, ...]  # the kinds above a part: parts of one shape are offered the same things


@dataclass(frozen=True)
class EditorPart:
    """One part with its boxes. `offered`: (kind, label) of what can be put in or behind it."""

    numbered: NumberedNode
    row: Node
    lines: int  # of the box, before the browser has measured it
    lead_is_rare: bool  # an Điều with Khoản seldom has words of its own
    is_first: bool
    is_last: bool
    splits: bool  # it has several lines
    merges: bool  # right behind a part of its kind
    offered: list[tuple[str, str]]


@dataclass(frozen=True)
class BinnedPart:
    """One part in the bin. `inside`: the part above that is in the bin too and has to be taken back before it."""

    row: Node
    inside: Node | None


@dataclass(frozen=True)
class Editor:
    """parts: those shown now; heads: of the whole text, for the outline; kinds: what can be put at its end."""

    parts: list[EditorPart]
    heads: list[NumberedNode]
    in_parts: bool
    bin: list[BinnedPart]
    kinds: list[tuple[str, str]]

    @property
    def shown(self) -> set[int]:
        """Primary keys of the parts shown now."""
        return {part.row.pk for part in self.parts}


def editor_of(text: Text, wanted: int | None) -> Editor:
    """The editor at the part `wanted` (the beginning without it); three queries."""
    rows = list(text.nodes.select_related("removed_by"))
    by_pk = {row.pk: row for row in rows}
    whole = numbered(rows)
    shown = _branch(whole, by_pk, wanted) if len(whole) > MOST_AT_ONCE else whole
    first, last = _ends(whole)
    holding = {node.parent for node in whole}
    offered: dict[Shape, list[tuple[str, str]]] = {}
    parts = []
    merging = _behind_alike(whole)
    for node in shown:
        row: Node = node.node
        shape = _shape(row, by_pk)
        if shape not in offered:
            offered[shape] = kinds_for(row, by_pk)
        parts.append(
            EditorPart(
                numbered=node,
                row=row,
                lines=_lines(row.body),
                lead_is_rare=not row.body and node.key in holding,
                # What was issued stays in its place.
                is_first=row.pk in first or bool(row.kept_number),
                is_last=row.pk in last or bool(row.kept_number),
                splits=row.kind in DIVISIBLE and len(row.body.split("\n")) > 1,
                merges=row.pk in merging and not row.kept_number,
                offered=offered[shape],
            )
        )
    return Editor(
        parts=parts,
        heads=[node for node in whole if node.kind in HEADED],
        in_parts=len(shown) < len(whole),
        bin=_bin(rows, by_pk),
        kinds=[
            (kind, Node.Kind(kind).label)
            for kind in KINDS
            if place_for(kind, None, by_pk) and may_hold(text.kind, kind)
        ],
    )


def _bin(rows: list[Node], by_pk: Mapping[int, Node]) -> list[BinnedPart]:
    """Newest first."""
    removed = sorted(((row.removed_at, row.pk) for row in rows if row.removed_at), reverse=True)
    return [BinnedPart(by_pk[pk], _binned_above(by_pk[pk], by_pk)) for _, pk in removed]


def _binned_above(row: Node, by_pk: Mapping[int, Node]) -> Node | None:
    while row.parent_id:
        row = by_pk[row.parent_id]
        if row.removed_at:
            return row
    return None


def _lines(body: str) -> int:
    lines = sum(1 + len(line) // LETTERS_A_LINE for line in body.split("\n"))
    return min(lines, MOST_LINES)


def _shape(row: Node, by_pk: Mapping[int, Node]) -> Shape:
    shape = [row.kind]
    while row.parent_id:
        row = by_pk[row.parent_id]
        shape.append(row.kind)
    return tuple(shape)


def _ends(whole: list[NumberedNode]) -> tuple[set[int], set[int]]:
    """First and last among their siblings: these cannot go up, or down."""
    first: dict[tuple[str | None, bool], int] = {}
    last: dict[tuple[str | None, bool], int] = {}
    for node in whole:
        row = node.parent, node.kind == "annex"  # a Phụ lục stays behind all else
        first.setdefault(row, node.node.pk)
        last[row] = node.node.pk
    return set(first.values()), set(last.values())


def _behind_alike(whole: list[NumberedNode]) -> set[int]:
    """Parts that can be joined with the one before them."""
    found, before = set[int](), dict[str | None, str]()
    for node in whole:
        if before.get(node.parent) == node.kind and node.kind in (*DIVISIBLE, "table"):
            found.add(node.node.pk)
        before[node.parent] = node.kind
    return found


def _branch(whole: list[NumberedNode], by_pk: Mapping[int, Node], wanted: int | None) -> list[NumberedNode]:
    """The root that holds the wanted part, with all that is under it; the first root otherwise."""

    def root(row: Node) -> int:
        while row.parent_id:
            row = by_pk[row.parent_id]
        return row.pk

    here = root(by_pk[wanted]) if wanted is not None and wanted in by_pk else whole[0].node.pk
    return [node for node in whole if root(node.node) == here] or whole[:MOST_AT_ONCE]

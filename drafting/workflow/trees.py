"""Whole texts as rows (kind, heading, body, [rows]): copied from another text, or read from a file and checked."""

from collections.abc import Iterable
from typing import Any

from drafting.models import BODILESS, HEADED
from drafting.queries.node_insertion import ALLOWED_UNDER
from drafting.queries.numbering import Piece
from drafting.workflow.skeletons import Row
from drafting.workflow.writing import LONGEST_BODY, LONGEST_HEADING, MOST_NODES


def tree_of(content: Iterable[Piece]) -> list[Row]:
    """The rows of a content, as create_text takes them."""
    roots: list[Row] = []
    under: dict[str | None, list[Any]] = {None: roots}
    for piece in content:
        row: Row = (piece["kind"], piece["heading"], piece["body"], [])
        under[piece["parent"]].append(row)
        under[piece["key"]] = row[3]
    return roots


def checked_tree(rows: Any) -> list[Row]:
    """The same rows, each of a kind that may stand there and short enough to be kept. ValueError otherwise."""
    left = MOST_NODES

    def check(found: Any, above: str | None) -> list[Row]:
        nonlocal left
        if not isinstance(found, list):
            raise ValueError("no list of parts")
        kept: list[Row] = []
        for kind, heading, body, inside in found:
            left -= 1
            if kind not in ALLOWED_UNDER[above] or not isinstance(heading, str) or not isinstance(body, str):
                raise ValueError("no part of this kind here")
            if left < 0 or len(heading) > LONGEST_HEADING or len(body) > LONGEST_BODY:
                raise ValueError("too much")
            if (heading and kind not in HEADED) or (body and kind in BODILESS):
                raise ValueError("words where none stand")
            kept.append((kind, heading, body, check(inside, kind)))
        return kept

    return check(rows, None)

"""What is read of a Word file, in the order of the file."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Block:
    """A paragraph, or a table (`rows`). label: the number that Word draws in front by itself ("Điều 1.", "a)", "-")."""

    text: str = ""
    label: str = ""
    center: bool = False
    comments: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class WordFile:
    """tracked: how many tracked changes the file has; they are read as accepted."""

    blocks: tuple[Block, ...]
    tracked: int


def read_block(facts: dict[str, Any]) -> Block:
    """A block as the child answered it."""
    if "rows" in facts:
        return Block(rows=tuple(tuple(map(str, row)) for row in facts["rows"]))
    comments = tuple(map(str, facts["comments"]))
    return Block(str(facts["text"]), str(facts["label"]), bool(facts["center"]), comments)

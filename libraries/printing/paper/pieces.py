"""What all parts of a paper share: frozen, their lists tuples, their text cleaned."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from libraries.text import printable


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, (tuple, list)):
        return tuple(_cleaned(item) for item in value)
    return value


@dataclass(frozen=True)
class Piece:
    """Base of all parts: lists become tuples, all text is cleaned."""

    shape: ClassVar[str] = ""

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            object.__setattr__(self, field.name, _cleaned(getattr(self, field.name)))


def texts_of(value: object) -> Iterator[str]:
    """Every text in a piece, whatever it is nested in."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    elif isinstance(value, Piece):
        for field in dataclasses.fields(value):
            yield from texts_of(getattr(value, field.name))


def capitals(words: str) -> str:
    """In capitals, the last two words kept together: no line of a narrow column holds a lone "II"."""
    parts = words.upper().split()
    return " ".join([*parts[:-2], "\u00a0".join(parts[-2:])])

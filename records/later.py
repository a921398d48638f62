"""What was issued about a document after it (sửa đổi, đính chính): the rooms above say so, by kind of document.

    register_later(REGULATION, later_than_regulation)

Whoever checks a document by its code is led there: the paper itself can no longer say it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from records.document_kinds import DocumentKind
from records.models import Document


@dataclass(frozen=True)
class Later:
    """In a sentence without a full stop, and where it is read."""

    sentence: str
    address: str


_LATER: dict[str, Callable[[Document], Iterable[Later]]] = {}


def register_later(kind: DocumentKind, of: Callable[[Document], Iterable[Later]]) -> None:
    """One function for one kind."""
    _LATER[kind.slug] = of


def later_than(document: Document | None) -> list[Later]:
    """What was issued about this document after it; nothing of an unknown one."""
    of = _LATER.get(document.kind) if document is not None else None
    return list(of(document)) if of is not None and document is not None else []

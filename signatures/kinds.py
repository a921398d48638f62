"""Kinds of papers that are signed: each room registers its own in its `signing.py`, loaded when the apps are ready.

    register_paper(PaperKind("minutes", reference="BB", button="Ký biên bản", ...))

This room knows none of them: a request keeps the slug, and asks here what the room above has to say.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from libraries.printing.paper import Paper

if TYPE_CHECKING:
    from signatures.models import SigningRequest
    from units.models import User


@dataclass(frozen=True)
class PaperKind:
    """slug        kept with each request
    reference   words that begin the references of its signatures: "GƯ"
    button      the words of the button on the reading page: "Ký giao ước"
    lock        the row above whose paper this is, locked; before the request itself (lock order: paper, request, …)
    completed   everybody has signed: called under both locks, by whoever signed last
    ended       returned or withdrawn, with the reason: the row above goes back to where it can be mended
    paper       what is read on the page, from what was fixed
    address     the page of the row above
    may_return  those who sign may return it, which ends the request; otherwise they ask for a change and may sign later
    """

    slug: str
    reference: str
    button: str
    lock: Callable[["SigningRequest"], Any]
    completed: Callable[["SigningRequest", "User", datetime.datetime], None]
    ended: Callable[["SigningRequest", "User", str], None]
    paper: Callable[["SigningRequest"], Paper]
    address: Callable[["SigningRequest"], str]
    may_return: bool = True


PAPERS: dict[str, PaperKind] = {}


def register_paper(kind: PaperKind) -> PaperKind:
    """Declare a kind, once."""
    if kind.slug in PAPERS:
        raise ValueError(f"papers of kind {kind.slug!r} are registered twice")
    PAPERS[kind.slug] = kind
    return kind


def kind_of(request: "SigningRequest") -> PaperKind:
    return PAPERS[request.kind]

"""What ballots are about: each room registers its kinds in its `voting.py`, loaded when the apps are ready.

    register_subject(SubjectKind("regulation", label="Quy chế", offered=..., find=...))

This room knows none of them: a ballot keeps kind, key and edition, and asks here what the room above has to say.
Nothing is found by the words of a question.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString

from units.models import EmulationYear

if TYPE_CHECKING:
    from ballots.models import Ballot


@dataclass(frozen=True)
class Subject:
    """One thing that is voted on.

    edition     the key of the exact version that is put to the vote; 0 where the thing has none
    question    proposed for the ballot
    hindrance   why it cannot be put to the vote now; empty when it can
    """

    kind: str
    key: int
    title: str
    address: str
    question: str
    edition: int = 0
    hindrance: str = ""

    @property
    def value(self) -> str:
        """As a box of a form sends it: "regulation:3"."""
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True)
class TextPart:
    """A part of the text of a subject as the hall may read it: an Điều with what changed in it marked, as HTML."""

    key: str
    label: str
    html: SafeString
    is_changed: bool


def _nothing_follows(ballot: "Ballot") -> None:
    pass


def _no_text(year: EmulationYear, key: int) -> list[TextPart]:
    return []


@dataclass(frozen=True)
class SubjectKind:
    """slug        kept with each ballot
    label       what it is called: "Quy chế"
    offered     the subjects of a year that may still be voted on
    find        a subject of a year's bloc by its key, or None
    text        what of a subject is read out to all delegates; empty while it is not settled
    counted     called when a ballot about it was counted, in the transaction of the count
    """

    slug: str
    label: str
    offered: Callable[[EmulationYear], Iterable[Subject]]
    find: Callable[[EmulationYear, int], Subject | None]
    text: Callable[[EmulationYear, int], list[TextPart]] = _no_text
    counted: Callable[["Ballot"], Any] = _nothing_follows


KINDS: dict[str, SubjectKind] = {}


def register_subject(kind: SubjectKind) -> SubjectKind:
    """Declare a kind, once."""
    if kind.slug in KINDS:
        raise ValueError(f"subjects of kind {kind.slug!r} are registered twice")
    KINDS[kind.slug] = kind
    return kind


def find_subject(year: EmulationYear, kind: str, key: int | None) -> Subject | None:
    """The subject of this kind and key; None for a matter that is no row of the product, or is no more."""
    if key is None or kind not in KINDS:
        return None
    return KINDS[kind].find(year, key)


def text_of_subject(year: EmulationYear, kind: str, key: int | None) -> list[TextPart]:
    """The text under debate, part by part; empty for what has none, or none that all delegates may read."""
    return KINDS[kind].text(year, key) if key is not None and kind in KINDS else []


def read_subject(year: EmulationYear, value: str) -> Subject | None:
    """The subject that a box of a form names ("regulation:3")."""
    kind, _, key = value.partition(":")
    return find_subject(year, kind, int(key)) if key.isascii() and key.isdigit() and len(key) < 16 else None


def subjects_offered(year: EmulationYear) -> list[tuple[str, list[Subject]]]:
    """(label of the kind, its subjects) for a choice, kinds without any left out."""
    found = [(kind.label, list(kind.offered(year))) for kind in KINDS.values()]
    return [(label, subjects) for label, subjects in found if subjects]

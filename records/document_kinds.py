"""Kinds of documents (loại văn bản): each room registers its own in its `documents` layer.

    MINUTES = register_kind("minutes", label="Biên bản hội nghị", file_stem="biên bản")

The lowest room knows none of them: it keeps the slug, and asks here how the kind is called.
"""

import re
from dataclasses import dataclass

SLUG = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
LONGEST_SLUG = 40
UNKNOWN = "Văn bản"


@dataclass(frozen=True)
class DocumentKind:
    """slug        kept with each document
    label       what the verification page calls it ("Loại văn bản")
    file_stem   words that begin the name of its file; "" when the document brings all of them
    handed_in   somebody else's files, kept but never issued: the verification page does not vouch for them
    """

    slug: str
    label: str
    file_stem: str = ""
    handed_in: bool = False


KINDS: dict[str, DocumentKind] = {}


def register_kind(slug: str, *, label: str, file_stem: str = "", handed_in: bool = False) -> DocumentKind:
    """Declare a kind, once; ValueError for a slug of another shape or one that is taken."""
    if not re.fullmatch(SLUG, slug) or len(slug) > LONGEST_SLUG:
        raise ValueError(f"a kind of document is called by a slug like response_table, not {slug!r}")
    if slug in KINDS:
        raise ValueError(f"the kind of document {slug!r} is registered twice")
    KINDS[slug] = DocumentKind(slug, label, file_stem, handed_in)
    return KINDS[slug]


def kind_label(slug: str) -> str:
    """What readers call this kind; a document outlives the room that issued it, so an unknown slug reads well too."""
    return KINDS[slug].label if slug in KINDS else UNKNOWN


def is_handed_in(slug: str) -> bool:
    return slug in KINDS and KINDS[slug].handed_in

"""A text that amends an issued one: what that was, and its own words, made of what was changed."""

from drafting.models import AMENDED, Text, Version
from drafting.queries.amending import AmendingText, amending_text
from drafting.queries.numbering import Piece
from drafting.queries.rows import working_content


def base_of(text: Text) -> Version | None:
    """What the text amends, as it held when the amendment was begun; None of a text that amends nothing."""
    return text.versions.filter(no=AMENDED).first() if text.amends else None


def amending_of(version: Version) -> AmendingText | None:
    """The words of a version as the amending text prints them; None of one that amends nothing."""
    base = None if version.is_what_is_amended else base_of(version.text)
    return _amending(base, version.content, version.text, version.own_provisions) if base else None


def amending_as_written(text: Text) -> AmendingText | None:
    """The same of what is being written."""
    base = base_of(text)
    return _amending(base, working_content(text), text, text.own_provisions) if base else None


def _amending(base: Version, content: list[Piece], text: Text, provisions: str) -> AmendingText:
    return amending_text(base.content, content, amends=text.amends, provisions=provisions)


def printed_content(version: Version) -> list[Piece]:
    """What the paper of a version says: the whole text, or the amending text."""
    amending = amending_of(version)
    return amending.content if amending else version.content

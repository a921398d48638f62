"""What the sealed file of a pledge says, as plain values; kept in Pledge.content."""

from typing import TypedDict

from drafting.queries.numbering import Piece


class PartyContent(TypedDict):
    """One unit as it is named; without a leader yet, nobody represents it."""

    unit: int
    name: str
    representative: str
    post: str


class TargetContent(TypedDict):
    """One target of a unit; `value` as written by the database, so that it is the same each time."""

    unit: int
    name: str
    measure: str
    value: str
    note: str


class AgreementContent(TypedDict):
    """`day` is an ISO date; `text` the version's content, `version` its number and `text_sha256` its hash."""

    title: str
    year: int
    theme: str
    bloc: str
    superior: str
    locality: str
    place: str
    day: str
    bases: list[str]
    version: int
    text_sha256: str
    text: list[Piece]
    parties: list[PartyContent]
    targets: list[TargetContent]
    # Guests who were there and witness it, as the roll of the conference names them.
    witnesses: list[str]
    # What the city's standing body was called that day: it gets a copy.
    city_body: str
    is_sample: bool


class NotSealed(LookupError):
    """Asked of a pledge that is still prepared."""

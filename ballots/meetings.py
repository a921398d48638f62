"""Where a ballot is held: the rooms above say it in their `voting.py`. A ballot itself keeps the words of the day."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ballots.models import Ballot


@dataclass(frozen=True)
class Meeting:
    """The page that a ballot belongs to, and the list above it, as a trail of names and addresses."""

    title: str
    address: str
    list_title: str
    list_address: str


Finder = Callable[["Ballot"], Meeting | None]
FINDERS: list[Finder] = []


def register_meetings(find: Finder) -> None:
    """Declare how the meetings of a room are found from their ballots."""
    FINDERS.append(find)


def meeting_of(ballot: "Ballot") -> Meeting | None:
    return next((found for find in FINDERS if (found := find(ballot)) is not None), None)

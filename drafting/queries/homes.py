"""Where a text goes on after it is drafted: the room above that adopts, issues or signs it registers here, by kind."""

from collections.abc import Callable
from dataclasses import dataclass

from drafting.models import Text
from notices.worklist import Stage
from units.models import User


@dataclass(frozen=True)
class Home:
    """For one reader and text: the page of the row that it has become ("" where he may not see it), and its way."""

    address: Callable[[User, Text], str]
    stages: Callable[[User, Text], list[Stage]]


_HOMES: dict[str, Home] = {}
_STARTS: dict[str, Callable[[Text, User], object]] = {}


def register_home(kind: str, home: Home) -> None:
    """One room for one kind of text."""
    _HOMES[kind] = home


def register_start(kind: str, start: Callable[[Text, User], object]) -> None:
    """How that room makes its row of a new text."""
    _STARTS[kind] = start


def start_at_home(text: Text, *, by: User) -> None:
    """What is begun as a draft is found where it goes on from the first day."""
    if start := _STARTS.get(text.kind):
        start(text, by)


def home_address(user: User, text: Text) -> str:
    """The page on which the text goes on; empty where there is none yet."""
    home = _HOMES.get(text.kind)
    return home.address(user, text) if home else ""


def way_of(user: User, text: Text) -> list[Stage]:
    """From draft to issue in one line; empty where the text has no room above."""
    home = _HOMES.get(text.kind)
    return home.stages(user, text) if home else []

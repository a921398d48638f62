"""What units tells people: the outbox lies in a room above, which registers itself here as the carrier.

Everything happens inside the caller's transaction, as rows of that room.
"""

from collections.abc import Iterable
from typing import Protocol

from libraries.web.letters import Letter
from units.models import Bloc, User


class Carrier(Protocol):
    """notices.carrier is the only one."""

    def can_send(self) -> bool: ...

    def tell(
        self, people: Iterable[User], letter: Letter, *, url: str = "", bloc: Bloc | None = None, about: str = ""
    ) -> None: ...

    def end_requests(self, about: str) -> None: ...

    def write(self, person: User, address: str, letter: Letter, *, url: str = "") -> None: ...


_carriers: list[Carrier] = []


def register_carrier(carrier: Carrier) -> None:
    """Called once, when the room that keeps the outbox is ready."""
    _carriers[:] = [carrier]


def can_send() -> bool:
    """Whether a mail can leave this installation."""
    return _carriers[0].can_send()


def tell(people: Iterable[User], letter: Letter, *, url: str = "", bloc: Bloc | None = None, about: str = "") -> None:
    """A notice and a mail to each of these people. about: what they are asked for (`end_requests` ends it)."""
    _carriers[0].tell(people, letter, url=url, bloc=bloc, about=about)


def end_requests(about: str) -> None:
    """What was asked for under this name is done."""
    _carriers[0].end_requests(about)


def write(person: User, address: str, letter: Letter, *, url: str = "") -> None:
    """A mail to a person at exactly this address, without a notice."""
    _carriers[0].write(person, address, letter, url=url)

"""The outbox as the room of units uses it: registered with units.outgoing when it is read."""

from collections.abc import Iterable

from libraries.web.letters import Letter
from notices import delivery, outbox
from units.models import Bloc, User
from units.outgoing import register_carrier


class OutboxCarrier:
    """units.outgoing.Carrier by this room's inbox and outbox."""

    def can_send(self) -> bool:
        return delivery.can_send()

    def tell(
        self, people: Iterable[User], letter: Letter, *, url: str = "", bloc: Bloc | None = None, about: str = ""
    ) -> None:
        outbox.notify(people, letter, url=url, bloc=bloc, about=about)

    def end_requests(self, about: str) -> None:
        outbox.end_requests(about)

    def write(self, person: User, address: str, letter: Letter, *, url: str = "") -> None:
        outbox.queue_mail(person, letter, url=url, address=address)


register_carrier(OutboxCarrier())

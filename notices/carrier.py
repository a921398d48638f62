"""The outbox as the room of units uses it: registered with units.outgoing when it is read."""

from collections.abc import Iterable
from typing import Any

from notices import delivery, outbox
from units.models import Bloc, User
from units.outgoing import register_carrier


class OutboxCarrier:
    """units.outgoing.Carrier by this room's inbox and outbox."""

    def can_send(self) -> bool:
        return delivery.can_send()

    def tell(
        self, people: Iterable[User], *, title: str, body: str, url: str = "", bloc: Bloc | None = None, about: str = ""
    ) -> None:
        outbox.notify(people, title=title, body=body, url=url, bloc=bloc, about=about)

    def end_requests(self, about: str) -> None:
        outbox.end_requests(about)

    def write(
        self, person: User, address: str, template: str, context: dict[str, Any], *, subject: str, url: str = ""
    ) -> None:
        outbox.queue_mail(person, template, context, subject=subject, url=url, address=address)


register_carrier(OutboxCarrier())

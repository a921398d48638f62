"""Whom to call (liên hệ hỗ trợ): the secretariat of the bloc that a page is about, else the city's office."""

import re
from dataclasses import dataclass
from typing import Any

from libraries.web import clock
from units.models import Bloc, City, SecretariatSeat
from units.models.periods import in_force

NOT_DIALLED = re.compile(r"[^0-9+]")


@dataclass(frozen=True)
class Contact:
    """of: whose office; name: a person, or the whole line as the secretariat wrote it."""

    of: str
    name: str
    phone: str = ""
    email: str = ""

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it."""
        return NOT_DIALLED.sub("", self.phone)

    @property
    def line(self) -> str:
        """ "Phạm Thị Lan, điện thoại 0225 3842 682, thư điện tử lan@…"."""
        parts = (
            self.name,
            f"điện thoại {self.phone}" if self.phone else "",
            f"thư điện tử {self.email}" if self.email else "",
        )
        return ", ".join(part for part in parts if part)


def contact_of_bloc(bloc: Bloc, person: dict[str, Any] | None) -> Contact | None:
    """What the secretariat wrote comes before its first member (`full_name`, `phone`, `email`)."""
    office = f"Tổ thư ký {bloc.name}"
    if bloc.contact:
        return Contact(office, bloc.contact)
    return Contact(office, person["full_name"], person["phone"], person["email"]) if person else None


def contact_of_city(city: City) -> Contact | None:
    """The city's office, where it said how it is reached."""
    if not (city.contact_name or city.contact_phone or city.contact_email):
        return None
    return Contact(city.body or city.office, city.contact_name, city.contact_phone, city.contact_email)


def contact_for(bloc: Bloc | None, city: City) -> Contact | None:
    """For a page without login: two statements at most."""
    seats = SecretariatSeat.objects.filter(in_force(clock.today()), bloc=bloc).order_by("pk") if bloc else None
    person = seats.values("user__full_name", "user__phone", "user__email").first() if seats is not None else None
    named = {key.removeprefix("user__"): value for key, value in person.items()} if person else None
    return (contact_of_bloc(bloc, named) if bloc else None) or contact_of_city(city)

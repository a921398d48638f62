"""Whom to call: the secretariat of a bloc, or the city's office where there is no bloc or nobody in it."""

from dataclasses import dataclass

from units.models import Bloc, City, SecretariatSeat
from units.models.periods import in_force


@dataclass(frozen=True)
class Contact:
    """office: whose number it is. line: name and phone as they are written."""

    office: str
    line: str


def contact_of(bloc: Bloc | None) -> Contact:
    """At most two statements. line is empty only where neither the bloc nor the city says whom to call."""
    if bloc is not None:
        if bloc.contact:
            return Contact(f"Tổ thư ký {bloc.name}", bloc.contact)
        seat = SecretariatSeat.objects.filter(in_force(), bloc=bloc).select_related("user").order_by("pk").first()
        if seat is not None and (seat.user.phone or seat.user.email):
            user = seat.user
            return Contact(f"Tổ thư ký {bloc.name}", line_of(user.addressed, user.phone, user.email))
    city = City.objects.on()
    return Contact(city.office, line_of(city.contact_name, city.contact_phone, city.contact_email))


def line_of(name: str, phone: str, email: str) -> str:
    """ "Bà Phạm Thị Lan, điện thoại 0225 3842 682, thư điện tử lan@…"; empty when nobody can be reached."""
    if not (phone or email):
        return ""
    parts = (name, f"điện thoại {phone}" if phone else "", f"thư điện tử {email}" if email else "")
    return ", ".join(part for part in parts if part)

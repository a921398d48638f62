"""Who may sign for the bloc on a day, and how the signature is printed.

NĐ 30/2020, Phụ lục I, II.7: an advisory body that uses an agency's seal prints the post in the body and the post in
the agency. The Khối trưởng is a unit: its leader signs, or whom that leader authorised in writing; or, for the Khối
trưởng, the leader of the Khối phó unit (docs/law.md: Who signs and how).
"""

import datetime
from dataclasses import dataclass

from units.models import EmulationYear, Post, Seat, SigningAuthority, Unit, speaking

ON_BEHALF = "TM. KHỐI THI ĐUA"
LINES = {
    Seat.Role.HEAD: (ON_BEHALF, "KHỐI TRƯỞNG"),
    Seat.Role.DEPUTY: (ON_BEHALF, "KT. KHỐI TRƯỞNG", "KHỐI PHÓ"),
}


@dataclass(frozen=True)
class Signer:
    """lines: authority and post in the bloc; post: the one in the agency, named as on the day of signing."""

    key: str
    unit: Unit
    name: str
    post: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}"


def signers_of(year: EmulationYear, on: datetime.date) -> list[Signer]:
    """Head unit first, leaders before those they authorised."""
    seats = year.seats_on(on).filter(role__in=LINES).select_related("unit").prefetch_related("unit__names")
    signers = []
    for seat in sorted(seats, key=lambda seat: seat.display_order):
        unit, lines, agency = seat.unit, LINES[Seat.Role(seat.role)], seat.unit.name_on(on)
        leaders = Post.objects.filter(speaking(on), unit=unit, is_leader=True).select_related("user")
        for post in leaders:
            signers.append(Signer(f"p{post.pk}", unit, post.user.full_name, f"{post.title} {agency}", lines))
        granted = SigningAuthority.objects.filter(speaking(on), unit=unit).select_related("holder").order_by("pk")
        titles = {post.user_id: post.title for post in leaders}
        for authority in granted:
            # KT. is signed "for" the post of whoever granted it; TL. and TUQ. likewise.
            instead_of = titles.get(authority.grantor_id, "Thủ trưởng đơn vị")
            post_words = f"{authority.capacity} {instead_of}, {authority.title} {agency}"
            signers.append(Signer(f"u{authority.pk}", unit, authority.holder.full_name, post_words, lines))
    return signers

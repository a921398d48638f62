"""Who can sign for the bloc on a day, found from posts and seats, and how the paper prints them.

NĐ 30/2020, Phụ lục I, II.7: an advisory body that uses an agency's seal prints the post in the body and the post in
the agency. The Khối trưởng is a unit: its leader signs, or whom that leader authorised in writing; or, for the Khối
trưởng, the leader of the Khối phó unit (docs/law.md: Who signs and how).
"""

import datetime

from libraries.printing import decree
from signatures.kinds import Candidate, Role
from signatures.models import Party
from units import audience
from units.models import EmulationYear, Post, Seat, SigningAuthority, User, UserQuerySet, speaking

ON_BEHALF = "TM. KHỐI THI ĐUA"
LINES = {
    Seat.Role.HEAD: (ON_BEHALF, "KHỐI TRƯỞNG"),
    Seat.Role.DEPUTY: (ON_BEHALF, "KT. KHỐI TRƯỞNG", "KHỐI PHÓ"),
}
IN_WORDS = {Seat.Role.HEAD: "Khối trưởng", Seat.Role.DEPUTY: "KT. Khối trưởng, Khối phó"}
BOX = (60.0, float(decree.SIGNATURE_SPACE))
APPROVAL = "approval"
NO_HEAD = "Cập nhật thủ trưởng của đơn vị Khối trưởng tại mục Đơn vị."


def heads(year: EmulationYear, on: datetime.date) -> tuple[Candidate, ...]:
    """Who signs for the bloc: head unit first, leaders before those they authorised."""
    seats = year.seats_on(on).filter(role__in=LINES).select_related("unit").prefetch_related("unit__names")
    found: list[Candidate] = []
    for seat in sorted(seats, key=lambda seat: seat.display_order):
        role, unit = Seat.Role(seat.role), seat.unit
        agency = unit.name_on(on)
        posts = list(Post.objects.filter(speaking(on), unit=unit, is_leader=True).select_related("user"))
        held = [(post.user, f"{post.title} {agency}") for post in posts]
        titles = {post.user_id: post.title for post in posts}
        granted = SigningAuthority.objects.filter(speaking(on), unit=unit).select_related("holder").order_by("pk")
        for authority in granted:
            # KT. is signed "for" the post of whoever granted it; TL. and TUQ. likewise.
            instead_of = titles.get(authority.grantor_id, "Thủ trưởng đơn vị")
            held.append((authority.holder, f"{authority.capacity} {instead_of}, {authority.title} {agency}"))
        for user, post_words in held:
            capacity = f"{IN_WORDS[role]}, {post_words}"
            found.append(Candidate(user, year.bloc.name_on(on), capacity, LINES[role], post_words, unit))
    return tuple(found)


def by_order(year: EmulationYear, on: datetime.date) -> tuple[Candidate, ...]:
    """The secretariat, which leads the drafting and signs what it drew up by order of the Khối trưởng."""
    return tuple(
        Candidate(user, year.bloc.name_on(on), "TL. Khối trưởng, Tổ thư ký", ("TL. KHỐI TRƯỞNG", "TỔ THƯ KÝ"))
        for user in audience.secretariat(year.bloc, on)
    )


def signer(
    year: EmulationYear, on: datetime.date, *, label: str = "Người ký", more: tuple[Candidate, ...] = ()
) -> Role:
    """The one who signs for the bloc; more: who else may sign this kind of paper."""
    return Role("signer", label, (*heads(year, on), *more), BOX, nobody=NO_HEAD)


def approver(year: EmulationYear, on: datetime.date) -> Role:
    """Whoever reads and approves it before it is signed, where the secretariat asks somebody to."""
    known = {row.user for row in heads(year, on)}
    secretaries = [
        Candidate(user, year.bloc.name_on(on), "Tổ thư ký", (), "Tổ thư ký")
        for user in audience.secretariat(year.bloc, on)
        if user not in known
    ]
    return Role(
        APPROVAL,
        "Người duyệt",
        (*heads(year, on), *secretaries),
        decree.APPROVAL_BOX,
        meaning=Party.Meaning.APPROVES,
        turn=1,
        optional=True,
    )


def named(full_name: str, account: User | None, among: UserQuerySet) -> list[User]:
    """The accounts of a person whom a paper names: the one that was chosen, else whoever is called so."""
    if account is not None:
        return [account] if account.is_active and same_name(account.full_name, full_name) else []
    return [user for user in among if same_name(user.full_name, full_name)]


def same_name(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())

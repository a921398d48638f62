"""What pages of units read of several rows at once."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

from django.db.models import QuerySet

from records.audit import WORDS
from records.models import AuditEvent
from units.models import (
    AccessChange,
    Bloc,
    BoardSeat,
    EmulationYear,
    Invitation,
    OperatorSeat,
    Post,
    Seat,
    SecretariatSeat,
    SigningAuthority,
    Unit,
    User,
    in_force,
    speaking,
)


@dataclass(frozen=True)
class SeatWithPeople:
    """A unit's seat of a year, and who holds a post in the unit today."""

    unit: Unit
    role: str
    leader: Post | None
    staff: tuple[Post, ...]


@dataclass(frozen=True)
class SeatInOrder:
    """A seat in the protocol order; it moves only among those of its role."""

    pk: int
    unit: Unit
    role: str
    role_label: str
    since: datetime.date | None  # where it began in the middle of the year
    may_go_up: bool
    may_go_down: bool


@dataclass(frozen=True)
class PersonInBloc:
    """A person, and what they hold in one bloc today."""

    person: User
    seats: tuple[SecretariatSeat, ...]
    posts: tuple[Post, ...]

    @property
    def titles(self) -> list[str]:
        return [
            *(seat.title for seat in self.seats),
            *(f"{post.title}, {post.unit.short_name}" for post in self.posts),
        ]


@dataclass(frozen=True)
class YearWithHeads:
    """An emulation year, and the units that are its Khối trưởng and Khối phó."""

    year: EmulationYear
    heads: tuple[Unit, ...]
    deputies: tuple[Unit, ...]


@dataclass(frozen=True)
class WayIn:
    """Whether a person has set up the account; if not, the invitation that waits for them."""

    is_set_up: bool
    invitation: Invitation | None


def way_in(person: User) -> WayIn:
    waiting = Invitation.objects.open().filter(person=person, purpose=Invitation.Purpose.ACCOUNT).first()
    return WayIn(person.has_usable_password(), waiting)


@dataclass(frozen=True)
class Right:
    """What a person may do today, and the post, authority or seat that it follows from."""

    what: str
    why: str
    held: Post | SigningAuthority | SecretariatSeat | BoardSeat | OperatorSeat


def rights_of(person: User) -> list[Right]:
    """Of today, in words: what the roles of units.roles allow."""
    rights: list[Right] = []
    for seat in person.secretariat_seats.filter(in_force()).select_related("bloc"):
        rights.append(Right("Soạn thảo, tổ chức lấy ý kiến và ký", f"{seat.title}, {seat.bloc.name}", seat))
    for post in person.posts.filter(in_force()).select_related("unit").prefetch_related("unit__names"):
        what = "Soạn thảo, gửi ý kiến của đơn vị"
        if post.is_leader and post.confirmed_at is None:
            what += "; quyền ký thay mặt đơn vị chờ người thứ hai xác nhận"
        elif post.is_leader:
            what += "; ký thay mặt đơn vị"
        rights.append(Right(what, f"{post.title}, {post.unit.name}", post))
    granted = person.authorities.filter(in_force()).select_related("unit").prefetch_related("unit__names")
    for authority in granted:
        what = "Ký thay mặt đơn vị theo ủy quyền"
        what += "" if authority.confirmed_at else ", chờ người thứ hai xác nhận"
        rights.append(Right(what, f"{authority.title}, {authority.unit.name}", authority))
    for board in person.board_seats.filter(in_force()):
        what = "Xem, thẩm định hồ sơ của các khối" + ("; nhập quyết định của thành phố" if board.can_decide else "")
        rights.append(Right(what, board.title, board))
    for runs in person.operator_seats.filter(in_force()):
        rights.append(Right("Quản trị hệ thống", runs.title, runs))
    return rights


@dataclass(frozen=True)
class Standing:
    """Why a person speaks for a unit: who wrote it down and who confirmed it, and how the account was set up."""

    prepared_by: str
    confirmed_by: str
    confirmed_at: str
    let_in: str

    def as_evidence(self) -> dict[str, str]:
        """Plain values for canonical JSON; empty names where the installation was set up so, or the leader signed."""
        return asdict(self)

    @property
    def in_words(self) -> str:
        """For the public, without names."""
        if self.confirmed_by:
            return "thẩm quyền ký đã được hai người xác nhận"
        if self.prepared_by:
            return "thẩm quyền ký do thủ trưởng đơn vị ủy quyền"
        return "thẩm quyền ký ghi nhận khi thiết lập hệ thống"


def standing_of(user: User, unit: Unit, on: datetime.date) -> Standing:
    """Of whoever speaks for the unit on that day."""
    held: Post | SigningAuthority | None = (
        Post.objects.filter(speaking(on), user=user, unit=unit, is_leader=True).first()
        or SigningAuthority.objects.filter(speaking(on), holder=user, unit=unit).select_related("grantor").first()
    )
    accepted = Invitation.objects.filter(person=user, accepted_at__isnull=False).order_by("-accepted_at").first()
    let_in = f"{accepted.purpose}, {accepted.way}, {accepted.accepted_at:%Y-%m-%d}" if accepted else ""
    change = AccessChange.objects.filter(state="confirmed", **_about(held)).first() if held else None
    if change is None or change.confirmed_by is None or change.confirmed_at is None:
        grantor = held.grantor.full_name if isinstance(held, SigningAuthority) else ""
        return Standing(grantor, "", held.confirmed_at.isoformat() if held and held.confirmed_at else "", let_in)
    by, at = change.confirmed_by.full_name, change.confirmed_at.isoformat()
    return Standing(change.prepared_by.full_name, by, at, let_in)


def _about(held: Post | SigningAuthority) -> dict[str, Post | SigningAuthority]:
    return {"post" if isinstance(held, Post) else "authority": held}


@dataclass(frozen=True)
class AccountEvent:
    """One line of what happened to an account."""

    at: datetime.datetime
    words: str
    actor: str
    reason: str


def account_events(person: User, most: int = 50) -> list[AccountEvent]:
    """How this person was let in, proved who they are and logged in from new browsers; newest first."""
    rows = AuditEvent.objects.filter(model="units.user", row_pk=str(person.pk)).order_by("-at", "-pk")[:most]
    return [AccountEvent(row.at, WORDS.get(row.verb, row.verb), row.actor_name, row.reason) for row in rows]


def people_in_bloc(people: Sequence[User], bloc: Bloc) -> list[PersonInBloc]:
    """These people, each with what they hold in the bloc; three queries."""
    posts: dict[int, list[Post]] = {}
    held = Post.objects.filter(in_force(), unit__bloc=bloc, user__in=people).select_related("unit")
    for post in held.prefetch_related("unit__names").order_by("pk"):
        posts.setdefault(post.user_id, []).append(post)
    seats: dict[int, list[SecretariatSeat]] = {}
    for seat in SecretariatSeat.objects.filter(in_force(), bloc=bloc, user__in=people).order_by("pk"):
        seats.setdefault(seat.user_id, []).append(seat)
    return [PersonInBloc(one, seats=tuple(seats.get(one.pk, ())), posts=tuple(posts.get(one.pk, ()))) for one in people]


def years_with_heads(years: Sequence[EmulationYear]) -> list[YearWithHeads]:
    """These years, each with who leads it; two queries."""
    units: dict[tuple[int, str], list[Unit]] = {}
    leading = Seat.objects.now().filter(emulation_year__in=years, role__in=[Seat.Role.HEAD, Seat.Role.DEPUTY])
    for seat in leading.select_related("unit").prefetch_related("unit__names").order_by("display_order"):
        units.setdefault((seat.emulation_year_id, seat.role), []).append(seat.unit)
    return [
        YearWithHeads(
            year,
            heads=tuple(units.get((year.pk, Seat.Role.HEAD), ())),
            deputies=tuple(units.get((year.pk, Seat.Role.DEPUTY), ())),
        )
        for year in years
    ]


def seats_with_people(year: EmulationYear) -> list[SeatWithPeople]:
    """The seats of a year in protocol order; three queries."""
    seats = list(_seats_of(year))
    posts: dict[int, list[Post]] = {}
    held = Post.objects.filter(in_force(), unit__in=[seat.unit_id for seat in seats], user__is_active=True)
    for post in held.select_related("user").order_by("user__sort_key"):
        posts.setdefault(post.unit_id, []).append(post)
    return [
        SeatWithPeople(
            seat.unit,
            seat.role,
            leader=next((post for post in posts.get(seat.unit_id, []) if post.is_leader), None),
            staff=tuple(post for post in posts.get(seat.unit_id, []) if not post.is_leader),
        )
        for seat in seats
    ]


def seats_in_order(year: EmulationYear) -> list[SeatInOrder]:
    """The seats of a year in protocol order, each with where it may go."""
    seats = list(_seats_of(year))
    same = [before.role == after.role for before, after in pairwise(seats)]
    return [
        SeatInOrder(
            seat.pk,
            seat.unit,
            seat.role,
            seat.get_role_display(),
            since=seat.valid_from if seat.valid_from > year.first_day else None,
            may_go_up=up and not year.is_over,
            may_go_down=down and not year.is_over,
        )
        for seat, up, down in zip(seats, [False, *same], [*same, False], strict=False)
    ]


def former_seats(year: EmulationYear) -> list[Seat]:
    """What was held in a part of the year and is over, or is to come: the latest first."""
    now = year.day_within()
    seats = year.seats.select_related("unit", "emulation_year").prefetch_related("unit__names").order_by("-valid_from")
    return [seat for seat in seats if not seat.holds_on(now)]


def _seats_of(year: EmulationYear) -> QuerySet[Seat]:
    """In force today, or on the last (first) day of a year that is over (to come)."""
    return year.seats_on().select_related("unit__bloc").prefetch_related("unit__names")

"""What pages of units read of several rows at once."""

from dataclasses import dataclass
from itertools import pairwise

from django.db.models import QuerySet

from units.models import EmulationYear, Post, Seat, Unit, in_force


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
    may_go_up: bool
    may_go_down: bool


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
        SeatInOrder(seat.pk, seat.unit, seat.role, seat.get_role_display(), may_go_up=up, may_go_down=down)
        for seat, up, down in zip(seats, [False, *same], [*same, False], strict=False)
    ]


def _seats_of(year: EmulationYear) -> QuerySet[Seat]:
    return year.seats.select_related("unit__bloc").prefetch_related("unit__names").order_by("display_order")

"""Who asks for the pages: one person of each kind, found by what they hold in the database."""

from dataclasses import dataclass

from django.db.models import QuerySet

from bench.lineage import Source
from units.models import Bloc, Post, Seat, User, in_force


@dataclass(frozen=True)
class Persona:
    """A kind of reader, and the account that stands for it (None: not logged in)."""

    role: str
    user: User | None


def first(people: QuerySet[User]) -> User | None:
    return people.filter(is_active=True).order_by("pk").distinct().first()


def of_bloc(bloc: Bloc) -> dict[str, User | None]:
    """Secretary, leader of the head unit of the newest year, leader and staff of another unit."""
    head = Seat.objects.now().filter(emulation_year__bloc=bloc, role="head").order_by("-emulation_year__year").first()
    posts = {"posts__in": _posts(bloc, is_leader=True).exclude(unit=head.unit if head else None)}
    return {
        "secretary": first(User.objects.filter(secretariat_seats__in=bloc.secretariat_seats.filter(in_force()))),
        "head": first(User.objects.filter(posts__in=_posts(bloc, is_leader=True).filter(unit=head.unit)))
        if head
        else None,
        "leader": first(User.objects.filter(**posts)),
        "staff": first(User.objects.filter(posts__in=_posts(bloc, is_leader=False))),
    }


def _posts(bloc: Bloc, *, is_leader: bool) -> "QuerySet[Post]":
    return Post.objects.filter(in_force(), unit__bloc=bloc, is_leader=is_leader)


def personas() -> list[Persona]:
    """Of the source bloc and the city."""
    board = User.objects.filter(board_seats__isnull=False)
    found = of_bloc(Source.of_the_sample().bloc) | {
        "board": first(board.filter(board_seats__can_decide=True)),
        "reviewer": first(board.filter(board_seats__can_decide=False)),
    }
    return [Persona("visitor", None), *(Persona(role, user) for role, user in found.items() if user)]


def people_of_a_copy() -> list[Persona]:
    """The secretary and a leader of the last copied bloc, if there is one."""
    source = Source.of_the_sample().bloc
    copy = Bloc.objects.filter(slug__startswith=f"{source.slug}-").order_by("pk").last()
    found = of_bloc(copy) if copy else {}
    return [
        Persona(f"{role} of a copy", user) for role, user in found.items() if user and role in ("secretary", "leader")
    ]

"""Who is told: people with access, by what they hold on a day (today by default).

Querysets of active people, each person once; they can be narrowed, counted and joined (`a | b`).
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from units.models import (
    Bloc,
    BoardSeat,
    OperatorSeat,
    Post,
    SecretariatSeat,
    SigningAuthority,
    Unit,
    User,
    UserQuerySet,
    in_force,
    speaking,
)

Units = Iterable[Unit]  # a list or a queryset


def secretariat(bloc: Bloc, on: datetime.date | None = None) -> UserQuerySet:
    """The bloc's secretariat (Tổ thư ký)."""
    return _active(Q(pk__in=SecretariatSeat.objects.filter(in_force(on), bloc=bloc).values("user")))


def leaders(units: Units, on: datetime.date | None = None) -> UserQuerySet:
    """Heads of these units (thủ trưởng)."""
    return _active(_leaders(units, on))


def speakers(units: Units, on: datetime.date | None = None) -> UserQuerySet:
    """Who may sign and vote for these units: their heads and the holders of an authorisation (ủy quyền)."""
    return _active(_leaders(units, on) | _authorities(units, on, speaking(on)))


def members(units: Units, on: datetime.date | None = None) -> UserQuerySet:
    """Everybody of these units: heads, staff, holders of an authorisation."""
    return _active(_posts(units, on) | _authorities(units, on))


def everybody(bloc: Bloc, units: Units, on: datetime.date | None = None) -> UserQuerySet:
    """The members of these units and the bloc's secretariat."""
    return members(units, on) | secretariat(bloc, on)


def board(*, deciders: bool = False, on: datetime.date | None = None) -> UserQuerySet:
    """The city board; with `deciders` only who records decisions."""
    seats = BoardSeat.objects.filter(in_force(on))
    if deciders:
        seats = seats.filter(can_decide=True)
    return _active(Q(pk__in=seats.values("user")))


def operators(on: datetime.date | None = None) -> UserQuerySet:
    """Who runs the installation."""
    return _active(Q(pk__in=OperatorSeat.objects.filter(in_force(on)).values("user")))


@dataclass(frozen=True)
class Readers:
    """Who of a unit will be told."""

    unit: Unit
    people: tuple[User, ...]


def readers(units: list[Unit], on: datetime.date | None = None) -> list[Readers]:
    """The members of these units unit by unit, the head first; two queries."""
    found: dict[int, dict[User, None]] = {unit.pk: {} for unit in units}
    held = Post.objects.filter(in_force(on), unit__in=units, user__is_active=True).select_related("user")
    for post in held.order_by("-is_leader", "user__sort_key", "pk"):
        found[post.unit_id][post.user] = None
    granted = SigningAuthority.objects.filter(in_force(on), unit__in=units, holder__is_active=True)
    for authority in granted.select_related("holder").order_by("holder__sort_key", "pk"):
        found[authority.unit_id][authority.holder] = None
    return [Readers(unit, tuple(found[unit.pk])) for unit in units]


def _posts(units: Units, on: datetime.date | None) -> Q:
    return Q(pk__in=Post.objects.filter(in_force(on), unit__in=units).values("user"))


def _leaders(units: Units, on: datetime.date | None) -> Q:
    return Q(pk__in=Post.objects.filter(speaking(on), unit__in=units, is_leader=True).values("user"))


def _authorities(units: Units, on: datetime.date | None, period: Q | None = None) -> Q:
    found = SigningAuthority.objects.filter(in_force(on) if period is None else period, unit__in=units)
    return Q(pk__in=found.values("holder"))


def _active(held: Q) -> UserQuerySet:
    return User.objects.filter(held, is_active=True)

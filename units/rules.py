"""Who is who, as predicates the other rooms compose; and this room's own permissions.

A predicate takes (user, row); the row's bloc and unit are found by `bloc_of` and `unit_of`.
"""

from typing import Any

import rules

from records.access import register_permission
from units.models import AccessChange, Bloc, EmulationYear, Unit, User, in_force


def bloc_of(row: Any) -> Bloc:
    """The bloc a row hangs on: the row itself, its `bloc`, or its year's."""
    bloc: Bloc | None = getattr(row, "bloc", None)
    if bloc is not None:
        return bloc
    year: EmulationYear = row.emulation_year
    return year.bloc


def unit_of(row: Any) -> Unit | None:
    """The unit a row belongs to: its `unit`, or the row itself when it is one."""
    unit: Unit | None = row if isinstance(row, Unit) else row.unit
    return unit


def _is_of(row: Any, units: frozenset[int]) -> bool:
    unit = unit_of(row) if row is not None else None
    return unit is not None and unit.pk in units


def is_board_member(user: User) -> bool:
    return user.is_authenticated and user.is_active and user.is_board_member


def units_led_by(user: User) -> frozenset[int]:
    """Primary keys of the units for which this person signs today."""
    return user.roles().can_sign_for


def units_worked_for_by(user: User) -> frozenset[int]:
    return user.roles().member_of


def blocs_of(user: User) -> frozenset[int]:
    return user.bloc_ids


@rules.predicate
def is_secretary(user: User, row: Any) -> bool:
    """Tổ thư ký of the row's bloc."""
    return row is not None and bloc_of(row).pk in user.roles().secretary_of


@rules.predicate
def is_secretary_somewhere(user: User, row: Any) -> bool:
    """Tổ thư ký of any bloc (for pages that start something new)."""
    return bool(user.roles().secretary_of)


@rules.predicate
def is_bloc_member(user: User, row: Any) -> bool:
    """Belongs to the row's bloc: staff or leader of one of its units, or its secretariat."""
    return row is not None and bloc_of(row).pk in user.bloc_ids


@rules.predicate
def works_for_unit(user: User, row: Any) -> bool:
    """Staff or leader of the row's unit."""
    return _is_of(row, user.roles().member_of)


@rules.predicate
def speaks_for_unit(user: User, row: Any) -> bool:
    """Leader of the row's unit, or authorised in writing to sign for it."""
    return _is_of(row, user.roles().can_sign_for)


@rules.predicate
def leads_a_unit(user: User, row: Any) -> bool:
    """Signs for some unit of the row's bloc."""
    return row is not None and Unit.objects.filter(pk__in=user.roles().can_sign_for, bloc=bloc_of(row)).exists()


@rules.predicate
def is_head_unit(user: User, row: Any) -> bool:
    """Leads the unit that is Khối trưởng of the row's year today, or was at its end."""
    year: EmulationYear = getattr(row, "emulation_year", row)
    return year.seats_on().filter(role="head", unit__in=user.roles().can_sign_for).exists()


@rules.predicate
def is_city_board(user: User, row: Any) -> bool:
    return user.is_board_member


@rules.predicate
def decides_for_city(user: User, row: Any) -> bool:
    """Board member entrusted with recording the city's decisions."""
    return user.roles().decides


@rules.predicate
def is_operator(user: User, row: Any) -> bool:
    """Runs the installation for the city's office."""
    return user.roles().operator


@rules.predicate
def takes_it_over(user: User, row: Any) -> bool:
    """Named in the hand-over as whoever takes the secretariat."""
    return row is not None and row.taker_id == user.pk


@rules.predicate
def is_leader_of_unit(user: User, row: Any) -> bool:
    """Thủ trưởng of the row's unit, not somebody who signs by an authorisation."""
    return _is_of(row, user.roles().heads)


@rules.predicate
def is_secretary_of_person(user: User, person: User | None) -> bool:
    """Secretary of every bloc this person ever belonged to; never of the city's people, never of oneself."""
    if person is None or person.pk == user.pk or person.board_seats.exists() or person.operator_seats.exists():
        return False
    places = person.blocs_ever()
    return bool(places) and places <= user.roles().secretary_of


@rules.predicate
def prepared_it(user: User, change: AccessChange) -> bool:
    return change.prepared_by_id == user.pk


@rules.predicate
def is_the_person(user: User, row: Any) -> bool:
    """The change, or the account, is one's own."""
    return bool(getattr(row, "person_id", row.pk) == user.pk)


@rules.predicate
def is_secretary_of_change(user: User, change: AccessChange) -> bool:
    return change.bloc_id in user.roles().secretary_of


@rules.predicate
def is_of_the_unit_by_others(user: User, change: AccessChange) -> bool:
    """Leader of the unit, or staff who owe neither post nor account to whoever prepared the change."""
    if change.unit_id in user.roles().heads:
        return True
    by_others = user.posts.filter(in_force(), unit=change.unit_id).exclude(made_by=change.prepared_by_id).exists()
    let_in = user.invitations.filter(accepted_at__isnull=False, made_by=change.prepared_by_id).exists()
    return change.unit_id is not None and by_others and not let_in


# Another secretary, the unit's own people, the city: never who prepared it, never whose it is.
may_be_second = (
    ~prepared_it & ~is_the_person & (is_secretary_of_change | is_of_the_unit_by_others | is_city_board | is_operator)
)
# Whoever it concerns may object, and whoever prepared it may take it back.
may_refuse_change = may_be_second | prepared_it | is_the_person

register_permission("records.read_audit", is_secretary | is_city_board | is_operator)
# What happened to an account: its owner on the own page, the secretariat that keeps it, the city.
register_permission("units.read_account_events", is_secretary_of_person | is_city_board | is_operator)

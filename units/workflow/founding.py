"""What an installation begins with: blocs, units, people. All of it is audited."""

import datetime
from typing import Any

from django.db import transaction

from records.transitions import finish
from units.actions import CREATE_BLOC, CREATE_PERSON, CREATE_UNIT
from units.models import Bloc, Unit, UnitName, User
from units.workflow.offices import seat_board_member, seat_secretary
from units.workflow.periods import refusals_in_words

__all__ = ["create_bloc", "create_person", "create_unit", "seat_board_member", "seat_secretary"]


@transaction.atomic
def create_bloc(*, by: Any, slug: str, **facts: Any) -> Bloc:
    """A bloc without units or years. facts: name, short_name, kind, field, contact."""
    bloc = Bloc(slug=slug, **facts)
    bloc.set_keys()
    bloc.save(force_insert=True)
    finish(CREATE_BLOC, bloc, by=by, data={"name": bloc.name})
    return bloc


@transaction.atomic
def create_unit(
    bloc: Bloc, *, by: Any, slug: str, name: str, kind: str, valid_from: datetime.date, short_name: str = ""
) -> Unit:
    """A member unit with its name from that day on."""
    unit = Unit.objects.create(bloc=bloc, slug=slug, kind=kind)
    row = UnitName(unit=unit, name=name, short_name=short_name, valid_from=valid_from)
    row.set_keys()
    row.save()
    finish(CREATE_UNIT, unit, by=by, data={"name": name})
    return unit


@transaction.atomic
def create_person(*, by: Any, username: str, full_name: str, **facts: Any) -> User:
    """An account without a post and without a password. facts: salutation, email, phone."""
    with refusals_in_words():
        person = User.objects.create_user(username=username, full_name=full_name, **facts)
    finish(CREATE_PERSON, person, by=by, data={"username": person.username})
    return person

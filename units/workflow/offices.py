"""Seats in a bloc's secretariat and on the city board: somebody is seated by somebody else, and unseated with a day."""

import datetime
from typing import Any, TypeVar

from django.db import transaction

from libraries.web.formats import short_date
from records.transitions import Action, NotAllowedNow, finish
from units.actions import END_BOARD_MEMBER, END_SECRETARY, SEAT_BOARD_MEMBER, SEAT_SECRETARY
from units.models import Bloc, BoardSeat, SecretariatSeat, Unit, User
from units.workflow.operators import NOT_ONESELF, ONE_DAY
from units.workflow.periods import refusals_in_words

Seat = TypeVar("Seat", SecretariatSeat, BoardSeat)


@transaction.atomic
def seat_secretary(bloc: Bloc, *, by: Any, person: User, title: str, valid_from: datetime.date) -> SecretariatSeat:
    """`by` is None where an installation begins."""
    _refuse_oneself(person, by)
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    with refusals_in_words():
        seat = SecretariatSeat.objects.create(bloc=bloc, user=person, title=title, valid_from=valid_from)
    finish(SEAT_SECRETARY, seat, by=by, data={"person": person.pk, "title": title})
    return seat


@transaction.atomic
def seat_board_member(
    *,
    by: Any,
    person: User,
    title: str,
    valid_from: datetime.date,
    can_decide: bool = False,
    from_unit: Unit | None = None,
) -> BoardSeat:
    """A board member from a unit never judges its dossiers (`from_unit`)."""
    _refuse_oneself(person, by)
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    with refusals_in_words():
        seat = BoardSeat.objects.create(
            user=person, title=title, valid_from=valid_from, can_decide=can_decide, from_unit=from_unit
        )
    finish(SEAT_BOARD_MEMBER, seat, by=by, data={"person": person.pk, "title": title, "can_decide": can_decide})
    return seat


@transaction.atomic
def end_secretary(seat: SecretariatSeat, *, by: Any, last_day: datetime.date, reason: str = "") -> SecretariatSeat:
    rows = SecretariatSeat.objects.select_for_update(of=("self",)).select_related("bloc", "user")
    return _ended(END_SECRETARY, rows.get(pk=seat.pk), by, last_day, reason)


@transaction.atomic
def end_board_member(seat: BoardSeat, *, by: Any, last_day: datetime.date, reason: str = "") -> BoardSeat:
    rows = BoardSeat.objects.select_for_update(of=("self",)).select_related("user")
    return _ended(END_BOARD_MEMBER, rows.get(pk=seat.pk), by, last_day, reason)


def _ended(action: Action, seat: Seat, by: Any, last_day: datetime.date, reason: str) -> Seat:
    if seat.is_over:
        raise NotAllowedNow(f"Thời gian tham gia đã kết thúc ngày {short_date(seat.last_day)}.")
    if last_day < seat.valid_from:
        raise NotAllowedNow(f"Ngày cuối cùng phải từ ngày {short_date(seat.valid_from)} trở đi.")
    seat.valid_to = last_day + ONE_DAY
    seat.save(update_fields=["valid_to"])
    finish(action, seat, by=by, reason=reason, data={"last_day": last_day.isoformat()})
    return seat


def _refuse_oneself(person: User, by: Any) -> None:
    if by is not None and person.pk == by.pk:
        raise NotAllowedNow(NOT_ONESELF)

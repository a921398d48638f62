"""Emulation years: theme, which units sit in them, who is Khối trưởng, in which order they are named."""

from typing import Any

from django.db import transaction

from records.ordering import exchanged, number
from records.transitions import NotAllowedNow, finish
from units.actions import ADD_YEAR, EDIT_YEAR, MOVE_SEAT, SET_ROLE
from units.models import Bloc, EmulationYear, Seat
from units.workflow.blocs import write_changes
from units.workflow.periods import refusals_in_words

RANK: dict[str, int] = {Seat.Role.HEAD: 0, Seat.Role.DEPUTY: 1, Seat.Role.MEMBER: 2}


def _locked(year: EmulationYear) -> EmulationYear:
    return EmulationYear.objects.select_for_update(of=("self",)).select_related("bloc").get(pk=year.pk)


def _in_protocol_order(year: EmulationYear) -> list[Seat]:
    seats = year.seats.select_related("unit__bloc", "emulation_year__bloc")
    return sorted(seats, key=lambda seat: (RANK[seat.role], seat.display_order))


@transaction.atomic
def add_year(
    bloc: Bloc, *, by: Any, year: int, theme: str = "", theme_source: str = "", copied: EmulationYear | None = None
) -> EmulationYear:
    """A new year. Its seats are those of `copied`, roles included; without it every unit sits as a member."""
    bloc = Bloc.objects.select_for_update().get(pk=bloc.pk)
    with refusals_in_words():
        row = EmulationYear.objects.create(
            bloc=bloc,
            year=year,
            theme=theme,
            theme_source=theme_source,
            units_source=copied.units_source if copied else "",
            is_sample=bloc.is_sample,
        )
    if copied is not None:
        seats = [Seat(unit_id=seat.unit_id, role=seat.role) for seat in _in_protocol_order(copied)]
    else:
        seats = [Seat(unit=unit) for unit in bloc.units.order_by("pk")]
    for order, seat in enumerate(seats, 1):
        seat.emulation_year, seat.display_order, seat.is_sample = row, order, bloc.is_sample
    Seat.objects.bulk_create(seats)
    finish(ADD_YEAR, row, by=by, data={"year": year, "copied": copied.year if copied else None})
    return row


@transaction.atomic
def edit_year(year: EmulationYear, *, by: Any, revision: int | None = None, **changes: Any) -> EmulationYear:
    """Theme of the year and where it is from."""
    year = _locked(year)
    allowed = {name: value for name, value in changes.items() if name in ("theme", "theme_source")}
    if changed := write_changes(year, allowed, read=revision):
        finish(EDIT_YEAR, year, by=by, data={"changed": changed})
    return year


@transaction.atomic
def set_role(seat: Seat, *, role: str, by: Any) -> Seat:
    """Khối trưởng, Khối phó or member. A new Khối trưởng makes the former one a member; the order follows."""
    year = _locked(seat.emulation_year)
    seats = {row.pk: row for row in _in_protocol_order(year)}
    seat = seats[seat.pk]
    before = seat.role
    if role == before:
        return seat
    former = None
    if role == Seat.Role.HEAD:
        former = next((row for row in seats.values() if row.role == Seat.Role.HEAD), None)
        if former:
            former.role = Seat.Role.MEMBER
            former.save(update_fields=["role"])
    seat.role = role
    seat.save(update_fields=["role"])
    number(sorted(seats.values(), key=lambda row: (RANK[row.role], row.display_order)), "display_order")
    data = {"unit": seat.unit.name, "from": before, "to": role, "former_head": former.unit.name if former else ""}
    finish(SET_ROLE, seat, by=by, data=data)
    return seat


@transaction.atomic
def move_seat(seat: Seat, *, up: bool, by: Any) -> Seat:
    """One place up or down among the seats of the same role."""
    year = _locked(seat.emulation_year)
    seats = _in_protocol_order(year)
    seat = next(row for row in seats if row.pk == seat.pk)
    if (moved := exchanged(seats, seat.pk, up=up)) is None:
        raise NotAllowedNow("Đơn vị đã ở đầu danh sách." if up else "Đơn vị đã ở cuối danh sách.")
    if [row.role for row in moved] != [row.role for row in seats]:
        raise NotAllowedNow("Khối trưởng đứng đầu, rồi đến Khối phó, rồi các thành viên. Đổi vai trò trước.")
    number(moved, "display_order")
    finish(MOVE_SEAT, seat, by=by, data={"unit": seat.unit.name, "to": seat.display_order})
    return seat

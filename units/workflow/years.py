"""Emulation years: theme, which units sit in them, who is Khối trưởng, in which order they are named."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from libraries.web.formats import short_date
from records.ordering import exchanged, number
from records.transitions import NotAllowedNow, finish
from units.actions import ADD_YEAR, EDIT_YEAR, MOVE_SEAT, SET_ROLE
from units.list_uses import last_use
from units.models import Bloc, EmulationYear, Seat
from units.workflow.blocs import write_changes
from units.workflow.changes import Ground, Kind, write_down
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
    members = bloc.units.members_on(row.first_day).order_by("pk")
    if copied is not None:
        last = copied.seats_on(copied.last_day)
        there = {unit.pk for unit in members}
        seats = [Seat(unit_id=seat.unit_id, role=seat.role) for seat in last if seat.unit_id in there]
    else:
        seats = [Seat(unit=unit) for unit in members]
    for order, seat in enumerate(seats, 1):
        seat.emulation_year, seat.display_order, seat.is_sample = row, order, bloc.is_sample
        seat.valid_from = row.first_day
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
def set_role(seat: Seat, *, role: str, by: Any, on: datetime.date | None = None, ground: Ground | None = None) -> Seat:
    """Khối trưởng, Khối phó or member, from a day on. A new Khối trưởng makes the former one a member from that day.

    Without a day it is for all the time of the seat: while the year is arranged, before anybody was asked or signed by
    its list. A year that is over is corrected with a reason, which it then shows. Returns the seat with the new role.
    """
    year = _locked(seat.emulation_year)
    rows = {row.pk: row for row in _in_protocol_order(year)}
    if seat.pk not in rows:
        raise NotAllowedNow("Danh sách đơn vị của năm vừa thay đổi. Tải lại trang rồi thực hiện lại.")
    seat, ground = rows[seat.pk], ground or Ground()
    if role == seat.role:
        return seat
    _refuse_undated(year, on, ground)
    on = on or seat.valid_from
    if not seat.holds_on(on) or year.day_within(on) != on:
        raise NotAllowedNow(f"Vai trò này giữ {period_words(seat)}. Chọn ngày trong thời gian đó.")
    before, former = seat.role, None
    with refusals_in_words():
        if role == Seat.Role.HEAD:
            heads = [row for row in rows.values() if row.role == Seat.Role.HEAD and row.pk != seat.pk]
            former = next((row for row in heads if row.holds_on(on)), None)
            if former:
                _turned(former, Seat.Role.MEMBER, on)
        turned = _turned(seat, role, on)
    seats = year.seats.select_related("unit__bloc", "emulation_year__bloc")
    number(sorted(seats, key=lambda row: (RANK[row.role], row.display_order, row.pk)), "display_order")
    turned = seats.get(pk=turned.pk)
    label, name = turned.get_role_display(), turned.unit.name_on(on)
    if on > year.first_day or year.is_over:
        instead = f" thay {former.unit.name_on(on)}" if former else ""
        summary = f"{name}: {label} năm {year.year}{instead}"
        units = [turned.unit, *([former.unit] if former else [])]
        write_down(year.bloc, Kind.ROLE, on=on, summary=summary, ground=ground, by=by, after=units, year=year)
    data = {
        "unit": name, "from": before, "to": role, "on": on.isoformat(),
        "former_head": former.unit.name_on(on) if former else "",
    }  # fmt: skip
    finish(SET_ROLE, turned, by=by, reason=ground.reason, data=data)
    return turned


def _refuse_undated(year: EmulationYear, on: datetime.date | None, ground: Ground) -> None:
    if year.is_over:
        if not ground.reason.strip():
            raise NotAllowedNow(f"Năm {year.year} đã kết thúc. Nhập lý do điều chỉnh.")
    elif (on is None or on == year.first_day) and (use := last_use(year)) is not None:
        raise NotAllowedNow(
            f"Năm {year.year} đã có việc theo danh sách này (ngày {short_date(use.day)}: {use.what}). "
            "Nhập ngày thay đổi vai trò."
        )


def _turned(seat: Seat, role: str, on: datetime.date) -> Seat:
    """The seat with another role from that day: itself where it begins then, else a second one after it."""
    if on == seat.valid_from:
        seat.role = role
        seat.save(update_fields=["role"])
        return seat
    last = seat.valid_to
    seat.valid_to = on
    seat.save(update_fields=["valid_to"])
    after = Seat.objects.filter(emulation_year=seat.emulation_year_id).aggregate(last=Max("display_order"))["last"]
    return Seat.objects.create(
        emulation_year=seat.emulation_year,
        unit=seat.unit,
        role=role,
        display_order=after + 1,
        valid_from=on,
        valid_to=last,
        is_sample=seat.is_sample,
    )


def period_words(seat: Seat) -> str:
    """ "từ ngày 01/07/2026 đến hết ngày 31/12/2026"."""
    last = seat.last_day or seat.emulation_year.last_day
    return f"từ ngày {short_date(seat.valid_from)} đến hết ngày {short_date(last)}"


@transaction.atomic
def move_seat(seat: Seat, *, up: bool, by: Any) -> Seat:
    """One place up or down among the seats of the same role; not in a year that is over."""
    year = _locked(seat.emulation_year)
    if year.is_over:
        raise NotAllowedNow(f"Năm {year.year} đã kết thúc, thứ tự các đơn vị giữ nguyên.")
    seats = _in_protocol_order(year)
    seat = next(row for row in seats if row.pk == seat.pk)
    # Seats held at another time keep their places: the order is seen among those of one day.
    seats = [row for row in seats if row.holds_on(year.day_within())]
    if seat.pk not in {row.pk for row in seats}:
        raise NotAllowedNow(f"Vai trò này giữ {period_words(seat)}; thứ tự chỉ đổi cho đơn vị hiện nay.")
    if (moved := exchanged(seats, seat.pk, up=up)) is None:
        raise NotAllowedNow("Đơn vị đã ở đầu danh sách." if up else "Đơn vị đã ở cuối danh sách.")
    if [row.role for row in moved] != [row.role for row in seats]:
        raise NotAllowedNow("Khối trưởng đứng đầu, rồi đến Khối phó, rồi các thành viên. Đổi vai trò trước.")
    places = sorted(row.display_order for row in moved)
    for row, place in zip(moved, places, strict=True):
        row.display_order = place
    Seat.objects.bulk_update(moved, ["display_order"])
    finish(MOVE_SEAT, seat, by=by, data={"unit": seat.unit.name, "to": seat.display_order})
    return seat

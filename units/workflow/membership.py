"""Which units a bloc has: made, joined, merged, split, ended, gone to another bloc; always from a day on.

Nothing that was signed, counted or issued before that day changes: units keep their rows and the names of their day.
What only the unit can finish is finished first (units.list_uses). Lock order: bloc, then its years.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from libraries.text import likeness
from libraries.web.formats import short_date
from records.ordering import number
from records.transitions import Action, NotAllowedNow, finish
from units.actions import CLOSE_UNIT, JOIN_UNIT, MERGE_UNITS, MOVE_UNIT, SPLIT_UNIT
from units.models import Bloc, EmulationYear, Post, Seat, SigningAuthority, Unit, UnitName, in_force
from units.workflow.changes import Ground, Kind, refuse_behind_uses, refuse_unfinished, write_down
from units.workflow.founding import free_slug
from units.workflow.periods import refusals_in_words
from units.workflow.years import RANK


@dataclass(frozen=True)
class NewUnit:
    """A unit that is not there yet, as it is written down."""

    name: str
    kind: str
    short_name: str = ""


@transaction.atomic
def join_unit(
    bloc: Bloc, *, by: Any, unit: NewUnit, on: datetime.date, ground: Ground, newly_made: bool = False
) -> Unit:
    """A unit joins the bloc from that day (tham gia khối, thành lập): a member of its year, asked from then on."""
    bloc = _locked(bloc)
    row = _opened(bloc, unit, on)
    kind, verb = (Kind.UNIT_MADE, "Thành lập") if newly_made else (Kind.JOINED, "Tham gia Khối:")
    summary = f"{verb} {unit.name}"
    write_down(bloc, kind, on=on, summary=summary, ground=ground, by=by, after=[row], year=_year_of(bloc, on))
    return _finished(JOIN_UNIT, row, by, on, ground, summary)


@transaction.atomic
def close_unit(unit: Unit, *, by: Any, on: datetime.date, ground: Ground, left: bool = False) -> Unit:
    """The unit is no member from that day on: it ended (giải thể), or it left the bloc (thôi tham gia)."""
    bloc = _locked(unit.bloc)
    unit = Unit.objects.with_names().select_related("bloc").get(pk=unit.pk)
    _close(unit, on)
    kind, words = (Kind.LEFT, "thôi tham gia Khối") if left else (Kind.ENDED, "giải thể")
    summary = f"{unit.name_on(_eve(on))} {words}"
    write_down(bloc, kind, on=on, summary=summary, ground=ground, by=by, before=[unit], year=_year_of(bloc, on))
    return _finished(CLOSE_UNIT, unit, by, on, ground, summary)


@transaction.atomic
def merge_units(
    units: Iterable[Unit],
    *,
    by: Any,
    into: Unit | NewUnit,
    on: datetime.date,
    ground: Ground,
    with_staff: bool = True,
) -> Unit:
    """Two or more become one, new or one of the bloc's (hợp nhất, sáp nhập). It takes the highest of their roles.

    With `with_staff` those who worked for the merged units work for the new one from that day; its leader is written
    down as an act of its own.
    """
    merged = {unit.pk: unit for unit in units}
    target = into if isinstance(into, Unit) else None
    if target is not None:
        merged.pop(target.pk, None)
    if len(merged) + (target is not None) < 2:
        raise NotAllowedNow("Chọn ít nhất hai đơn vị để hợp nhất, sáp nhập.")
    first = next(iter(merged.values()))
    bloc = _locked(first.bloc)
    rows = list(Unit.objects.with_names().select_related("bloc").filter(pk__in=merged, bloc=bloc).order_by("pk"))
    if len(rows) < len(merged) or (target is not None and target.bloc_id != bloc.pk):
        raise NotAllowedNow("Chỉ hợp nhất, sáp nhập các đơn vị của cùng một khối.")
    if target is not None and (target.has_ended or (target.ended_on and target.ended_on <= on)):
        raise NotAllowedNow(f"{target.name} đã thôi là thành viên của Khối. Chọn đơn vị khác.")
    roles = [_close(row, on) for row in rows]
    row = target if target is not None else _opened(bloc, into, on) if isinstance(into, NewUnit) else rows[0]
    for year in _years_from(bloc, on):
        _raise_role(year, row, on, [role[year.pk] for role in roles if year.pk in role])
    if with_staff:
        _take_staff(rows, row, on)
    names = ", ".join(one.name_on(_eve(on)) for one in rows)
    summary = f"Sáp nhập {names} vào {row.name_on(on)}" if target else f"Hợp nhất {names} thành {row.name_on(on)}"
    write_down(
        bloc,
        Kind.MERGED,
        on=on,
        summary=summary,
        ground=ground,
        by=by,
        before=[*rows, *([target] if target else [])],
        after=[row],
        year=_year_of(bloc, on),
    )
    return _finished(MERGE_UNITS, row, by, on, ground, summary)


@transaction.atomic
def split_unit(
    unit: Unit, *, by: Any, parts: Sequence[NewUnit], on: datetime.date, ground: Ground, goes_on: bool
) -> list[Unit]:
    """New units come out of one, which goes on beside them (tách) or ends with it (chia)."""
    if len(parts) + goes_on < 2:
        raise NotAllowedNow("Nhập ít nhất hai đơn vị sau khi chia, hoặc chọn đơn vị cũ tiếp tục hoạt động.")
    bloc = _locked(unit.bloc)
    unit = Unit.objects.with_names().select_related("bloc").get(pk=unit.pk)
    before = unit.name_on(_eve(on))
    if not goes_on:
        _close(unit, on)
    rows = [_opened(bloc, part, on) for part in parts]
    names = ", ".join(part.name for part in parts)
    summary = f"Tách {names} từ {before}" if goes_on else f"Chia {before} thành {names}"
    write_down(
        bloc,
        Kind.SPLIT,
        on=on,
        summary=summary,
        ground=ground,
        by=by,
        before=[unit],
        after=[*rows, *([unit] if goes_on else [])],
        year=_year_of(bloc, on),
    )
    _finished(SPLIT_UNIT, unit, by, on, ground, summary)
    return rows


@transaction.atomic
def move_unit(unit: Unit, *, by: Any, to: Bloc, on: datetime.date, ground: Ground) -> Unit:
    """The unit leaves its bloc and joins another one that day, with its people. What it signed stays with the old."""
    if unit.bloc_id == to.pk:
        raise NotAllowedNow("Đơn vị đang thuộc khối này. Chọn khối khác.")
    blocs = {
        row.pk: row for row in Bloc.objects.select_for_update().filter(pk__in=[unit.bloc_id, to.pk]).order_by("pk")
    }
    unit = Unit.objects.with_names().select_related("bloc").get(pk=unit.pk)
    old = unit.names.order_by("valid_from").last()
    name, short_name = unit.name_on(_eve(on)), old.short_name if old else ""
    _close(unit, on)
    row = _opened(blocs[to.pk], NewUnit(name, unit.kind, short_name), on)
    _take_staff([unit], row, on, leaders=True)
    told = {"on": on, "ground": ground, "by": by}
    gone, come = f"{name} chuyển sang {to.name}", f"{name} chuyển từ {unit.bloc.name} đến"
    write_down(
        unit.bloc, Kind.LEFT, summary=gone, before=[unit], after=[row], year=_year_of(unit.bloc, on), **told
    )  # fmt: skip
    write_down(row.bloc, Kind.JOINED, summary=come, before=[unit], after=[row], year=_year_of(row.bloc, on), **told)
    _finished(MOVE_UNIT, unit, by, on, ground, gone)
    _finished(JOIN_UNIT, row, by, on, ground, come)
    return row


# --- The pieces ------------------------------------------------------------------------------------------------------


def _locked(bloc: Bloc) -> Bloc:
    return Bloc.objects.select_for_update().get(pk=bloc.pk)


def _finished(action: Action, row: Unit, by: Any, on: datetime.date, ground: Ground, summary: str) -> Unit:
    data = {"on": on.isoformat(), "what": summary, "paper": ground.words}
    finish(action, row, by=by, reason=ground.reason, data=data)
    return row


def _eve(on: datetime.date) -> datetime.date:
    """The last day before: names as they were until the change."""
    return on - datetime.timedelta(days=1)


def _year_of(bloc: Bloc, on: datetime.date) -> EmulationYear | None:
    return bloc.years.filter(year=on.year).first()


def _years_from(bloc: Bloc, on: datetime.date) -> list[EmulationYear]:
    """Years of the bloc that are not over by that day, locked."""
    years = EmulationYear.objects.select_for_update(of=("self",)).select_related("bloc")
    return list(years.filter(bloc=bloc, year__gte=on.year).order_by("year"))


def _close(unit: Unit, on: datetime.date) -> dict[int, str]:
    """Seats, names, posts and authorities end. Returns the role it held in each year."""
    if unit.ended_on is not None:
        raise NotAllowedNow(f"{unit.name} đã thôi là thành viên từ ngày {short_date(unit.ended_on)}.")
    refuse_unfinished(unit)
    last = unit.names.order_by("valid_from").last()
    if last is not None and last.valid_from >= on:
        raise NotAllowedNow(
            f"Tên “{last.name}” có hiệu lực từ ngày {short_date(last.valid_from)}. Chọn ngày sau ngày đó."
        )
    roles: dict[int, str] = {}
    for year in _years_from(unit.bloc, on):
        seats = list(year.seats.filter(unit=unit).filter(Q(valid_to=None) | Q(valid_to__gt=on)).order_by("valid_from"))
        if seats:
            refuse_behind_uses(year, on)
        for seat in seats:
            roles.setdefault(year.pk, seat.role)
            if seat.valid_from >= on:
                seat.delete()
            else:
                seat.valid_to = on
                seat.save(update_fields=["valid_to"])
    unit.names.filter(Q(valid_to=None) | Q(valid_to__gt=on)).update(valid_to=on)
    for held in (Post.objects.filter(unit=unit), SigningAuthority.objects.filter(unit=unit)):
        lasting = held.filter(Q(valid_to=None) | Q(valid_to__gt=on))
        for row in lasting:
            row.valid_to = max(on, row.valid_from)
            row.save(update_fields=["valid_to"])
    unit.ended_on = on
    unit.save(update_fields=["ended_on"])
    return roles


def _opened(bloc: Bloc, new: NewUnit, on: datetime.date) -> Unit:
    """The unit with its name from that day and a seat as a member in each year from then on."""
    others = UnitName.objects.filter(in_force(on), unit__bloc=bloc)
    if same := next((other for other in others if likeness(other.name) == likeness(new.name)), None):
        raise NotAllowedNow(f"Khối đã có đơn vị tên “{same.name}”. Nhập tên phân biệt được hai đơn vị.")
    unit = Unit.objects.create(
        bloc=bloc, slug=free_slug(bloc.units, new.name, "don-vi"), kind=new.kind, is_sample=bloc.is_sample
    )
    name = UnitName(unit=unit, name=new.name, short_name=new.short_name, valid_from=on)
    name.set_keys()
    name.save()
    for year in _years_from(bloc, on):
        refuse_behind_uses(year, on)
        last = year.seats.aggregate(last=Max("display_order"))["last"] or 0
        Seat.objects.create(
            emulation_year=year,
            unit=unit,
            display_order=last + 1,
            valid_from=max(on, year.first_day),
            is_sample=unit.is_sample,
        )
    return unit


def _raise_role(year: EmulationYear, unit: Unit, on: datetime.date, roles: Sequence[str]) -> None:
    """The unit takes the highest of these roles from that day, where it is higher than its own."""
    seat = year.seats.filter(in_force(max(on, year.first_day)), unit=unit).first()
    best = min(roles, key=lambda role: RANK[role], default=None)
    if seat is None or best is None or RANK[best] >= RANK[seat.role]:
        return
    with refusals_in_words():
        if seat.valid_from >= on:
            seat.role = best
            seat.save(update_fields=["role"])
        else:
            last = year.seats.aggregate(last=Max("display_order"))["last"]
            seat.valid_to, ends = on, seat.valid_to
            seat.save(update_fields=["valid_to"])
            Seat.objects.create(
                emulation_year=year,
                unit=unit,
                role=best,
                display_order=last + 1,
                valid_from=on,
                valid_to=ends,
                is_sample=seat.is_sample,
            )
    rows = sorted(year.seats.all(), key=lambda row: (RANK[row.role], row.display_order, row.pk))
    number(rows, "display_order")


def _take_staff(units: Iterable[Unit], target: Unit, on: datetime.date, *, leaders: bool = False) -> None:
    """Posts that ended with the change begin anew in the other unit; of several of one person the first."""
    ended = Post.objects.filter(unit__in=list(units), valid_to=on, valid_from__lt=on, user__is_active=True)
    if not leaders:
        ended = ended.filter(is_leader=False)
    there = set(target.posts.filter(in_force(on)).values_list("user", flat=True))
    for post in ended.order_by("pk"):
        if post.user_id not in there:
            there.add(post.user_id)
            Post.objects.create(
                user=post.user,
                unit=target,
                title=post.title,
                is_leader=post.is_leader,
                # Whoever led the unit before it moved was confirmed then.
                confirmed_at=post.confirmed_at,
                made_by=post.made_by,
                valid_from=on,
                is_sample=target.is_sample,
            )

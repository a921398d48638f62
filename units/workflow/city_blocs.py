"""Blocs as the city sets them up: made, renamed, ended; each with its day, its reason and its paper."""

import datetime
from typing import Any

from django.db import transaction

from libraries.web import clock
from libraries.web.formats import short_date
from records.transitions import NotAllowedNow, finish
from units.actions import END_BLOC, MAKE_BLOC, RENAME_BLOC
from units.list_uses import unfinished_of
from units.models import Bloc, FormerBlocName
from units.workflow.changes import Ground, Kind, write_down
from units.workflow.founding import namesake_of, new_bloc


@transaction.atomic
def make_bloc(*, by: Any, on: datetime.date, ground: Ground, name: str, **facts: Any) -> Bloc:
    """facts: short_name, kind, field, contact. Its units, secretariat and year are written down next.

    `by` is None where a file sets an installation up.
    """
    bloc = new_bloc(name=name, **facts)
    summary = f"Lập {name}"
    write_down(bloc, Kind.BLOC_MADE, on=on, summary=summary, ground=ground, by=by)
    finish(MAKE_BLOC, bloc, by=by, reason=ground.reason, data={"name": name, "paper": ground.words})
    return bloc


@transaction.atomic
def rename_bloc(bloc: Bloc, *, by: Any, on: datetime.date, ground: Ground, name: str, short_name: str) -> Bloc:
    """From that day, not before it is in force. Papers of earlier days bear the former name, also if printed later.

    Given again from the day on which the present name began, it mends a slip: nothing was called so for a day.
    """
    bloc = Bloc.objects.select_for_update().get(pk=bloc.pk)
    if on > clock.today():
        raise NotAllowedNow("Tên mới chưa có hiệu lực. Cập nhật từ ngày tên mới có hiệu lực.")
    if (bloc.name, bloc.short_name) == (name, short_name):
        raise NotAllowedNow("Tên mới giống tên hiện nay. Kiểm tra lại tên.")
    if refusal := namesake_of(name, but=bloc):
        raise NotAllowedNow(refusal)
    last = bloc.former_names.last()
    if last is not None and on < last.until:
        raise NotAllowedNow(
            f"Tên “{bloc.name}” có hiệu lực từ ngày {short_date(last.until)}. Chọn ngày đó hoặc ngày sau ngày đó."
        )
    before = bloc.name
    if last is None or on > last.until:
        FormerBlocName.objects.create(bloc=bloc, name=before, short_name=bloc.short_name, until=on)
    bloc.name, bloc.short_name = name, short_name
    bloc.set_keys()
    bloc.save(update_fields=["name", "short_name", "sort_key", "search_key"])
    summary = f"{before} đổi tên thành {name}"
    write_down(bloc, Kind.BLOC_RENAMED, on=on, summary=summary, ground=ground, by=by)
    finish(RENAME_BLOC, bloc, by=by, reason=ground.reason, data={"from": before, "to": name, "on": on.isoformat()})
    return bloc


@transaction.atomic
def end_bloc(bloc: Bloc, *, by: Any, on: datetime.date, ground: Ground) -> Bloc:
    """No new year begins; what is there is read as before. Its units have gone elsewhere or ended first."""
    bloc = Bloc.objects.select_for_update().get(pk=bloc.pk)
    if bloc.ended_on is not None:
        raise NotAllowedNow("Khối đã thôi hoạt động.")
    if left := [unit.short_name for unit in bloc.units.members_on(on).with_names()]:
        raise NotAllowedNow(
            f"Khối còn {len(left)} đơn vị: {', '.join(left[:5])}. "
            "Chuyển sang khối khác hoặc cập nhật thôi tham gia trước."
        )
    waiting = [one.what for unit in bloc.units.all() for one in unfinished_of(unit) if one.stops]
    if waiting:
        raise NotAllowedNow(f"Khối còn việc chưa xong: {'; '.join(waiting[:5])}.")
    bloc.ended_on = on
    bloc.save(update_fields=["ended_on"])
    write_down(bloc, Kind.BLOC_ENDED, on=on, summary=f"{bloc.name} thôi hoạt động", ground=ground, by=by)
    finish(END_BLOC, bloc, by=by, reason=ground.reason, data={"on": on.isoformat()})
    return bloc

"""The emulation years of a bloc: theme, seats, Khối trưởng, order."""

import copy
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from libraries.web import clock, listing
from records.access import check_permission, permitted
from records.submission import idempotent_post, post_action, posted, submit
from units import workflow
from units.forms.blocs import AddYearForm, YearForm
from units.forms.organisation import RoleForm
from units.list_uses import last_use
from units.lists import YearList
from units.models import EmulationYear, Seat
from units.queries import former_seats, seats_in_order
from units.requests import LoggedInRequest
from units.scope import work_in
from units.views.frame import page_link, show, trail, visible_bloc


def visible_year(request: LoggedInRequest, bloc: str, year: int) -> EmulationYear:
    years = EmulationYear.objects.visible_to(request.user).select_related("bloc")
    return work_in(request, get_object_or_404(years, bloc__slug=bloc, year=year))


@require_safe
def year_list(request: LoggedInRequest, bloc: str) -> HttpResponse:
    the_bloc = visible_bloc(request, bloc)
    steps = trail(the_bloc, ("Các năm thi đua", ""))
    may = permitted(request.user, the_bloc, "units.add_year")
    return listing.answer(request, YearList, the_bloc.years.all(), bloc=the_bloc, steps=steps, may=may)


@require_safe
def year_detail(request: LoggedInRequest, bloc: str, year: int) -> HttpResponse:
    the_year = visible_year(request, bloc, year)
    seats = seats_in_order(the_year)
    return render(
        request,
        "units/year_detail.html",
        {
            "bloc": the_year.bloc,
            "year": the_year,
            "may": permitted(request.user, the_year, "units.edit_year"),
            "seats": seats,
            "roles": Seat.Role.choices,
            "arranging": not the_year.is_over and last_use(the_year) is None,
            "former": former_seats(the_year),
            "changes": the_year.changes.select_related("recorded_by", "bloc"),
            "steps": _steps(the_year),
        },
    )


def _steps(year: EmulationYear, title: str = "") -> list[dict[str, str]]:
    own = "" if not title else page_link("year_detail", year.bloc.slug, year.year)
    rest = [(title, "")] if title else []
    list_of_years = ("Các năm thi đua", page_link("year_list", year.bloc.slug))
    return trail(year.bloc, list_of_years, (f"Năm {year.year}", own), *rest)


def _back(year: EmulationYear) -> HttpResponseRedirect:
    return redirect("units:year_detail", bloc=year.bloc.slug, year=year.year)


@idempotent_post
def year_add(request: LoggedInRequest, bloc: str) -> HttpResponse:
    the_bloc = visible_bloc(request, bloc)
    check_permission(request.user, "units.add_year", the_bloc)
    latest = the_bloc.years.first()
    initial = {"year": latest.year + 1 if latest else clock.today().year, "copied": latest}
    form = AddYearForm(posted(request), bloc=the_bloc, initial=initial)
    if year := submit(form, lambda typed: workflow.add_year(the_bloc, by=request.user, **typed)):
        messages.success(request, f"Đã thêm năm thi đua {year.year}. Kiểm tra Khối trưởng, Khối phó và thứ tự.")
        return _back(year)
    return show(
        request,
        "units/year_add.html",
        form,
        bloc=the_bloc,
        steps=trail(the_bloc, ("Các năm thi đua", page_link("year_list", the_bloc.slug)), ("Thêm năm", "")),
        back=page_link("year_list", the_bloc.slug),
    )


@idempotent_post
def year_edit(request: LoggedInRequest, bloc: str, year: int) -> HttpResponse:
    the_year = visible_year(request, bloc, year)
    check_permission(request.user, "units.edit_year", the_year)
    form = YearForm(posted(request), instance=copy.copy(the_year))
    if submit(form, lambda typed: workflow.edit_year(the_year, by=request.user, **form.changes())):
        messages.success(request, f"Đã lưu chủ đề năm {the_year.year}.")
        return _back(the_year)
    return show(
        request,
        "units/year_edit.html",
        form,
        bloc=the_year.bloc,
        year=the_year,
        steps=_steps(the_year, "Sửa chủ đề"),
        back=page_link("year_detail", the_year.bloc.slug, the_year.year),
    )


# --- seats ---------------------------------------------------------------------------------------------------------
def _visible_seat(request: LoggedInRequest, bloc: str, year: int, pk: int) -> tuple[EmulationYear, Seat]:
    the_year = visible_year(request, bloc, year)
    return the_year, get_object_or_404(
        Seat.objects.select_related("emulation_year__bloc", "unit"), emulation_year=the_year, pk=pk
    )


@post_action("units:year_detail", kept=("bloc", "year"), gone="units:bloc_list")
def set_role(request: LoggedInRequest, bloc: str, year: int, pk: int) -> HttpResponse:
    """One of the three roles; the order follows by itself."""
    the_year, seat = _visible_seat(request, bloc, year, pk)
    check_permission(request.user, "units.set_role", seat)
    role = request.POST.get("role", "")
    if role not in Seat.Role.values:
        messages.error(request, "Chọn Khối trưởng, Khối phó hoặc Thành viên.")
        return _back(the_year)
    seat = workflow.set_role(seat, role=role, by=request.user)
    messages.success(request, f"{seat.unit.name}: {seat.get_role_display()} năm {the_year.year}.")
    return _back(the_year)


@idempotent_post
def role_change(request: LoggedInRequest, bloc: str, year: int, pk: int) -> HttpResponse:
    """Another role from a day on; in a year that is over a correction with its reason."""
    the_year, seat = _visible_seat(request, bloc, year, pk)
    check_permission(request.user, "units.set_role", seat)
    first = the_year.day_within() if not the_year.is_over else seat.valid_from
    form = RoleForm(posted(request), request.FILES or None, initial={"role": seat.role, "on": first})

    def verb(typed: dict[str, Any]) -> Seat:
        return workflow.set_role(seat, role=typed["role"], by=request.user, on=typed["on"], ground=form.ground())

    if changed := submit(form, verb):
        messages.success(request, f"Đã lưu: {changed.unit.name} là {changed.get_role_display()}.")
        return _back(the_year)
    return show(
        request,
        "units/role_change.html",
        form,
        bloc=the_year.bloc,
        year=the_year,
        seat=seat,
        steps=_steps(the_year, "Đổi vai trò"),
        back=page_link("year_detail", the_year.bloc.slug, the_year.year),
    )


@post_action("units:year_detail", kept=("bloc", "year"), gone="units:bloc_list")
def move_seat(request: LoggedInRequest, bloc: str, year: int, pk: int) -> HttpResponse:
    the_year, seat = _visible_seat(request, bloc, year, pk)
    check_permission(request.user, "units.move_seat", seat)
    workflow.move_seat(seat, up=request.POST.get("huong") == "len", by=request.user)
    return _back(the_year)

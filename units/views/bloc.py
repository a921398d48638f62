"""/don-vi/: blocs, one bloc with its units in protocol order, its particulars."""

import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from libraries.web import listing
from records.access import check_permission, permitted
from records.submission import idempotent_post, posted, submit
from units import workflow
from units.bound_settings import lines_of
from units.forms.blocs import BlocForm
from units.lists import BlocList
from units.models import Bloc, Seat, in_force
from units.queries import seats_with_people
from units.requests import LoggedInRequest
from units.views.frame import page_link, show, trail, visible_bloc

ACTS = ("units.edit_bloc", "units.join_unit", "units.merge_units", "units.rename_bloc", "units.hand_over")


@require_safe
def bloc_list(request: LoggedInRequest) -> HttpResponse:
    """All blocs for the city board, with a search; who belongs to one bloc goes straight to it."""
    visible = Bloc.objects.visible_to(request.user)
    if not request.user.roles().sees_every_bloc and len(request.user.bloc_ids) == 1:
        return redirect("units:bloc_detail", bloc=visible.get().slug)
    return listing.answer(request, BlocList, visible)


@require_safe
def bloc_detail(request: LoggedInRequest, bloc: str) -> HttpResponse:
    """What the bloc is, who is Khối trưởng this year, its units with leader and contacts."""
    the_bloc = visible_bloc(request, bloc)
    year = the_bloc.current_year()
    seats = seats_with_people(year) if year else []
    # The list leads whoever belongs to one bloc straight back here.
    blocs = {"label": "Đơn vị", "url": page_link("bloc_list") if request.user.roles().sees_every_bloc else ""}
    return render(
        request,
        "units/bloc_detail.html",
        {
            "bloc": the_bloc,
            "settings": lines_of(the_bloc),
            "former_names": the_bloc.former_names.order_by("-until"),
            "may": permitted(
                request.user,
                the_bloc,
                "units.edit_bloc",
                "units.join_unit",
                "units.merge_units",
                "units.rename_bloc",
                "units.hand_over",
            ),
            "year": year,
            "seats": seats,
            "steps": [blocs, {"label": the_bloc.short_name, "url": ""}],
            "head": next((seat for seat in seats if seat.role == Seat.Role.HEAD), None),
            "deputies": [seat for seat in seats if seat.role == Seat.Role.DEPUTY],
            "secretariat": the_bloc.secretariat_seats.filter(in_force(), user__is_active=True)
            .select_related("user")
            .order_by("user__sort_key"),
        },
    )


@idempotent_post
def bloc_edit(request: LoggedInRequest, bloc: str) -> HttpResponse:
    the_bloc = visible_bloc(request, bloc)
    check_permission(request.user, "units.edit_bloc", the_bloc)
    form = BlocForm(posted(request), instance=copy.copy(the_bloc))
    if submit(form, lambda typed: workflow.edit_bloc(the_bloc, by=request.user, **form.changes())):
        messages.success(request, "Đã lưu thông tin của Khối.")
        return redirect("units:bloc_detail", bloc=the_bloc.slug)
    return show(
        request,
        "units/bloc_edit.html",
        form,
        bloc=the_bloc,
        steps=trail(the_bloc, ("Sửa thông tin", "")),
        back=page_link("bloc_detail", the_bloc.slug),
    )

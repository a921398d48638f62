"""/don-vi/: blocs, one bloc with its units in protocol order, its particulars."""

import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from libraries.web import listing
from records.access import check_permission
from records.submission import idempotent_post, posted, submit
from units import workflow
from units.forms.blocs import BlocForm
from units.lists import BlocList
from units.models import Bloc, Post, Seat, in_force
from units.views.frame import page_link, show, trail, visible_bloc


@require_safe
def bloc_list(request: HttpRequest) -> HttpResponse:
    """All blocs for the city board, with a search; who belongs to one bloc goes straight to it."""
    visible = Bloc.objects.visible_to(request.user)
    if not request.user.is_board_member and len(request.user.bloc_ids) == 1:
        return redirect("units:bloc_detail", bloc=visible.get().slug)
    return listing.answer(request, BlocList, visible)


@require_safe
def bloc_detail(request: HttpRequest, bloc: str) -> HttpResponse:
    """What the bloc is, who is Khối trưởng this year, its units with leader and contacts."""
    bloc = visible_bloc(request, bloc)
    year = bloc.current_year()
    seats = _seats_with_people(year) if year else []
    return render(
        request,
        "units/bloc_detail.html",
        {
            "bloc": bloc,
            "year": year,
            "seats": seats,
            "head": next((seat for seat in seats if seat.role == Seat.Role.HEAD), None),
            "deputies": [seat for seat in seats if seat.role == Seat.Role.DEPUTY],
            "secretariat": bloc.secretariat_seats.filter(in_force(), user__is_active=True)
            .select_related("user")
            .order_by("user__sort_key"),
        },
    )


def _seats_with_people(year) -> list[Seat]:
    """The seats of a year in protocol order; each carries `leader` and `staff`, posts held today."""
    seats = list(year.seats.select_related("unit__bloc").prefetch_related("unit__names").order_by("display_order"))
    posts: dict[int, list[Post]] = {}
    held = Post.objects.filter(in_force(), unit__in=[seat.unit_id for seat in seats], user__is_active=True)
    for post in held.select_related("user").order_by("user__sort_key"):
        posts.setdefault(post.unit_id, []).append(post)
    for seat in seats:
        of_unit = posts.get(seat.unit_id, [])
        seat.leader = next((post for post in of_unit if post.is_leader), None)
        seat.staff = [post for post in of_unit if not post.is_leader]
    return seats


@idempotent_post
def bloc_edit(request: HttpRequest, bloc: str) -> HttpResponse:
    bloc = visible_bloc(request, bloc)
    check_permission(request.user, "units.edit_bloc", bloc)
    form = BlocForm(posted(request), instance=copy.copy(bloc))
    if submit(form, lambda typed: workflow.edit_bloc(bloc, by=request.user, **form.changes())):
        messages.success(request, "Đã lưu thông tin của Khối.")
        return redirect("units:bloc_detail", bloc=bloc.slug)
    return show(
        request,
        "units/bloc_edit.html",
        form,
        bloc=bloc,
        steps=trail(bloc, ("Sửa thông tin", "")),
        back=page_link("bloc_detail", bloc.slug),
    )

"""Blocs renamed and ended by the city; they are made in the fourth step of the set-up (views/setup)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from khoithidua.administration.forms import BlocNameForm
from khoithidua.views.administration.frame import enter, form_page
from records.access import check_permission
from records.submission import idempotent_post, posted, submit
from units import workflow
from units.forms.organisation import GroundFields
from units.models import Bloc
from units.requests import LoggedInRequest


def _bloc(request: LoggedInRequest, slug: str) -> Bloc:
    enter(request)
    return get_object_or_404(Bloc, slug=slug)


def _of(bloc: Bloc) -> tuple[str, str]:
    return bloc.short_name, reverse("units:bloc_detail", args=[bloc.slug])


@idempotent_post
def bloc_rename(request: LoggedInRequest, bloc: str) -> HttpResponse:
    the_bloc = _bloc(request, bloc)
    check_permission(request.user, "units.rename_bloc", the_bloc)
    form = BlocNameForm(posted(request), initial={"name": the_bloc.name, "short_name": the_bloc.short_name})

    def verb(typed: dict[str, Any]) -> Bloc:
        names = {name: typed[name] for name in ("name", "short_name")}
        return workflow.rename_bloc(the_bloc, by=request.user, on=typed["on"], ground=form.ground(), **names)

    if submit(form, verb):
        messages.success(request, "Đã lưu tên mới. Văn bản đã ban hành giữ tên cũ.")
        return redirect("units:bloc_detail", bloc=the_bloc.slug)
    return form_page(request, "khoithidua/bloc_rename.html", form, "Đổi tên", back=_of(the_bloc), bloc=the_bloc)


@idempotent_post
def bloc_end(request: LoggedInRequest, bloc: str) -> HttpResponse:
    the_bloc = _bloc(request, bloc)
    check_permission(request.user, "units.end_bloc", the_bloc)
    form = GroundFields(posted(request))

    def verb(typed: dict[str, Any]) -> Bloc:
        return workflow.end_bloc(the_bloc, by=request.user, on=typed["on"], ground=form.ground())

    if submit(form, verb):
        messages.success(request, f"{the_bloc.name} thôi hoạt động. Hồ sơ, văn bản vẫn xem được.")
        return redirect("units:bloc_detail", bloc=the_bloc.slug)
    return form_page(request, "khoithidua/bloc_end.html", form, "Thôi hoạt động", back=_of(the_bloc), bloc=the_bloc)

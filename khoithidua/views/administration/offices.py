"""Who holds the city's seats and the secretariats: seated, ended; accounts without a post."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from khoithidua.administration.forms import AccountForm, BoardForm, EndForm, SeatForm, SecretaryForm
from khoithidua.views.administration.frame import enter, form_page, steps
from records.access import check_permission
from records.submission import idempotent_post, posted, submit
from units import workflow
from units.models import Bloc, BoardSeat, City, OperatorSeat, SecretariatSeat, User
from units.requests import LoggedInRequest

LABEL = "Người giữ vai trò"


def _back() -> tuple[str, str]:
    return LABEL, reverse("office_list")


@require_safe
def office_list(request: LoggedInRequest) -> HttpResponse:
    """Operators, the board, the secretariat of each bloc: who holds a seat since when, and what is over beneath."""
    enter(request)
    secretaries = SecretariatSeat.objects.select_related("user", "bloc").order_by("bloc__sort_key", "user__sort_key")
    without = Bloc.objects.filter(ended_on=None).order_by("sort_key", "pk")
    kept = {seat.bloc_id for seat in secretaries if not seat.is_over}
    parts: list[tuple[str, str, list[Any]]] = [
        ("Người quản trị", "operator", list(OperatorSeat.objects.select_related("user").order_by("user__sort_key"))),
        (City.objects.on().office, "board", list(BoardSeat.objects.select_related("user").order_by("user__sort_key"))),
        ("Tổ thư ký các khối", "secretary", list(secretaries)),
    ]
    page = {
        "parts": [
            {
                "title": title,
                "add": reverse(f"{name}_add"),
                "end": f"{name}_end",
                "seats": [seat for seat in seats if not seat.is_over],
                "former": [seat for seat in seats if seat.is_over],
            }
            for title, name, seats in parts
        ],
        "without": [bloc for bloc in without if bloc.pk not in kept],
        "steps": steps((LABEL, "")),
    }
    return render(request, "khoithidua/office_list.html", page)


@idempotent_post
def account_add(request: LoggedInRequest) -> HttpResponse:
    """Somebody without a post in a unit: of the city's office, or a secretary to be."""
    check_permission(request.user, "units.create_person", request.user)
    form = AccountForm(posted(request))
    if person := submit(form, lambda typed: workflow.create_person(by=request.user, **typed)):
        messages.success(request, f"Đã lập tài khoản của {person.full_name}. Cử vào vai trò rồi gửi thư mời.")
        return redirect("office_list")
    return form_page(request, "khoithidua/account_add.html", form, "Lập tài khoản", back=_back())


def _people() -> Any:
    return User.objects.all()


@idempotent_post
def operator_add(request: LoggedInRequest) -> HttpResponse:
    check_permission(request.user, "units.seat_operator", request.user)
    form = SeatForm(posted(request), people=_people(), initial={"title": "Quản trị hệ thống"})
    if seat := submit(form, lambda typed: workflow.seat_operator(by=request.user, **typed)):
        messages.success(request, f"Đã cử {seat.user.full_name}.")
        return redirect("office_list")
    return form_page(request, "khoithidua/operator_add.html", form, "Cử người quản trị", back=_back())


@idempotent_post
def board_add(request: LoggedInRequest) -> HttpResponse:
    check_permission(request.user, "units.seat_board_member", request.user)
    form = BoardForm(posted(request), people=_people(), initial={"title": City.objects.on().office})
    if seat := submit(form, lambda typed: workflow.seat_board_member(by=request.user, **typed)):
        messages.success(request, f"Đã cử {seat.user.full_name}.")
        return redirect("office_list")
    office = City.objects.on().office
    return form_page(request, "khoithidua/board_add.html", form, f"Cử vào {office}", back=_back(), office=office)


@idempotent_post
def secretary_add(request: LoggedInRequest) -> HttpResponse:
    check_permission(request.user, "units.seat_secretary", request.user)
    blocs = Bloc.objects.filter(ended_on=None).order_by("sort_key")
    asked = blocs.filter(slug=request.GET.get("khoi", "")).first()
    form = SecretaryForm(posted(request), people=_people(), blocs=blocs, initial={"title": "Tổ thư ký", "bloc": asked})
    if seat := submit(form, lambda typed: workflow.seat_secretary(typed.pop("bloc"), by=request.user, **typed)):
        messages.success(request, f"Đã cử {seat.user.full_name} vào Tổ thư ký {seat.bloc.name}.")
        return redirect("office_list")
    return form_page(request, "khoithidua/secretary_add.html", form, "Cử vào Tổ thư ký", back=_back())


def _end(request: LoggedInRequest, seat: Any, verb: Any, permission: str, template: str) -> HttpResponse:
    check_permission(request.user, permission, seat)
    form = EndForm(posted(request))
    if submit(form, lambda typed: verb(seat, by=request.user, **typed)):
        messages.success(request, f"Đã lưu ngày cuối cùng của {seat.user.full_name}.")
        return redirect("office_list")
    return form_page(request, template, form, "Thôi giữ vai trò", back=_back(), seat=seat)


@idempotent_post
def operator_end(request: LoggedInRequest, pk: int) -> HttpResponse:
    enter(request)
    seat = get_object_or_404(OperatorSeat.objects.select_related("user"), pk=pk)
    return _end(request, seat, workflow.end_operator, "units.end_operator", "khoithidua/operator_end.html")


@idempotent_post
def board_end(request: LoggedInRequest, pk: int) -> HttpResponse:
    enter(request)
    seat = get_object_or_404(BoardSeat.objects.select_related("user"), pk=pk)
    return _end(request, seat, workflow.end_board_member, "units.end_board_member", "khoithidua/board_end.html")


@idempotent_post
def secretary_end(request: LoggedInRequest, pk: int) -> HttpResponse:
    enter(request)
    seat = get_object_or_404(SecretariatSeat.objects.select_related("user", "bloc"), pk=pk)
    return _end(request, seat, workflow.end_secretary, "units.end_secretary", "khoithidua/secretary_end.html")

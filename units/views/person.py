"""People of a bloc: the list, one person, adding, mending, closing an account."""

import copy
from typing import Any

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from libraries.web import clock, listing
from libraries.web.query_string import asked_words
from records.access import check_permission, permitted
from records.submission import idempotent_post, post_action, posted, submit
from units import outgoing, workflow
from units.forms.people import AddPersonForm, PersonForm, ReasonForm
from units.lists import EVER, PersonList, people_of
from units.models import AccessChange, Bloc, SigningAuthority, User
from units.queries import way_in
from units.requests import LoggedInRequest
from units.views.frame import page_link, show, trail, visible_bloc

ACCOUNT_ACTS = (
    "units.edit_person",
    "units.leave_person",
    "units.send_invitation",
    "units.print_invitation",
    "units.request_factor",
    "units.shorten_waiting",
    "units.read_account_events",
)


def visible_person(request: LoggedInRequest, bloc: str, pk: int) -> tuple[Bloc, User]:
    the_bloc = visible_bloc(request, bloc)
    return the_bloc, get_object_or_404(User.objects.visible_to(request.user).of_bloc(the_bloc, ever=True), pk=pk)


@require_safe
def person_list(request: LoggedInRequest, bloc: str) -> HttpResponse:
    """In Vietnamese order, by tên; search without diacritics, filter by unit."""
    the_bloc = visible_bloc(request, bloc)
    return listing.answer(
        request,
        PersonList,
        people_of(the_bloc, ever=EVER.is_on(request)),
        bloc=the_bloc,
        units=the_bloc.units.with_names(),
        may=permitted(request.user, the_bloc, "units.add_person"),
        steps=trail(the_bloc, ("Cán bộ", "")),
    )


@require_safe
def person_detail(request: LoggedInRequest, bloc: str, pk: int) -> HttpResponse:
    """What the person holds and held in this bloc; nothing of other blocs."""
    the_bloc, person = visible_person(request, bloc, pk)
    authorities = SigningAuthority.objects.filter(holder=person, unit__bloc=the_bloc).select_related("unit", "grantor")
    return render(
        request,
        "units/person_detail.html",
        {
            "bloc": the_bloc,
            "person": person,
            "may": permitted(request.user, person, *ACCOUNT_ACTS),
            "waits_until": person.signs_from if person.signs_from and person.signs_from > clock.now() else None,
            "changes": AccessChange.objects.visible_to(request.user).open().filter(person=person),
            "way_in": way_in(person),
            "can_send": outgoing.can_send(),
            "posts": person.posts.filter(unit__bloc=the_bloc)
            .select_related("unit__bloc")
            .prefetch_related("unit__names")
            .order_by("-valid_from"),
            "seats": person.secretariat_seats.filter(bloc=the_bloc).order_by("-valid_from"),
            "authorities": authorities.prefetch_related("unit__names").order_by("-valid_from"),
            "steps": trail(the_bloc, ("Cán bộ", page_link("person_list", the_bloc.slug)), (person.full_name, "")),
        },
    )


def _steps(bloc: Bloc, person: User, title: str) -> list[dict[str, str]]:
    return trail(
        bloc,
        ("Cán bộ", page_link("person_list", bloc.slug)),
        (person.full_name, page_link("person_detail", bloc.slug, person.pk)),
        (title, ""),
    )


# --- adding --------------------------------------------------------------------------------------------------------
@idempotent_post
def person_add(request: LoggedInRequest, bloc: str) -> HttpResponse:
    the_bloc = visible_bloc(request, bloc)
    check_permission(request.user, "units.add_person", the_bloc)
    chosen = the_bloc.units.filter(slug=asked_words(request, "don_vi")).first()
    form = AddPersonForm(posted(request), units=the_bloc.units.with_names(), initial={"unit": chosen})
    if person := submit(form, lambda typed: workflow.add_person(by=request.user, **typed)):
        if AccessChange.objects.open().filter(person=person).exists():
            messages.success(
                request, f"Đã thêm {person.full_name}. Chức vụ thủ trưởng đang chờ người thứ hai xác nhận."
            )
        else:
            messages.success(request, f"Đã thêm {person.full_name}. Gửi thư mời để cán bộ kích hoạt tài khoản.")
        return redirect("units:person_detail", bloc=the_bloc.slug, pk=person.pk)
    return show(
        request,
        "units/person_add.html",
        form,
        bloc=the_bloc,
        steps=trail(the_bloc, ("Cán bộ", page_link("person_list", the_bloc.slug)), ("Thêm cán bộ", "")),
        back=page_link("person_list", the_bloc.slug),
    )


# --- mending -------------------------------------------------------------------------------------------------------
@idempotent_post
def person_edit(request: LoggedInRequest, bloc: str, pk: int) -> HttpResponse:
    the_bloc, person = visible_person(request, bloc, pk)
    check_permission(request.user, "units.edit_person", person)
    form = PersonForm(posted(request), instance=copy.copy(person))
    if submit(form, lambda _: workflow.edit_person(person, by=request.user, chain=the_bloc.chain, **form.changes())):
        waits = AccessChange.objects.open().filter(person=person, kind=AccessChange.Kind.ADDRESS).exists()
        messages.success(request, "Đã lưu. Địa chỉ thư mới đang chờ người thứ hai xác nhận." if waits else "Đã lưu.")
        return redirect("units:person_detail", bloc=the_bloc.slug, pk=pk)
    return show(
        request,
        "units/person_edit.html",
        form,
        bloc=the_bloc,
        person=person,
        steps=_steps(the_bloc, person, "Sửa"),
        back=page_link("person_detail", the_bloc.slug, person.pk),
    )


# --- the account ---------------------------------------------------------------------------------------------------
@idempotent_post
def person_deactivate(request: LoggedInRequest, bloc: str, pk: int) -> HttpResponse:
    the_bloc, person = visible_person(request, bloc, pk)
    check_permission(request.user, "units.deactivate_person", person)
    form = ReasonForm(posted(request))

    def verb(typed: dict[str, Any]) -> bool:
        workflow.deactivate_person(person, by=request.user, chain=the_bloc.chain, **typed)
        return True

    if submit(form, verb):
        messages.success(request, f"Đã khóa tài khoản của {person.full_name}, có hiệu lực ngay.")
        return redirect("units:person_detail", bloc=the_bloc.slug, pk=pk)
    return show(
        request,
        "units/person_deactivate.html",
        form,
        bloc=the_bloc,
        person=person,
        steps=_steps(the_bloc, person, "Khóa tài khoản"),
        back=page_link("person_detail", the_bloc.slug, person.pk),
    )


@post_action("units:person_detail", gone="units:bloc_list")
def reactivate_person(request: LoggedInRequest, bloc: str, pk: int) -> HttpResponse:
    the_bloc, person = visible_person(request, bloc, pk)
    check_permission(request.user, "units.reactivate_person", person)
    workflow.reactivate_person(person, by=request.user, chain=the_bloc.chain)
    messages.success(request, f"Tài khoản của {person.full_name} đã được mở khóa.")
    return redirect("units:person_detail", bloc=the_bloc.slug, pk=pk)


@post_action("units:person_detail", gone="units:bloc_list")
def send_invitation(request: LoggedInRequest, bloc: str, pk: int) -> HttpResponse:
    """The link goes to the person's own address; nobody else sees it."""
    the_bloc, person = visible_person(request, bloc, pk)
    check_permission(request.user, "units.send_invitation", person)
    invitation = workflow.send_invitation(person, by=request.user, chain=the_bloc.chain)
    messages.success(request, f"Đã gửi thư mời kích hoạt tài khoản đến {invitation.address}.")
    return redirect("units:person_detail", bloc=the_bloc.slug, pk=pk)


@post_action("units:person_detail", gone="units:bloc_list")
def print_invitation(request: LoggedInRequest, bloc: str, pk: int) -> HttpResponse:
    """A letter to hand over in a closed envelope, shown in this answer only: for an installation without mail."""
    the_bloc, person = visible_person(request, bloc, pk)
    check_permission(request.user, "units.print_invitation", person)
    letter = workflow.print_invitation(person, by=request.user, chain=the_bloc.chain)
    page = {
        "bloc": the_bloc,
        "person": person,
        "letter": letter,
        "qr": segno.make(letter.link, error="m").svg_data_uri(scale=4, border=4),
        "steps": _steps(the_bloc, person, "Thư mời"),
    }
    return render(request, "units/print_invitation.html", page)


@idempotent_post
def factor_request(request: LoggedInRequest, bloc: str, pk: int) -> HttpResponse:
    """A lost telephone: another person confirms, then the link goes to the person's own address."""
    the_bloc, person = visible_person(request, bloc, pk)
    check_permission(request.user, "units.request_factor", person)
    form = ReasonForm(posted(request))
    change = submit(form, lambda typed: workflow.request_new_factor(person, by=request.user, bloc=the_bloc, **typed))
    if change:
        messages.success(request, "Đã lập đề nghị. Khi có người thứ hai xác nhận, cán bộ nhận được đường dẫn qua thư.")
        return redirect("units:change_detail", pk=change.pk)
    return _reason_page(request, "units/factor_request.html", form, the_bloc, person, "Cấp lại mã OTP")


@idempotent_post
def waiting_shorten(request: LoggedInRequest, bloc: str, pk: int) -> HttpResponse:
    """The city lets somebody sign before the waiting time is over."""
    the_bloc, person = visible_person(request, bloc, pk)
    check_permission(request.user, "units.shorten_waiting", person)
    form = ReasonForm(posted(request))

    def verb(typed: dict[str, Any]) -> bool:
        workflow.shorten_waiting(person, by=request.user, chain=the_bloc.chain, **typed)
        return True

    if submit(form, verb):
        messages.success(request, f"{person.full_name} được ký ngay từ bây giờ.")
        return redirect("units:person_detail", bloc=the_bloc.slug, pk=pk)
    return _reason_page(request, "units/waiting_shorten.html", form, the_bloc, person, "Cho ký ngay")


def _reason_page(
    request: LoggedInRequest, template: str, form: ReasonForm, bloc: Bloc, person: User, title: str
) -> HttpResponse:
    return show(
        request,
        template,
        form,
        bloc=bloc,
        person=person,
        steps=_steps(bloc, person, title),
        back=page_link("person_detail", bloc.slug, person.pk),
    )

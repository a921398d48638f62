"""One unit: its names through time, its posts, who may sign for it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from libraries.web import clock, forms
from records.access import check_permission, permitted
from records.submission import idempotent_post, posted, submit
from units import workflow
from units.forms.people import AuthorityForm, ClosePostForm, PostForm, ReasonForm
from units.models import OrganisationChange, Post, SigningAuthority, Unit, User, UserQuerySet
from units.requests import LoggedInRequest
from units.views.frame import page_link, show, trail, unit_step, visible_unit

ACTS = (
    "units.rename_unit",
    "units.correct_name",
    "units.set_managing_agency",
    "units.add_post",
    "units.grant_authority",
    "units.close_unit",
    "units.split_unit",
    "units.move_unit",
)


@require_safe
def unit_detail(request: LoggedInRequest, bloc: str, unit: str) -> HttpResponse:
    the_unit = visible_unit(request, bloc, unit)
    posts = list(the_unit.posts.select_related("user").order_by("-is_leader", "user__sort_key", "-valid_from"))
    authorities = the_unit.authorities.select_related("holder", "grantor").order_by("-valid_from")
    return render(
        request,
        "units/unit_detail.html",
        {
            "unit": the_unit,
            "bloc": the_unit.bloc,
            "may": permitted(request.user, the_unit, *ACTS),
            "today": clock.today(),
            "changes": OrganisationChange.objects.filter(units__unit=the_unit)
            .select_related("recorded_by", "bloc")
            .distinct(),
            "names": sorted(the_unit.names.all(), key=lambda row: row.valid_from, reverse=True),
            "leader": next(
                (
                    p
                    for p in posts
                    if p.is_leader and p.confirmed_at and not p.is_over and p.valid_from <= clock.today()
                ),
                None,
            ),
            "agencies": the_unit.managing_agencies.order_by("-valid_from"),
            "posts": [post for post in posts if not post.is_over],
            "former_posts": [post for post in posts if post.is_over],
            "authorities": authorities,
            "seats": the_unit.seats.select_related("emulation_year").order_by("-emulation_year__year", "-valid_from"),
            "steps": trail(the_unit.bloc, (the_unit.short_name, "")),
        },
    )


def _back(unit: Unit) -> HttpResponseRedirect:
    return redirect("units:unit_detail", bloc=unit.bloc.slug, unit=unit.slug)


def _page(
    request: LoggedInRequest, template: str, form: forms.Form, unit: Unit, title: str, **context: Any
) -> HttpResponse:
    return show(
        request,
        template,
        form,
        unit=unit,
        bloc=unit.bloc,
        steps=trail(unit.bloc, unit_step(unit), (title, "")),
        back=page_link("unit_detail", unit.bloc.slug, unit.slug),
        **context,
    )


# --- posts ---------------------------------------------------------------------------------------------------------
def _people(unit: Unit) -> UserQuerySet:
    return User.objects.of_bloc(unit.bloc, ever=True)


@idempotent_post
def post_add(request: LoggedInRequest, bloc: str, unit: str) -> HttpResponse:
    the_unit = visible_unit(request, bloc, unit)
    check_permission(request.user, "units.add_post", the_unit)
    form = PostForm(posted(request), people=_people(the_unit))
    if post := submit(form, lambda typed: workflow.add_post(the_unit, by=request.user, **typed)):
        messages.success(request, f"Đã cập nhật chức vụ của {post.user.full_name}.")
        return _back(the_unit)
    return _page(request, "units/post_add.html", form, the_unit, "Thêm chức vụ")


def _visible_post(request: LoggedInRequest, bloc: str, unit: str, pk: int) -> tuple[Unit, Post]:
    the_unit = visible_unit(request, bloc, unit)
    return the_unit, get_object_or_404(Post.objects.select_related("user", "unit__bloc"), unit=the_unit, pk=pk)


@idempotent_post
def post_close(request: LoggedInRequest, bloc: str, unit: str, pk: int) -> HttpResponse:
    the_unit, post = _visible_post(request, bloc, unit, pk)
    check_permission(request.user, "units.close_post", post)
    form = ClosePostForm(posted(request))
    if submit(form, lambda typed: workflow.close_post(post, by=request.user, **typed)):
        messages.success(request, f"Đã cập nhật ngày thôi giữ chức vụ của {post.user.full_name}.")
        return _back(the_unit)
    return _page(request, "units/post_close.html", form, the_unit, "Thôi giữ chức vụ", post=post)


# --- who may sign --------------------------------------------------------------------------------------------------
@idempotent_post
def authority_grant(request: LoggedInRequest, bloc: str, unit: str) -> HttpResponse:
    the_unit = visible_unit(request, bloc, unit)
    check_permission(request.user, "units.grant_authority", the_unit)
    form = AuthorityForm(posted(request), people=User.objects.of_unit(the_unit))
    if authority := submit(form, lambda typed: workflow.grant_authority(the_unit, by=request.user, **typed)):
        messages.success(request, f"Đã cập nhật ủy quyền ký cho {authority.holder.full_name}.")
        return _back(the_unit)
    return _page(request, "units/authority_grant.html", form, the_unit, "Ủy quyền ký")


def _visible_authority(request: LoggedInRequest, bloc: str, unit: str, pk: int) -> tuple[Unit, SigningAuthority]:
    the_unit = visible_unit(request, bloc, unit)
    rows = SigningAuthority.objects.select_related("holder", "grantor", "unit__bloc")
    return the_unit, get_object_or_404(rows, unit=the_unit, pk=pk)


@idempotent_post
def authority_withdraw(request: LoggedInRequest, bloc: str, unit: str, pk: int) -> HttpResponse:
    the_unit, authority = _visible_authority(request, bloc, unit, pk)
    check_permission(request.user, "units.withdraw_authority", authority)
    form = ReasonForm(posted(request))
    if submit(form, lambda typed: workflow.withdraw_authority(authority, by=request.user, **typed)):
        messages.success(request, f"Đã thu hồi ủy quyền của {authority.holder.full_name}, có hiệu lực ngay.")
        return _back(the_unit)
    return _page(request, "units/authority_withdraw.html", form, the_unit, "Thu hồi ủy quyền", authority=authority)

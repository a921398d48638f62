"""One unit: its names through time, its posts, who may sign for it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from libraries.web import clock
from records.access import check_permission
from records.submission import idempotent_post, posted, submit
from units import workflow
from units.forms.blocs import RenameForm
from units.forms.people import AuthorityForm, ClosePostForm, PostForm, ReasonForm
from units.models import Post, SigningAuthority, Unit, User
from units.views.frame import page_link, show, trail, unit_step, visible_unit


@require_safe
def unit_detail(request: HttpRequest, bloc: str, unit: str) -> HttpResponse:
    unit = visible_unit(request, bloc, unit)
    posts = list(unit.posts.select_related("user").order_by("-is_leader", "user__sort_key", "-valid_from"))
    authorities = unit.authorities.select_related("holder", "grantor").order_by("-valid_from")
    return render(
        request,
        "units/unit_detail.html",
        {
            "unit": unit,
            "bloc": unit.bloc,
            "names": sorted(unit.names.all(), key=lambda row: row.valid_from, reverse=True),
            "leader": next((p for p in posts if p.is_leader and not p.is_over and p.valid_from <= clock.today()), None),
            "posts": [post for post in posts if not post.is_over],
            "former_posts": [post for post in posts if post.is_over],
            "authorities": authorities,
            "seats": unit.seats.select_related("emulation_year").order_by("-emulation_year__year"),
            "steps": trail(unit.bloc, (unit.short_name, "")),
        },
    )


def _back(unit: Unit):
    return redirect("units:unit_detail", bloc=unit.bloc.slug, unit=unit.slug)


def _page(request, template, form, unit, title, **context):
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


# --- names ---------------------------------------------------------------------------------------------------------
@idempotent_post
def unit_rename(request: HttpRequest, bloc: str, unit: str) -> HttpResponse:
    unit = visible_unit(request, bloc, unit)
    check_permission(request.user, "units.rename_unit", unit)
    form = RenameForm(posted(request))
    if submit(form, lambda typed: workflow.rename_unit(unit, by=request.user, **typed)):
        messages.success(request, "Đã ghi tên mới. Văn bản đã ban hành giữ tên cũ.")
        return _back(unit)
    return _page(request, "units/unit_rename.html", form, unit, "Đổi tên")


# --- posts ---------------------------------------------------------------------------------------------------------
def _people(unit):
    return User.objects.of_bloc(unit.bloc, ever=True)


@idempotent_post
def post_add(request: HttpRequest, bloc: str, unit: str) -> HttpResponse:
    unit = visible_unit(request, bloc, unit)
    check_permission(request.user, "units.add_post", unit)
    form = PostForm(posted(request), people=_people(unit))
    if post := submit(form, lambda typed: workflow.add_post(unit, by=request.user, **typed)):
        messages.success(request, f"Đã ghi chức vụ của {post.user.full_name}.")
        return _back(unit)
    return _page(request, "units/post_add.html", form, unit, "Thêm chức vụ")


def _visible_post(request, bloc, unit, pk):
    unit = visible_unit(request, bloc, unit)
    return unit, get_object_or_404(Post.objects.select_related("user", "unit__bloc"), unit=unit, pk=pk)


@idempotent_post
def post_close(request: HttpRequest, bloc: str, unit: str, pk: int) -> HttpResponse:
    unit, post = _visible_post(request, bloc, unit, pk)
    check_permission(request.user, "units.close_post", post)
    form = ClosePostForm(posted(request))
    if submit(form, lambda typed: workflow.close_post(post, by=request.user, **typed)):
        messages.success(request, f"Đã ghi ngày thôi giữ chức vụ của {post.user.full_name}.")
        return _back(unit)
    return _page(request, "units/post_close.html", form, unit, "Thôi giữ chức vụ", post=post)


# --- who may sign --------------------------------------------------------------------------------------------------
@idempotent_post
def authority_grant(request: HttpRequest, bloc: str, unit: str) -> HttpResponse:
    unit = visible_unit(request, bloc, unit)
    check_permission(request.user, "units.grant_authority", unit)
    form = AuthorityForm(posted(request), people=User.objects.of_unit(unit))
    if authority := submit(form, lambda typed: workflow.grant_authority(unit, by=request.user, **typed)):
        messages.success(request, f"Đã ghi ủy quyền ký cho {authority.holder.full_name}.")
        return _back(unit)
    return _page(request, "units/authority_grant.html", form, unit, "Ủy quyền ký")


def _visible_authority(request, bloc, unit, pk):
    unit = visible_unit(request, bloc, unit)
    rows = SigningAuthority.objects.select_related("holder", "grantor", "unit__bloc")
    return unit, get_object_or_404(rows, unit=unit, pk=pk)


@idempotent_post
def authority_withdraw(request: HttpRequest, bloc: str, unit: str, pk: int) -> HttpResponse:
    unit, authority = _visible_authority(request, bloc, unit, pk)
    check_permission(request.user, "units.withdraw_authority", authority)
    form = ReasonForm(posted(request))
    if submit(form, lambda typed: workflow.withdraw_authority(authority, by=request.user, **typed)):
        messages.success(request, f"Đã thu hồi ủy quyền của {authority.holder.full_name}, có hiệu lực ngay.")
        return _back(unit)
    return _page(request, "units/authority_withdraw.html", form, unit, "Thu hồi ủy quyền", authority=authority)

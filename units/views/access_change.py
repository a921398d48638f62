"""/thay-doi/: changes of who speaks for a unit and of how people log in, which a second person confirms."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from records.access import check_permission, permitted
from records.submission import idempotent_post, post_action, posted, submit
from units import workflow
from units.forms.people import ReasonForm
from units.models import AccessChange
from units.requests import LoggedInRequest
from units.rules import may_be_second
from units.views.frame import show
from units.workflow.access_changes import in_words, recent_leaders

MOST_SHOWN = 50


def visible_change(request: LoggedInRequest, pk: int) -> AccessChange:
    rows = AccessChange.objects.visible_to(request.user).select_related(
        "person", "unit__bloc", "bloc", "post", "authority__grantor", "prepared_by", "confirmed_by", "refused_by"
    )
    return get_object_or_404(rows, pk=pk)


@require_safe
def change_list(request: LoggedInRequest) -> HttpResponse:
    """What waits for somebody's confirmation, and the newest that were decided."""
    rows = list(
        AccessChange.objects.visible_to(request.user)
        .select_related("person", "unit", "prepared_by", "confirmed_by", "refused_by")
        .prefetch_related("unit__names")[:MOST_SHOWN]
    )
    waiting = [row for row in rows if row.is_waiting]
    page = {
        "waiting": [(row, in_words(row), may_be_second(request.user, row)) for row in waiting],
        "decided": [(row, in_words(row)) for row in rows if not row.is_waiting],
        "steps": _steps(),
    }
    return render(request, "units/change_list.html", page)


@require_safe
def change_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    """What changes, who prepared it, to which address the invitation goes; confirm or not."""
    change = visible_change(request, pk)
    page = {
        "change": change,
        "what": in_words(change),
        "waits": change.is_waiting,
        "leaders": recent_leaders(change.unit) if change.unit and change.kind == AccessChange.Kind.LEADER else (),
        "may": permitted(request.user, change, "units.confirm_change", "units.refuse_change"),
        "steps": _steps(in_words(change)),
    }
    return render(request, "units/change_detail.html", page)


def _steps(title: str = "") -> list[dict[str, str]]:
    head = {"label": "Thay đổi cần xác nhận", "url": reverse("units:change_list") if title else ""}
    return [head, {"label": title[:1].upper() + title[1:], "url": ""}] if title else [head]


@post_action("units:change_detail", gone="units:change_list")
def confirm_change(request: LoggedInRequest, pk: int) -> HttpResponse:
    change = visible_change(request, pk)
    check_permission(request.user, "units.confirm_change", change)
    workflow.confirm_change(change, by=request.user)
    messages.success(request, f"Đã xác nhận: {in_words(change)}.")
    return redirect("units:change_detail", pk=pk)


@idempotent_post
def change_refuse(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Whoever is asked says no, whoever prepared it takes it back, whoever it concerns objects; with a reason."""
    change = visible_change(request, pk)
    check_permission(request.user, "units.refuse_change", change)
    form = ReasonForm(posted(request))

    def verb(typed: dict[str, Any]) -> bool:
        workflow.refuse_change(change, by=request.user, **typed)
        return True

    if submit(form, verb):
        messages.success(request, f"Không xác nhận: {in_words(change)}. Thay đổi không có hiệu lực.")
        return redirect("units:change_detail", pk=pk)
    back = reverse("units:change_detail", args=[pk])
    return show(
        request, "units/change_refuse.html", form, steps=_steps(in_words(change)), back=back, what=in_words(change)
    )

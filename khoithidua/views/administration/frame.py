"""What the pages of administration share: who may enter, the way there, a page with one form."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from libraries.web import forms
from records.access import check_permission, register_permission
from records.submission import status_of
from units.requests import LoggedInRequest
from units.rules import is_operator

ADMINISTER = "khoithidua.administer"
register_permission(ADMINISTER, is_operator)


def enter(request: LoggedInRequest) -> None:
    """403 for whoever is no operator."""
    check_permission(request.user, ADMINISTER)


def steps(*more: tuple[str, str]) -> list[dict[str, str]]:
    first = ("Quản trị", reverse("administration") if more else "")
    return [{"label": label, "url": url} for label, url in [first, *more]]


def form_page(
    request: LoggedInRequest,
    template: str,
    form: forms.BaseForm,
    title: str,
    *,
    back: tuple[str, str] | None = None,
    **context: Any,
) -> HttpResponse:
    """back: label and address of the page under "Quản trị" that this form belongs to."""
    way = [back] if back else []
    page = {
        "form": form,
        "steps": steps(*way, (title, "")),
        "back": back[1] if back else reverse("administration"),
        **context,
    }
    return render(request, template, page, status=status_of(form))

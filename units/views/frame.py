"""What the pages of units share: the bloc a page is about, the trail above it, a page with one form."""

from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from libraries.web import forms
from records.submission import posted, status_of
from units.models import Bloc, Unit
from units.requests import LoggedInRequest
from units.scope import work_in

Form = TypeVar("Form", bound=forms.Form)


def visible_bloc(request: LoggedInRequest, slug: str) -> Bloc:
    return work_in(request, get_object_or_404(Bloc.objects.visible_to(request.user), slug=slug))


def visible_unit(request: LoggedInRequest, bloc: str, unit: str) -> Unit:
    units = Unit.objects.visible_to(request.user).select_related("bloc").with_names()
    return work_in(request, get_object_or_404(units, bloc__slug=bloc, slug=unit))


def trail(bloc: Bloc, *steps: tuple[str, str]) -> list[dict[str, str]]:
    """Steps of the breadcrumb (label, url) under the bloc; the last one without an url is the page itself."""
    first = [("Đơn vị", reverse("units:bloc_list")), (bloc.short_name, reverse("units:bloc_detail", args=[bloc.slug]))]
    return [{"label": label, "url": url} for label, url in [*first, *steps]]


def page_link(name: str, *args: Any) -> str:
    return reverse(f"units:{name}", args=args)


def unit_step(unit: Unit) -> tuple[str, str]:
    return unit.short_name, page_link("unit_detail", unit.bloc.slug, unit.slug)


def filled(request: HttpRequest, form: type[Form], **options: Any) -> Form:
    """The form with what was posted, files too; as it is opened on a GET."""
    return form(posted(request), request.FILES or None, **options)


def show(request: HttpRequest, template: str, form: forms.BaseForm, **context: Any) -> HttpResponse:
    """A page with one form, with the status that fits it."""
    return render(request, template, {"form": form, **context}, status=status_of(form))

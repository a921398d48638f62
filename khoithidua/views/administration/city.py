"""What the city and its bodies are called, by date; and whom to call there."""

import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from khoithidua.administration.forms import CityForm, CityPeriodForm
from khoithidua.views.administration.frame import enter, form_page, steps
from libraries.web import clock
from records.access import check_permission
from records.submission import idempotent_post, posted, submit
from units import workflow
from units.models import City
from units.requests import LoggedInRequest
from units.workflow.city import NAMES

LABEL = "Thông tin thành phố"


@require_safe
def city_detail(request: LoggedInRequest) -> HttpResponse:
    """Every period of names, the latest first."""
    enter(request)
    rows = list(City.objects.order_by("-valid_from"))
    labels = {field.name: field.verbose_name for field in City._meta.fields}
    periods = [(row, [(labels[name], getattr(row, name)) for name in NAMES]) for row in rows]
    return render(
        request,
        "khoithidua/city_detail.html",
        {"periods": periods, "city": City.objects.on(), "steps": steps((LABEL, ""))},
    )


def _back() -> tuple[str, str]:
    return LABEL, reverse("city_detail")


@idempotent_post
def city_edit(request: LoggedInRequest) -> HttpResponse:
    """Contact and source, and a slip in a name that no paper bears yet."""
    enter(request)
    city = City.objects.on()
    if city.pk is None:
        return redirect("city_begin")
    check_permission(request.user, "units.correct_city", city)
    form = CityForm(posted(request), instance=copy.copy(city))
    if submit(form, lambda _: workflow.correct_city(city, by=request.user, **form.changes())):
        messages.success(request, "Đã lưu.")
        return redirect("city_detail")
    return form_page(request, "khoithidua/city_edit.html", form, "Sửa", back=_back(), city=city)


@idempotent_post
def city_begin(request: LoggedInRequest) -> HttpResponse:
    """New names from a day on, beginning with those of today."""
    check_permission(request.user, "units.begin_city", request.user)
    city = City.objects.on()
    known = {name: getattr(city, name) for name in CityPeriodForm.Meta.fields if name != "valid_from"}
    form = CityPeriodForm(posted(request), initial={**known, "source": "", "valid_from": clock.today()})

    def verb(typed: dict[str, object]) -> City:
        return workflow.begin_city_period(
            by=request.user, valid_from=form.cleaned_data["valid_from"], names=form.names()
        )

    if begun := submit(form, verb):
        messages.success(request, f"Đã lưu tên “{begun.name}”. Văn bản đã ban hành giữ tên cũ.")
        return redirect("city_detail")
    return form_page(request, "khoithidua/city_begin.html", form, "Tên mới từ một ngày", back=_back())

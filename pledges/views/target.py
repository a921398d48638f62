"""What one unit registers, written by its own people or by the secretariat for it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pledges import workflow
from pledges.forms import TargetsForm
from pledges.parts import Part
from pledges.views.pledge import seen
from records.access import check_permission
from records.submission import idempotent_post, posted, status_of
from records.transitions import SomeoneWasFaster
from units.models import Unit


def _part(request, pk, slug):
    pledge = seen(request, pk)
    units = Unit.objects.visible_to(request.user).filter(seats__emulation_year=pledge.emulation_year_id).with_names()
    part = Part(pledge, get_object_or_404(units, slug=slug))
    check_permission(request.user, "pledges.save_targets", part)
    return part


def _page(request, part, form, status=200, **more):
    page = {"pledge": part.pledge, "unit": part.unit, "form": form} | more
    return render(request, "pledges/target_edit.html", page, status=status)


def _targets(part):
    return part.pledge.targets.filter(unit=part.unit)


@idempotent_post
def target_edit(request: HttpRequest, pk: int, unit: str) -> HttpResponse:
    part = _part(request, pk, unit)
    form = TargetsForm(posted(request), targets=_targets(part))
    if not form.is_bound or not form.is_valid():
        return _page(request, part, form, status=status_of(form))
    try:
        workflow.save_targets(
            part.pledge, part.unit, by=request.user, rows=form.target_rows(), seen=form.cleaned_data["seen"]
        )
    except SomeoneWasFaster as faster:
        # What was typed stays; sent again it is measured against what is there now.
        form.data = form.data.copy()
        form.data["seen"] = workflow.seen_mark(_targets(part))
        return _page(request, part, form, status=409, conflict=faster.message, newest=_targets(part))
    messages.success(request, f"Đã lưu chỉ tiêu của {part.unit.short_name}.")
    if "more" in request.POST:
        return redirect("pledges:target_edit", pk=pk, unit=unit)
    return redirect("pledges:pledge_detail", pk=pk)

"""What one unit registers, written by its own people or by the secretariat for it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pledges import workflow
from pledges.forms import TargetsForm
from pledges.models import Target, UnitPledge
from pledges.queries import part_of
from pledges.views.pledge import visible_pledge
from records.access import check_permission
from records.submission import idempotent_post, posted, status_of, submit
from units.models import Unit
from units.requests import LoggedInRequest


def _part(request: LoggedInRequest, pk: int, slug: str) -> UnitPledge:
    pledge = visible_pledge(request, pk)
    # Of a unit that sat in the year: that it does no longer is told by the verb.
    sat = pledge.emulation_year.seats.values("unit")
    units = Unit.objects.visible_to(request.user).filter(pk__in=sat).with_names()
    part = part_of(pledge, get_object_or_404(units, slug=slug))
    check_permission(request.user, "pledges.save_targets", part)
    return part


@idempotent_post
def target_edit(request: LoggedInRequest, pk: int, unit: str) -> HttpResponse:
    part = _part(request, pk, unit)
    form = TargetsForm(posted(request), part=part)

    def save(typed: dict[str, Any]) -> list[Target]:
        rows, revision = form.target_rows(), typed["revision"]
        return workflow.save_targets(part.pledge, part.unit, by=request.user, rows=rows, revision=revision)

    if submit(form, save) is not None:
        messages.success(request, f"Đã lưu chỉ tiêu thi đua của {part.unit.short_name}.")
        if "more" in request.POST:
            return redirect("pledges:target_edit", pk=pk, unit=unit)
        return redirect("pledges:pledge_detail", pk=pk)
    page = {"pledge": part.pledge, "unit": part.unit, "form": form}
    return render(request, "pledges/target_edit.html", page, status=status_of(form))

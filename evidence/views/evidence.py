"""/minh-chung/: what a unit holds, one piece with its pages, a new one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from evidence import workflow
from evidence.forms import FactsOfFile
from evidence.lists import EvidenceList
from evidence.models import Evidence
from evidence.queries import shown
from libraries.web import listing
from libraries.web.downloads import JPEG, PDF, file_response
from records.access import check_permission
from records.documents import document_response
from records.readable import page_picture
from records.submission import idempotent_post, posted, status_of, submit
from units.models import Unit
from units.requests import LoggedInRequest
from units.scope import work_in


def visible_evidence(request: LoggedInRequest, pk: int) -> Evidence:
    """The evidence, if this user may see it; 404 otherwise."""
    return work_in(request, get_object_or_404(Evidence.objects.visible_to(request.user).with_rows(), pk=pk))


@require_safe
def evidence_list(request: LoggedInRequest) -> HttpResponse:
    """Of each unit that the reader works for, and of a secretary's bloc."""
    own = Unit.objects.with_names().filter(pk__in=request.user.roles().member_of).order_by("pk")
    return listing.answer(request, EvidenceList, Evidence.objects.visible_to(request.user), units=own)


@idempotent_post
def evidence_add(request: LoggedInRequest, unit_pk: int) -> HttpResponse:
    units = Unit.objects.visible_to(request.user).with_names().select_related("bloc")
    unit = work_in(request, get_object_or_404(units, pk=unit_pk))
    check_permission(request.user, "evidence.add_evidence", unit)
    form = FactsOfFile(posted(request), request.FILES or None)

    def add(typed: dict[str, Any]) -> Evidence:
        return workflow.add_evidence(unit, by=request.user, **form.values())

    if made := submit(form, add):
        messages.success(request, "Đã lưu minh chứng.")
        return redirect("evidence:evidence_detail", pk=made.pk)
    return render(request, "evidence/evidence_add.html", {"form": form, "unit": unit}, status=status_of(form))


@require_safe
def evidence_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    row = visible_evidence(request, pk)
    (one,) = shown([row])
    return render(request, "evidence/evidence_detail.html", {"evidence": row, "shown": one})


@require_safe
def evidence_file(request: LoggedInRequest, pk: int) -> HttpResponse:
    return document_response(visible_evidence(request, pk).document)


@require_safe
def evidence_page(request: LoggedInRequest, pk: int, number: int) -> HttpResponse:
    """One page as a picture; a picture is its own page."""
    head = visible_evidence(request, pk).document.head
    if head.mime != PDF:
        if number != 1:
            raise Http404("a picture has one page")
        return file_response(head.read(), head.filename, head.mime, inline=True)
    content = page_picture(head, number)
    if content is None:
        raise Http404("no such page of the file")
    return file_response(content, f"trang-{number}.jpg", JPEG, inline=True)

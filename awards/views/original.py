"""/khen-thuong/quyet-dinh/…/ban-goc/: the decision as it was signed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from awards import workflow
from awards.forms.originals import OriginalForm
from awards.views.visible import visible_decision
from records.access import check_permission
from records.documents import document_response
from records.submission import idempotent_post, posted, status_of, submit
from units.requests import LoggedInRequest


@idempotent_post
def original_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Hand in the scan or the signed file; a newer one takes the place of what was handed in before."""
    decision = visible_decision(request, pk)
    check_permission(request.user, "awards.keep_original", decision)
    form = OriginalForm(posted(request), request.FILES or None)
    if submit(form, lambda typed: workflow.keep_original(decision, by=request.user, **form.received())):
        messages.success(request, f"Đã lưu bản gốc Quyết định số {decision.number}.")
        return redirect("awards:decision_detail", pk=pk)
    page = {"decision": decision, "form": form, "original": decision.originals.first()}
    return render(request, "awards/original_edit.html", page, status=status_of(form))


@require_safe
def original_file(request: LoggedInRequest, pk: int) -> HttpResponse:
    original = visible_decision(request, pk).originals.select_related("document").first()
    if original is None:
        raise Http404
    return document_response(original.document)

"""/cham-diem/phieu/…/minh-chung/: the evidence for one criterion of a sheet."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from evidence.queries import shown
from records.access import check_permission, has_permission
from records.submission import idempotent_post, post_action, posted, status_of, submit
from scoring import workflow
from scoring.actions import REMOVE_PROOF
from scoring.forms.proofs import ProofForm
from scoring.models import ScoreSheet
from scoring.queries import SheetLine, reads_proofs, sheet_view
from scoring.views.sheet import visible_sheet
from units.requests import LoggedInRequest


def _line_of(request: LoggedInRequest, pk: int, criterion_pk: int) -> tuple[ScoreSheet, SheetLine]:
    """A criterion that gets points of its own, with its evidence; 404 for any other, and for who does not read it."""
    sheet = visible_sheet(request, pk)
    view = sheet_view(sheet)
    row = next((row for row in view.lines if row.line.is_leaf and row.line.criterion.pk == criterion_pk), None)
    if row is None or not reads_proofs(request.user, sheet):
        raise Http404
    return view.sheet, row


@require_safe
def line_proofs(request: LoggedInRequest, pk: int, criterion_pk: int) -> HttpResponse:
    sheet, row = _line_of(request, pk, criterion_pk)
    pieces = shown((proof.evidence for proof in row.proofs), year=sheet.criteria_set.listed_year)
    page = {
        "sheet": sheet,
        "row": row,
        "pieces": list(zip(row.proofs, pieces, strict=True)),
        "may_change": has_permission(request.user, REMOVE_PROOF.name, sheet),
    }
    return render(request, "scoring/line_proofs.html", page)


@idempotent_post
def proof_add(request: LoggedInRequest, pk: int, criterion_pk: int) -> HttpResponse:
    sheet, row = _line_of(request, pk, criterion_pk)
    check_permission(request.user, "scoring.add_proofs", sheet)
    criterion = row.line.criterion
    form = ProofForm(posted(request), request.FILES or None, sheet=sheet, criterion=criterion)
    if submit(form, lambda _: workflow.add_proofs(sheet, by=request.user, criterion=criterion, **form.chosen())):
        messages.success(request, "Đã thêm minh chứng.")
        return redirect("scoring:line_proofs", pk=pk, criterion_pk=criterion_pk)
    page = {"sheet": sheet, "row": row, "form": form}
    return render(request, "scoring/proof_add.html", page, status=status_of(form))


@post_action("scoring:sheet_detail", ("pk",), gone="scoring:criteria_list")
def remove_proof(request: LoggedInRequest, pk: int, proof_pk: int) -> HttpResponse:
    sheet = visible_sheet(request, pk)
    proof = get_object_or_404(sheet.proofs.select_related("criterion", "evidence"), pk=proof_pk)
    proof.sheet = sheet
    check_permission(request.user, REMOVE_PROOF.name, sheet)
    workflow.remove_proof(proof, by=request.user)
    messages.success(request, "Đã gỡ minh chứng khỏi tiêu chí.")
    return redirect("scoring:line_proofs", pk=pk, criterion_pk=proof.criterion_id)

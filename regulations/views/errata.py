"""/quy-che/…/dinh-chinh/: plain slips of an issued regulation, corrected by a letter that is signed and numbered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from libraries.web.downloads import file_name, file_response
from libraries.web.query_string import whole_number
from records.access import check_permission, permitted
from records.documents import document_response
from records.issuing import to_pdf
from records.submission import idempotent_post, post_action, posted, status_of, submit
from regulations import workflow
from regulations.actions import CORRECT, START_ERRATUM
from regulations.documents.erratum import erratum_paper
from regulations.forms import CorrectionForm
from regulations.models import Erratum
from regulations.queries.errata import correctable
from regulations.views.regulation import visible_regulation
from regulations.worklist import erratum_step
from units.requests import LoggedInRequest
from units.scope import work_in


@idempotent_post
def erratum_start(request: LoggedInRequest, pk: int) -> HttpResponse:
    """One slip more: the part, the words as printed, the words as they should be."""
    regulation = visible_regulation(request, pk)
    check_permission(request.user, START_ERRATUM.name, regulation)
    written = Erratum.objects.filter(regulation=regulation, state=Erratum.State.DRAFT).first()
    form = CorrectionForm(posted(request), parts=correctable(regulation))
    erratum = submit(
        form, lambda typed: workflow.add_correction(regulation, by=request.user, correction=form.correction)
    )
    if erratum:
        messages.success(request, "Đã thêm nội dung đính chính. Thêm nội dung khác, hoặc trình ký.")
        return redirect("regulations:erratum_detail", pk=erratum.pk)
    page = {"regulation": regulation, "form": form, "erratum": written}
    return render(request, "regulations/erratum_start.html", page, status=status_of(form))


def _visible_erratum(request: LoggedInRequest, pk: int) -> Erratum:
    """The letter, if this user may see it; 404 otherwise."""
    rows = Erratum.objects.visible_to(request.user).select_related(
        "regulation__emulation_year__bloc", "regulation__bloc", "document", "signing"
    )
    erratum = get_object_or_404(rows, pk=pk)
    work_in(request, erratum.regulation)
    return erratum


@require_safe
def erratum_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    erratum = _visible_erratum(request, pk)
    page = {
        "erratum": erratum,
        "regulation": erratum.regulation,
        "next": erratum_step(request.user, erratum),
        "may": frozenset() if erratum.being_signed else permitted(request.user, erratum, CORRECT.name),
    }
    return render(request, "regulations/erratum_detail.html", page)


@post_action("regulations:erratum_detail", gone="regulations:regulation_list")
def correction_remove(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Takes one slip out of the letter; with the last one the letter goes."""
    erratum = _visible_erratum(request, pk)
    check_permission(request.user, CORRECT.name, erratum)
    place = whole_number(request.POST.get("thu-tu")) or 0
    if workflow.remove_correction(erratum, by=request.user, place=place - 1) is None:
        messages.success(request, "Đã xóa dự thảo đính chính.")
        return redirect("regulations:regulation_detail", pk=erratum.regulation_id)
    messages.success(request, "Đã xóa nội dung đính chính.")
    return redirect("regulations:erratum_detail", pk=pk)


@require_safe
def erratum_pdf(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The sealed file; before the issue the draft, marked so."""
    erratum = _visible_erratum(request, pk)
    if erratum.document:
        return document_response(erratum.document)
    name = file_name(f"dự thảo đính chính {erratum.regulation.number_text}", ".pdf")
    return file_response(to_pdf(erratum_paper(erratum)), name)

"""/du-thao/lay-y-kien/…/tong-hop/: the response table as a page and as files, and its issue."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from drafting import response, workflow
from drafting.lists import ResponseList
from drafting.models import Consultation, ResponseTable
from drafting.views.consultation import seen
from libraries.web import listing
from records.access import acting, check_permission


def _read(request: HttpRequest, pk: int) -> Consultation:
    consultation = seen(request, pk)
    check_permission(request.user, "drafting.read_response_table", consultation)
    return consultation


def _issued(consultation: Consultation) -> tuple[ResponseTable | None, bool]:
    """(the newest issued, whether it still says what the answers say)."""
    issued = consultation.response_tables.select_related("document", "word", "issued_by").last()
    return issued, issued is not None and issued.sha256 == response.fingerprint(consultation)


@require_safe
def response_table(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = _read(request, pk)
    issued, current = _issued(consultation)
    return listing.answer(
        request,
        ResponseList,
        response.response_rows(consultation),
        consultation=consultation,
        text=consultation.text,
        opening=response.opening_of(consultation, response.tally_of(consultation)),
        unanswered=workflow.consultation_unanswered(consultation),
        issued=issued,
        current=current,
    )


@require_safe
def response_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The issued file while it is current, else a draft made now and kept nowhere."""
    consultation = _read(request, pk)
    issued, current = _issued(consultation)
    content = issued.document.read() if current else response.draft_pdf(consultation)
    return _file(content, response.filename(consultation, ".pdf"), "application/pdf")


@require_safe
def response_word(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = _read(request, pk)
    issued, current = _issued(consultation)
    content = issued.word.read() if current else response.draft_word(consultation)
    return _file(content, response.filename(consultation, ".docx"), response.WORD)


def _file(content, name, mime):
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=mime)


@acting
def issue_response_table(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = seen(request, pk)
    check_permission(request.user, "drafting.issue_response_table", consultation)
    workflow.issue_response_table(consultation, by=request.user)
    messages.success(request, "Đã ban hành bảng tổng hợp ý kiến, tiếp thu, giải trình.")
    return redirect("drafting:response_table", pk=pk)

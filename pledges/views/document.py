"""Files of a pledge: the newest signed one or the draft, and the annex of evidence."""

from io import BytesIO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pledges import agreement, evidence
from pledges.models import Pledge
from pledges.views.pledge import seen
from records.access import check_permission, has_permission
from records.transitions import NotAllowedNow


def pdf_answer(content: bytes, name: str) -> FileResponse:
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type="application/pdf")


def newest_pdf(pledge: Pledge) -> FileResponse:
    """The file with all signatures so far."""
    return pdf_answer(pledge.document.read(), f"giao-uoc-thi-dua-{pledge.emulation_year.year}.pdf")


@require_safe
def pledge_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Sealed: the newest file. Before: a draft, for those who prepare it."""
    pledge = seen(request, pk)
    if pledge.document is not None:
        return newest_pdf(pledge)
    check_permission(request.user, "pledges.read_draft", pledge)
    return pdf_answer(agreement.draft_pdf(pledge), f"du-thao-giao-uoc-thi-dua-{pledge.emulation_year.year}.pdf")


@require_safe
def evidence_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """All records for the secretariat; for a leader the one of their own unit (addresses and times are personal)."""
    pledge = seen(request, pk)
    check_permission(request.user, "pledges.read_evidence", pledge)
    signatures = pledge.signatures.all()
    if not has_permission(request.user, "pledges.read_draft", pledge):
        signatures = signatures.filter(unit__in=request.user.roles().can_sign_for)
    if not signatures:
        raise NotAllowedNow("Chưa có chữ ký nào để lập phụ lục chứng cứ.")
    name = f"phu-luc-chung-cu-giao-uoc-{pledge.emulation_year.year}.pdf"
    return pdf_answer(evidence.evidence_pdf(pledge, signatures), name)

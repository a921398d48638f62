"""Files of a pledge: the newest signed one or the draft, and the annex of evidence."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from libraries.web.downloads import file_response
from pledges.documents import agreement, evidence
from pledges.views.pledge import visible_pledge
from records.access import check_permission, has_permission
from records.documents import document_response
from records.issuing import to_pdf
from records.transitions import NotAllowedNow
from units.requests import LoggedInRequest


@require_safe
def pledge_pdf(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Sealed: the newest file. Before: a draft, for those who prepare it."""
    pledge = visible_pledge(request, pk)
    if pledge.document is not None:
        return document_response(pledge.document)
    check_permission(request.user, "pledges.read_draft", pledge)
    paper = agreement.agreement_paper(agreement.content_of(pledge), sealed=False)
    return file_response(to_pdf(paper), f"du-thao-giao-uoc-thi-dua-{pledge.emulation_year.year}.pdf")


@require_safe
def evidence_pdf(request: LoggedInRequest, pk: int) -> HttpResponse:
    """All records for the secretariat; for a leader the one of their own unit (addresses and times are personal)."""
    pledge = visible_pledge(request, pk)
    check_permission(request.user, "pledges.read_evidence", pledge)
    signatures = pledge.signatures.all()
    if not has_permission(request.user, "pledges.read_draft", pledge):
        signatures = signatures.filter(unit__in=request.user.roles().can_sign_for)
    if not signatures:
        raise NotAllowedNow("Chưa có chữ ký nào để lập phụ lục thông tin ký.")
    name = f"phu-luc-chung-cu-giao-uoc-{pledge.emulation_year.year}.pdf"
    return file_response(to_pdf(evidence.evidence_paper(pledge, list(signatures))), name)

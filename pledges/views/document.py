"""Files of a pledge: the newest signed one, or the draft."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from libraries.web.downloads import file_response
from pledges.documents import agreement
from pledges.views.pledge import visible_pledge
from records.access import check_permission
from records.documents import document_response
from records.issuing import to_pdf
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

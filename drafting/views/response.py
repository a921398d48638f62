"""/du-thao/lay-y-kien/…/tong-hop/: the response table as a page and as files."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from drafting.documents.response_table import (
    draft_name,
    fingerprint,
    opening_of,
    response_paper,
    response_rows,
    tally_of,
)
from drafting.lists import ResponseList
from drafting.models import Consultation, ResponseTable
from drafting.queries import consultation_unanswered
from drafting.views.consultation import visible_consultation
from drafting.worklist import response_table_next_action
from libraries.web import listing
from libraries.web.downloads import WORD, file_response
from records.access import check_permission, permitted
from records.documents import document_response
from records.issuing import to_pdf, to_word
from units.requests import LoggedInRequest


def _read(request: LoggedInRequest, pk: int) -> Consultation:
    consultation = visible_consultation(request, pk)
    check_permission(request.user, "drafting.read_response_table", consultation)
    return consultation


def _issued(consultation: Consultation) -> tuple[ResponseTable | None, ResponseTable | None]:
    """(the newest issued, the same if it still says what the answers say)."""
    issued = consultation.response_tables.select_related("document", "word", "issued_by").last()
    return issued, issued if issued is not None and issued.sha256 == fingerprint(consultation) else None


@require_safe
def response_table(request: LoggedInRequest, pk: int) -> HttpResponse:
    consultation = _read(request, pk)
    issued, current = _issued(consultation)
    unanswered = consultation_unanswered(consultation)
    may = permitted(request.user, consultation, "drafting.submit_response_table")
    may |= permitted(request.user, consultation.text, "drafting.answer_comment", "drafting.attach_comment")
    return listing.answer(
        request,
        ResponseList,
        response_rows(consultation),
        consultation=consultation,
        text=consultation.text,
        attaches="attach_comment" in may,
        opening=opening_of(consultation, tally_of(consultation)),
        next=None if current else response_table_next_action(consultation, unanswered, may),
        waits=consultation.is_open and "submit_response_table" in may,
        issued=issued,
        current=current,
    )


@require_safe
def response_pdf(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The issued file while it is current, else a draft made now and kept nowhere."""
    consultation = _read(request, pk)
    _, current = _issued(consultation)
    if current:
        return document_response(current.document)
    return file_response(to_pdf(response_paper(consultation)), draft_name(consultation, ".pdf"))


@require_safe
def response_word(request: LoggedInRequest, pk: int) -> HttpResponse:
    consultation = _read(request, pk)
    _, current = _issued(consultation)
    if current:
        return document_response(current.word)
    return file_response(to_word(response_paper(consultation)), draft_name(consultation, ".docx"), WORD)

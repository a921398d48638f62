"""/hoi-nghi/…/bien-ban/: the minutes as a page, as files, and their issue."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from conferences.actions import SUBMIT_MINUTES
from conferences.documents import minutes
from conferences.models import Conference
from conferences.views.conference import visible_conference
from conferences.worklist import minutes_to_complete, minutes_to_sign
from libraries.web.downloads import WORD, file_response
from notices.worklist import WorkItem
from records.access import check_permission, has_permission
from records.documents import document_response
from records.issuing import to_pdf, to_word
from records.transitions import Unmet, requirements
from units.requests import LoggedInRequest


@require_safe
def minutes_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = _read(request, pk)
    issued = conference.issued_minutes
    fixed = issued or conference.minutes_being_signed
    missing = [] if fixed else requirements(SUBMIT_MINUTES, conference)
    may_submit = not issued and has_permission(request.user, "conferences.submit_minutes", conference)
    may_note = not fixed and has_permission(request.user, "conferences.record_events", conference)
    paper = minutes.issued_paper(issued) if issued else minutes.minutes_paper(conference)
    page = {
        "conference": conference,
        "issued": issued,
        "paper": paper,
        "blocks": minutes.page_blocks(paper),
        "missing": missing,
        # Still to be written, ready to be signed, or waiting for the end of the conference: at most one of them.
        "next": None if issued else _next(conference, missing, may_submit, may_note),
        "may_note": may_note,
        "waits_for_the_end": may_note and not may_submit and not missing,
    }
    return render(request, "conferences/minutes_detail.html", page)


def _next(conference: Conference, missing: list[Unmet], may_submit: bool, may_note: bool) -> WorkItem | None:
    if missing and (may_submit or may_note):
        return minutes_to_complete(conference)
    return minutes_to_sign(conference, mine=may_submit) if may_submit or conference.minutes_being_signed else None


@require_safe
def minutes_pdf(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The issued file, or the draft as it stands."""
    conference = _read(request, pk)
    if issued := conference.issued_minutes:
        return document_response(issued.document)
    return file_response(to_pdf(minutes.minutes_paper(conference)), minutes.draft_name(conference, ".pdf"))


@require_safe
def minutes_word(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = _read(request, pk)
    if issued := conference.issued_minutes:
        return document_response(issued.word)
    return file_response(to_word(minutes.minutes_paper(conference)), minutes.draft_name(conference, ".docx"), WORD)


def _read(request: LoggedInRequest, pk: int) -> Conference:
    """Issued minutes are read by all who see the conference, drafts by its bloc."""
    conference = visible_conference(request, pk)
    if not conference.issued_minutes:
        check_permission(request.user, "conferences.read_draft_minutes", conference)
    return conference

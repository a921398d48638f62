"""/hoi-nghi/…/bien-ban/: the minutes as a page, as files, and their issue."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from conferences import workflow
from conferences.actions import ISSUE_MINUTES
from conferences.documents import minutes
from conferences.views.conference import seen
from libraries.web.downloads import WORD, file_response
from records.access import check_permission
from records.documents import document_response
from records.issuing import to_pdf, to_word
from records.submission import post_action
from records.transitions import requirements


@require_safe
def minutes_detail(request: HttpRequest, pk: int) -> HttpResponse:
    conference = _read(request, pk)
    issued = conference.issued_minutes
    page = {
        "conference": conference,
        "issued": issued,
        "paper": minutes.minutes_paper(conference, number=issued.number if issued else ""),
        "missing": [] if issued else requirements(ISSUE_MINUTES, conference),
    }
    return render(request, "conferences/minutes_detail.html", page)


@require_safe
def minutes_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The issued file, or the draft as it stands."""
    conference = _read(request, pk)
    if issued := conference.issued_minutes:
        return document_response(issued.document)
    return file_response(to_pdf(minutes.minutes_paper(conference)), minutes.draft_name(conference, ".pdf"))


@require_safe
def minutes_word(request: HttpRequest, pk: int) -> HttpResponse:
    conference = _read(request, pk)
    if issued := conference.issued_minutes:
        return document_response(issued.word)
    return file_response(to_word(minutes.minutes_paper(conference)), minutes.draft_name(conference, ".docx"), WORD)


def _read(request, pk):
    """Issued minutes are read by all who see the conference, drafts by its bloc."""
    conference = seen(request, pk)
    if not conference.issued_minutes:
        check_permission(request.user, "conferences.read_draft_minutes", conference)
    return conference


@post_action("conferences:minutes_detail", gone="conferences:conference_list")
def issue_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    conference = seen(request, pk)
    check_permission(request.user, "conferences.issue_minutes", conference)
    issued = workflow.issue_minutes(conference, by=request.user)
    messages.success(request, f"Đã ban hành biên bản số {issued.number}.")
    return redirect("conferences:minutes_detail", pk=pk)

"""/hoi-nghi/…/bien-ban/: the minutes as a page, as files, and their issue."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from conferences import minutes, workflow
from conferences.gaps import before_minutes
from conferences.views.conference import seen
from records.access import check_permission
from records.submission import post_action


@require_safe
def minutes_detail(request: HttpRequest, pk: int) -> HttpResponse:
    conference = _read(request, pk)
    issued = conference.issued_minutes
    page = {
        "conference": conference,
        "issued": issued,
        "paper": minutes.minutes_paper(conference, number=issued.number if issued else ""),
        "missing": [] if issued else before_minutes(conference),
    }
    return render(request, "conferences/minutes_detail.html", page)


@require_safe
def minutes_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The issued file, or the draft as it stands."""
    conference = _read(request, pk)
    issued = conference.issued_minutes
    content = issued.document.read() if issued else minutes.draft_pdf(conference)
    return _file(content, minutes.filename(conference, ".pdf"), "application/pdf")


@require_safe
def minutes_word(request: HttpRequest, pk: int) -> HttpResponse:
    conference = _read(request, pk)
    issued = conference.issued_minutes
    content = issued.word.read() if issued else minutes.draft_word(conference)
    return _file(content, minutes.filename(conference, ".docx"), minutes.WORD)


def _file(content, name, mime):
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=mime)


def _read(request, pk):
    """Issued minutes are read by all who see the conference, drafts by its bloc."""
    conference = seen(request, pk)
    if not conference.issued_minutes:
        check_permission(request.user, "conferences.read_draft_minutes", conference)
    return conference


@post_action("conferences:minutes_detail")
def issue_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    conference = seen(request, pk)
    check_permission(request.user, "conferences.issue_minutes", conference)
    issued = workflow.issue_minutes(conference, by=request.user)
    messages.success(request, f"Đã ban hành biên bản số {issued.number}.")
    return redirect("conferences:minutes_detail", pk=pk)

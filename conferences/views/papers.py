"""/hoi-nghi/…/van-ban/…/: invitation, resolution, conclusions, list of delegates: read, signed, downloaded."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from conferences.actions import SUBMIT_PAPER
from conferences.documents.framing import Stage
from conferences.documents.papers import BY_SLUG, PaperOfConference
from conferences.models import Conference, ConferencePaper
from conferences.queries import issued_paper_of, newest_paper
from conferences.views.conference import visible_conference
from conferences.worklist import invitation_to_sign, paper_to_sign
from libraries.web.downloads import WORD, file_name, file_response
from libraries.web.formats import local_date
from notices.worklist import WorkItem
from records.access import check_permission, has_permission
from records.documents import document_response
from records.issuing import to_pdf, to_word
from records.transitions import NotAllowedNow, filled, requirements
from signatures.papers import signers_of_request
from signatures.views.reading import page_blocks
from units.requests import LoggedInRequest

Kind = ConferencePaper.Kind


def _read(request: LoggedInRequest, pk: int, slug: str) -> tuple[Conference, PaperOfConference, ConferencePaper | None]:
    """What was issued is read by all who see the conference, a draft by its bloc, not before it can be composed."""
    conference, paper = visible_conference(request, pk), BY_SLUG.get(slug)
    if paper is None:
        raise Http404
    issued = issued_paper_of(conference, paper.kind)
    if issued is None:
        check_permission(request.user, "conferences.read_draft_minutes", conference)
        if paper.kind != Kind.INVITATION and conference.opened_at is None:
            raise NotAllowedNow("Hội nghị chưa khai mạc nên chưa lập được văn bản này.")
    return conference, paper, issued


@require_safe
def signed_paper(request: LoggedInRequest, pk: int, paper: str) -> HttpResponse:
    conference, kind, issued = _read(request, pk, paper)
    shown = kind.describe(conference)
    # The invitation that was sent stays readable while the one to the new day is prepared.
    if issued is not None:
        stage = Stage(signers_of_request(issued.signing), local_date(filled(issued.issued_at)), issued.number)
        shown = kind.describe(conference, stage)
    fresh = issued is not None and issued.times_moved == conference.times_moved
    mine, next_step = _mine(request, conference, kind), None
    missing = []
    if not fresh:
        missing = requirements(SUBMIT_PAPER[kind.kind], conference) if mine and not _going_on(conference, kind) else []
        next_step = None if missing else _next(conference, kind, mine)
    page = {
        "conference": conference,
        "kind": kind,
        "issued": issued,
        "shown": shown,
        "blocks": page_blocks(shown),
        "missing": missing,
        "next": next_step,
    }
    return render(request, "conferences/signed_paper.html", page)


def _mine(request: LoggedInRequest, conference: Conference, kind: PaperOfConference) -> bool:
    return has_permission(request.user, SUBMIT_PAPER[kind.kind].name, conference)


def _going_on(conference: Conference, kind: PaperOfConference) -> bool:
    row = newest_paper(conference, kind.kind)
    return row is not None and row.signing.is_going_on


def _next(conference: Conference, kind: PaperOfConference, mine: bool) -> WorkItem | None:
    if not mine and not _going_on(conference, kind):
        return None
    if kind.kind == Kind.INVITATION:
        return invitation_to_sign(conference, mine=mine)
    return paper_to_sign(conference, kind.kind, mine=mine)


@require_safe
def composed_paper(request: LoggedInRequest, pk: int, paper: str, form: str) -> HttpResponse:
    """The issued file, or the draft as the record gives it now: PDF, or Word to be edited."""
    conference, kind, issued = _read(request, pk, paper)
    if form not in {"pdf", "word"}:
        raise Http404
    if issued is not None:
        return document_response(filled(issued.document if form == "pdf" else issued.word))
    draft = kind.describe(conference)
    name = f"{kind.label} (dự thảo) {conference.title}"
    if form == "word":
        return file_response(to_word(draft), file_name(name, ".docx"), WORD)
    return file_response(to_pdf(draft), file_name(name, ".pdf"))

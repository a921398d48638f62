"""Invitation, resolution, notice of conclusions and list of delegates as papers that are signed, then numbered.

The invitation is signed for the bloc and goes out with its number; resolution and conclusions are signed by the chair,
the list by the secretary, whoever they are here.
"""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from conferences import letters
from conferences.actions import ISSUE_COMPOSED, ISSUE_INVITATION, SUBMIT_PAPER
from conferences.documents.composed import CHAIR_LINES, SECRETARY_LINES
from conferences.documents.framing import SIGNER
from conferences.documents.papers import PAPERS, PaperOfConference
from conferences.inviting import invite_all
from conferences.models import Conference, ConferencePaper
from conferences.queries import locked_conference, newest_paper
from conferences.signing.minutes import people_named
from libraries.web import clock
from notices.outbox import notify
from records.documents import replace_document
from records.issuing import Issued
from records.transitions import finish
from signatures.candidates import BOX, approver, by_order, signer
from signatures.kinds import IssueForm, NumberedPaper, Role, register_paper
from signatures.models import SigningRequest
from signatures.notifying import nothing_follows, tell_complete
from signatures.papers import paper_as_put, put_facts
from units import audience
from units.models import User

Kind = ConferencePaper.Kind


def _conferences() -> QuerySet[Conference]:
    return Conference.objects.select_related("emulation_year__bloc")


def _rows(user: User) -> QuerySet[Conference]:
    return _conferences() & Conference.objects.visible_to(user)


def _lock(request: SigningRequest) -> None:
    for row in ConferencePaper.objects.filter(signing=request):
        locked_conference(row.conference_id)


def _row(request: SigningRequest) -> Conference | None:
    return _conferences().filter(papers__signing=request).first()


def _address(paper: PaperOfConference, conference: Conference) -> str:
    return reverse("conferences:signed_paper", args=[conference.pk, paper.slug])


def _roles(paper: PaperOfConference, conference: Conference, on: datetime.date) -> list[Role]:
    year = conference.emulation_year
    if paper.kind == Kind.INVITATION:
        return [approver(year, on), signer(year, on, more=by_order(year, on))]
    who, lines, name, account, post = (
        ("Thư ký", SECRETARY_LINES, conference.secretary_name, conference.secretary, conference.secretary_post)
        if paper.kind == Kind.DELEGATES
        else ("Chủ tọa", CHAIR_LINES, conference.chair_name, conference.chair, conference.chair_post)
    )
    return [Role(SIGNER, who, people_named(conference, lines, who, name, account, post), BOX)]


def _put(paper: PaperOfConference, conference: Conference, request: SigningRequest, by: User) -> None:
    """The row of the paper names the newest request; one that was issued before stays, and another row begins."""
    row = ConferencePaper.objects.filter(conference=conference, kind=paper.kind, number="").first()
    row = row or ConferencePaper(conference=conference, kind=paper.kind, is_sample=conference.is_sample)
    row.signing, row.times_moved = request, conference.times_moved
    row.save()
    finish(SUBMIT_PAPER[paper.kind], conference, by=by, data=put_facts(request))


def _issued(
    paper: PaperOfConference, conference: Conference, issued: Issued, request: SigningRequest, by: User
) -> None:
    row = ConferencePaper.objects.get(signing=request)
    before = ConferencePaper.objects.filter(conference=conference, kind=paper.kind).exclude(number="").last()
    row.number, row.document, row.word = issued.number_text, issued.pdf, issued.word_file
    row.issued_at, row.issued_by = clock.now(), by
    row.save()
    data = {
        "paper": paper.kind,
        "number": issued.number_text,
        "code": issued.code,
        "sha256": issued.pdf.head.sha256,
    }
    if before is not None and before.document is not None:
        reason = f"Được thay thế bằng {paper.label.lower()} số {issued.number_text}."
        replace_document(before.document, issued.pdf, by=by, reason=reason)
        data["replaces"] = before.number
    if paper.kind == Kind.INVITATION:
        finish(ISSUE_INVITATION, conference, by=by, data=data, notice=lambda one: invite_all(one, row))
        return
    finish(ISSUE_COMPOSED, conference, by=by, data=data, notice=lambda one: _tell_leaders(paper, one, row))


def _tell_leaders(paper: PaperOfConference, conference: Conference, row: ConferencePaper) -> None:
    if paper.kind == Kind.DELEGATES:
        return
    notify(
        audience.leaders(conference.units()),
        letters.paper(paper=paper.label, number=row.number, conference=conference.title),
        url=_address(paper, conference),
        bloc=conference.bloc,
    )


def _register(paper: PaperOfConference) -> NumberedPaper:
    def issued(row: Conference, done: Issued, request: SigningRequest, by: User, typed: dict[str, Any]) -> None:
        _issued(paper, row, done, request, by)

    def current(conference: Conference) -> SigningRequest | None:
        row = newest_paper(conference, paper.kind)
        return row.signing if row else None

    def address(request: SigningRequest) -> str:
        conference = _row(request)
        return _address(paper, conference) if conference else reverse("conferences:conference_list")

    return register_paper(
        NumberedPaper(
            slug=paper.kind.value,
            reference=paper.form.symbol,
            button=f"Ký {paper.label.lower()}",
            lock=_lock,
            completed=tell_complete,
            ended=nothing_follows,
            paper=paper_as_put,
            address=address,
            submit=SUBMIT_PAPER[paper.kind],
            rows=_rows,
            title=paper.title,
            roles=lambda conference, on: _roles(paper, conference, on),
            document=paper.document,
            current=current,
            put=lambda conference, request, by: _put(paper, conference, request, by),
            row_address=lambda conference: _address(paper, conference),
            row=_row,
            issued=issued,
            issue_form=IssueForm,
        )
    )


SIGNED_PAPERS = tuple(_register(paper) for paper in PAPERS)

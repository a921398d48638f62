"""The minutes as a paper that is signed: by the secretary, then by the chair; then numbered and complete."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from conferences import letters
from conferences.actions import ISSUE_MINUTES, SUBMIT_MINUTES
from conferences.documents.minutes import CHAIR, SECRETARY, minutes_document
from conferences.models import Conference, Minutes
from conferences.queries import locked_conference
from conferences.worklist import page
from libraries.web import clock
from notices.outbox import notify
from records.issuing import Issued
from records.transitions import finish
from signatures.candidates import BOX, named
from signatures.kinds import Candidate, IssueForm, NumberedPaper, Role, register_paper
from signatures.models import SigningRequest
from signatures.notifying import nothing_follows, tell_complete
from signatures.papers import paper_as_put, put_facts
from units import audience
from units.models import User


def _lock(request: SigningRequest) -> None:
    for conference in Conference.objects.filter(minutes_signing=request):
        locked_conference(conference.pk)


def _row(request: SigningRequest) -> Conference | None:
    rows = Conference.objects.select_related("emulation_year__bloc", "minutes_signing")
    return rows.filter(minutes_signing=request).first()


def _rows(user: User) -> QuerySet[Conference]:
    return Conference.objects.visible_to(user).select_related("emulation_year__bloc", "minutes_signing")


def secretary_and_chair(conference: Conference, on: datetime.date) -> list[Role]:
    """Those whom minutes of a conference name: their accounts, or on paper where they have none."""
    return [
        Role(
            "secretary",
            "Thư ký",
            people_named(
                conference,
                SECRETARY,
                SECRETARY[0],
                conference.secretary_name,
                conference.secretary,
                conference.secretary_post,
            ),
            BOX,
            turn=1,
        ),
        Role(
            "chair",
            "Chủ tọa",
            people_named(conference, CHAIR, CHAIR[0], conference.chair_name, conference.chair, conference.chair_post),
            BOX,
            turn=2,
        ),
    ]


def people_named(
    conference: Conference, lines: tuple[str, ...], who: str, name: str, account: User | None, post: str
) -> tuple[Candidate, ...]:
    """Whom the conference names as its chair or secretary. who: as they say it themselves, "Chủ tọa"."""
    if not name:
        return ()
    capacity = f"{who} hội nghị" + (f", {post}" if post else "")
    signs_for = conference.title[:200]
    among = audience.everybody(conference.bloc, conference.bloc.units.all())
    found = tuple(Candidate(user, signs_for, capacity, lines) for user in named(name, account, among))
    return found or (Candidate(None, signs_for, capacity, lines, paper_name=name),)


def _put(conference: Conference, request: SigningRequest, by: User) -> None:
    finish(SUBMIT_MINUTES, conference, by=by, data=put_facts(request), minutes_signing=request)


def _issued(conference: Conference, issued: Issued, request: SigningRequest, by: User, typed: dict[str, Any]) -> None:
    Minutes.objects.create(
        conference=conference,
        number=issued.number_text,
        document=issued.pdf,
        word=issued.word_file,
        signing=request,
        issued_at=clock.now(),
        issued_by=by,
        is_sample=conference.is_sample,
    )
    data = {"number": issued.number_text, "code": issued.code, "sha256": issued.pdf.head.sha256}
    number = issued.number_text
    finish(ISSUE_MINUTES, conference, by=by, data=data, notice=lambda row: _tell_leaders(row, number))


def _tell_leaders(conference: Conference, number: str) -> None:
    notify(
        audience.leaders(conference.units()),
        letters.minutes(number=number, conference=conference.title),
        url=page("minutes_detail", conference),
        bloc=conference.bloc,
    )


def _address(request: SigningRequest) -> str:
    conference = Conference.objects.filter(minutes_signing=request).first()
    return page("minutes_detail", conference) if conference else reverse("conferences:conference_list")


MINUTES_PAPER = register_paper(
    NumberedPaper(
        slug="minutes",
        reference="BB",
        button="Ký biên bản",
        lock=_lock,
        completed=tell_complete,
        ended=nothing_follows,
        paper=paper_as_put,
        address=_address,
        submit=SUBMIT_MINUTES,
        rows=_rows,
        title=lambda conference: f"Biên bản {conference.title}",
        roles=secretary_and_chair,
        document=minutes_document,
        current=lambda conference: conference.minutes_signing,
        put=_put,
        row_address=lambda conference: page("minutes_detail", conference),
        row=_row,
        issued=_issued,
        issue_form=IssueForm,
    )
)

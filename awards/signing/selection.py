"""The minutes of the selection as a paper that is signed: by the secretary, then by the chair of the conference.

With their number they become a part of every dossier of which they tell.
"""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from awards.actions import FINISH_SELECTION, ISSUE_SELECTION, SUBMIT_SELECTION
from awards.documents.selection_minutes import selection_document, title_of
from awards.models import Nomination, SelectionMinutes
from awards.models.kinds import Part
from awards.queries.selection import locked_selection, told_of
from awards.signing.parts import add_part
from awards.worklist import page
from conferences.signing.minutes import secretary_and_chair
from libraries.web import clock
from records.issuing import Issued
from records.transitions import check_action, finish
from signatures.kinds import IssueForm, NumberedPaper, Role, register_paper
from signatures.models import SigningRequest
from signatures.notifying import nothing_follows, tell_complete
from signatures.papers import paper_as_put, put_facts
from units.models import User


def _minutes() -> QuerySet[SelectionMinutes]:
    return SelectionMinutes.objects.select_related("emulation_year__bloc", "conference", "signing")


def _lock(request: SigningRequest) -> None:
    for minutes in SelectionMinutes.objects.filter(signing=request):
        locked_selection(minutes.pk)


def _row(request: SigningRequest) -> SelectionMinutes | None:
    return _minutes().filter(signing=request).first()


def _rows(user: User) -> QuerySet[SelectionMinutes]:
    return _minutes() & SelectionMinutes.objects.visible_to(user)


def _roles(minutes: SelectionMinutes, on: datetime.date) -> list[Role]:
    return secretary_and_chair(minutes.conference, on)


def _put(minutes: SelectionMinutes, request: SigningRequest, by: User) -> None:
    finish(SUBMIT_SELECTION, minutes, by=by, data=put_facts(request), signing=request)


def _issued(
    minutes: SelectionMinutes, issued: Issued, request: SigningRequest, by: User, typed: dict[str, Any]
) -> None:
    """Into each dossier that still waits for them; one that went to the city meanwhile had others."""
    rows = [row for row in told_of(minutes) if row.state == Nomination.State.DRAFT]
    for row in rows:
        check_action(FINISH_SELECTION, row, by=by)
    data = {"number": issued.number_text, "code": issued.code, "nominations": [row.pk for row in rows]}
    finish(
        ISSUE_SELECTION,
        minutes,
        by=by,
        data=data,
        number=issued.number_text,
        document=issued.pdf,
        word=issued.word_file,
        issued_at=clock.now(),
        issued_by=by,
    )
    for row in rows:
        add_part(FINISH_SELECTION, row, Part.MINUTES, issued.pdf, by=by, word=issued.word_file)


def _address(request: SigningRequest) -> str:
    minutes = _row(request)
    return page("nomination_detail", told_of(minutes)[0].pk) if minutes else reverse("awards:nomination_list")


SELECTION_PAPER = register_paper(
    NumberedPaper(
        slug="selection_minutes",
        reference="BB",
        button="Ký biên bản",
        lock=_lock,
        completed=tell_complete,
        ended=nothing_follows,
        paper=paper_as_put,
        address=_address,
        for_the_bloc=False,
        submit=SUBMIT_SELECTION,
        rows=_rows,
        title=lambda minutes: title_of(minutes.emulation_year.year),
        roles=_roles,
        document=selection_document,
        current=lambda minutes: minutes.signing,
        put=_put,
        row_address=lambda minutes: page("minutes_edit", told_of(minutes)[0].pk),
        row=_row,
        issued=_issued,
        issue_form=IssueForm,
    )
)

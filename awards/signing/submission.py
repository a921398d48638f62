"""The submission as a paper that is signed: by who signs for the bloc; then numbered, and sent with its dossiers."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from awards import letters
from awards.actions import ISSUE_SUBMISSION, SUBMIT, SUBMIT_SUBMISSION
from awards.documents.recipient_list import recipient_list_document
from awards.documents.submission import proposal_of, submission_document, title_of
from awards.models import Nomination, Submission
from awards.models.kinds import Part
from awards.queries.audience import judges
from awards.queries.submissions import dossiers_of, listed_cells, locked_submission
from awards.requirements import objections_to_sending
from awards.signing.parts import add_part
from awards.worklist import about_completion, about_review, page
from libraries.web import clock
from notices.outbox import end_requests, notify
from records.issuing import Issued
from records.transitions import NotAllowedNow, check_action, filled, finish, in_words
from signatures.candidates import approver, signer
from signatures.kinds import IssueForm, NumberedPaper, Role, register_paper
from signatures.models import SigningRequest
from signatures.notifying import nothing_follows, tell_complete
from signatures.papers import paper_as_put, put_facts
from units.models import User


def _lock(request: SigningRequest) -> None:
    for submission in Submission.objects.filter(signing=request):
        locked_submission(submission.pk)


def _row(request: SigningRequest) -> Submission | None:
    rows = Submission.objects.select_related("emulation_year__bloc", "signing")
    return rows.filter(signing=request).first()


def _rows(user: User) -> QuerySet[Submission]:
    return Submission.objects.visible_to(user).select_related("emulation_year__bloc", "signing")


def _roles(submission: Submission, on: datetime.date) -> list[Role]:
    return [approver(submission.emulation_year, on), signer(submission.emulation_year, on)]


def _put(submission: Submission, request: SigningRequest, by: User) -> None:
    """The list is fixed with the paper that names it."""
    for line, cells in zip(submission.lines.all(), listed_cells(submission), strict=True):
        if line.cells != cells:
            line.cells = list(cells)
            line.save(update_fields=["cells"])
    finish(SUBMIT_SUBMISSION, submission, by=by, data=put_facts(request), signing=request)


def _issued(submission: Submission, issued: Issued, request: SigningRequest, by: User, typed: dict[str, Any]) -> None:
    """Number and files; then each dossier goes to the city with them."""
    listed, rows = filled(issued.annex), dossiers_of(submission)
    for row in rows:
        check_action(SUBMIT, row, by=by)
    if gaps := list(objections_to_sending(submission)):
        raise NotAllowedNow(in_words(gaps))
    data = {"number": issued.number_text, "code": issued.code, "nominations": [row.pk for row in rows]}
    submission = finish(
        ISSUE_SUBMISSION,
        submission,
        by=by,
        data=data,
        number=issued.number_text,
        document=issued.pdf,
        word=issued.word_file,
        list_document=listed.pdf,
        list_word=listed.word_file,
        submitted_at=clock.now(),
        submitted_by=by,
    )
    for row in rows:
        add_part(None, row, Part.SUBMISSION, issued.pdf, by=by, word=issued.word)
        add_part(None, row, Part.LIST, listed.pdf, by=by, word=listed.word)
        send_dossier(row, submission, by=by)


def send_dossier(nomination: Nomination, submission: Submission, *, by: User) -> None:
    """State, audit and notice to the board. Under the dossier's lock, with its requirements asked before."""
    number = filled(submission.number)
    end_requests(about_completion(nomination))
    finish(
        SUBMIT,
        nomination,
        by=by,
        data={"number": number, "round": nomination.round},
        notice=lambda row: notify(
            judges(row),
            letters.submitted(kind=row.kind.short_name, unit=row.unit.short_name, bloc=row.bloc.name, number=number),
            url=reverse("awards:review_edit", args=[row.pk]),
            bloc=row.bloc,
            about=about_review(row),
        ),
        submission=submission,
        submitted_at=clock.now(),
        submitted_by=by,
    )


def _address(request: SigningRequest) -> str:
    submission = Submission.objects.filter(signing=request).first()
    return page("submission_detail", submission.pk) if submission else reverse("awards:nomination_list")


SUBMISSION_PAPER = register_paper(
    NumberedPaper(
        slug="submission",
        reference="TTr",
        button="Ký tờ trình",
        lock=_lock,
        completed=tell_complete,
        ended=nothing_follows,
        paper=paper_as_put,
        address=_address,
        for_the_bloc=False,
        submit=SUBMIT_SUBMISSION,
        rows=_rows,
        title=lambda submission: title_of(proposal_of(submission, clock.today())),
        roles=_roles,
        document=submission_document,
        annex=recipient_list_document,
        current=lambda submission: submission.signing,
        put=_put,
        row_address=lambda submission: page("submission_detail", submission.pk),
        row=_row,
        issued=_issued,
        issue_form=IssueForm,
    )
)

"""The minutes of a secret count as a paper that is signed: by a teller, then by the first teller, then numbered."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from ballots.actions import ISSUE_COUNTING, SUBMIT_COUNTING
from ballots.documents.counting_minutes import HEAD, HEAD_LINES, MEMBER, MEMBER_LINES, counting_document
from ballots.models import Ballot, CountingMinutes
from ballots.queries import locked_ballot, tellers_of
from ballots.worklist import page
from libraries.web import clock
from records.issuing import Issued
from records.transitions import finish
from signatures.candidates import BOX
from signatures.kinds import Candidate, IssueForm, NumberedPaper, Role, register_paper
from signatures.models import SigningRequest
from signatures.notifying import nothing_follows, tell_complete
from signatures.papers import paper_as_put, put_facts
from units.models import User


def _lock(request: SigningRequest) -> None:
    for row in CountingMinutes.objects.filter(signing=request):
        locked_ballot(row.ballot_id)


def _row(request: SigningRequest) -> Ballot | None:
    return Ballot.objects.select_related("emulation_year__bloc").filter(minutes__signing=request).first()


def _rows(user: User) -> QuerySet[Ballot]:
    return Ballot.objects.visible_to(user).select_related("emulation_year__bloc")


def _roles(ballot: Ballot, on: datetime.date) -> list[Role]:
    """The tellers, as the count names them."""
    head, member, *_ = (row.user for row in tellers_of(ballot))
    return [
        _role(ballot, MEMBER, "Thành viên Ban kiểm phiếu", member, MEMBER_LINES, turn=1),
        _role(ballot, HEAD, "Trưởng Ban kiểm phiếu", head, HEAD_LINES, turn=2),
    ]


def _role(ballot: Ballot, field: str, who: str, teller: User, lines: tuple[str, ...], *, turn: int) -> Role:
    return Role(field, who, (Candidate(teller, ballot.occasion[:200], who, lines),), BOX, turn=turn)


def _current(ballot: Ballot) -> SigningRequest | None:
    row = CountingMinutes.objects.filter(ballot=ballot).select_related("signing").first()
    return row.signing if row else None


def _put(ballot: Ballot, request: SigningRequest, by: User) -> None:
    CountingMinutes.objects.update_or_create(
        ballot=ballot, defaults={"signing": request, "is_sample": ballot.is_sample}
    )
    finish(SUBMIT_COUNTING, ballot, by=by, data=put_facts(request))


def _issued(ballot: Ballot, issued: Issued, request: SigningRequest, by: User, typed: dict[str, Any]) -> None:
    CountingMinutes.objects.filter(signing=request).update(
        number=issued.number_text,
        document=issued.pdf,
        word=issued.word_file,
        issued_at=clock.now(),
        issued_by=by,
    )
    data = {"number": issued.number_text, "code": issued.code, "sha256": issued.pdf.head.sha256}
    finish(ISSUE_COUNTING, ballot, by=by, data=data)


def _address(request: SigningRequest) -> str:
    row = CountingMinutes.objects.filter(signing=request).select_related("ballot").first()
    return page("ballot_detail", row.ballot) if row else reverse("conferences:conference_list")


COUNTING_PAPER = register_paper(
    NumberedPaper(
        slug="counting_minutes",
        reference="BB",
        button="Ký biên bản kiểm phiếu",
        lock=_lock,
        completed=tell_complete,
        ended=nothing_follows,
        paper=paper_as_put,
        address=_address,
        submit=SUBMIT_COUNTING,
        rows=_rows,
        title=lambda ballot: f"Biên bản kiểm phiếu: {ballot.question}",
        roles=_roles,
        document=counting_document,
        current=_current,
        put=_put,
        row_address=lambda ballot: page("ballot_detail", ballot),
        row=_row,
        issued=_issued,
        issue_form=IssueForm,
    )
)

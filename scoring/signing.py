"""The table of results as a paper that is signed: by who drew it up, then by who signs for the bloc; then numbered."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from libraries.web import clock
from notices.outbox import notify
from records.documents import replace_document
from records.issuing import Issued
from records.transitions import finish
from scoring import letters
from scoring.actions import ISSUE_RESULTS, SUBMIT_RESULTS
from scoring.documents.results import PREPARED_BY, results_document, table_title
from scoring.models import CriteriaSet, ResultTable
from scoring.queries import locked_set
from scoring.worklist import page
from signatures.candidates import BOX, signer
from signatures.kinds import Candidate, IssueForm, NumberedPaper, Role, register_paper
from signatures.models import Party, SigningRequest
from signatures.notifying import nothing_follows, tell_complete
from signatures.papers import paper_as_put, put_facts
from units import audience
from units.models import User


def _lock(request: SigningRequest) -> None:
    for criteria_set in CriteriaSet.objects.filter(signing=request):
        locked_set(criteria_set.pk)


def _row(request: SigningRequest) -> CriteriaSet | None:
    return CriteriaSet.objects.select_related("emulation_year__bloc", "signing").filter(signing=request).first()


def _rows(user: User) -> QuerySet[CriteriaSet]:
    return CriteriaSet.objects.visible_to(user).select_related("emulation_year__bloc", "signing")


def _roles(criteria_set: CriteriaSet, on: datetime.date) -> list[Role]:
    year = criteria_set.emulation_year
    secretariat = tuple(
        Candidate(user, year.bloc.name_on(on), "Tổ thư ký", PREPARED_BY) for user in audience.secretariat(year.bloc, on)
    )
    prepares = Role("preparer", "Người lập", secretariat, BOX, meaning=Party.Meaning.PREPARES, turn=1)
    return [prepares, signer(year, on)]


def _put(criteria_set: CriteriaSet, request: SigningRequest, by: User) -> None:
    finish(SUBMIT_RESULTS, criteria_set, by=by, data=put_facts(request), signing=request)


def _issued(
    criteria_set: CriteriaSet, issued: Issued, request: SigningRequest, by: User, typed: dict[str, Any]
) -> None:
    """A table that was issued before a conference changed the results is replaced."""
    before = criteria_set.result_tables.select_related("document").last()
    table = ResultTable.objects.create(
        criteria_set=criteria_set,
        edition=criteria_set.edition,
        number=issued.number_text,
        document=issued.pdf,
        word=issued.word_file,
        signing=request,
        issued_at=clock.now(),
        issued_by=by,
        is_sample=criteria_set.is_sample,
    )
    data = {"number": issued.number_text, "code": issued.code, "sha256": issued.pdf.head.sha256}
    finish(ISSUE_RESULTS, criteria_set, by=by, data=data, notice=lambda row: _tell_bloc(row, table))
    if before is not None:
        reason = "Kết quả được điều chỉnh theo kết luận của hội nghị."
        replace_document(before.document, issued.pdf, by=by, reason=reason)


def _tell_bloc(criteria_set: CriteriaSet, table: ResultTable) -> None:
    units = criteria_set.emulation_year.units()
    letter = letters.table_issued(year=criteria_set.emulation_year.year, number=table.number)
    notify(audience.leaders(units), letter, url=page("criteria_detail", criteria_set), bloc=criteria_set.bloc)


def _address(request: SigningRequest) -> str:
    criteria_set = CriteriaSet.objects.filter(signing=request).first()
    return page("criteria_detail", criteria_set) if criteria_set else reverse("scoring:criteria_list")


RESULTS_PAPER = register_paper(
    NumberedPaper(
        slug="results",
        reference="KQ",
        button="Ký bảng tổng hợp điểm",
        lock=_lock,
        completed=tell_complete,
        ended=nothing_follows,
        paper=paper_as_put,
        address=_address,
        submit=SUBMIT_RESULTS,
        rows=_rows,
        title=table_title,
        roles=_roles,
        document=results_document,
        current=lambda criteria_set: criteria_set.signing,
        put=_put,
        row_address=lambda criteria_set: page("criteria_detail", criteria_set),
        row=_row,
        issued=_issued,
        issue_form=IssueForm,
    )
)

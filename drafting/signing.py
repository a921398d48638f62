"""The response table as a paper that is signed: by who signs for the bloc or leads the drafting; then numbered."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from drafting.actions import ISSUE_RESPONSE_TABLE, SUBMIT_RESPONSE_TABLE
from drafting.documents.response_table import fingerprint, response_document, table_title
from drafting.models import Consultation, ResponseTable
from drafting.queries.rows import locked_with_its_text
from drafting.worklist import page
from libraries.web import clock
from records.documents import replace_document
from records.issuing import Issued
from records.transitions import NotAllowedNow, finish
from signatures.candidates import approver, by_order, signer
from signatures.kinds import IssueForm, NumberedPaper, Role, register_paper
from signatures.models import SigningRequest
from signatures.notifying import nothing_follows, tell_complete
from signatures.papers import paper_as_put, put_facts
from units.models import User


def _lock(request: SigningRequest) -> None:
    for consultation in Consultation.objects.filter(table_signing=request):
        locked_with_its_text(consultation.pk)


def _row(request: SigningRequest) -> Consultation | None:
    rows = Consultation.objects.select_related("text__emulation_year__bloc", "on_version", "table_signing")
    return rows.filter(table_signing=request).first()


def _rows(user: User) -> QuerySet[Consultation]:
    rows = Consultation.objects.visible_to(user)
    return rows.select_related("text__emulation_year__bloc", "on_version", "table_signing")


def _roles(consultation: Consultation, on: datetime.date) -> list[Role]:
    year = consultation.emulation_year
    return [approver(year, on), signer(year, on, more=by_order(year, on))]


def _put(consultation: Consultation, request: SigningRequest, by: User) -> None:
    before = consultation.response_tables.last()
    if before is not None and before.sha256 == fingerprint(consultation):
        raise NotAllowedNow("Bảng tổng hợp đã hoàn thành, nội dung chưa thay đổi.")
    finish(SUBMIT_RESPONSE_TABLE, consultation, by=by, data=put_facts(request), table_signing=request)


def _issued(
    consultation: Consultation, issued: Issued, request: SigningRequest, by: User, typed: dict[str, Any]
) -> None:
    """A table that was issued before is replaced."""
    before = consultation.response_tables.select_related("document").last()
    ResponseTable.objects.create(
        consultation=consultation,
        document=issued.pdf,
        word=issued.word_file,
        signing=request,
        sha256=fingerprint(consultation),
        issued_at=clock.now(),
        issued_by=by,
    )
    finish(ISSUE_RESPONSE_TABLE, consultation, by=by, data={"code": issued.code, "number": issued.number_text})
    if before is not None:
        reason = "Nội dung trả lời góp ý được sửa sau khi hoàn thành bảng tổng hợp."
        replace_document(before.document, issued.pdf, by=by, reason=reason)


def _address(request: SigningRequest) -> str:
    consultation = Consultation.objects.filter(table_signing=request).first()
    return page("response_table", consultation) if consultation else reverse("drafting:text_list")


RESPONSE_TABLE_PAPER = register_paper(
    NumberedPaper(
        slug="response_table",
        reference="TT",
        button="Ký bảng tổng hợp",
        lock=_lock,
        completed=tell_complete,
        ended=nothing_follows,
        paper=paper_as_put,
        address=_address,
        submit=SUBMIT_RESPONSE_TABLE,
        rows=_rows,
        title=table_title,
        roles=_roles,
        document=response_document,
        current=lambda consultation: consultation.table_signing,
        put=_put,
        row_address=lambda consultation: page("response_table", consultation),
        row=_row,
        issued=_issued,
        issue_form=IssueForm,
    )
)

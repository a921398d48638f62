"""The letter that corrects slips as a paper that is signed: by whoever signed the regulation, then numbered."""

import datetime
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from libraries.web import clock
from notices.outbox import notify
from records.issuing import Issued
from records.transitions import filled, finish
from regulations import letters
from regulations.actions import ISSUE_ERRATUM, SUBMIT_ERRATUM
from regulations.documents.erratum import erratum_document, title_of
from regulations.models import Erratum
from regulations.queries.errata import locked_erratum
from regulations.worklist import erratum_page
from signatures.candidates import approver, same_name, signer
from signatures.kinds import IssueForm, NumberedPaper, Role, register_paper
from signatures.models import SigningRequest
from signatures.notifying import nothing_follows, tell_complete
from signatures.papers import paper_as_put, put_facts, signers_of_request
from units import audience
from units.models import EmulationYear, User


def _lock(request: SigningRequest) -> None:
    for erratum in Erratum.objects.filter(signing=request):
        locked_erratum(erratum.pk)


def _with_regulation(rows: QuerySet[Erratum]) -> QuerySet[Erratum]:
    return rows.select_related(
        "regulation__emulation_year__bloc",
        "regulation__bloc",
        "regulation__text",
        "regulation__adopted_version",
        "signing",
    )


def _row(request: SigningRequest) -> Erratum | None:
    return _with_regulation(Erratum.objects.filter(signing=request)).first()


def _rows(user: User) -> QuerySet[Erratum]:
    return _with_regulation(Erratum.objects.visible_to(user))


def _roles(erratum: Erratum, on: datetime.date) -> list[Role]:
    """Whoever signed the regulation, as long as that person may sign; afterwards whoever signs for the bloc."""
    year = _year_on(erratum, on)
    role = signer(year, on)
    same = tuple(row for row in role.candidates if same_name(row.name, filled(erratum.regulation.signer_name)))
    return [approver(year, on), replace(role, candidates=same or role.candidates)]


def _year_on(erratum: Erratum, on: datetime.date) -> EmulationYear:
    """The year whose Khối trưởng signs on that day."""
    years = EmulationYear.objects.filter(bloc=erratum.regulation.bloc_id, year__lte=on.year).select_related("bloc")
    return years.order_by("-year").first() or erratum.emulation_year


def _put(erratum: Erratum, request: SigningRequest, by: User) -> None:
    finish(SUBMIT_ERRATUM, erratum, by=by, data=put_facts(request), signing=request)


def _issued(erratum: Erratum, issued: Issued, request: SigningRequest, by: User, typed: dict[str, Any]) -> None:
    """Number, files and who signed; the bloc is told."""
    who = signers_of_request(request)["signer"]
    finish(
        ISSUE_ERRATUM,
        erratum,
        by=by,
        data={
            "number": issued.number_text,
            "code": issued.code,
            "sha256": issued.pdf.head.sha256,
            "signer": who.name,
            "corrections": erratum.corrections,
        },
        notice=_tell_bloc,
        number_text=issued.number_text,
        signed_on=clock.today(),
        signer_unit=who.unit,
        signer_name=who.name,
        signer_post=who.post,
        document=issued.pdf,
        word_document=issued.word_file,
        issued_at=clock.now(),
        issued_by=by,
    )


def _tell_bloc(erratum: Erratum) -> None:
    regulation = erratum.regulation
    letter = letters.corrected(
        number=filled(erratum.number_text),
        regulation=filled(regulation.number_text),
        corrections=[f"{line.place}: “{line.wrong}” thành “{line.right}”" for line in erratum.lines],
    )
    bloc = regulation.bloc
    notify(audience.everybody(bloc, bloc.units.all()), letter, url=erratum_page(erratum), bloc=bloc)


def _address(request: SigningRequest) -> str:
    erratum = Erratum.objects.filter(signing=request).first()
    return erratum_page(erratum) if erratum else reverse("regulations:regulation_list")


ERRATUM_PAPER = register_paper(
    NumberedPaper(
        slug="erratum",
        reference="ĐC",
        button="Ký văn bản đính chính",
        lock=_lock,
        completed=tell_complete,
        ended=nothing_follows,
        paper=paper_as_put,
        address=_address,
        submit=SUBMIT_ERRATUM,
        rows=_rows,
        title=title_of,
        roles=_roles,
        document=erratum_document,
        current=lambda erratum: erratum.signing,
        put=_put,
        row_address=erratum_page,
        row=_row,
        issued=_issued,
        issue_form=IssueForm,
    )
)

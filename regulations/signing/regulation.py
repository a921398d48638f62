"""The regulation as a paper that is signed: put before who signs for the bloc, then numbered, issued and in force."""

import datetime
from typing import Any

from django.db import models
from django.urls import reverse

from drafting.queries.amended import printed_content
from drafting.queries.version_index import VersionIndex, WorkingText
from libraries.web import clock, forms
from libraries.web.formats import short_date
from notices.outbox import notify
from records.documents import replace_document
from records.issuing import Issued
from records.transitions import NotAllowedNow, filled, finish
from regulations import letters
from regulations.actions import ISSUE, SUBMIT_REGULATION, SUPERSEDE
from regulations.documents.regulation import regulation_document, series_of
from regulations.models import IssuedArticle, Regulation, search_key
from regulations.queries import amendments_in_force, in_force_in, locked_regulation
from regulations.queries.published import articles_of
from regulations.requirements import objection_to_effect
from regulations.worklist import page
from signatures.candidates import approver, signer
from signatures.kinds import IssueForm, NumberedPaper, Role, register_paper
from signatures.models import SigningRequest
from signatures.notifying import nothing_follows, tell_complete
from signatures.papers import paper_as_put, put_facts, signers_of_request
from units import audience
from units.models import User


class RegulationIssueForm(IssueForm):
    """What is asked when a signed regulation gets its number: from which day it holds."""

    effective_from = forms.VnDateField(label="Ngày có hiệu lực")

    def __init__(self, data: Any = None, *, row: Regulation):
        super().__init__(data, row=row)
        self.fields["effective_from"].initial = clock.today()

    @staticmethod
    def public(typed: dict[str, Any]) -> dict[str, str]:
        return {"Có hiệu lực từ": short_date(typed["effective_from"])}

    def clean_effective_from(self) -> Any:
        day = self.cleaned_data["effective_from"]
        if objection := objection_to_effect(self.row, day):
            raise forms.ValidationError(objection)
        return day


def _lock(request: SigningRequest) -> None:
    for regulation in Regulation.objects.filter(signing=request):
        locked_regulation(regulation.pk)


def _row(request: SigningRequest) -> Regulation | None:
    rows = Regulation.objects.select_related("emulation_year__bloc", "bloc", "text", "adopted_version", "amends")
    return rows.filter(signing=request, adopted_version__isnull=False).first()


def _rows(user: User) -> "models.QuerySet[Regulation]":
    return Regulation.objects.visible_to(user).select_related(
        "emulation_year__bloc", "bloc", "text", "adopted_version", "signing", "amends"
    )


def _roles(regulation: Regulation, on: datetime.date) -> list[Role]:
    return [approver(regulation.emulation_year, on), signer(regulation.emulation_year, on)]


def _put(regulation: Regulation, request: SigningRequest, by: User) -> None:
    finish(SUBMIT_REGULATION, regulation, by=by, data=put_facts(request), signing=request)


def _issued(regulation: Regulation, issued: Issued, request: SigningRequest, by: User, typed: dict[str, Any]) -> None:
    """Number, files, who signed, and the end of the regulation in force; under the bloc's lock."""
    effective_from: datetime.date = typed["effective_from"]
    if objection := objection_to_effect(regulation, effective_from):
        raise NotAllowedNow(objection)
    old, today = in_force_in(regulation), clock.today()
    for ended in [old, *amendments_in_force(old)] if old else []:
        _supersede(ended, regulation, issued, effective_from, by=by)
    who = signers_of_request(request)["signer"]
    published = finish(
        ISSUE,
        regulation,
        by=by,
        data={
            "number": issued.number_text,
            "code": issued.code,
            "sha256": issued.pdf.head.sha256,
            "signer": who.name,
            "replaces": old.number_text if old else "",
            "amends": regulation.amends.number_text if regulation.amends else "",
        },
        notice=lambda row: _tell_bloc(row, effective_from, old),
        series=series_of(regulation),
        number=issued.number,
        number_year=today.year,
        number_text=issued.number_text,
        signed_on=today,
        effective_from=effective_from,
        signer_unit=who.unit,
        signer_name=who.name,
        signer_post=who.post,
        signer_lines="\n".join(who.lines),
        document=issued.pdf,
        word_document=issued.word_file,
        issued_at=clock.now(),
        issued_by=by,
        search_key=search_key(regulation.title, issued.number_text),
    )
    printed = WorkingText(printed_content(filled(regulation.adopted_version)))
    IssuedArticle.objects.bulk_create(articles_of(published, VersionIndex(printed)))


def _supersede(old: Regulation, new: Regulation, issued: Issued, effective_from: datetime.date, *, by: User) -> None:
    """Ends what is in force, before the new one takes its place: only one is issued at a time."""
    reason = f"Được thay thế bằng Quy chế số {issued.number_text}, có hiệu lực từ {short_date(effective_from)}."
    replace_document(filled(old.document), issued.pdf, by=by, reason=reason)
    finish(SUPERSEDE, old, by=by, reason=reason, successor=new, superseded_at=clock.now(), superseded_by=by)


def _tell_bloc(regulation: Regulation, effective_from: datetime.date, old: Regulation | None) -> None:
    letter = letters.issued(
        regulation=regulation.title,
        number=filled(regulation.number_text),
        effective_from=effective_from,
        replaces=old.number_text if old else None,
        amends=regulation.amends.number_text if regulation.amends else None,
    )
    bloc = regulation.bloc
    notify(audience.everybody(bloc, bloc.units.all()), letter, url=page("regulation_detail", regulation), bloc=bloc)


def _address(request: SigningRequest) -> str:
    regulation = Regulation.objects.filter(signing=request).first()
    return page("regulation_detail", regulation) if regulation else reverse("regulations:regulation_list")


REGULATION_PAPER = register_paper(
    NumberedPaper(
        slug="regulation",
        reference="QC",
        button="Ký quy chế",
        lock=_lock,
        completed=tell_complete,
        ended=nothing_follows,
        paper=paper_as_put,
        address=_address,
        submit=SUBMIT_REGULATION,
        rows=_rows,
        title=lambda regulation: regulation.title,
        roles=_roles,
        document=regulation_document,
        current=lambda regulation: regulation.signing,
        put=_put,
        row_address=lambda regulation: page("regulation_detail", regulation),
        row=_row,
        issued=_issued,
        issue_form=RegulationIssueForm,
    )
)

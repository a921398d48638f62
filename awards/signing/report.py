"""The achievement report as a paper that is signed: by the unit's leader, confirmed by the bloc that proposes it.

The unit numbers it in a register of its own; with its number it becomes a part of the dossier.
"""

import datetime
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from awards.actions import FINISH_REPORT, SUBMIT_REPORT
from awards.documents.achievement_report import CONFIRMS, leader_of, report_document, title_of
from awards.models import AchievementReport, Nomination
from awards.models.kinds import Part
from awards.queries.dossiers import locked_nomination
from awards.signing.parts import add_part
from awards.worklist import page
from libraries.web import clock, forms
from records.issuing import Issued
from records.transitions import check_action, finish
from signatures.candidates import BOX, NO_HEAD, by_order, heads
from signatures.kinds import Candidate, IssueForm, NumberedPaper, Role, register_paper
from signatures.models import Party, SigningRequest
from signatures.notifying import nothing_follows, tell_complete
from signatures.papers import paper_as_put, put_facts
from units.models import Unit, User


class ReportIssueForm(IssueForm):
    """What is asked when a signed report is issued: its number in the unit's register."""

    number = forms.VnCharField(
        label="Số, ký hiệu theo sổ văn bản của đơn vị", max_length=60, help_text="Ví dụ: 15/BC-HTKV2."
    )

    @staticmethod
    def given_number(typed: dict[str, Any]) -> str:
        return str(typed.get("number", ""))


def _lock(request: SigningRequest) -> None:
    for nomination in Nomination.objects.filter(report__signing=request):
        locked_nomination(nomination.pk)


def _row(request: SigningRequest) -> Nomination | None:
    rows = Nomination.objects.select_related("emulation_year__bloc", "kind", "unit", "report__signing")
    return rows.filter(report__signing=request).first()


def _rows(user: User) -> QuerySet[Nomination]:
    return Nomination.objects.visible_to(user).select_related("emulation_year__bloc", "kind", "unit", "report__signing")


def _roles(nomination: Nomination, on: datetime.date) -> list[Role]:
    return [_leader(nomination.unit, on), _confirmation(nomination, on)]


def _leader(unit: Unit, on: datetime.date) -> Role:
    """The head of the unit, under the official post (PL I, II.7 c)."""
    post, found = leader_of(unit, on), tuple[Candidate, ...]()
    if post is not None:
        name = unit.name_on(on)
        found = (Candidate(post.user, name, f"{post.title} {name}", (post.title,), unit=unit),)
    advice = f"Cập nhật thủ trưởng của {unit.short_name_on(on)} tại mục Đơn vị."
    return Role("leader", "Thủ trưởng đơn vị", found, BOX, turn=1, nobody=advice)


def _confirmation(nomination: Nomination, on: datetime.date) -> Role:
    """Whoever speaks for the bloc and is not of the unit that reports; last the secretariat by order."""
    year = nomination.emulation_year
    known = [row for row in heads(year, on) if row.unit != nomination.unit]
    found = tuple(replace(row, lines=(CONFIRMS, *row.lines)) for row in (*known, *by_order(year, on)))
    return Role(
        "confirmation",
        "Người xác nhận của cấp trình",
        found,
        BOX,
        meaning=Party.Meaning.CONFIRMS,
        turn=2,
        nobody=NO_HEAD,
    )


def _put(nomination: Nomination, request: SigningRequest, by: User) -> None:
    AchievementReport.objects.filter(nomination=nomination).update(signing=request)
    finish(SUBMIT_REPORT, nomination, by=by, data=put_facts(request))


def _issued(nomination: Nomination, issued: Issued, request: SigningRequest, by: User, typed: dict[str, Any]) -> None:
    """Into the dossier, as the text that was saved last: nobody saves while it is being signed."""
    check_action(FINISH_REPORT, nomination, by=by)
    revision = nomination.report.revision
    add_part(FINISH_REPORT, nomination, Part.REPORT, issued.pdf, by=by, word=issued.word_file, report_revision=revision)


def _address(request: SigningRequest) -> str:
    nomination = Nomination.objects.filter(report__signing=request).first()
    return page("nomination_detail", nomination.pk) if nomination else reverse("awards:nomination_list")


REPORT_PAPER = register_paper(
    NumberedPaper(
        slug="achievement_report",
        reference="BC",
        button="Ký báo cáo",
        lock=_lock,
        completed=tell_complete,
        ended=nothing_follows,
        paper=paper_as_put,
        address=_address,
        for_the_bloc=False,
        submit=SUBMIT_REPORT,
        rows=_rows,
        title=lambda nomination: title_of(nomination, clock.today()),
        roles=_roles,
        document=report_document,
        unit=lambda nomination: nomination.unit,
        current=lambda nomination: nomination.report.signing if nomination.written_report else None,
        put=_put,
        row_address=lambda nomination: page("nomination_detail", nomination.pk),
        row=_row,
        issued=_issued,
        issue_form=ReportIssueForm,
    )
)

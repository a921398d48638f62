"""The bloc's side of a dossier: begun, written, filled."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from awards.actions import (
    ATTACH_MINUTES,
    EDIT,
    HAND_IN_MINUTES,
    HAND_IN_REPORT,
    NOMINATE,
    SAVE_REPORT,
)
from awards.documents import EVIDENCE
from awards.models import AchievementReport, AwardKind, DossierPart, Nomination, ReportedResult
from awards.models.kinds import Part
from awards.models.past_awards import read_past_awards
from awards.models.reported_result import read_other_results
from awards.queries.results import Reached, targets_to_report
from awards.signing.parts import add_part
from conferences.models import Minutes
from libraries.web import clock
from records.documents import store_document
from records.models import Document
from records.revisions import next_revision
from records.transitions import NotAllowedNow, begin, finish
from units.models import EmulationYear, Unit, User


@transaction.atomic
def nominate(
    year: EmulationYear,
    *,
    by: User,
    unit: Unit,
    kind: AwardKind,
    recipient_name: str = "",
    citation: str = "",
    summary: str = "",
    score: str = "",
    confirmations: str = "",
) -> Nomination:
    """Begin a dossier (lập hồ sơ). The recipient's name defaults to the unit's on the last day of the year.

    NotAllowedNow for a unit without a seat that year, or one that has a dossier for this award already.
    """
    if not year.has_seat(unit):
        raise NotAllowedNow(f"{unit} không có tên trong danh sách đơn vị của năm thi đua {year.year}.")
    if Nomination.objects.filter(emulation_year=year, unit=unit, kind=kind).exists():
        raise NotAllowedNow(f"{unit} đã có hồ sơ đề nghị {kind.short_name} năm {year.year}. Xem hồ sơ đó để tiếp tục.")
    nomination = Nomination(
        emulation_year=year,
        unit=unit,
        kind=kind,
        recipient_name=recipient_name.strip(),
        citation=citation,
        summary=summary,
        score=score,
        confirmations=confirmations,
        created_at=clock.now(),
        created_by=by,
        is_sample=year.is_sample,
    )
    nomination.recipient_name = nomination.recipient_name or nomination.name_of_the_year
    nomination.set_keys()
    nomination.save(force_insert=True)
    return finish(NOMINATE, nomination, by=by)


@transaction.atomic
def edit(
    nomination: Nomination,
    *,
    by: User,
    revision: int | None,
    recipient_name: str,
    citation: str,
    summary: str,
    score: str = "",
    confirmations: str = "",
) -> Nomination:
    """Save what is proposed (sửa nội dung). `revision` is what the editor had read; EditConflict when it is stale."""
    nomination = begin(EDIT, nomination, by=by)
    revision = next_revision(nomination, revision)
    values: dict[str, Any] = {
        "recipient_name": recipient_name.strip() or nomination.name_of_the_year,
        "citation": citation,
        "summary": summary,
        "score": score,
        "confirmations": confirmations,
    }
    changed = [name for name, value in values.items() if getattr(nomination, name) != value]
    key = Nomination.key_of(values["recipient_name"], nomination.unit, nomination.kind)
    return finish(EDIT, nomination, by=by, data={"fields": changed}, revision=revision, search_key=key, **values)


# --- The report ------------------------------------------------------------------------------------------------------


@transaction.atomic
def save_report(
    nomination: Nomination, *, by: User, revision: int | None, results: Sequence[Reached] = (), **sections: str
) -> AchievementReport:
    """Save the report that is being written (lưu báo cáo). sections: overview, duties, other_results (lines), law,
    movements, party, past_awards (PastAward lines). results: of the targets that the unit's pledges registered.

    `revision` is what the writer had read, 0 before the first save. EditConflict when somebody saved in between.
    """
    nomination = begin(SAVE_REPORT, nomination, by=by)
    try:
        read_past_awards(sections.get("past_awards", ""))
        read_other_results(sections.get("other_results", ""))
    except ValueError as problem:
        raise NotAllowedNow(str(problem)) from problem
    report = AchievementReport.objects.select_for_update().filter(nomination=nomination).first()
    stamps = {"saved_at": clock.now(), "saved_by": by}
    if report is None:
        report = AchievementReport.objects.create(
            nomination=nomination, is_sample=nomination.is_sample, **sections, **stamps
        )
    else:
        report.revision = next_revision(report, revision, told=report.last_saving_words)
        for name, value in (sections | stamps).items():
            setattr(report, name, value)
        report.save(update_fields=["revision", *sections, *stamps])
    _save_results(report, results)
    finish(SAVE_REPORT, nomination, by=by, data={"revision": report.revision})
    return report


def _save_results(report: AchievementReport, results: Sequence[Reached]) -> None:
    own = {target.pk for target in targets_to_report(report.nomination)}
    for reached in results:
        if reached.target not in own:
            raise NotAllowedNow("Chỉ tiêu này không thuộc giao ước của đơn vị. Tải lại trang để nhập đúng chỉ tiêu.")
        values = {"result": reached.result, "before": reached.before, "is_sample": report.is_sample}
        ReportedResult.objects.update_or_create(report=report, target_id=reached.target, defaults=values)


@transaction.atomic
def hand_in_report(
    nomination: Nomination, *, by: User, content: bytes, filename: str, mime: str = "application/pdf"
) -> DossierPart:
    """Hand in a file (tải tệp lên: PDF, Word) instead of the written report. `content` has passed DocumentFileField."""
    nomination = begin(HAND_IN_REPORT, nomination, by=by)
    title = f"Báo cáo thành tích của {nomination.unit.short_name} năm {nomination.emulation_year.year}"
    document = _keep(nomination, title, content, filename, mime, by)
    return add_part(HAND_IN_REPORT, nomination, Part.REPORT, document, by=by)


# --- The minutes -----------------------------------------------------------------------------------------------------


@transaction.atomic
def attach_minutes(nomination: Nomination, *, by: User, minutes: Minutes) -> DossierPart:
    """Put issued minutes of a conference into the dossier (biên bản bình xét): the sealed file itself, no copy."""
    nomination = begin(ATTACH_MINUTES, nomination, by=by)
    if minutes.bloc.pk != nomination.bloc.pk:
        raise NotAllowedNow("Biên bản này thuộc khối khác.")
    return add_part(ATTACH_MINUTES, nomination, Part.MINUTES, minutes.document, by=by, word=minutes.word)


@transaction.atomic
def hand_in_minutes(
    nomination: Nomination, *, by: User, content: bytes, filename: str, mime: str = "application/pdf"
) -> DossierPart:
    """Hand in a file of the minutes (tải tệp biên bản lên): a scan or Word."""
    nomination = begin(HAND_IN_MINUTES, nomination, by=by)
    title = f"Biên bản bình xét {nomination.kind.short_name} năm {nomination.emulation_year.year}"
    document = _keep(nomination, title, content, filename, mime, by)
    return add_part(HAND_IN_MINUTES, nomination, Part.MINUTES, document, by=by)


def _keep(nomination: Nomination, title: str, content: bytes, filename: str, mime: str, by: User) -> Document:
    return store_document(
        content,
        chain=nomination.chain,
        kind=EVIDENCE.slug,
        title=title,
        filename=filename,
        mime=mime,
        by=by,
        is_sample=nomination.is_sample,
    )

"""The bloc's side of a dossier: begun, written, filled, submitted.

Lock order: nomination, quota, number, audit chain.
"""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from awards.documents import EVIDENCE
from awards.documents.achievement_report import report_document
from awards.documents.submission import submission_document
from awards.gaps import missing, report_gaps, report_of
from awards.models import AchievementReport, AwardKind, AwardTerms, DossierPart, Nomination, Quota
from awards.models.kinds import Part
from awards.past_awards import read_past_awards
from awards.workflow.audience import judges
from awards.workflow.steps import (
    ATTACH_MINUTES,
    EDIT,
    FINISH_REPORT,
    HAND_IN_MINUTES,
    HAND_IN_REPORT,
    SAVE_REPORT,
    SUBMIT,
)
from awards.worklist import about_completion, about_review
from conferences.models import Ballot, Minutes
from libraries.web import clock
from notices.outbox import end_requests, notify
from records import audit
from records.documents import store_document
from records.issuing import Prepared, issue, prepare
from records.models import Document
from records.transitions import NotAllowedNow, SomeoneWasFaster, Step, not_in_state, take
from units.models import EmulationYear, Unit, User

CHANGED = "Nội dung vừa được người khác lưu. So hai bản rồi lưu lại; bản của bạn vẫn ở dưới đây."


def _rows():
    return Nomination.objects.select_related("emulation_year__bloc", "kind", "unit")


def locked_nomination(pk: int) -> Nomination:
    return _rows().select_for_update(of=("self",)).get(pk=pk)


def law_of(nomination: Nomination) -> AwardTerms:
    """The terms the dossier is judged by; NotAllowedNow when nobody recorded any for its day."""
    terms = nomination.terms()
    if terms is None:
        raise NotAllowedNow(f"Chưa có quy định về {nomination.kind.short_name} áp dụng cho hồ sơ này.")
    return terms


def _open(step: Step, nomination: Nomination) -> Nomination:
    """The locked row, in a state that allows the step; refused in words before any work is done."""
    return _refuse_closed(step, locked_nomination(nomination.pk))


def _read(step: Step, nomination: Nomination) -> Nomination:
    """The row as it is now, not locked: what is printed from it is compared under the lock."""
    return _refuse_closed(step, _rows().get(pk=nomination.pk))


def _refuse_closed(step: Step, nomination: Nomination) -> Nomination:
    if not step.open_for(nomination):
        raise not_in_state(step, nomination)
    return nomination


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
    ballot: Ballot | None = None,
) -> Nomination:
    """Lập hồ sơ. The recipient's name defaults to the unit's name on the last day of the emulation year.

    NotAllowedNow for a unit without a seat that year, or one that has a dossier for this award already.
    """
    if not year.seats.filter(unit=unit).exists():
        raise NotAllowedNow(f"{unit} không có tên trong danh sách đơn vị của năm thi đua {year.year}.")
    if Nomination.objects.filter(emulation_year=year, unit=unit, kind=kind).exists():
        raise NotAllowedNow(f"{unit} đã có hồ sơ đề nghị {kind.short_name} năm {year.year}. Mở hồ sơ đó để làm tiếp.")
    nomination = Nomination(
        emulation_year=year,
        unit=unit,
        kind=kind,
        recipient_name=recipient_name.strip(),
        citation=citation,
        summary=summary,
        ballot=_ballot_of(year, ballot),
        created_at=clock.now(),
        created_by=by,
        is_sample=year.is_sample,
    )
    nomination.recipient_name = nomination.recipient_name or nomination.name_of_the_year
    nomination.set_keys()
    nomination.save(force_insert=True)
    audit.record("awards.nominate", nomination, by=by, to_state=nomination.state)
    return nomination


def _ballot_of(year: EmulationYear, ballot: Ballot | None) -> Ballot | None:
    if ballot is not None and ballot.bloc.pk != year.bloc_id:
        raise NotAllowedNow("Biểu quyết này của khối khác.")
    if ballot is not None and ballot.passed is not True:
        raise NotAllowedNow("Chỉ chọn biểu quyết đã kiểm phiếu và được thông qua.")
    return ballot


@transaction.atomic
def edit(
    nomination: Nomination,
    *,
    by: User,
    version: int,
    recipient_name: str,
    citation: str,
    summary: str,
    ballot: Ballot | None,
) -> Nomination:
    """Sửa nội dung. `version` is what the editor had read; SomeoneWasFaster when it is no longer the newest."""
    nomination = _open(EDIT, nomination)
    if nomination.version != version:
        raise SomeoneWasFaster(CHANGED)
    facts: dict[str, Any] = {
        "recipient_name": recipient_name.strip() or nomination.name_of_the_year,
        "citation": citation,
        "summary": summary,
        "ballot": _ballot_of(nomination.emulation_year, ballot),
    }
    changed = [name for name, value in facts.items() if getattr(nomination, name) != value]
    key = Nomination.key_of(facts["recipient_name"], nomination.unit, nomination.kind)
    take(EDIT, nomination, by=by, data={"fields": changed}, version=F("version") + 1, search_key=key, **facts)
    return nomination


# --- The report ------------------------------------------------------------------------------------------------------


@transaction.atomic
def save_report(nomination: Nomination, *, by: User, version: int, **sections: str) -> AchievementReport:
    """Lưu báo cáo đang viết. sections: overview, duties, law, movements, party, past_awards (PastAward lines).

    `version` is 0 for the first save. SomeoneWasFaster when somebody saved in between.
    """
    nomination = _open(SAVE_REPORT, nomination)
    try:
        read_past_awards(sections.get("past_awards", ""))
    except ValueError as problem:
        raise NotAllowedNow(str(problem)) from problem
    report = AchievementReport.objects.select_for_update().filter(nomination=nomination).first()
    if (report.version if report else 0) != version:
        raise SomeoneWasFaster(CHANGED)
    stamps = {"saved_at": clock.now(), "saved_by": by}
    if report is None:
        report = AchievementReport.objects.create(
            nomination=nomination, is_sample=nomination.is_sample, **sections, **stamps
        )
    else:
        AchievementReport.objects.filter(pk=report.pk).update(version=F("version") + 1, **sections, **stamps)
        report.refresh_from_db()
    take(SAVE_REPORT, nomination, by=by, data={"version": report.version})
    return report


def finish_report(nomination: Nomination, *, by: User) -> DossierPart:
    """Đưa báo cáo vào hồ sơ: the saved text becomes PDF and Word, printed before the lock, and from now on counts."""
    nomination = _read(FINISH_REPORT, nomination)
    prepared = prepare(report_document(nomination, _finished(nomination)))
    with transaction.atomic():
        nomination = _open(FINISH_REPORT, nomination)
        report = _finished(nomination)
        files = issue(report_document(nomination, report), prepared, by=by)
        return _add_part(
            FINISH_REPORT, nomination, Part.REPORT, files.pdf, by=by, word=files.word, report_version=report.version
        )


def _finished(nomination: Nomination) -> AchievementReport:
    report = report_of(nomination)
    gaps = report_gaps(report)
    if report is None or gaps:
        raise NotAllowedNow(" ".join(gaps))
    return report


@transaction.atomic
def hand_in_report(
    nomination: Nomination, *, by: User, content: bytes, filename: str, mime: str = "application/pdf"
) -> DossierPart:
    """Nộp tệp báo cáo (PDF, Word) instead of the written one. `content` has passed DocumentFileField."""
    nomination = _open(HAND_IN_REPORT, nomination)
    title = f"Báo cáo thành tích của {nomination.unit.short_name} năm {nomination.emulation_year.year}"
    document = _keep(nomination, title, content, filename, mime, by)
    return _add_part(HAND_IN_REPORT, nomination, Part.REPORT, document, by=by)


# --- The minutes -----------------------------------------------------------------------------------------------------


@transaction.atomic
def attach_minutes(nomination: Nomination, *, by: User, minutes: Minutes) -> DossierPart:
    """Đưa biên bản đã ban hành của hội nghị vào hồ sơ: the sealed file itself, no copy."""
    nomination = _open(ATTACH_MINUTES, nomination)
    if minutes.bloc.pk != nomination.bloc.pk:
        raise NotAllowedNow("Biên bản này của khối khác.")
    return _add_part(ATTACH_MINUTES, nomination, Part.MINUTES, minutes.document, by=by, word=minutes.word)


@transaction.atomic
def hand_in_minutes(
    nomination: Nomination, *, by: User, content: bytes, filename: str, mime: str = "application/pdf"
) -> DossierPart:
    """Nộp tệp biên bản bình xét (bản quét, Word)."""
    nomination = _open(HAND_IN_MINUTES, nomination)
    title = f"Biên bản bình xét {nomination.kind.short_name} năm {nomination.emulation_year.year}"
    document = _keep(nomination, title, content, filename, mime, by)
    return _add_part(HAND_IN_MINUTES, nomination, Part.MINUTES, document, by=by)


def _keep(nomination, title, content, filename, mime, by) -> Document:
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


def _add_part(step, nomination, part, document, *, by, word=None, report_version=None) -> DossierPart:
    row = DossierPart.objects.create(
        nomination=nomination,
        part=part,
        round=nomination.round,
        document=document,
        word=word,
        report_version=report_version,
        added_at=clock.now(),
        added_by=by,
        is_sample=nomination.is_sample,
    )
    if step is not None:
        take(step, nomination, by=by, data={"part": part, "document": document.pk})
    return row


# --- Submission ------------------------------------------------------------------------------------------------------


def submit(nomination: Nomination, *, by: User) -> Nomination:
    """Trình. Prints the tờ trình; locks dossier and quota; completeness; quota; number; PDF, Word; state; notice to
    the board.

    NotAllowedNow names what is missing, or the quota that is used up.
    """
    nomination = _read(SUBMIT, nomination)
    _refuse_incomplete(nomination)
    return _submit(nomination, prepare(submission_document(nomination, law_of(nomination))), by=by)


def _refuse_incomplete(nomination: Nomination) -> None:
    if gaps := missing(nomination, nomination.newest_parts()):
        raise NotAllowedNow("Hồ sơ chưa đủ. " + " ".join(gaps))


@transaction.atomic
def _submit(nomination: Nomination, prepared: Prepared, *, by: User) -> Nomination:
    nomination = _open(SUBMIT, nomination)
    _refuse_incomplete(nomination)
    refuse_over_quota(nomination)
    files = issue(submission_document(nomination, law_of(nomination)), prepared, by=by)
    _add_part(None, nomination, Part.SUBMISSION, files.pdf, by=by, word=files.word)
    take(
        SUBMIT,
        nomination,
        by=by,
        data={"number": files.number_text, "round": nomination.round},
        submitted_at=clock.now(),
        submitted_by=by,
    )
    end_requests(about_completion(nomination))
    notify(
        judges(nomination),
        title=f"Thẩm định hồ sơ {nomination.kind.short_name} – {nomination.unit.short_name}",
        body=f"{nomination.bloc.name} trình theo Tờ trình số {files.number_text}.",
        url=reverse("awards:review_edit", args=[nomination.pk]),
        bloc=nomination.bloc,
        about=about_review(nomination),
    )
    return nomination


def refuse_over_quota(nomination: Nomination) -> None:
    """NotAllowedNow when this dossier would be one more than the quota. The quota's row stays locked until the end."""
    kind, year = nomination.kind, nomination.emulation_year
    quota = Quota.objects.select_for_update().filter(emulation_year=year, kind=kind).first()
    if quota is None:
        raise NotAllowedNow(
            f"Chưa ghi chỉ tiêu {kind.short_name} năm {year.year} của Khối. "
            "Ghi chỉ tiêu và căn cứ ở trang Chỉ tiêu khen thưởng rồi trình."
        )
    submitted = Nomination.objects.filter(emulation_year=year, kind=kind).exclude(state=Nomination.State.DRAFT).count()
    if submitted >= quota.count:
        raise NotAllowedNow(
            f"Chỉ tiêu {kind.short_name} năm {year.year} của Khối là {quota.count}, "
            f"đã trình {submitted} hồ sơ. Không trình thêm được hồ sơ này."
        )

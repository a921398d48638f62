"""Scoring: opened, marked in three stages."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from libraries.web import clock
from libraries.web.letters import Letter
from notices.outbox import end_requests, notify
from records.revisions import next_revision
from records.transitions import Action, NotAllowedNow, begin, finish
from scoring import letters
from scoring.actions import (
    EXCLUDE_UNIT,
    FINISH_APPRAISAL,
    FINISH_CHECK,
    OPEN_SCORING,
    RETURN_SHEET,
    SAVE_APPRAISAL_MARKS,
    SAVE_CHECK_MARKS,
    SAVE_SELF_MARKS,
    SUBMIT_SHEET,
)
from scoring.models import CriteriaSet, Criterion, Mark, ScoreSheet
from scoring.points import checkers
from scoring.queries import sheets_of
from scoring.requirements import objection_day
from scoring.worklist import about_sheet, page
from units import audience
from units.models import Unit, User

SAVING: dict[str, Action] = {
    Mark.Stage.SELF: SAVE_SELF_MARKS,
    Mark.Stage.CHECK: SAVE_CHECK_MARKS,
    Mark.Stage.APPRAISAL: SAVE_APPRAISAL_MARKS,
}


@transaction.atomic
def open_scoring(
    criteria_set: CriteriaSet,
    *,
    by: User,
    score_by: datetime.datetime,
    check_by: datetime.datetime,
    objection_days: int = 0,
) -> CriteriaSet:
    """Ask every unit of the year to score itself (bắt đầu chấm điểm), and draw who checks whom.

    objection_days: how long a unit may object to its points after they were appraised; 0, not at all.
    """
    criteria_set = begin(OPEN_SCORING, criteria_set, by=by)
    if not clock.now() < score_by <= check_by:
        raise NotAllowedNow("Hạn tự chấm phải sau thời điểm hiện tại, hạn chấm chéo không trước hạn tự chấm.")
    units = {unit.pk: unit for unit in criteria_set.emulation_year.units()}
    last = ScoreSheet.objects.filter(
        criteria_set__emulation_year__bloc=criteria_set.bloc, criteria_set__listed_year=criteria_set.listed_year - 1
    )
    ring = checkers(list(units), dict(last.exclude(checker=None).values_list("unit", "checker")))
    ScoreSheet.objects.bulk_create(
        ScoreSheet(criteria_set=criteria_set, unit=unit, checker_id=ring.get(pk), is_sample=criteria_set.is_sample)
        for pk, unit in units.items()
    )
    return finish(
        OPEN_SCORING,
        criteria_set,
        by=by,
        data={"checkers": {units[unit].slug: units[checker].slug for unit, checker in ring.items()}},
        notice=_ask_units,
        opened_at=clock.now(),
        opened_by=by,
        score_by=score_by,
        check_by=check_by,
        objection_days=objection_days,
    )


def _ask_units(criteria_set: CriteriaSet) -> None:
    for sheet in sheets_of(criteria_set):
        tell_unit(
            sheet, letters.opened(title=criteria_set.title, unit=sheet.unit.name, score_by=_due(criteria_set.score_by))
        )


def _due(moment: datetime.datetime | None) -> datetime.datetime:
    assert moment is not None  # an open set has its deadlines, by a constraint
    return moment


def tell_unit(sheet: ScoreSheet, letter: Letter, unit: Unit | None = None) -> None:
    """The people of that unit, of the sheet's own by default, about the sheet."""
    notify(
        audience.members([unit or sheet.unit]),
        letter,
        url=page("sheet_detail", sheet),
        bloc=sheet.bloc,
        about=about_sheet(sheet),
    )


# What a mark says, beside who wrote it when.
SAID = ("found", "target", "applies", "note")


@dataclass(frozen=True)
class Written:
    """What a stage says of one criterion."""

    criterion: Criterion
    found: Decimal | None
    target: Decimal | None = None
    applies: bool = True
    note: str = ""


@transaction.atomic
def save_marks(
    sheet: ScoreSheet, stage: Mark.Stage, *, by: User, marks: Iterable[Written], revision: int | None
) -> ScoreSheet:
    """Write one stage's column of a sheet; what is not said any more goes. `revision` is what the writer had read."""
    action = SAVING[stage]
    sheet = begin(action, sheet, by=by)
    changed = next_revision(sheet, revision)
    rows = sheet.marks.filter(stage=stage).values_list("criterion_id", "pk", *SAID)
    known = {criterion: (pk, said) for criterion, pk, *said in rows}
    kept = []
    for written in marks:
        if written.applies and written.found is None:
            continue
        said = [*((written.found, written.target) if written.applies else (None, None)), written.applies, written.note]
        pk, before = known.pop(written.criterion.pk, (None, None))
        if before == said:
            continue
        Mark(
            pk=pk,
            sheet=sheet,
            criterion=written.criterion,
            stage=stage,
            written_at=clock.now(),
            written_by=by,
            is_sample=sheet.is_sample,
            **dict(zip(SAID, said, strict=True)),
        ).save(force_insert=pk is None, force_update=pk is not None)
        kept.append(written.criterion.pk)
    if known:
        Mark.objects.filter(pk__in=[pk for pk, _ in known.values()]).delete()
    data = {"unit": sheet.unit.slug, "written": kept, "emptied": list(known)}
    return finish(action, sheet, by=by, data=data, revision=changed)


@transaction.atomic
def submit_sheet(sheet: ScoreSheet, *, by: User) -> ScoreSheet:
    """The unit hands in its sheet (nộp phiếu); the unit that checks it is told."""
    sheet = begin(SUBMIT_SHEET, sheet, by=by)
    end_requests(about_sheet(sheet))

    def ask_checker(row: ScoreSheet) -> None:
        if row.checker is not None:
            due = _due(row.criteria_set.check_by)
            tell_unit(row, letters.to_check(unit=row.unit.name, check_by=due), row.checker)

    data = {"unit": sheet.unit.slug}
    return finish(SUBMIT_SHEET, sheet, by=by, data=data, notice=ask_checker, submitted_at=clock.now(), submitted_by=by)


@transaction.atomic
def return_sheet(sheet: ScoreSheet, *, by: User, reason: str) -> ScoreSheet:
    """Give a sheet back to its unit (trả lại), before it is checked. What its checker wrote already stays."""
    sheet = begin(RETURN_SHEET, sheet, by=by)
    end_requests(about_sheet(sheet))
    return finish(
        RETURN_SHEET,
        sheet,
        by=by,
        reason=reason,
        data={"unit": sheet.unit.slug},
        notice=lambda row: tell_unit(row, letters.returned(unit=row.unit.name, reason=reason)),
        submitted_at=None,
        submitted_by=None,
    )


@transaction.atomic
def finish_check(sheet: ScoreSheet, *, by: User) -> ScoreSheet:
    """The unit that checks sends its column (gửi kết quả chấm chéo)."""
    sheet = begin(FINISH_CHECK, sheet, by=by)
    end_requests(about_sheet(sheet))
    return finish(FINISH_CHECK, sheet, by=by, data={"unit": sheet.unit.slug}, checked_at=clock.now(), checked_by=by)


@transaction.atomic
def finish_appraisal(sheet: ScoreSheet, *, by: User) -> ScoreSheet:
    """The appraisal of a sheet is done (hoàn thành thẩm định): every difference is decided; the unit may object."""
    sheet = begin(FINISH_APPRAISAL, sheet, by=by)

    def ask_unit(row: ScoreSheet) -> None:
        if row.criteria_set.objection_days:
            tell_unit(row, letters.appraised(unit=row.unit.name, last_day=objection_day(row)))

    data = {"unit": sheet.unit.slug}
    return finish(FINISH_APPRAISAL, sheet, by=by, data=data, notice=ask_unit, appraised_at=clock.now(), appraised_by=by)


@transaction.atomic
def exclude_unit(sheet: ScoreSheet, *, by: User, reason: str, source: str) -> ScoreSheet:
    """Write down that a unit is not considered this year (không bình xét), with the paper that says so."""
    sheet = begin(EXCLUDE_UNIT, sheet, by=by)
    end_requests(about_sheet(sheet))
    return finish(
        EXCLUDE_UNIT,
        sheet,
        by=by,
        reason=reason,
        data={"unit": sheet.unit.slug, "source": source},
        excluded_at=clock.now(),
        excluded_by=by,
        excluded_reason=reason,
        excluded_source=source,
    )

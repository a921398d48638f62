"""Results: published once; then only a conference changes a line, and all results are written anew."""

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction

from conferences.models import Conference
from libraries.web import clock
from libraries.web.letters import Letter
from notices.outbox import end_requests, notify
from records.transitions import NotAllowedNow, begin, finish
from scoring import letters
from scoring.actions import PUBLISH_RESULTS, RECORD_CHANGE
from scoring.models import CriteriaSet, Mark, Result, ResultChange, ScoreSheet
from scoring.points import Score
from scoring.queries import RankedSheet, conferences_after, ranked, sheets_of
from scoring.workflow.marking import Written
from scoring.worklist import about_sheet, page
from units import audience
from units.models import User

NUMBERS = ("base", "bonus", "deduction", "attainable", "share")


@transaction.atomic
def publish_results(criteria_set: CriteriaSet, *, by: User) -> CriteriaSet:
    """Publish points, places and grades to the bloc (công khai kết quả): from now on they are facts."""
    criteria_set = begin(PUBLISH_RESULTS, criteria_set, by=by)
    now = clock.now()
    for sheet in criteria_set.sheets.all():
        end_requests(about_sheet(sheet))
    return finish(
        PUBLISH_RESULTS,
        criteria_set,
        by=by,
        data={"places": _write_results(criteria_set, 1, now)},
        notice=lambda row: _tell_bloc(row, letters.published(title=row.title)),
        published_at=now,
        published_by=by,
    )


@transaction.atomic
def record_change(
    sheet: ScoreSheet, *, by: User, conference: Conference, mark: Written, conclusion: str
) -> ResultChange:
    """Write down what a conference decided about one line (kết luận của hội nghị), and all results anew.

    The columns before stay; the table that was signed is replaced when the next one is issued.
    """
    sheet = begin(RECORD_CHANGE, sheet, by=by)
    criteria_set, now = sheet.criteria_set, clock.now()
    if not conferences_after(criteria_set).filter(pk=conference.pk).exists():
        raise NotAllowedNow("Chọn hội nghị của Khối khai mạc sau khi công khai kết quả.")
    if sheet.changes.filter(criterion=mark.criterion).exists():
        raise NotAllowedNow("Tiêu chí này đã có kết luận của hội nghị.")
    change = ResultChange.objects.create(
        criteria_set=criteria_set,
        edition=criteria_set.edition + 1,
        sheet=sheet,
        criterion=mark.criterion,
        conference=conference,
        conclusion=conclusion,
        recorded_at=now,
        recorded_by=by,
        is_sample=sheet.is_sample,
    )
    Mark.objects.create(
        sheet=sheet,
        criterion=mark.criterion,
        stage=Mark.Stage.CONFERENCE,
        found=mark.found,
        target=mark.target,
        note=conclusion[:500],
        written_at=now,
        written_by=by,
        is_sample=sheet.is_sample,
    )
    places = _write_results(criteria_set, change.edition, now)
    data = {"unit": sheet.unit.slug, "criterion": mark.criterion.title, "edition": change.edition, "places": places}
    told = letters.results_changed(
        title=criteria_set.title,
        conference=conference.title,
        unit=sheet.unit.name,
        criterion=mark.criterion.title,
        conclusion=conclusion,
    )
    finish(RECORD_CHANGE, sheet, by=by, reason=conclusion, data=data, notice=lambda row: _tell_bloc(criteria_set, told))
    return change


def _write_results(criteria_set: CriteriaSet, edition: int, now: datetime.datetime) -> dict[str, int]:
    """One for each sheet; slug → place of those that are considered."""
    considered = {row.sheet.pk: row for row in ranked(criteria_set)}
    for sheet in sheets_of(criteria_set):
        row = considered.get(sheet.pk)
        numbers: dict[str, Any] = _numbers(row) if row else dict.fromkeys(NUMBERS, Decimal(0))
        Result.objects.create(sheet=sheet, edition=edition, written_at=now, is_sample=sheet.is_sample, **numbers)
    return {row.sheet.unit.slug: row.standing.place for row in considered.values()}


def _numbers(row: RankedSheet) -> dict[str, Any]:
    score, standing = row.score, row.standing
    placed = {"place": standing.place, "tied": standing.tied, "grade": standing.grade}
    return placed | {"tie_break_id": standing.decided_by} | _points(score)


def _points(score: Score) -> dict[str, Decimal]:
    exact = (score.base, score.bonus, score.deduction, score.most, score.share * 100)
    return {name: _decimal(value) for name, value in zip(NUMBERS, exact, strict=True)}


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _tell_bloc(criteria_set: CriteriaSet, letter: Letter) -> None:
    notify(
        audience.members(criteria_set.emulation_year.units()),
        letter,
        url=page("criteria_detail", criteria_set),
        bloc=criteria_set.bloc,
    )

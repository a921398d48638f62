"""During the year and after it: what was reached, quarter by quarter."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from libraries.web import clock
from pledges.actions import CONFIRM_RESULTS, REOPEN_RESULTS, SAVE_RESULTS
from pledges.models import Pledge, QuarterReport, TargetResult
from records.revisions import next_revision
from records.transitions import NotAllowedNow, begin, finish
from units.models import Unit, User


@dataclass(frozen=True)
class Reached:
    """What was reached of one target since 1 January; without a value nothing is said of it."""

    value: Decimal | None
    note: str = ""


@transaction.atomic
def save_results(
    pledge: Pledge, unit: Unit, quarter: int, *, by: User, results: Mapping[int, Reached], revision: int | None = None
) -> QuarterReport:
    """Write a unit's results of a quarter, target → what was reached; a target without a value has none.

    `revision` is what the editor had read; EditConflict when it is no longer the newest.
    """
    targets = {target.pk: target for target in pledge.targets.filter(unit=unit)}
    if not targets:
        raise NotAllowedNow(f"{unit} không có chỉ tiêu trong giao ước này.")
    # Two who write the first results of a quarter meet at its unique row.
    report, _ = QuarterReport.objects.get_or_create(
        pledge=pledge, unit=unit, quarter=quarter, defaults={"is_sample": pledge.is_sample}
    )
    report = begin(SAVE_RESULTS, report, by=by)
    changed = next_revision(report, revision)
    known = {row.target_id: row for row in report.results.all()}
    for pk, reached in results.items():
        if pk not in targets:
            raise NotAllowedNow("Chỉ tiêu không thuộc đơn vị này. Mở lại trang và nhập lại.")
        if reached.value is None:
            continue
        row = known.pop(pk, None) or TargetResult(report=report, target_id=pk, is_sample=report.is_sample)
        if (row.value, row.note) != (reached.value, reached.note):
            row.value, row.note, row.written_at, row.written_by = reached.value, reached.note, clock.now(), by
            row.save()
    TargetResult.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
    written = {
        targets[pk].name: f"{reached.value} {targets[pk].measure}"
        for pk, reached in results.items()
        if reached.value is not None
    }
    data = {"unit": unit.slug, "quarter": quarter, "results": written}
    return finish(SAVE_RESULTS, report, by=by, data=data, revision=changed)


@transaction.atomic
def confirm_results(report: QuarterReport, *, by: User) -> QuarterReport:
    """The leader stands for the results of the quarter (xác nhận kết quả quý)."""
    report = begin(CONFIRM_RESULTS, report, by=by)
    data = {"unit": report.unit.slug, "quarter": report.quarter}
    return finish(CONFIRM_RESULTS, report, by=by, data=data, confirmed_at=clock.now(), confirmed_by=by)


@transaction.atomic
def reopen_results(report: QuarterReport, *, by: User, reason: str) -> QuarterReport:
    """Let confirmed results be corrected (mở lại để sửa); the reason stays in the log."""
    report = begin(REOPEN_RESULTS, report, by=by)
    data = {"unit": report.unit.slug, "quarter": report.quarter}
    return finish(REOPEN_RESULTS, report, by=by, reason=reason, data=data, confirmed_at=None, confirmed_by=None)

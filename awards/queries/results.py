"""What a unit registered and what it reached, in the years that its achievement report covers."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery

from awards.models import AchievementReport, Nomination
from awards.models.reported_result import ResultRow, read_other_results
from libraries.web.formats import vn_number
from pledges.models import Target
from pledges.models.pledge import SEALED


@dataclass(frozen=True)
class Reached:
    """What is typed of one target: its key, the result, the same period of the year before."""

    target: int
    result: Decimal | None
    before: Decimal | None


def years_reported(nomination: Nomination) -> range:
    """The years of the report: so many as the law of the day asks for, the last of them the dossier's own."""
    year, terms = nomination.emulation_year.year, nomination.terms()
    return range(year - (terms.report_years if terms else 1) + 1, year + 1)


def targets_to_report(nomination: Nomination) -> QuerySet[Target]:
    """Targets that the unit's pledges sealed in these years, in the order of the pledges."""
    targets = Target.objects.filter(
        unit=nomination.unit_id,
        pledge__emulation_year__bloc=nomination.emulation_year.bloc_id,
        pledge__emulation_year__year__in=list(years_reported(nomination)),
        pledge__state__in=SEALED,
    )
    return targets.select_related("pledge__emulation_year").order_by("pledge__emulation_year__year", "position", "pk")


def result_rows(nomination: Nomination, report: AchievementReport) -> list[ResultRow]:
    """Rows of the table, year by year: registered targets first, then the others that the unit typed."""
    return sorted((*_registered(nomination, report), *read_other_results(report.other_results)), key=_year)


def _registered(nomination: Nomination, report: AchievementReport) -> Iterator[ResultRow]:
    found = report.results.filter(target=OuterRef("pk"))
    targets = targets_to_report(nomination).annotate(
        reached=Subquery(found.values("result")), before=Subquery(found.values("before"))
    )
    for target in targets:
        yield ResultRow(
            year=target.pledge.emulation_year.year,
            name=target.name,
            measure=target.measure,
            target=vn_number(target.value),
            result=vn_number(target.reached),
            before=vn_number(target.before),
        )


def _year(row: ResultRow) -> int:
    return row.year

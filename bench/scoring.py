"""The sample's nine units scored by 18 and by 153 criteria: pages of a sheet and of the set, the ranking, one cell."""

import datetime
from decimal import Decimal
from functools import partial
from itertools import cycle
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import databases
from bench.table import Table
from bench.timing import cpu_seconds
from bench.visits import Cost, Place, places
from libraries.web import clock
from records.transitions import begin, finish
from scoring import workflow
from scoring.actions import SAVE_SELF_MARKS
from scoring.models import CriteriaSet, Criterion, Mark, ScoreSheet
from scoring.queries import lines_of, ranked
from scoring.workflow import Written
from units.models import EmulationYear, User

NAME = "khoithidua_bench_scoring"
FEW, MANY, GROUPS = 18, 153, 9
KINDS = (Criterion.Kind.DIRECT, Criterion.Kind.TARGET, Criterion.Kind.RATIO, Criterion.Kind.EVENTS)
AT_ONCE = 1.0


def run(table: Table, *, city: bool) -> None:
    names = [f"{NAME}_{count}" for count in (FEW, MANY)]
    for name in names:
        databases.create(name, databases.sample())
    try:
        with places(*names) as (few, many):
            with few:
                small = scored_by(FEW)
            with many:
                large = scored_by(MANY)
            for name in ("sheet_detail", "criteria_detail"):
                page(table, name, (few, small), (many, large))
            with many:
                recomputed(table, large)
                one_cell(table, large)
    finally:
        for name in names:
            databases.drop(name)


def page(table: Table, name: str, small: tuple[Place, CriteriaSet], large: tuple[Place, CriteriaSet]) -> None:
    """The page of one sheet, of the set: as the secretariat reads it."""
    few, many = _asked(name, *small), _asked(name, *large)
    table.add(f"scoring.queries/{name}", many.queries / few.queries, f"{few.queries} → {many.queries}")
    table.add(
        f"scoring.cpu-a-criterion/{name}",
        many.cpu_ms / MANY / (few.cpu_ms / FEW),
        f"{FEW} → {MANY} criteria, {few.cpu_ms:.0f} → {many.cpu_ms:.0f} ms",
    )


def _asked(name: str, place: Place, criteria_set: CriteriaSet) -> Cost:
    with place:
        row = criteria_set.sheets.earliest("pk") if name == "sheet_detail" else criteria_set
        path = reverse(f"scoring:{name}", args=[row.pk])
    cost = place.visit("secretary", path, 4)
    if cost.status != 200:
        raise RuntimeError(f"{path}: {cost.status}")
    return cost


def recomputed(table: Table, criteria_set: CriteriaSet) -> None:
    """Points, shares, places and grades of all units from their marks."""
    with CaptureQueriesContext(connection) as captured:
        rows = ranked(criteria_set)
    spent = cpu_seconds(partial(ranked, criteria_set))
    words = f"{len(rows)} units × {MANY} criteria: {spent * 1000:.0f} ms CPU, {len(captured)} queries"
    table.add("scoring.recomputed/second", spent / AT_ONCE, words)


def one_cell(table: Table, criteria_set: CriteriaSet) -> None:
    """One cell changed in a whole column, against an act that writes nothing but its audit row."""
    sheet = criteria_set.sheets.select_related("unit").earliest("pk")
    by = User.objects.filter(posts__unit=sheet.unit).earliest("pk")
    columns = cycle([column(criteria_set, first) for first in (1, 2)])

    def save() -> None:
        workflow.save_marks(sheet, Mark.Stage.SELF, by=by, marks=next(columns), revision=None)

    @transaction.atomic
    def nothing() -> ScoreSheet:
        return finish(SAVE_SELF_MARKS, begin(SAVE_SELF_MARKS, sheet, by=by), by=by, data={"unit": sheet.unit.slug})

    save()
    ours, empty = (min(cpu_seconds(act) for _ in range(3)) for act in (save, nothing))
    table.add("scoring.one-cell/empty-act", ours / empty, f"{ours * 1000:.1f} / {empty * 1000:.1f} ms CPU")


def column(criteria_set: CriteriaSet, first: int) -> list[Written]:
    """A whole column; `first` stands in its first cell."""
    leaves = [line.criterion for line in lines_of(criteria_set) if line.is_leaf]
    return [Written(leaf, Decimal(1 if place else first), _target(leaf)) for place, leaf in enumerate(leaves)]


def _target(leaf: Criterion) -> Decimal | None:
    return Decimal(1) if leaf.kind == Criterion.Kind.TARGET else None


# --- The bloc --------------------------------------------------------------------------------------------------------


def scored_by(leaves: int) -> CriteriaSet:
    """A set of so many criteria in the newest year of the sample's bloc that has none; every unit has filled in."""
    bloc = CriteriaSet.objects.get(state=CriteriaSet.State.PUBLISHED).bloc
    by = User.objects.filter(secretariat_seats__bloc=bloc).earliest("pk")
    year = EmulationYear.objects.filter(bloc=bloc, criteria_set=None, seats__isnull=False).latest("year")
    criteria_set = workflow.create_set(year, by=by, title=f"{leaves} tiêu chí")
    values: dict[str, Any] = {"places": [], "tie_order": None, "section": Criterion.Section.BASE}
    groups = [
        workflow.add_criterion(
            criteria_set,
            by=by,
            parent=None,
            title=f"Nhóm {n}",
            kind=Criterion.Kind.SUM,
            maximum=Decimal(leaves // GROUPS),
            each=None,
            **values,
        )
        for n in range(GROUPS)
    ]
    for n in range(leaves):
        kind = KINDS[n % len(KINDS)]
        each = Decimal(1) if kind == Criterion.Kind.EVENTS else None
        workflow.add_criterion(
            criteria_set, by=by, parent=groups[n % GROUPS], title=f"Tiêu chí {n}", kind=kind, maximum=Decimal(1),
            each=each, **values,
        )  # fmt: skip
    criteria_set = workflow.adopt_set(criteria_set, by=by)
    due = clock.now() + datetime.timedelta(days=9)
    criteria_set = workflow.open_scoring(criteria_set, by=by, score_by=due, check_by=due)
    for sheet in criteria_set.sheets.select_related("unit"):
        workflow.save_marks(sheet, Mark.Stage.SELF, by=by, marks=column(criteria_set, 1), revision=None)
    return CriteriaSet.objects.select_related("emulation_year__bloc").get(pk=criteria_set.pk)

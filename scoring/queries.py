"""Criteria as a tree, sheets as lines in three columns, and the points that follow.

Lock order: criteria set, sheet, audit chain.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Prefetch, QuerySet

from conferences.models import Conference
from libraries.web.formats import vn_number
from scoring.models import CriteriaSet, Criterion, Mark, Proof, Result, ScoreSheet
from scoring.points import Entry, GradeLevel, Item, Kind, Score, Section, Standing, graded, ranking, scores
from units.models import EmulationYear, Unit, User

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
STAGES = tuple(Mark.Stage)


def locked_set(pk: int) -> CriteriaSet:
    rows = CriteriaSet.objects.select_related("emulation_year__bloc")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=pk)


def locked_sheet(pk: int) -> ScoreSheet:
    """The sheet, and its set against being published meanwhile."""
    CriteriaSet.objects.select_for_update(no_key=True).get(sheets=pk)
    rows = ScoreSheet.objects.select_related("criteria_set__emulation_year__bloc", "unit", "checker")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=pk)


# --- Criteria --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A criterion where it stands: label "II", "2", "2.1"; level 0 for a group; is_leaf: it gets points of its own."""

    criterion: Criterion
    label: str
    level: int
    is_leaf: bool

    @property
    def rule_words(self) -> str:
        """How it gets its points: "Theo số lần, số việc: 3 điểm mỗi lần"."""
        one = self.criterion
        words = str(one.get_kind_display())
        if one.each is not None:
            return f"{words}: {vn_number(one.each)} điểm mỗi lần"
        if one.places:
            return f"{words}: {'; '.join(vn_number(points) for points in one.places)}"
        return words


def lines_of(criteria_set: CriteriaSet) -> list[Line]:
    """The tree, each before what stands under it: base first, then bonus, then deductions. One query."""
    rows = list(criteria_set.criteria.all())
    under: dict[int | None, list[Criterion]] = {}
    for row in rows:
        row.criteria_set = criteria_set
        under.setdefault(row.parent_id, []).append(row)
    order = {section: number for number, section in enumerate(Section)}
    tops = sorted(under.get(None, []), key=lambda row: (order[Section(row.section)], row.position))

    def walk(rows: Iterable[Criterion], level: int, prefix: str) -> Iterator[Line]:
        for number, row in enumerate(rows, start=1):
            label = ROMAN[min(number, len(ROMAN)) - 1] if level == 0 else f"{prefix}{number}"
            yield Line(row, label, level, row.kind != Criterion.Kind.SUM)
            yield from walk(under.get(row.pk, []), level + 1, "" if level == 0 else f"{label}.")

    return list(walk(tops, 0, ""))


def items_of(lines: Iterable[Line]) -> list[Item]:
    """The criteria as the arithmetic takes them."""
    return [
        Item(
            row.pk,
            row.parent_id,
            Section(row.section),
            Kind(row.kind),
            row.maximum,
            row.each if row.each is not None else Decimal(0),
            tuple(row.places),
        )
        for row in (line.criterion for line in lines)
    ]


# --- Sheets ----------------------------------------------------------------------------------------------------------

Marks = Mapping[int, Mapping[str, Mark]]  # criterion → stage → mark


def sheets_of(criteria_set: CriteriaSet) -> list[ScoreSheet]:
    """All of them in protocol order of their units, with names and marks."""
    units = Unit.objects.with_names()
    rows = criteria_set.sheets.prefetch_related(
        Prefetch("unit", units), Prefetch("checker", units), "marks", "results__tie_break"
    )
    order = {unit: place for place, unit in enumerate(criteria_set.emulation_year.units().values_list("pk", flat=True))}
    return sorted(rows, key=lambda row: (order.get(row.unit_id, len(order)), row.pk))


def marks_of(sheet: ScoreSheet) -> Marks:
    found: dict[int, dict[str, Mark]] = {}
    for mark in sheet.marks.all():
        found.setdefault(mark.criterion_id, {})[mark.stage] = mark
    return found


def standing_mark(marks: Mapping[str, Mark], stage: str) -> Mark | None:
    """What holds for a criterion once this stage is over: its own mark, else that of the stage before."""
    upto = STAGES[: STAGES.index(Mark.Stage(stage)) + 1]
    return next((marks[one] for one in reversed(upto) if one in marks), None)


def entry_of(mark: Mark | None) -> Entry:
    return Entry(None) if mark is None else Entry(mark.found, mark.target, mark.applies)


def scores_at(
    lines: list[Line], sheets: Iterable[ScoreSheet], step: Decimal, stage: str, *, alone: int | None = None
) -> dict[int, Score]:
    """sheet → Score once this stage is over, of the sheets that are considered, side by side.

    Of the sheet `alone` only what the stage itself says counts: for whoever must not see the stages before.
    """
    leaves = [line.criterion.pk for line in lines if line.is_leaf]
    entries: dict[int, dict[int, Entry]] = {}
    for sheet in sheets:
        if sheet.excluded_at is None:
            marks = marks_of(sheet)
            found = {key: marks.get(key, {}) for key in leaves}
            if sheet.pk == alone:
                entries[sheet.pk] = {key: entry_of(marks.get(stage)) for key, marks in found.items()}
            else:
                entries[sheet.pk] = {key: entry_of(standing_mark(marks, stage)) for key, marks in found.items()}
    return scores(items_of(lines), entries, step)


def points_words(points: Fraction | None) -> str:
    """ "7,5"; a dash where nothing is said."""
    return "–" if points is None else vn_number(Decimal(points.numerator) / points.denominator)


@dataclass(frozen=True)
class Cell:
    """What one stage says of one criterion. how: where the points come from; differs: from the stage before."""

    stage: Mark.Stage
    words: str
    how: str = ""
    note: str = ""
    differs: bool = False


def how_words(kind: str, mark: Mark) -> str:
    """What was found, where that is not the points themselves: "kết quả 8, chỉ tiêu 10"."""
    if not mark.applies:
        return "không giao"
    found = vn_number(mark.found)
    match kind:
        case Criterion.Kind.TARGET:
            target = f", chỉ tiêu {vn_number(mark.target)}" if mark.target is not None else ", không có chỉ tiêu"
            return f"kết quả {found}{target}"
        case Criterion.Kind.ALL_OR_NOTHING:
            return "đạt" if mark.found else "không đạt"
        case Criterion.Kind.EVENTS:
            return f"{found} lần"
        case Criterion.Kind.RATIO:
            return f"{found}%"
        case Criterion.Kind.PLACE:
            return f"hạng {found}"
    return ""


@dataclass(frozen=True)
class SheetLine:
    """One criterion on a sheet. points: stage → points once the stage is over, None where nothing is said."""

    line: Line
    marks: Mapping[str, Mark]
    points: Mapping[str, Fraction | None]
    proofs: tuple[Proof, ...] = ()

    @property
    def lacks_evidence(self) -> bool:
        """Something was reached that the set wants shown, and there is neither a file nor an explanation."""
        own = self.marks.get(Mark.Stage.SELF)
        wanted = self.line.criterion.needs_evidence and own is not None and bool(own.found)
        return wanted and not self.proofs and own is not None and not own.note

    def cells(self) -> list[Cell]:
        """A cell for each stage that the reader sees; the points of a later stage are those of the one before it."""
        found: list[Cell] = []
        before: Fraction | None = None
        for place, (stage, points) in enumerate(self.points.items()):
            mark = self.marks.get(stage)
            how = how_words(self.line.criterion.kind, mark) if mark else ""
            differs = self.line.is_leaf and place > 0 and points != before
            found.append(Cell(Mark.Stage(stage), points_words(points), how, mark.note if mark else "", differs))
            before = points
        return found

    def earlier(self) -> list[Cell]:
        """What stands in the stages that were marked already."""
        return [cell for cell in self.cells() if cell.stage in self.marks]

    @property
    def differs(self) -> bool:
        """The unit and whoever checked it come to different points, and nobody has decided."""
        return (
            self.line.is_leaf
            and Mark.Stage.APPRAISAL not in self.marks
            and self.points.get(Mark.Stage.SELF) != self.points.get(Mark.Stage.CHECK)
        )


@dataclass(frozen=True)
class SheetView:
    """A sheet with its lines and the totals of the stages that this reader may see."""

    sheet: ScoreSheet
    lines: tuple[SheetLine, ...]
    scores: Mapping[str, Score]
    stages: tuple[Mark.Stage, ...]

    @property
    def totals(self) -> list[Cell]:
        return [Cell(Mark.Stage(stage), points_words(score.total)) for stage, score in self.scores.items()]

    @property
    def most(self) -> str:
        """What this unit can get, by the last stage that is seen."""
        return points_words(list(self.scores.values())[-1].most) if self.scores else ""

    @property
    def missing(self) -> list[Line]:
        """Criteria of which the unit has said nothing."""
        return [one.line for one in self.lines if one.line.is_leaf and Mark.Stage.SELF not in one.marks]

    @property
    def unproved(self) -> list[Line]:
        return [one.line for one in self.lines if one.line.is_leaf and one.lacks_evidence]

    @property
    def unchecked(self) -> list[Line]:
        return [one.line for one in self.lines if one.line.is_leaf and Mark.Stage.CHECK not in one.marks]

    @property
    def undecided(self) -> list[Line]:
        return [one.line for one in self.lines if one.differs]


DONE_AFTER = {
    Mark.Stage.SELF: (ScoreSheet.State.SUBMITTED, ScoreSheet.State.CHECKED, ScoreSheet.State.APPRAISED),
    Mark.Stage.CHECK: (ScoreSheet.State.CHECKED, ScoreSheet.State.APPRAISED),
    Mark.Stage.APPRAISAL: (ScoreSheet.State.APPRAISED,),
    Mark.Stage.CONFERENCE: (ScoreSheet.State.APPRAISED,),
}


def sheet_view(sheet: ScoreSheet, stages: Iterable[Mark.Stage] = STAGES) -> SheetView:
    """The sheet among those of its year: points of one unit may depend on what the others reached."""
    criteria_set = sheet.criteria_set
    lines, sheets = lines_of(criteria_set), sheets_of(criteria_set)
    here = next(row for row in sheets if row.pk == sheet.pk)
    # The column of a conference stands there only where one decided about this sheet.
    decided = any(mark.stage == Mark.Stage.CONFERENCE for mark in here.marks.all())
    shown = tuple(stage for stage in stages if decided or stage != Mark.Stage.CONFERENCE)
    alone = None if Mark.Stage.SELF in shown else sheet.pk
    found = {stage: scores_at(lines, sheets, criteria_set.step, stage, alone=alone) for stage in shown}
    own: dict[str, Score] = {stage: by_sheet[sheet.pk] for stage, by_sheet in found.items() if sheet.pk in by_sheet}
    marks = marks_of(here)
    proofs: dict[int, list[Proof]] = {}
    for proof in sheet.proofs.select_related("evidence__unit", "evidence__added_by"):
        proofs.setdefault(proof.criterion_id, []).append(proof)
    rows = []
    for line in lines:
        key = line.criterion.pk
        seen = {stage: mark for stage, mark in marks.get(key, {}).items() if stage in shown}
        points = {stage: score.points[key] for stage, score in own.items()}
        rows.append(SheetLine(line, seen, points, tuple(proofs.get(key, ()))))
    return SheetView(here, tuple(rows), own, shown)


def stages_seen_by(user: User, sheet: ScoreSheet) -> tuple[Mark.Stage, ...]:
    """The checker marks without having seen the unit's own marks; the unit sees the others' when they are done."""
    roles = user.roles()
    if sheet.checker_id in roles.member_of | roles.can_sign_for and sheet.state == ScoreSheet.State.SUBMITTED:
        return (Mark.Stage.CHECK,)  # whatever other office they hold
    if sheet.bloc.pk in roles.secretary_of or sheet.emulation_year.is_led_by(roles.can_sign_for):
        return STAGES
    own = sheet.unit_id in roles.member_of | roles.can_sign_for
    return tuple(stage for stage in STAGES if sheet.state in DONE_AFTER[stage] or (own and stage == Mark.Stage.SELF))


def reads_proofs(user: User, sheet: ScoreSheet) -> bool:
    """The unit and the secretariat always; who checks or leads the bloc once the sheet is handed in."""
    roles = user.roles()
    if sheet.unit_id in roles.member_of | roles.can_sign_for or sheet.bloc.pk in roles.secretary_of:
        return True
    if sheet.state == ScoreSheet.State.OPEN:
        return False
    led = EmulationYear.objects.led_by(roles.can_sign_for).filter(pk=sheet.emulation_year.pk)
    return sheet.checker_id in roles.member_of | roles.can_sign_for or led.exists()


# --- The ranking -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RankedSheet:
    """A considered sheet with its score and its place among the others."""

    sheet: ScoreSheet
    score: Score
    standing: Standing


def ranked(criteria_set: CriteriaSet) -> list[RankedSheet]:
    """By what stands after the appraisal, and after what a conference decided since; grades with their caps."""
    lines, sheets = lines_of(criteria_set), sheets_of(criteria_set)
    found = scores_at(lines, sheets, criteria_set.step, STAGES[-1])
    breaks = sorted(
        (one for one in (line.criterion for line in lines) if one.tie_order), key=lambda one: one.tie_order or 0
    )
    levels = [
        GradeLevel(
            grade.name,
            Fraction(grade.from_percent) / 100,
            None if grade.at_most_percent is None else Fraction(grade.at_most_percent) / 100,
        )
        for grade in criteria_set.grades.all()
    ]
    by_pk = {sheet.pk: sheet for sheet in sheets}
    standings = graded(ranking(found, [one.pk for one in breaks]), levels)
    return [RankedSheet(by_pk[one.unit], found[one.unit], one) for one in standings]


def result_of(unit_id: int, year_id: int) -> Result | None:
    """What a unit came to in a year, once it was published; None before, and where the bloc scores nobody."""
    rows = Result.objects.filter(sheet__unit=unit_id, sheet__criteria_set__emulation_year=year_id)
    return rows.select_related("sheet__criteria_set").order_by("-edition").first()


def conferences_after(criteria_set: CriteriaSet) -> QuerySet[Conference]:
    """Those of the bloc that met since the results were published: only they can change them."""
    rows = Conference.objects.filter(emulation_year__bloc=criteria_set.bloc, opened_at__gte=criteria_set.published_at)
    return rows.order_by("-opened_at")


def exclusion_of(unit_id: int, year_id: int) -> ScoreSheet | None:
    """The sheet that says the unit is not considered this year, and why; None where it is."""
    return ScoreSheet.objects.filter(
        unit=unit_id, criteria_set__emulation_year=year_id, excluded_at__isnull=False
    ).first()

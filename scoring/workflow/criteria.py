"""The criteria set of a year: started, written, adopted."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from libraries.web import clock
from records.ordering import exchanged, number
from records.revisions import next_revision
from records.transitions import NotAllowedNow, begin, finish
from scoring.actions import (
    ADD_CRITERION,
    ADOPT_SET,
    CREATE_SET,
    EDIT_CRITERION,
    EDIT_SET,
    MOVE_CRITERION,
    REMOVE_CRITERION,
)
from scoring.models import CriteriaSet, Criterion, Grade
from scoring.queries import lines_of
from scoring.starting_data import Template
from units.models import EmulationYear, User

MOST_CRITERIA = 300
DEEPEST = 2


@transaction.atomic
def create_set(
    year: EmulationYear, *, by: User, title: str, start: Template | CriteriaSet | None = None
) -> CriteriaSet:
    """Start the criteria set of a year (lập bộ tiêu chí): from a published table, from another year's, or empty."""
    if CriteriaSet.objects.filter(emulation_year=year).exists():
        raise NotAllowedNow(f"Năm {year.year} đã có bộ tiêu chí. Mở bộ tiêu chí đó để sửa.")
    known = {} if start is None else {"step": start.step, "source": start.source}
    criteria_set = CriteriaSet.objects.create(
        emulation_year=year, title=title, created_at=clock.now(), created_by=by, is_sample=year.is_sample, **known
    )
    if isinstance(start, Template):
        _from_template(criteria_set, start)
    elif start is not None:
        _from_set(criteria_set, start)
    return finish(CREATE_SET, criteria_set, by=by, data={"title": title})


def _from_template(criteria_set: CriteriaSet, template: Template) -> None:
    last: dict[int, Criterion] = {}
    for position, (level, section, kind, title, maximum, more) in enumerate(template.rows, start=1):
        last[level] = Criterion.objects.create(
            criteria_set=criteria_set,
            parent=last[level - 1] if level else None,
            position=position,
            section=section,
            kind=kind,
            title=title,
            maximum=Decimal(maximum),
            is_sample=criteria_set.is_sample,
            **more,
        )
    for name, from_percent, at_most in template.grades:
        Grade.objects.create(
            criteria_set=criteria_set,
            name=name,
            from_percent=from_percent,
            at_most_percent=at_most,
            is_sample=criteria_set.is_sample,
        )


COPIED = ("position", "section", "kind", "title", "maximum", "each", "places", "needs_evidence", "tie_order")


def _from_set(criteria_set: CriteriaSet, other: CriteriaSet) -> None:
    copies: dict[int | None, Criterion | None] = {None: None}
    for line in lines_of(other):
        row = line.criterion
        copies[row.pk] = Criterion.objects.create(
            criteria_set=criteria_set,
            parent=copies[row.parent_id],
            is_sample=criteria_set.is_sample,
            **{name: getattr(row, name) for name in COPIED},
        )
    for grade in other.grades.all():
        values = {name: getattr(grade, name) for name in ("name", "from_percent", "at_most_percent")}
        Grade.objects.create(criteria_set=criteria_set, is_sample=criteria_set.is_sample, **values)


@transaction.atomic
def edit_set(
    criteria_set: CriteriaSet,
    *,
    by: User,
    revision: int | None,
    title: str,
    step: Decimal,
    grades: list[tuple[str, Decimal, Decimal | None]],
) -> CriteriaSet:
    """Name, rounding and grades; `grades`: (name, from per cent, at most per cent of the units or None).

    `revision` is what the editor had read; EditConflict when it is not the newest.
    """
    criteria_set = begin(EDIT_SET, criteria_set, by=by)
    revision = next_revision(criteria_set, revision)
    criteria_set.grades.all().delete()
    for name, from_percent, at_most in grades:
        Grade.objects.create(
            criteria_set=criteria_set,
            name=name,
            from_percent=from_percent,
            at_most_percent=at_most,
            is_sample=criteria_set.is_sample,
        )
    data = {"step": str(step), "grades": [name for name, _, _ in grades]}
    return finish(EDIT_SET, criteria_set, by=by, data=data, revision=revision, title=title, step=step)


@transaction.atomic
def add_criterion(criteria_set: CriteriaSet, *, by: User, parent: Criterion | None, **values: Any) -> Criterion:
    """Add a criterion as the last one under its parent; the section is the parent's."""
    criteria_set = begin(ADD_CRITERION, criteria_set, by=by)
    if criteria_set.criteria.count() >= MOST_CRITERIA:
        raise NotAllowedNow(f"Bộ tiêu chí có tối đa {MOST_CRITERIA} mục.")
    values |= _under(criteria_set, parent)
    last = criteria_set.criteria.filter(parent=parent).aggregate(last=Max("position"))["last"] or 0
    finish(ADD_CRITERION, criteria_set, by=by, data={"title": values["title"]})
    return Criterion.objects.create(
        criteria_set=criteria_set, position=last + 1, is_sample=criteria_set.is_sample, **values
    )


def _under(criteria_set: CriteriaSet, parent: Criterion | None) -> dict[str, Any]:
    if parent is None:
        return {"parent": None}
    levels = {line.criterion.pk: line for line in lines_of(criteria_set)}
    above = levels.get(parent.pk)
    if above is None:
        raise NotAllowedNow("Mục cấp trên vừa bị xóa. Tải lại trang để xem bộ tiêu chí hiện nay.")
    if above.is_leaf or above.level >= DEEPEST:
        raise NotAllowedNow(f"Mục “{above.criterion}” không có tiêu chí thành phần. Chọn mục khác.")
    return {"parent": above.criterion, "section": above.criterion.section}


@transaction.atomic
def edit_criterion(criterion: Criterion, *, by: User, revision: int, **values: Any) -> Criterion:
    """Change a criterion. `revision` is what the editor had read; EditConflict when it is not the newest."""
    criteria_set = begin(EDIT_CRITERION, criterion.criteria_set, by=by)
    criterion = Criterion.objects.select_for_update().get(pk=criterion.pk)
    revision = next_revision(criterion, revision)
    if values["kind"] != Criterion.Kind.SUM and criterion.parts.exists():
        raise NotAllowedNow(f"Mục “{criterion}” có tiêu chí thành phần nên điểm là tổng của các tiêu chí đó.")
    for name, value in (values | {"revision": revision}).items():
        setattr(criterion, name, value)
    criterion.save()
    finish(EDIT_CRITERION, criteria_set, by=by, data={"title": criterion.title})
    return criterion


@transaction.atomic
def move_criterion(criterion: Criterion, *, by: User, up: bool) -> None:
    """Let a criterion change places with its neighbour under the same parent."""
    criteria_set = begin(MOVE_CRITERION, criterion.criteria_set, by=by)
    beside = criteria_set.criteria.filter(parent=criterion.parent_id, section=criterion.section)
    finish(MOVE_CRITERION, criteria_set, by=by, data={"title": criterion.title, "up": up})
    if (moved := exchanged(list(beside), criterion.pk, up=up)) is not None:
        number(moved)


@transaction.atomic
def remove_criterion(criterion: Criterion, *, by: User) -> None:
    """Take a criterion off, with what stands under it."""
    criteria_set = begin(REMOVE_CRITERION, criterion.criteria_set, by=by)
    finish(REMOVE_CRITERION, criteria_set, by=by, data={"title": criterion.title, "parts": criterion.parts.count()})
    Criterion.objects.filter(pk=criterion.pk).delete()


@transaction.atomic
def adopt_set(criteria_set: CriteriaSet, *, by: User) -> CriteriaSet:
    """Adopt the set (áp dụng): from now on nothing in it changes."""
    criteria_set = begin(ADOPT_SET, criteria_set, by=by)
    return finish(ADOPT_SET, criteria_set, by=by, adopted_at=clock.now(), adopted_by=by)

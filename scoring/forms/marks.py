"""Input of a sheet: the marks of one stage."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property

from evidence.queries import Shown, shown
from libraries.web import forms
from scoring.models import Criterion, Mark
from scoring.queries import Line, SheetLine, SheetView, sheet_view
from scoring.workflow import Written

Kind = Criterion.Kind
FOUND_LABELS = {
    Kind.TARGET: "Kết quả",
    Kind.ALL_OR_NOTHING: "Đánh giá",
    Kind.DIRECT: "Điểm",
    Kind.EVENTS: "Số lần",
    Kind.RATIO: "Tỷ lệ (%)",
    Kind.PLACE: "Thứ hạng",
}


@dataclass(frozen=True)
class MarkBoxes:
    """The boxes of one criterion; `row` says what the stages before came to."""

    row: SheetLine
    pieces: list[Shown]
    found: forms.BoundField
    target: forms.BoundField | None
    not_asked: forms.BoundField
    note: forms.BoundField


class MarksForm(forms.EditForm, forms.Form):
    """One stage's column of a sheet: a row of boxes for each criterion that this stage is asked about."""

    def __init__(self, data: QueryDict | None = None, *, view: SheetView, stage: Mark.Stage):
        self.view, self.stage = view, stage
        asked = view.undecided if stage == Mark.Stage.APPRAISAL else None
        self.rows = [
            row for row in view.lines if row.line.is_leaf and (asked is None or stage in row.marks or row.line in asked)
        ]
        found: dict[str, forms.Field] = {}
        for row in self.rows:
            found |= _mark_fields(row, row.marks.get(stage), row.marks.get(Mark.Stage.SELF))
        super().__init__(data, revision=view.sheet.revision, more_fields=found)

    @cached_property
    def pieces(self) -> dict[int, Shown]:
        """evidence → itself with its warnings, of all lines."""
        rows = {proof.evidence_id: proof.evidence for row in self.rows for proof in row.proofs}
        year = self.view.sheet.criteria_set.listed_year
        return {one.evidence.pk: one for one in shown(rows.values(), year=year)}

    def newest(self, row: Any) -> "MarksForm":
        return MarksForm(view=sheet_view(row, self.view.stages), stage=self.stage)

    def boxes(self) -> Iterator[MarkBoxes]:
        for row in self.rows:
            key = row.line.criterion.pk
            target = self[f"target_{key}"] if f"target_{key}" in self.fields else None
            pieces = [self.pieces[proof.evidence_id] for proof in row.proofs]
            yield MarkBoxes(row, pieces, self[f"found_{key}"], target, self[f"not_asked_{key}"], self[f"note_{key}"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for row in self.rows:
            key, label = row.line.criterion.pk, row.line.label
            if data.get(f"note_{key}") or f"note_{key}" in self.errors:
                continue
            if data.get(f"not_asked_{key}"):
                self.add_error(f"note_{key}", f"Nhập lý do tiêu chí {label} không giao cho đơn vị.")
            elif self.stage == Mark.Stage.APPRAISAL and data.get(f"found_{key}") not in (None, ""):
                self.add_error(f"note_{key}", f"Nhập lý do thẩm định tiêu chí {label}.")
        return data

    def written(self) -> list[Written]:
        data = self.cleaned_data
        rows = []
        for row in self.rows:
            key = row.line.criterion.pk
            found = data[f"found_{key}"]
            rows.append(
                Written(
                    row.line.criterion,
                    None if found in (None, "") else Decimal(found),
                    data.get(f"target_{key}"),
                    not data[f"not_asked_{key}"],
                    data[f"note_{key}"],
                )
            )
        return rows


def _mark_fields(row: SheetLine, mark: Mark | None, own: Mark | None) -> dict[str, forms.Field]:
    criterion = row.line.criterion
    key, kind = criterion.pk, Kind(criterion.kind)
    found: dict[str, forms.Field] = {f"found_{key}": found_field(row.line, kind, mark)}
    if kind == Kind.TARGET:
        # What was asked of the unit is the same whoever looks.
        target = mark.target if mark else own.target if own else None
        found[f"target_{key}"] = target_field(row.line, target)
    found[f"not_asked_{key}"] = forms.BooleanField(
        label=f"Không giao {row.line.label}", required=False, initial=mark is not None and not mark.applies
    )
    found[f"note_{key}"] = forms.VnCharField(
        label=f"Giải trình {row.line.label}", max_length=500, required=False, initial=mark.note if mark else ""
    )
    return found


def target_field(line: Line, target: Decimal | None) -> forms.Field:
    return forms.VnDecimalField(
        label=f"Chỉ tiêu giao {line.label}",
        required=False,
        min_value=0,
        max_digits=16,
        decimal_places=2,
        initial=target,
    )


def found_field(line: Line, kind: Kind, mark: Mark | None) -> forms.Field:
    label = f"{FOUND_LABELS[kind]} {line.label}"
    if kind == Kind.ALL_OR_NOTHING:
        said = "" if mark is None or mark.found is None else str(int(bool(mark.found)))
        choices = [("", "Chưa đánh giá"), ("1", "Đạt"), ("0", "Không đạt")]
        return forms.ChoiceField(label=label, choices=choices, required=False, initial=said)
    found = mark.found if mark else None
    if kind in (Kind.EVENTS, Kind.PLACE):
        least = 1 if kind == Kind.PLACE else 0
        initial = None if found is None else int(found)
        return forms.VnIntegerField(label=label, required=False, min_value=least, max_value=99_999, initial=initial)
    most = line.criterion.maximum if kind == Kind.DIRECT else None
    return forms.VnDecimalField(
        label=label, required=False, min_value=0, max_value=most, max_digits=16, decimal_places=2, initial=found
    )

"""Input of scoring: starting a set, its criteria and grades, deadlines, the marks of a stage."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from libraries.web import forms
from libraries.web.forms.numbers import read_number
from scoring.models import CriteriaSet, Criterion, Mark
from scoring.queries import Line, SheetLine, SheetView, lines_of, sheet_view
from scoring.starting_data import TEMPLATES, Template
from scoring.workflow import Written
from units.models import EmulationYear

Kind = Criterion.Kind
# Where a person names a day and no hour (docs/interface.md: Deadlines).
OFFICE_ENDS = datetime.time(17)
MOST_GRADES = 6


class StartForm(forms.Form):
    title = forms.VnCharField(label="Tên bộ tiêu chí", max_length=300)
    start = forms.ChoiceField(label="Nội dung ban đầu", widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None = None, *, year: EmulationYear):
        super().__init__(data)
        earlier = CriteriaSet.objects.filter(emulation_year__bloc=year.bloc).order_by("-listed_year").first()
        self.earlier = earlier
        choices = [(key, template.name) for key, template in TEMPLATES.items()]
        if earlier is not None:
            choices.insert(0, ("earlier", f"Bộ tiêu chí năm {earlier.listed_year} của Khối"))
        self.offer_choices("start", [*choices, ("empty", "Soạn thảo mới")])
        self.fields["title"].initial = f"Bộ tiêu chí chấm điểm thi đua năm {year.year}"
        self.fields["start"].initial = choices[0][0]

    def chosen(self) -> Template | CriteriaSet | None:
        start = self.cleaned_data["start"]
        return self.earlier if start == "earlier" else TEMPLATES.get(start)


class CriterionForm(forms.EditForm, forms.Form):
    """One criterion; where it stands is asked only when it is added."""

    parent = forms.ModelChoiceField(
        label="Thuộc mục", queryset=Criterion.objects.none(), required=False, empty_label="Mục lớn, không thuộc mục nào"
    )
    section = forms.ChoiceField(label="Phần điểm", choices=Criterion.Section.choices, initial=Criterion.Section.BASE)
    title = forms.VnCharField(label="Nội dung tiêu chí", max_length=300)
    kind = forms.ChoiceField(label="Cách tính điểm", choices=Kind.choices, initial=Kind.DIRECT)
    maximum = forms.VnDecimalField(label="Điểm tối đa", min_value=Decimal("0.01"), max_digits=7, decimal_places=2)
    each = forms.VnDecimalField(
        label="Điểm mỗi lần",
        required=False,
        max_digits=7,
        decimal_places=2,
        help_text="Chỉ nhập khi tính theo số lần, số việc. Số âm là trừ điểm.",
    )
    places = forms.VnCharField(
        label="Điểm theo thứ hạng",
        max_length=200,
        required=False,
        help_text="Chỉ nhập khi tính theo thứ hạng: điểm của hạng 1, hạng 2… cách nhau bằng dấu chấm phẩy.",
    )
    tie_order = forms.VnIntegerField(
        label="Thứ tự xét khi bằng điểm",
        required=False,
        min_value=1,
        max_value=20,
        help_text="1 được xét trước. Để trống nếu không xét tiêu chí này.",
    )

    def __init__(self, data: QueryDict | None = None, *, criteria_set: CriteriaSet, criterion: Criterion | None = None):
        self.criteria_set, self.criterion = criteria_set, criterion
        super().__init__(
            data, initial=_values_of(criterion) if criterion else {}, revision=criterion.revision if criterion else 0
        )
        if criterion is not None:
            del self.fields["parent"], self.fields["section"]
        else:
            sums = [line.criterion.pk for line in lines_of(criteria_set) if not line.is_leaf and line.level < 2]
            self.offer("parent", criteria_set.criteria.filter(pk__in=sums))

    def newest(self, row: Criterion) -> "CriterionForm":
        return CriterionForm(criteria_set=self.criteria_set, criterion=row)

    def clean_places(self) -> list[Decimal]:
        written = [part for part in self.cleaned_data["places"].split(";") if part.strip()]
        points = [read_number(part) for part in written]
        if any(number is None or not 0 <= number < 100_000 for number in points):
            raise ValidationError("Nhập điểm của từng hạng, cách nhau bằng dấu chấm phẩy, ví dụ: 60; 45; 30.")
        return [number for number in points if number is not None]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        kind = data.get("kind")
        if kind == Kind.EVENTS and data.get("each") is None and "each" not in self.errors:
            self.add_error("each", "Nhập điểm mỗi lần.")
        if kind == Kind.PLACE and not data.get("places") and "places" not in self.errors:
            self.add_error("places", "Nhập điểm của từng hạng.")
        if kind != Kind.EVENTS:
            data["each"] = None
        if kind != Kind.PLACE:
            data["places"] = []
        order = data.get("tie_order")
        others = self.criteria_set.criteria.exclude(pk=self.criterion.pk if self.criterion else 0)
        if order is not None and (same := others.filter(tie_order=order).first()):
            self.add_error("tie_order", f"Tiêu chí “{same}” đã có thứ tự {order}. Nhập số khác.")
        return data


def _values_of(criterion: Criterion) -> dict[str, Any]:
    values = {name: getattr(criterion, name) for name in ("title", "kind", "maximum", "each", "tie_order")}
    return values | {"places": "; ".join(str(points).replace(".", ",") for points in criterion.places)}


@dataclass(frozen=True)
class GradeBoxes:
    """The boxes of one grade."""

    number: int
    name: forms.BoundField
    from_percent: forms.BoundField
    at_most: forms.BoundField


class SetForm(forms.EditForm, forms.Form):
    """Name and rounding of a set, and its grades, a row each; an emptied row goes."""

    title = forms.VnCharField(label="Tên bộ tiêu chí", max_length=300)
    step = forms.VnDecimalField(
        label="Làm tròn điểm đến",
        min_value=Decimal("0.01"),
        max_value=Decimal(10),
        max_digits=5,
        decimal_places=2,
        help_text="Ví dụ: 0,5 thì 7,3 điểm được làm tròn thành 7,5.",
    )

    def __init__(self, data: QueryDict | None = None, *, criteria_set: CriteriaSet):
        grades = list(criteria_set.grades.all())
        found: dict[str, forms.Field] = {}
        for place in range(MOST_GRADES):
            grade = grades[place] if place < len(grades) else None
            name = grade.name if grade else ""
            percent = {"required": False, "min_value": 0, "max_value": 100, "max_digits": 5, "decimal_places": 2}
            found |= {
                f"name_{place}": forms.VnCharField(
                    label=f"Mức xếp loại {place + 1}",
                    max_length=60,
                    required=False,
                    initial=name,
                ),
                f"from_percent_{place}": forms.VnDecimalField(
                    label="Từ tỷ lệ điểm (%)", initial=grade.from_percent if grade else None, **percent
                ),
                f"at_most_{place}": forms.VnDecimalField(
                    label="Không quá tỷ lệ đơn vị (%)", initial=grade.at_most_percent if grade else None, **percent
                ),
            }
        values = {"title": criteria_set.title, "step": criteria_set.step}
        super().__init__(data, initial=values, revision=criteria_set.revision, more_fields=found)

    def newest(self, row: CriteriaSet) -> "SetForm":
        return SetForm(criteria_set=row)

    def grade_boxes(self) -> Iterator[GradeBoxes]:
        for place in range(MOST_GRADES):
            yield GradeBoxes(place + 1, self[f"name_{place}"], self[f"from_percent_{place}"], self[f"at_most_{place}"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        names: set[str] = set()
        percents: set[Decimal] = set()
        for place in range(MOST_GRADES):
            name, percent = data.get(f"name_{place}"), data.get(f"from_percent_{place}")
            if name and percent is None and f"from_percent_{place}" not in self.errors:
                self.add_error(f"from_percent_{place}", "Nhập tỷ lệ điểm của mức xếp loại này.")
            if percent is not None and not name and f"name_{place}" not in self.errors:
                self.add_error(f"name_{place}", "Nhập tên mức xếp loại, hoặc xóa hết nội dung của dòng.")
            if name in names:
                self.add_error(f"name_{place}", f"Mức “{name}” được nhập hai lần.")
            if percent in percents:
                self.add_error(f"from_percent_{place}", "Hai mức xếp loại có cùng tỷ lệ điểm.")
            names |= {name} if name else set()
            percents |= {percent} if percent is not None else set()
        return data

    def grades(self) -> list[tuple[str, Decimal, Decimal | None]]:
        data = self.cleaned_data
        named = [place for place in range(MOST_GRADES) if data[f"name_{place}"]]
        return [(data[f"name_{n}"], data[f"from_percent_{n}"], data[f"at_most_{n}"] or None) for n in named]


class DeadlinesForm(forms.Form):
    score_by = forms.VnDateTimeField(label="Hạn tự chấm điểm", default_time=OFFICE_ENDS)
    check_by = forms.VnDateTimeField(
        label="Hạn chấm chéo", default_time=OFFICE_ENDS, help_text="Nếu không nhập giờ, hạn là 17:00."
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        score_by, check_by = data.get("score_by"), data.get("check_by")
        if score_by and check_by and check_by < score_by:
            self.add_error("check_by", "Hạn chấm chéo không trước hạn tự chấm điểm.")
        return data


class ReturnForm(forms.Form):
    reason = forms.VnCharField(label="Lý do trả lại", max_length=500, widget=forms.Textarea)


class ExcludeForm(forms.Form):
    reason = forms.VnCharField(label="Lý do không bình xét", max_length=500, widget=forms.Textarea)
    source = forms.VnCharField(
        label="Căn cứ", max_length=300, help_text="Điều khoản của quy chế hoặc văn bản, ví dụ: khoản 2 Điều 22 Quy chế."
    )


# --- The marks of one stage ------------------------------------------------------------------------------------------

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

    def newest(self, row: Any) -> "MarksForm":
        return MarksForm(view=sheet_view(row, self.view.stages), stage=self.stage)

    def boxes(self) -> Iterator[MarkBoxes]:
        for row in self.rows:
            key = row.line.criterion.pk
            target = self[f"target_{key}"] if f"target_{key}" in self.fields else None
            yield MarkBoxes(row, self[f"found_{key}"], target, self[f"not_asked_{key}"], self[f"note_{key}"])

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
    found: dict[str, forms.Field] = {f"found_{key}": _found_field(row.line, kind, mark)}
    if kind == Kind.TARGET:
        # What was asked of the unit is the same whoever looks.
        target = mark.target if mark else own.target if own else None
        found[f"target_{key}"] = forms.VnDecimalField(
            label=f"Chỉ tiêu giao {row.line.label}",
            required=False,
            min_value=0,
            max_digits=16,
            decimal_places=2,
            initial=target,
        )
    found[f"not_asked_{key}"] = forms.BooleanField(
        label=f"Không giao {row.line.label}", required=False, initial=mark is not None and not mark.applies
    )
    found[f"note_{key}"] = forms.VnCharField(
        label=f"Giải trình {row.line.label}", max_length=500, required=False, initial=mark.note if mark else ""
    )
    return found


def _found_field(line: Line, kind: Kind, mark: Mark | None) -> forms.Field:
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

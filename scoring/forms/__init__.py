"""Input of scoring: starting a set, its criteria and grades, deadlines, reasons. `marks`, `objections`: of a sheet."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from libraries.web import forms
from libraries.web.forms.numbers import read_number
from scoring.models import CriteriaSet, Criterion
from scoring.queries import lines_of
from scoring.starting_data import TEMPLATES, Template
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
    needs_evidence = forms.BooleanField(
        label="Cần minh chứng",
        required=False,
        help_text="Đơn vị đính kèm minh chứng, hoặc giải trình lý do không có.",
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
    values = {
        name: getattr(criterion, name) for name in ("title", "kind", "maximum", "each", "needs_evidence", "tie_order")
    }
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

    objection_days = forms.VnIntegerField(
        label="Số ngày kiến nghị",
        min_value=0,
        max_value=30,
        initial=3,
        help_text="Sau khi thẩm định xong, đơn vị được kiến nghị về điểm trong số ngày này. 0: không có kiến nghị.",
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

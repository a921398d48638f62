"""Input of pledges: starting, targets, opening, results, and the reasons of steps that need one."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from conferences.models import Conference
from drafting.models import Text
from libraries.web import forms
from libraries.web.query_string import whole_number
from pledges.models import Pledge, QuarterReport, UnitPledge
from pledges.queries import TargetRow, amount, row_of, targets_of
from pledges.workflow import MOST_TARGETS, Reached
from units.models import EmulationYear

# Where a person names a day and no hour (docs/interface.md: Deadlines).
OFFICE_ENDS = datetime.time(17)
SPARE_ROWS = 3


class CreateForm(forms.Form):
    title = forms.VnCharField(label="Tên giao ước", max_length=300)
    text = forms.ModelChoiceField(
        label="Nội dung",
        queryset=Text.objects.none(),
        required=False,
        empty_label="Soạn thảo mới theo mẫu dự thảo",
        help_text="Nội dung được soạn thảo, góp ý và chốt ở phần Dự thảo.",
    )

    def __init__(self, data: QueryDict | None = None, *, year: EmulationYear):
        super().__init__(data)
        self.fields["title"].initial = f"Giao ước thi đua năm {year.year} của {year.bloc.name}"
        self.offer("text", Text.objects.filter(emulation_year=year, kind=Text.Kind.PLEDGE, pledge=None))


@dataclass(frozen=True)
class TargetBoxes:
    """The boxes of one target on the page; `number` counts from 1."""

    number: int
    pk: forms.BoundField
    name: forms.BoundField
    measure: forms.BoundField
    value: forms.BoundField
    note: forms.BoundField


class TargetsForm(forms.EditForm, forms.Form):
    """The targets of one unit, a row each, with spare rows below; an emptied row goes."""

    rows = forms.IntegerField(label="Số dòng chỉ tiêu", widget=forms.HiddenInput, min_value=1, max_value=MOST_TARGETS)

    def __init__(self, data: QueryDict | None = None, *, part: UnitPledge):
        self.targets = targets_of(part)
        self.row_count = self._count(data)
        rows = {"rows": self.row_count}
        super().__init__(data, initial=rows, revision=part.revision, more_fields=self._row_fields())

    def newest(self, row: UnitPledge) -> "TargetsForm":
        return TargetsForm(part=row)

    def texts(self) -> dict[str, tuple[str, str]]:
        """Target by target, each as one line."""
        words = [str(row) for row in (self.target_rows() if self.is_bound else self.targets)]
        words += [""] * (MOST_TARGETS - len(words))
        return {str(number): (f"Chỉ tiêu {number}", text) for number, text in enumerate(words, start=1)}

    def _count(self, data: QueryDict | None) -> int:
        wanted = whole_number(data.get("rows"), 3) if data is not None else None
        if wanted is not None:
            return max(1, min(wanted, MOST_TARGETS))
        return min(len(self.targets) + SPARE_ROWS, MOST_TARGETS)

    def _row_fields(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for place in range(self.row_count):
            row = self.targets[place] if place < len(self.targets) else None
            found |= {
                f"pk_{place}": forms.IntegerField(
                    widget=forms.HiddenInput, required=False, initial=row.pk if row else None
                ),
                f"name_{place}": forms.VnCharField(
                    label="Chỉ tiêu", max_length=300, required=False, initial=row.name if row else ""
                ),
                f"measure_{place}": forms.VnCharField(
                    label="Đơn vị tính", max_length=60, required=False, initial=row.measure if row else ""
                ),
                f"value_{place}": forms.VnDecimalField(
                    label="Mức đăng ký",
                    required=False,
                    min_value=0,
                    max_digits=16,
                    decimal_places=2,
                    initial=row.value if row else None,
                ),
                f"note_{place}": forms.VnCharField(
                    label="Ghi chú", max_length=300, required=False, initial=row.note if row else ""
                ),
            }
        return found

    def row_boxes(self) -> Iterator[TargetBoxes]:
        for place in range(self.row_count):
            yield TargetBoxes(
                place + 1,
                self[f"pk_{place}"],
                self[f"name_{place}"],
                self[f"measure_{place}"],
                self[f"value_{place}"],
                self[f"note_{place}"],
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for place in range(self.row_count):
            given = {name: data.get(f"{name}_{place}") for name in ("name", "measure", "value", "note")}
            if all(value in (None, "") for value in given.values()):
                continue
            for name, sentence in (
                ("name", "Nhập tên chỉ tiêu, hoặc xóa hết nội dung của dòng."),
                ("measure", "Nhập đơn vị tính, ví dụ: %, lượt, tỷ đồng."),
                ("value", "Nhập mức đăng ký bằng số."),
            ):
                field = f"{name}_{place}"
                if given[name] in (None, "") and field not in self.errors:
                    self.add_error(field, sentence)
        return data

    def target_rows(self) -> list[TargetRow]:
        data = self.cleaned_data
        return [
            TargetRow(
                data[f"name_{place}"],
                data[f"measure_{place}"],
                data[f"value_{place}"],
                data[f"note_{place}"],
                data[f"pk_{place}"],
            )
            for place in range(self.row_count)
            if data[f"name_{place}"]
        ]


@dataclass(frozen=True)
class ResultBoxes:
    """The boxes of one target's result on the page."""

    target: TargetRow
    value: forms.BoundField
    note: forms.BoundField


class ResultsForm(forms.EditForm, forms.Form):
    """What one unit reached of each of its targets; an empty box says nothing, 0 is a result."""

    def __init__(self, data: QueryDict | None = None, *, report: QuarterReport):
        self.report = report
        self.targets = {row.pk: row_of(row) for row in report.pledge.targets.filter(unit=report.unit)}
        known = {row.target_id: row for row in report.results.all()} if report.pk else {}
        self.known = {pk: Reached(row.value, row.note) for pk, row in known.items()}
        super().__init__(data, revision=report.revision, more_fields=dict(self._boxes()))

    def newest(self, row: QuarterReport) -> "ResultsForm":
        return ResultsForm(report=row)

    def texts(self) -> dict[str, tuple[str, str]]:
        """Target by target, each result as one line."""
        said = self.reached() if self.is_bound else self.known
        return {str(pk): (row.name, _in_words(said.get(pk), row)) for pk, row in self.targets.items()}

    def _boxes(self) -> Iterator[tuple[str, forms.Field]]:
        for pk, row in self.targets.items():
            known = self.known.get(pk, Reached(None))
            yield (
                f"value_{pk}",
                forms.VnDecimalField(
                    label=f"Kết quả ({row.measure})",
                    required=False,
                    max_digits=16,
                    decimal_places=2,
                    initial=known.value,
                ),
            )
            yield (
                f"note_{pk}",
                forms.VnCharField(label="Ghi chú", max_length=300, required=False, initial=known.note),
            )

    def rows(self) -> Iterator[ResultBoxes]:
        for pk, row in self.targets.items():
            yield ResultBoxes(row, self[f"value_{pk}"], self[f"note_{pk}"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for pk in self.targets:
            if data.get(f"note_{pk}") and data.get(f"value_{pk}") is None and f"value_{pk}" not in self.errors:
                self.add_error(f"value_{pk}", "Nhập kết quả bằng số, hoặc xóa ghi chú.")
        return data

    def reached(self) -> dict[int, Reached]:
        data = self.cleaned_data
        return {pk: Reached(data.get(f"value_{pk}"), data.get(f"note_{pk}", "")) for pk in self.targets}


def _in_words(said: Reached | None, row: TargetRow) -> str:
    if said is None or said.value is None:
        return ""
    return amount(said.value, row.measure) + (f" ({said.note})" if said.note else "")


class OpenForm(forms.Form):
    sign_by = forms.VnDateTimeField(
        label="Hạn ký", default_time=OFFICE_ENDS, help_text="Nếu không nhập giờ, hạn ký là 17:00."
    )
    conference = forms.ModelChoiceField(
        label="Hội nghị ký kết",
        queryset=Conference.objects.none(),
        required=False,
        empty_label="Không gắn với hội nghị",
        help_text="Ngày hội nghị được in trên giao ước. Nếu không chọn hội nghị, in ngày bắt đầu ký.",
    )
    place = forms.VnCharField(
        label="Nơi ký kết", max_length=300, required=False, help_text="Được in trong câu mở đầu của giao ước."
    )

    def __init__(self, data: QueryDict | None = None, *, pledge: Pledge):
        super().__init__(data)
        conferences = pledge.emulation_year.conferences.order_by("starts_at")
        self.offer("conference", conferences)
        signing = [row for row in conferences if "signing" in row.kind]
        if signing:
            self.fields["conference"].initial, self.fields["place"].initial = signing[0], signing[0].place


class ReasonForm(forms.Form):
    """Why a step is taken."""

    reason = forms.VnCharField(label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self, data: QueryDict | None = None, *, required: bool = True, label: str = "Lý do", prefix: str | None = None
    ):
        super().__init__(data, prefix=prefix)
        self.fields["reason"].required, self.fields["reason"].label = required, label

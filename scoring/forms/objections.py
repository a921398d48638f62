"""Input about one line after the appraisal: objection, its checker's opinion, the decision; that of a conference."""

from decimal import Decimal
from typing import Any

from django.http import QueryDict

from conferences.models import Conference
from libraries.web import forms
from scoring.forms.marks import FOUND_LABELS, Kind, found_field, target_field
from scoring.models import CriteriaSet, Criterion, Mark, ScoreSheet
from scoring.queries import SheetLine, SheetView, conferences_after, standing_mark
from scoring.workflow import Written


class ObjectionForm(forms.Form):
    criterion = forms.ModelChoiceField(label="Tiêu chí", queryset=Criterion.objects.none(), empty_label="Chọn tiêu chí")
    reason = forms.VnCharField(
        label="Nội dung kiến nghị",
        max_length=1000,
        widget=forms.Textarea,
        help_text="Nêu điểm đề nghị và căn cứ: số liệu, số và ngày văn bản.",
    )

    def __init__(self, data: QueryDict | None = None, *, view: SheetView, sheet: ScoreSheet):
        super().__init__(data)
        free = [row.line.criterion.pk for row in view.lines if row.line.is_leaf]
        asked = sheet.objections.values("criterion")
        self.offer("criterion", Criterion.objects.filter(pk__in=free).exclude(pk__in=asked))


class ReplyForm(forms.Form):
    reply = forms.VnCharField(label="Ý kiến của đơn vị chấm chéo", max_length=1000, widget=forms.Textarea)


class _LineForm(forms.Form):
    """What holds of one criterion from now on; its boxes are those of the criterion's kind."""

    def __init__(self, data: QueryDict | None = None, *, row: SheetLine):
        self.row = row
        standing = standing_mark(row.marks, Mark.Stage.APPRAISAL)
        kind = Kind(row.line.criterion.kind)
        more = {"found": found_field(row.line, kind, standing)}
        more["found"].label = f"{FOUND_LABELS[kind]} được công nhận"
        if kind == Kind.TARGET:
            more["target"] = target_field(row.line, standing.target if standing else None)
            more["target"].label = "Chỉ tiêu giao"
        super().__init__(data, more_fields=more)

    def changes(self, data: dict[str, Any]) -> bool:
        return True

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.changes(data) and data.get("found") in (None, "") and "found" not in self.errors:
            self.add_error("found", "Nhập kết quả được công nhận để tính lại điểm.")
        return data

    def mark(self, note: str) -> Written:
        data = self.cleaned_data
        return Written(self.row.line.criterion, Decimal(data["found"]), data.get("target"), note=note)


class DecisionForm(_LineForm):
    """Whether the points of one criterion are changed, and to what."""

    outcome = forms.ChoiceField(label="Kết luận", choices=[("kept", "Giữ nguyên điểm"), ("changed", "Sửa điểm")])
    decision = forms.VnCharField(label="Lý do, căn cứ kết luận", max_length=1000, widget=forms.Textarea)

    def __init__(self, data: QueryDict | None = None, *, row: SheetLine):
        super().__init__(data, row=row)
        self.order_fields(["outcome", "found", "target", "decision"])

    def changes(self, data: dict[str, Any]) -> bool:
        return data.get("outcome") == "changed"

    def written(self) -> Written | None:
        """What holds from now on; None where the points stay."""
        return self.mark(self.cleaned_data["decision"]) if self.changes(self.cleaned_data) else None


class ResultChangeForm(_LineForm):
    """What a conference decided about the points of one criterion."""

    conference = forms.ModelChoiceField(
        label="Hội nghị", queryset=Conference.objects.none(), empty_label="Chọn hội nghị"
    )
    conclusion = forms.VnCharField(
        label="Nội dung kết luận",
        max_length=1000,
        widget=forms.Textarea,
        help_text="Nhập đúng kết luận trong biên bản hội nghị.",
    )

    def __init__(self, data: QueryDict | None = None, *, row: SheetLine, criteria_set: CriteriaSet):
        super().__init__(data, row=row)
        self.offer("conference", conferences_after(criteria_set))
        self.order_fields(["conference", "found", "target", "conclusion"])

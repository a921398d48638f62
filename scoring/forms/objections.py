"""Input of objections: a unit's own, its checker's opinion, the decision."""

from decimal import Decimal
from typing import Any

from django.http import QueryDict

from libraries.web import forms
from scoring.forms.marks import Kind, found_field, target_field
from scoring.models import Criterion, Mark, ScoreSheet
from scoring.queries import SheetLine, SheetView, standing_mark
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


class DecisionForm(forms.Form):
    """Whether the points of one criterion are changed, and to what."""

    outcome = forms.ChoiceField(label="Kết luận", choices=[("kept", "Giữ nguyên điểm"), ("changed", "Sửa điểm")])
    decision = forms.VnCharField(label="Lý do, căn cứ kết luận", max_length=1000, widget=forms.Textarea)

    def __init__(self, data: QueryDict | None = None, *, row: SheetLine):
        self.row = row
        standing = standing_mark(row.marks, Mark.Stage.APPRAISAL)
        kind = Kind(row.line.criterion.kind)
        more = {"found": found_field(row.line, kind, standing)}
        if kind == Kind.TARGET:
            more["target"] = target_field(row.line, standing.target if standing else None)
        super().__init__(data, more_fields=more)
        self.order_fields(["outcome", "found", "target", "decision"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("outcome") == "changed" and data.get("found") in (None, "") and "found" not in self.errors:
            self.add_error("found", "Nhập kết quả được công nhận để tính lại điểm.")
        return data

    def written(self) -> Written | None:
        """What holds from now on; None where the points stay."""
        data = self.cleaned_data
        if data["outcome"] == "kept":
            return None
        return Written(self.row.line.criterion, Decimal(data["found"]), data.get("target"), note=data["decision"])

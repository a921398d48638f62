"""What is typed about an opinion, a paper, an instruction, a conclusion, an award that was handed over."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from conferences.models import AgendaItem, Conference, Contribution
from libraries.web import forms
from units.models import Unit

Kind = Contribution.Kind
LARGEST_PAPER_MB = 20
# Kind → the boxes it is recorded in, and how a box is called where its usual label says too little.
BOXES: dict[str, dict[str, str]] = {
    Kind.OPINION: {
        "unit": "",
        "topic": "",
        "person_name": "",
        "person_post": "Chức vụ người phát biểu",
        "text": "Nội dung ý kiến",
        "outcome": "Kết quả xử lý",
        "answer": "",
    },
    Kind.PAPER: {
        "unit": "",
        "title": "Tên tham luận",
        "person_name": "Người trình bày",
        "person_post": "Chức vụ người trình bày",
        "text": "Nội dung tham luận",
    },
    Kind.INSTRUCTION: {
        "person_name": "Người chỉ đạo",
        "person_post": "Chức vụ người chỉ đạo",
        "on_behalf_of": "",
        "text": "Nội dung chỉ đạo",
    },
    Kind.CONCLUSION: {
        "person_name": "Người kết luận",
        "person_post": "Chức vụ người kết luận",
        "text": "Nội dung kết luận",
    },
    Kind.HANDOVER: {
        "title": "Danh hiệu, hình thức khen thưởng",
        "unit": "Tập thể được tặng",
        "receiver": "",
        "person_name": "Người trao",
        "person_post": "Chức vụ người trao",
        "on_behalf_of": "",
    },
}
REQUIRED = {
    Kind.OPINION: ("unit", "text"),
    Kind.PAPER: ("unit", "title"),
    Kind.INSTRUCTION: ("person_name", "text"),
    Kind.CONCLUSION: ("text",),
    Kind.HANDOVER: ("title", "unit", "person_name"),
}
# The kind of row that an item of the programme is there for.
USUAL = {
    AgendaItem.Kind.PAPERS: Kind.PAPER,
    AgendaItem.Kind.SPEECH: Kind.INSTRUCTION,
    AgendaItem.Kind.AWARD: Kind.HANDOVER,
}


def usual_kind(item: AgendaItem) -> str:
    """What is recorded at this item first of all."""
    return USUAL.get(AgendaItem.Kind(item.kind), Kind.OPINION)


class ContributionForm(forms.EditForm, forms.ModelForm):
    """The boxes of one kind; a paper brings its text, a file, or both."""

    file = forms.DocumentFileField(
        label="Tệp tham luận", kinds=("pdf", "docx"), max_megabytes=LARGEST_PAPER_MB, required=False
    )

    class Meta:
        model = Contribution
        fields = [
            "unit",
            "topic",
            "title",
            "person_name",
            "person_post",
            "on_behalf_of",
            "receiver",
            "text",
            "outcome",
            "answer",
        ]
        help_texts = {
            "on_behalf_of": "Ví dụ: Ủy ban nhân dân thành phố. Bỏ trống khi không thay mặt cơ quan nào.",
            "receiver": "Họ và tên, chức vụ người đại diện nhận.",
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Any = None,
        *,
        kind: str,
        conference: Conference,
        units: QuerySet[Unit] | None = None,
        **options: Any,
    ):
        super().__init__(data, files, **options)
        self.kind, self.conference = Kind(kind), conference
        boxes = BOXES[self.kind]
        for name in [name for name in self.fields if name not in boxes and name != "revision"]:
            if name != "file" or self.kind != Kind.PAPER:
                del self.fields[name]
        for name, label in boxes.items():
            self.rename(name, label, required=name in REQUIRED[self.kind])
        if "unit" in self.fields:
            self.offer("unit", conference.units() if units is None else units, "Chọn đơn vị")
        if "text" in self.fields:
            self.fields["text"].widget.attrs["rows"] = 6
        if "answer" in self.fields:
            self.fields["answer"].widget.attrs["rows"] = 3
        self.order_fields([*boxes, "file"])

    def newest(self, row: Contribution) -> "ContributionForm":
        return ContributionForm(instance=row, kind=self.kind, conference=self.conference)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.kind == Kind.PAPER and not self.errors:
            kept = self.instance.document_id is not None
            if not (data.get("text") or data.get("file") or kept):
                self.add_error("text", "Nhập nội dung tham luận hoặc chọn tệp tham luận.")
        if self.kind == Kind.OPINION and "answer" in data and "outcome" in data:
            answered = data["outcome"] == Contribution.Outcome.ANSWERED
            if answered and not data["answer"]:
                self.add_error("answer", "Nhập nội dung giải trình, hoặc chọn kết quả khác.")
            if data.get("answer") and not answered:
                self.add_error("outcome", "Đã có nội dung giải trình. Chọn “Đã giải trình tại hội nghị”.")
        return data

    def _post_clean(self) -> None:
        """The row is written by the verb; the constraints it answers to are asked for in `clean`, in words."""

    def values(self) -> dict[str, Any]:
        """What the verb is given."""
        found = {name: self.cleaned_data[name] for name in BOXES[self.kind]}
        file = self.cleaned_data.get("file")
        if file:
            found |= {"file": file.read(), "filename": file.name, "mime": file.content_type}
        return found

"""What the secretariat types while writing a text."""

import json
from typing import Any, cast

from django.db.models import QuerySet

from drafting.models import Node, Text
from drafting.queries import words_of_revision
from drafting.queries.node_insertion import NO_ANNEX, may_hold
from drafting.workflow import LONGEST_BODY
from drafting.workflow.skeletons import Row
from drafting.workflow.trees import checked_tree
from libraries.web import forms
from units.forms.blocs import NamedChoice
from units.models import EmulationYear

EMPTY, SKELETON = "trong", "mau"
LARGEST_WORD_MB = 10
LONGEST_BASIS = 10_000


def lines(text: str) -> str:
    """A browser sends CRLF; a text is stored with plain line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class TitleForm(forms.Form):
    """Tên, căn cứ."""

    title = forms.VnCharField(label="Tên văn bản", max_length=300)
    legal_basis = forms.VnCharField(
        label="Căn cứ",
        required=False,
        max_length=LONGEST_BASIS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một căn cứ, luật ghi tên và ngày ban hành. Dấu cuối dòng được thêm khi in.",
    )

    def clean_legal_basis(self) -> str:
        return lines(self.cleaned_data["legal_basis"])


class TextForm(forms.EditForm, TitleForm):
    """Title and legal basis of a text that is there; of one that amends also its closing provisions."""

    own_provisions = forms.VnCharField(
        label="Điều khoản thi hành",
        max_length=LONGEST_BASIS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một khoản: hiệu lực, trách nhiệm thi hành, quy định chuyển tiếp của văn bản sửa đổi.",
    )

    def __init__(self, *args: Any, text: Text, **options: Any):
        kept = {"title": text.title, "legal_basis": text.legal_basis, "own_provisions": text.own_provisions}
        super().__init__(*args, revision=text.revision, initial=kept, **options)
        if not text.amends:
            del self.fields["own_provisions"]

    def clean_own_provisions(self) -> str:
        return lines(self.cleaned_data["own_provisions"])

    def newest(self, row: Text) -> "TextForm":
        return TextForm(text=row)


class StartForm(TitleForm):
    """Soạn thảo văn bản mới."""

    emulation_year = forms.ModelChoiceField(EmulationYear.objects.none(), label="Năm thi đua", empty_label=None)
    kind = forms.ChoiceField(label="Loại văn bản", choices=Text.Kind.choices)
    beginning = forms.ChoiceField(
        label="Nội dung ban đầu",
        choices=[
            (SKELETON, "Mẫu dự thảo (có sẵn chương, điều; sửa, thêm, xóa được)"),
            (EMPTY, "Văn bản trống"),
        ],
        widget=forms.RadioSelect,
        initial=SKELETON,
    )
    source = NamedChoice(
        lambda text: f"{text.title} (năm {text.emulation_year.year})",
        queryset=Text.objects.none(),
        label="Nội dung theo văn bản đã có",
        required=False,
        empty_label="Không lấy theo văn bản khác",
        help_text="Khi chọn, nội dung của văn bản đó thay cho nội dung ban đầu chọn ở trên.",
    )
    field_order = ["emulation_year", "kind", "title", "legal_basis", "beginning", "source"]

    def __init__(self, *args: Any, years: QuerySet[EmulationYear], sources: QuerySet[Text], **options: Any):
        super().__init__(*args, **options)
        cast(forms.ModelChoiceField[EmulationYear], self.fields["emulation_year"]).queryset = years
        cast(forms.ModelChoiceField[Text], self.fields["source"]).queryset = sources
        if not sources.exists():
            del self.fields["source"]

    def clean_source(self) -> Text | None:
        source: Text | None = self.cleaned_data["source"]
        if source and not all(may_hold(self.cleaned_data.get("kind", ""), node.kind) for node in source.nodes.active()):
            raise forms.ValidationError(f"Văn bản đã chọn có phụ lục. {NO_ANNEX}")
        return source


class WordForm(forms.Form):
    """Which Word file becomes a text, of which year and kind; nothing is saved yet."""

    emulation_year = forms.ModelChoiceField(EmulationYear.objects.none(), label="Năm thi đua", empty_label=None)
    kind = forms.ChoiceField(label="Loại văn bản", choices=Text.Kind.choices)
    file = forms.DocumentFileField(label="Tệp Word", kinds=("docx",), max_megabytes=LARGEST_WORD_MB)

    def __init__(self, *args: Any, years: QuerySet[EmulationYear], **options: Any):
        super().__init__(*args, **options)
        cast(forms.ModelChoiceField[EmulationYear], self.fields["emulation_year"]).queryset = years


class OutlineForm(TitleForm):
    """What was read of the file, confirmed by whoever handed it in."""

    emulation_year = forms.ModelChoiceField(
        EmulationYear.objects.none(), label="Năm thi đua", empty_label=None, widget=forms.HiddenInput
    )
    kind = forms.ChoiceField(label="Loại văn bản", choices=Text.Kind.choices, widget=forms.HiddenInput)
    outline = forms.VnCharField(label="Nội dung đọc được", max_length=2_000_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, years: QuerySet[EmulationYear], **options: Any):
        super().__init__(*args, **options)
        cast(forms.ModelChoiceField[EmulationYear], self.fields["emulation_year"]).queryset = years

    def clean_outline(self) -> list[Row]:
        """The tree as it was read; anything else did not come from this page."""
        try:
            tree = checked_tree(json.loads(self.cleaned_data["outline"]))
        except (ValueError, TypeError):
            raise forms.ValidationError("Nội dung đọc được không còn nguyên vẹn. Đề nghị chọn lại tệp.") from None
        if not all(may_hold(self.cleaned_data.get("kind", ""), row[0]) for row in tree):
            raise forms.ValidationError(f"Tệp có phụ lục. {NO_ANNEX} Bỏ phụ lục trong tệp rồi chọn lại.")
        return tree


class NodeForm(forms.EditForm, forms.Form):
    """One piece of the text; only what its kind has."""

    heading = forms.VnCharField(label="Tiêu đề", max_length=500, required=False)
    body = forms.VnCharField(
        label="Nội dung", max_length=LONGEST_BODY, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, node: Node, **options: Any):
        kept = {"heading": node.heading, "body": node.body}
        super().__init__(*args, revision=node.revision, initial=kept, auto_id=f"o-{node.pk}-%s", **options)
        self.node = node
        if not node.has_heading:
            del self.fields["heading"]
        if not node.has_body:
            del self.fields["body"]

    def newest(self, row: Node) -> "NodeForm":
        return NodeForm(node=row)

    def clean_body(self) -> str:
        return lines(self.cleaned_data["body"])

    @property
    def words(self) -> dict[str, str]:
        """heading and body as workflow.save_node takes them."""
        return {name: self.cleaned_data.get(name, "") for name in ("heading", "body")}

    @property
    def changes_nothing(self) -> bool:
        return self.words == {"heading": self.node.heading, "body": self.node.body}

    @property
    def nothing_typed(self) -> bool:
        """The boxes came back as they were read, whatever others have saved since."""
        return self.words == words_of_revision(self.node, self.cleaned_data["revision"])


class FreezeForm(forms.Form):
    note = forms.VnCharField(
        label="Ghi chú của bản này", max_length=300, required=False, help_text="Ví dụ: sau cuộc họp Tổ thư ký."
    )


class ReopenForm(forms.Form):
    reason = forms.VnCharField(label="Lý do mở lại", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class DueReasonForm(forms.Form):
    """An act that is done with a reason only where one is due."""

    reason = forms.VnCharField(
        label="Lý do giữ nguyên",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lý do được lưu cùng các nội dung giữ nguyên.",
    )

    def __init__(self, *args: Any, asks_reason: bool, **options: Any):
        super().__init__(*args, **options)
        if not asks_reason:
            del self.fields["reason"]


class SettleForm(DueReasonForm):
    """Chốt nội dung; with a reason where the check found something that may only stand with one."""


class CloseForm(DueReasonForm):
    """Kết thúc lấy ý kiến; before its end, while a unit is silent, with a reason."""

    reason = forms.VnCharField(
        label="Lý do kết thúc trước hạn",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lý do được gửi đến mọi đơn vị.",
    )


class PlaceForm(forms.Form):
    """Thêm: which kind, and where."""

    kind = forms.ChoiceField(label="Loại", choices=Node.Kind.choices)
    here = forms.IntegerField(label="Vị trí", required=False, min_value=1, max_value=2**62)

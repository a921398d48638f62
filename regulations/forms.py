"""What is asked when a regulation is started, adopted, sent back and issued."""

from typing import Any, cast

from ballots.models import Ballot
from drafting.forms.binding import part_named
from drafting.forms.text import LONGEST_BASIS, lines
from drafting.models import Text
from drafting.queries.numbering import Piece
from drafting.queries.version_index import VersionIndex, WorkingText
from drafting.workflow.skeletons import REGULATION
from libraries.web import forms
from regulations.models import Correction, Regulation
from regulations.queries.ballots import ballots_of
from regulations.queries.errata import LONGEST_SLIP
from regulations.requirements import objection_to_ballot
from units.models import EmulationYear


class StartForm(forms.Form):
    """A draft of the year that is no regulation yet, or a new one by its title."""

    text = forms.ModelChoiceField(
        label="Dự thảo", queryset=Text.objects.none(), required=False, empty_label="Soạn thảo văn bản mới"
    )
    title = forms.VnCharField(
        label="Tên quy chế",
        max_length=300,
        required=False,
        help_text="Ví dụ: Quy chế tổ chức và hoạt động của Khối. Để trống nếu đã chọn dự thảo có sẵn.",
    )
    legal_basis = forms.VnCharField(
        label="Căn cứ ban hành",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một căn cứ. Sửa được trong khi soạn thảo.",
    )
    from_skeleton = forms.BooleanField(
        label="Bắt đầu từ mẫu dự thảo (có sẵn chương, điều; sửa, thêm, xóa được)", required=False, initial=True
    )

    def __init__(self, *args: Any, year: EmulationYear, **options: Any):
        super().__init__(*args, **options)
        waiting = Text.objects.filter(emulation_year=year, kind=Text.Kind.REGULATION, regulation=None)
        cast(forms.ModelChoiceField[Text], self.fields["text"]).queryset = waiting.order_by("-pk")
        if not waiting.exists():
            del self.fields["text"]
            self.fields["title"].help_text = "Ví dụ: Quy chế tổ chức và hoạt động của Khối."

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("text") and not data.get("title") and "title" not in self.errors:
            self.add_error("title", "Nhập tên quy chế.")
        return data

    def values(self) -> dict[str, Any]:
        """What workflow.start_regulation takes."""
        data = self.cleaned_data
        if text := data.get("text"):
            return {"text": text}
        tree = REGULATION if data["from_skeleton"] else ()
        return {"title": data["title"], "legal_basis": lines(data["legal_basis"]), "tree": tree}


class AdoptForm(forms.Form):
    """Which ballot carries the regulation."""

    ballot = forms.ModelChoiceField(label="Biểu quyết", queryset=Ballot.objects.none())

    def __init__(self, *args: Any, regulation: Regulation, **options: Any):
        super().__init__(*args, **options)
        cast(forms.ModelChoiceField[Ballot], self.fields["ballot"]).queryset = ballots_of(regulation)
        self.regulation = regulation

    def clean_ballot(self) -> Ballot:
        ballot: Ballot = self.cleaned_data["ballot"]
        if objection := objection_to_ballot(self.regulation, ballot):
            raise forms.ValidationError(objection)
        return ballot


class BackToDraftForm(forms.Form):
    reason = forms.VnCharField(
        label="Lý do trả lại",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lý do được gửi đến các đơn vị. Nội dung đã sửa phải được biểu quyết lại.",
    )


class AmendmentForm(forms.Form):
    """An amendment begun: of which year, its title, what it rests on, its closing provisions."""

    emulation_year = forms.ModelChoiceField(EmulationYear.objects.none(), label="Năm thi đua", empty_label=None)
    title = forms.VnCharField(label="Tên văn bản", max_length=300)
    legal_basis = forms.VnCharField(
        label="Căn cứ ban hành",
        max_length=LONGEST_BASIS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một căn cứ. Sửa được trong khi soạn thảo.",
    )
    own_provisions = forms.VnCharField(
        label="Điều khoản thi hành",
        max_length=LONGEST_BASIS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một khoản. Sửa được trong khi soạn thảo.",
    )

    def __init__(self, *args: Any, regulation: Regulation, **options: Any):
        super().__init__(*args, **options)
        years = EmulationYear.objects.filter(bloc=regulation.bloc_id).select_related("bloc").order_by("-year")
        cast(forms.ModelChoiceField[EmulationYear], self.fields["emulation_year"]).queryset = years

    def values(self) -> dict[str, Any]:
        """What workflow.start_amendment takes."""
        data = dict(self.cleaned_data)
        data["year"] = data.pop("emulation_year")
        return data | {name: lines(data[name]) for name in ("legal_basis", "own_provisions")}


class CorrectionForm(forms.Form):
    """One slip: where it stands, as it was printed, as it should read."""

    wrong = forms.VnCharField(
        label="Cụm từ đã in sai",
        max_length=LONGEST_SLIP,
        help_text="Nhập đúng từng chữ như trong văn bản; chỉ xuất hiện một lần trong phần đã chọn.",
    )
    right = forms.VnCharField(label="Đính chính là", max_length=LONGEST_SLIP)
    field_order = ["part", "wrong", "right"]

    def __init__(self, *args: Any, parts: list[Piece]):
        self.index = VersionIndex(WorkingText(parts))
        choices = [(node.key, part_named(self.index, node.key)) for node in self.index.nodes]
        super().__init__(*args, more_fields={"part": forms.ChoiceField(label="Vị trí", choices=choices)})

    @property
    def correction(self) -> Correction:
        """As workflow.add_correction takes it."""
        data = self.cleaned_data
        return Correction(data["part"], self.index.place_words(data["part"]), data["wrong"], data["right"])


class DayForm(forms.Form):
    """The day on which a text holds."""

    ngay = forms.VnDateField(label="Ngày tra cứu hiệu lực", required=False, help_text="Để trống nếu xem hôm nay.")


class PublishedForm(forms.Form):
    """What the public looks for: words, and the day on which a text holds."""

    tim = forms.VnCharField(
        label="Nội dung cần tìm",
        max_length=200,
        required=False,
        help_text="Trong tên, số và nội dung, có dấu hoặc không dấu.",
    )
    ngay = forms.VnDateField(label="Ngày tra cứu hiệu lực", required=False, help_text="Để trống nếu tìm mọi văn bản.")

"""Kinds of award, and a new period of the law they are given under."""

from typing import Any

from awards.forms import long_text
from awards.models import AwardKind, AwardTerms
from awards.models.kinds import Part
from law.queries import wording_on
from libraries.web import forms


class KindForm(forms.ModelForm):
    class Meta:
        model = AwardKind
        fields = ["name", "short_name", "display_order"]


class AddKindForm(forms.ModelForm):
    sheet = forms.ChoiceField(
        label="Mẫu bằng ban đầu",
        choices=[
            ("bang-khen", "Khổ A3, như Bằng khen"),
            ("co-thi-dua", "Khổ A3 có hình cờ, như Cờ thi đua"),
            ("giay-khen", "Khổ A4, như Giấy khen"),
        ],
        help_text="Nội dung, kích thước sửa sau tại Mẫu bằng.",
    )

    class Meta:
        model = AwardKind
        fields = ["name", "short_name", "form", "for_collective", "series", "display_order"]
        help_texts = {
            "name": "Tên đầy đủ theo Luật, ví dụ: Tập thể lao động xuất sắc.",
            "short_name": "Dùng trong bảng và in trên bằng, ví dụ: Tập thể lao động xuất sắc.",
            "series": "Phân biệt số bằng của từng loại, ví dụ: TTLĐXS.",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        wording = wording_on()
        families = [(form.value, form.words_in(wording)) for form in AwardKind.Form]
        self.offer_choices("form", [("", "Chọn loại"), *families])


class TermsForm(forms.ModelForm):
    valid_from = forms.VnDateField(
        label="Ngày có hiệu lực",
        help_text="Hồ sơ trình trước ngày này theo quy định cũ.",
    )
    required_parts = forms.MultipleChoiceField(
        label="Thành phần hồ sơ",
        # The list comes with every submission.
        choices=[(value, label) for value, label in Part.choices if value != Part.LIST],
        widget=forms.CheckboxSelectMultiple,
    )
    report_years = forms.VnIntegerField(label="Số năm báo cáo thành tích", min_value=1, max_value=5)
    vote_percent = forms.VnIntegerField(
        label="Tỷ lệ đồng ý cần đạt (%)",
        min_value=1,
        max_value=100,
        required=False,
        help_text="Tính trên tổng số thành viên. Để trống nếu không phải biểu quyết.",
    )
    prize_multiplier = forms.VnDecimalField(
        label="Hệ số tiền thưởng", max_digits=4, decimal_places=2, min_value=0, required=False
    )
    reviews_needed = forms.VnIntegerField(label="Số ý kiến đồng ý cần có", min_value=2, max_value=50)

    class Meta:
        model = AwardTerms
        fields = [
            "valid_from",
            "legal_source",
            "standards",
            "required_parts",
            "report_years",
            "addressee",
            "vote_percent",
            "reviews_needed",
            "decided_by",
            "signer_lines",
            "prize_multiplier",
            "source_note",
        ]
        widgets = {"standards": long_text(6), "source_note": long_text(2), "signer_lines": long_text(2)}
        help_texts = {"signer_lines": "Mỗi dòng một dòng chữ trên bằng."}

"""The signed decision as it is received."""

from typing import Any

from awards.models import DecisionOriginal
from libraries.web import forms
from signatures.forms import SignedElsewhereForm


class OriginalForm(SignedElsewhereForm):
    signed_form = DecisionOriginal.Form.SIGNED

    file = forms.DocumentFileField(label="Tệp quyết định", kinds=("pdf",), max_megabytes=50)
    form = forms.ChoiceField(label="Hình thức bản gốc", choices=DecisionOriginal.Form.choices, widget=forms.RadioSelect)
    kept_at = forms.VnCharField(
        label="Nơi lưu bản gốc", max_length=300, help_text="Ví dụ: Văn thư UBND thành phố; hệ thống quản lý văn bản."
    )
    compared = forms.BooleanField(label="Nội dung tệp đã đối chiếu với bản gốc, đúng và đủ trang")

    def received(self) -> dict[str, Any]:
        """As `workflow.keep_original` takes it."""
        file = self.cleaned_data["file"]
        return {
            "content": self.content(),
            "filename": file.name,
            "form": self.cleaned_data["form"],
            "kept_at": self.cleaned_data["kept_at"],
            "signatures": file.signed,
        }

"""The signed decision as it is received."""

from typing import Any

from awards.models import DecisionOriginal
from libraries.pades.outside import OutsideSignatures
from libraries.web import forms


class OriginalForm(forms.Form):
    file = forms.DocumentFileField(label="Tệp quyết định", kinds=("pdf",), max_megabytes=50)
    form = forms.ChoiceField(label="Hình thức bản gốc", choices=DecisionOriginal.Form.choices, widget=forms.RadioSelect)
    kept_at = forms.VnCharField(
        label="Nơi lưu bản gốc", max_length=300, help_text="Ví dụ: Văn thư UBND thành phố; hệ thống quản lý văn bản."
    )
    compared = forms.BooleanField(label="Nội dung tệp đã đối chiếu với bản gốc, đúng và đủ trang")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        file = data.get("file")
        if file is not None and data.get("form") == DecisionOriginal.Form.SIGNED:
            found = OutsideSignatures.from_json(file.signed) if file.signed else OutsideSignatures()
            if found.objection:
                self.add_error("form" if not found.rows and found.readable else "file", found.objection)
        return data

    def received(self) -> dict[str, Any]:
        """As `workflow.keep_original` takes it."""
        file = self.cleaned_data["file"]
        file.seek(0)
        return {
            "content": file.read(),
            "filename": file.name,
            "form": self.cleaned_data["form"],
            "kept_at": self.cleaned_data["kept_at"],
            "signatures": file.signed,
        }

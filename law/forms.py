"""A legal text as the office types it; the day of a sample."""

import datetime
from typing import Any

from law.models import LegalText
from libraries.web import forms

ONE_DAY = datetime.timedelta(days=1)


class LegalTextForm(forms.EditForm, forms.ModelForm):
    last_day = forms.VnDateField(
        label="Ngày cuối cùng có hiệu lực", required=False, help_text="Để trống khi văn bản còn hiệu lực."
    )

    class Meta:
        model = LegalText
        fields = [
            "kind", "number", "issued_on", "issuer", "title", "topic", "amends", "valid_from", "last_day", "checked",
            "source",
        ]  # fmt: skip
        labels = {"valid_from": "Ngày có hiệu lực", "amends": "Văn bản được sửa đổi, bổ sung"}
        widgets = {"title": forms.Textarea(attrs={"rows": 3}), "source": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "number": "Ví dụ: 91/2017/NĐ-CP.",
            "issuer": "Theo cách viện dẫn: Chính phủ, Bộ trưởng Bộ Nội vụ.",
            "title": "Phần đứng sau cơ quan ban hành. Với luật: tên luật, không có chữ Luật.",
            "amends": "Văn bản sửa đổi được viện dẫn cùng dòng, sau văn bản được sửa đổi.",
            "checked": "Văn bản chưa xác nhận không in trên văn bản của Khối.",
            "source": "Nơi đã đọc hoặc dẫn văn bản.",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.fields["last_day"].initial = self.instance.last_day
            self.offer("amends", LegalText.objects.filter(amends=None).exclude(pk=self.instance.pk))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        issued, begins, last = data.get("issued_on"), data.get("valid_from"), data.get("last_day")
        if issued and begins and begins < issued:
            self.add_error("valid_from", "Ngày có hiệu lực không thể trước ngày ban hành. Kiểm tra lại hai ngày.")
        if begins and last and last < begins:
            self.add_error("last_day", "Ngày cuối cùng phải từ ngày có hiệu lực trở đi.")
        return data

    def changes(self) -> dict[str, Any]:
        changes = super().changes()
        last = changes.pop("last_day")
        return changes | {"valid_to": last + ONE_DAY if last else None}


class SampleDayForm(forms.Form):
    """For which day a form of the library is filled; asked in the address."""

    ngay = forms.VnDateField(label="Ngày của văn bản mẫu", help_text="Căn cứ và tên cơ quan lấy theo ngày này.")

"""The bloc's particulars, the units' names, the years."""

from collections.abc import Callable
from typing import Any

from django.core.validators import RegexValidator

from libraries.web import forms
from units.bound_settings import LONGEST_DAYS, sources_of
from units.models import Bloc, EmulationYear


def first_day(label: str, **options: Any) -> forms.VnDateField:
    return forms.VnDateField(label=label, **options)


SHARES = ("quorum", "adoption")


class BlocForm(forms.EditForm, forms.ModelForm):
    quorum = forms.VnShareField(
        label="Tỷ lệ đơn vị phải có mặt",
        help_text="Nhập theo Quy chế hoạt động của Khối: 2/3 hoặc 70%. Không phải mức do luật định.",
    )
    adoption = forms.VnShareField(
        label="Tỷ lệ đồng ý phải vượt để thông qua",
        inclusive=False,
        help_text="Nhập theo Quy chế hoạt động của Khối: 50% nếu Quy chế quy định quá bán, 2/3 nếu quá hai phần ba.",
    )
    comment_days = forms.VnIntegerField(
        label="Số ngày góp ý dự thảo",
        min_value=1,
        max_value=LONGEST_DAYS,
        help_text="Hạn góp ý đặt sẵn khi gửi lấy ý kiến, sửa được từng lần.",
    )
    series_code = forms.VnCharField(
        label="Ký hiệu văn bản",
        max_length=20,
        help_text="Phần sau dấu gạch của số văn bản: 05/QC-KTĐDN2. Mỗi khối có ký hiệu và dãy số riêng.",
        validators=[RegexValidator(r"^[\w.-]+$", "Ký hiệu chỉ gồm chữ, số, dấu chấm, gạch nối, ví dụ: KTĐDN2.")],
    )

    class Meta:
        model = Bloc
        fields = ["contact", "field", "superior", "place", "series_code", "comment_days"]
        widgets = {"contact": forms.Textarea(attrs={"rows": 2}), "field": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "contact": "Hiển thị ở cuối mọi trang: người trực, điện thoại, thư điện tử.",
            "superior": "Dòng trên cùng bên trái của văn bản. Để trống nếu lấy theo thông tin thành phố.",
            "place": "Địa danh trước ngày tháng. Để trống nếu lấy theo thông tin thành phố.",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["quorum"].initial, self.fields["adoption"].initial = self.instance.quorum, self.instance.adoption
        for name, source in sources_of(self.instance).items():
            self.fields[name].help_text = f"Theo {source.words}. {self.fields[name].help_text}"

    def changes(self) -> dict[str, Any]:
        changes = super().changes()
        for name in SHARES:
            threshold = changes.pop(name)
            changes |= {f"{name}_numerator": threshold.numerator, f"{name}_denominator": threshold.denominator}
        return changes


THEME_SOURCE_HELP = "Văn bản hoặc trang công bố chủ đề của thành phố."


class NamedChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no arguments at run time
    """Rows to choose from under names of this room's own; `name_of` says them."""

    def __init__(self, name_of: Callable[[Any], str], **options: Any) -> None:
        super().__init__(**options)
        self.name_of = name_of

    def label_from_instance(self, obj: Any) -> str:
        return self.name_of(obj)


class AddYearForm(forms.Form):
    year = forms.VnIntegerField(label="Năm", min_value=1948, max_value=2100)
    theme = forms.VnCharField(
        label="Chủ đề năm", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    theme_source = forms.VnCharField(
        label="Nguồn của chủ đề", max_length=300, required=False, help_text=THEME_SOURCE_HELP
    )
    copied = NamedChoice(
        lambda year: f"Năm {year.year}",
        label="Năm lấy danh sách đơn vị",
        queryset=EmulationYear.objects.none(),
        required=False,
        empty_label="Không lấy (tất cả là thành viên)",
        help_text="Sửa Khối trưởng, Khối phó và thứ tự sau khi thêm.",
    )

    def __init__(self, *args: Any, bloc: Bloc, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("copied", bloc.years.all())


class YearForm(forms.EditForm, forms.ModelForm):
    class Meta:
        model = EmulationYear
        fields = ["theme", "theme_source"]
        widgets = {"theme": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"theme_source": THEME_SOURCE_HELP}

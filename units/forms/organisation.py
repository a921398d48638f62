"""Changes of the organisation: a day, a reason, the paper, and what becomes of the units."""

from collections.abc import Sequence
from typing import Any

from libraries.web import forms
from units.forms.blocs import NamedChoice, first_day
from units.models import Bloc, BlocQuerySet, Seat, Unit, UnitQuerySet
from units.workflow.changes import Ground
from units.workflow.membership import NewUnit

SHORT_NAME_HELP = "Dùng trong bảng và thư điện tử."


class PaperFields(forms.Form):
    """Day and paper of a change of the organisation."""

    on = first_day("Ngày có hiệu lực")
    number = forms.VnCharField(
        label="Số, ký hiệu văn bản",
        max_length=60,
        required=False,
        help_text="Ví dụ: 1234/QĐ-UBND. Để trống nếu chưa có.",
    )
    date = forms.VnDateField(label="Ngày văn bản", required=False)
    file = forms.DocumentFileField(label="Tệp văn bản", kinds=("pdf",), required=False)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if "number" in typed and "date" in typed and bool(typed["number"]) != bool(typed["date"]):
            missing = "date" if typed["number"] else "number"
            self.add_error(missing, "Nhập đủ số, ký hiệu và ngày của văn bản, hoặc bỏ trống cả hai.")
        return typed

    def ground(self) -> Ground:
        typed = self.cleaned_data
        return Ground(typed.get("reason") or "", typed.get("number") or "", typed.get("date"), typed.get("file"))


class GroundFields(PaperFields):
    """With the reason, where one is asked for."""

    reason = forms.VnCharField(label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    field_order: Sequence[str] = ("on", "reason", "number", "date", "file")


class RoleForm(GroundFields):
    role = forms.ChoiceField(label="Vai trò mới", choices=Seat.Role.choices)
    field_order = ["role", "on", "reason", "number", "date", "file"]


class RenameForm(GroundFields):
    name = forms.VnCharField(label="Tên đầy đủ mới", max_length=200)
    short_name = forms.VnCharField(label="Tên gọn mới", max_length=80, required=False, help_text=SHORT_NAME_HELP)
    on = first_day("Ngày có hiệu lực", help_text="Tên cũ hết hiệu lực đúng ngày này.")
    field_order = ["name", "short_name", "on", "reason", "number", "date", "file"]


class ManagingAgencyForm(forms.Form):
    name = forms.VnCharField(
        label="Cơ quan chủ quản", max_length=200, help_text="Tên đầy đủ của cơ quan cấp trên trực tiếp."
    )
    valid_from = first_day("Ngày bắt đầu", help_text="Văn bản trước ngày này giữ tên cơ quan chủ quản cũ.")
    source = forms.VnCharField(
        label="Căn cứ", max_length=300, required=False, help_text="Số, ngày văn bản. Để trống nếu chưa có."
    )


class NewUnitFields(GroundFields):
    name = forms.VnCharField(label="Tên đầy đủ", max_length=200)
    short_name = forms.VnCharField(label="Tên gọn", max_length=80, required=False, help_text=SHORT_NAME_HELP)
    kind = forms.ChoiceField(label="Loại hình", choices=Unit.Kind.choices)
    field_order = ["name", "short_name", "kind", "on", "reason", "number", "date", "file"]

    def new_unit(self) -> NewUnit:
        typed = self.cleaned_data
        return NewUnit(typed["name"], typed["kind"], typed["short_name"])


class JoinForm(NewUnitFields):
    newly_made = forms.BooleanField(label="Đơn vị mới thành lập", required=False)
    on = first_day("Ngày tham gia Khối", help_text="Từ ngày này đơn vị được lấy ý kiến, đăng ký, ký giao ước.")
    field_order = ["name", "short_name", "kind", "newly_made", "on", "reason", "number", "date", "file"]


class CloseForm(GroundFields):
    how = forms.ChoiceField(
        label="Nội dung", choices=[("left", "Thôi tham gia Khối"), ("ended", "Giải thể")], widget=forms.RadioSelect
    )
    on = first_day("Ngày thôi là thành viên", help_text="Chức vụ, ủy quyền ký tại đơn vị chấm dứt từ 0 giờ ngày này.")
    field_order = ["how", "on", "reason", "number", "date", "file"]


class MergeForm(GroundFields):
    units = forms.ModelMultipleChoiceField(
        label="Các đơn vị được hợp nhất, sáp nhập", queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    into = NamedChoice(
        lambda unit: unit.name,
        label="Đơn vị nhận sáp nhập",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="Một đơn vị mới",
        help_text="Chọn đơn vị nhận sáp nhập, hoặc để Một đơn vị mới rồi nhập tên.",
    )
    name = forms.VnCharField(label="Tên đầy đủ của đơn vị mới", max_length=200, required=False)
    short_name = forms.VnCharField(label="Tên gọn của đơn vị mới", max_length=80, required=False)
    kind = forms.ChoiceField(label="Loại hình của đơn vị mới", choices=Unit.Kind.choices, required=False)
    with_staff = forms.BooleanField(
        label="Chuyên viên của các đơn vị chuyển sang cùng ngày",
        required=False,
        initial=True,
        help_text="Thủ trưởng được cập nhật riêng tại trang của đơn vị.",
    )
    field_order = [
        "units", "into", "name", "short_name", "kind", "with_staff", "on", "reason", "number", "date", "file",
    ]  # fmt: skip

    def __init__(self, *args: Any, units: UnitQuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("units", units)
        self.offer("into", units, "Một đơn vị mới")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not typed.get("into") and "name" in typed and not typed["name"]:
            self.add_error("name", "Nhập tên đơn vị mới, hoặc chọn đơn vị nhận sáp nhập.")
        if not typed.get("into") and not typed.get("kind"):
            self.add_error("kind", "Chọn loại hình của đơn vị mới.")
        return typed

    def target(self) -> Unit | NewUnit:
        typed = self.cleaned_data
        into: Unit | None = typed["into"]
        return into or NewUnit(typed["name"], typed["kind"], typed["short_name"])


class SplitForm(GroundFields):
    names = forms.VnCharField(
        label="Tên các đơn vị mới",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một tên đầy đủ. Tên gọn, loại hình được sửa sau.",
    )
    goes_on = forms.BooleanField(label="Đơn vị hiện nay tiếp tục hoạt động (tách)", required=False)
    field_order = ["names", "goes_on", "on", "reason", "number", "date", "file"]

    def clean_names(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if too_long := next((name for name in names if len(name) > 200), None):
            raise forms.ValidationError(f"Tên “{too_long[:40]}…” dài quá 200 ký tự. Nhập tên ngắn hơn.")
        return names


class MoveForm(GroundFields):
    to = NamedChoice(
        lambda bloc: bloc.name, label="Khối chuyển đến", queryset=Bloc.objects.none(), empty_label="Chọn khối"
    )
    field_order = ["to", "on", "reason", "number", "date", "file"]

    def __init__(self, *args: Any, blocs: BlocQuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("to", blocs)

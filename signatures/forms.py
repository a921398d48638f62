"""Input of signing: proof of identity, what should be changed, a later deadline, the reason of a release."""

import datetime
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils import timezone

from libraries.pades.outside import OutsideSignatures
from libraries.web import clock, forms
from signatures.kinds import Candidate, Role
from signatures.models import PaperOriginal, Party
from signatures.workflow.issuing import Received
from units.forms.login import CodeField

# Where a person names a day and no hour (docs/interface.md: Deadlines).
OFFICE_ENDS = datetime.time(17)


class ExtendForm(forms.Form):
    sign_by = forms.VnDateTimeField(label="Hạn ký mới", default_time=OFFICE_ENDS)


class ReleaseForm(forms.Form):
    """Why somebody need not sign any more."""

    reason = forms.VnCharField(
        label="Lý do và văn bản làm căn cứ",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: đơn vị sáp nhập theo Quyết định số 12/QĐ-UBND ngày 01/7/2026.",
    )


class DeclineForm(forms.Form):
    reason = forms.VnCharField(
        label="Nội dung cần sửa",
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Nêu rõ điều, khoản và nội dung đề nghị sửa.",
    )


class SignForm(forms.Form):
    """Proof of identity for one signature. Nothing typed here is ever shown again."""

    password = forms.VnCharField(
        label="Mật khẩu",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = CodeField()

    def forget(self) -> None:
        """Take what was typed out of the form, so that no page carries a secret back."""
        self.data = {key: value for key, value in self.data.items() if key not in ("password", "code", "passkey")}


class SignSeveralForm(SignForm):
    """The same, once for the papers that are ticked."""

    papers = forms.ModelMultipleChoiceField(
        label="Văn bản cần ký",
        queryset=Party.objects.none(),
        error_messages={"required": "Chọn văn bản cần ký."},
    )

    def __init__(self, data: QueryDict | None = None, *, waiting: list[Party]):
        super().__init__(data)
        self.offer("papers", Party.objects.filter(pk__in=[party.pk for party in waiting]))


class PutForm(forms.Form):
    """Who signs in each role, found from the posts of today, and until when."""

    sign_by = forms.VnDateTimeField(label="Hạn ký", default_time=OFFICE_ENDS)

    def __init__(self, data: QueryDict | None = None, *, roles: list[Role]):
        self.roles = roles
        more = {f"role_{role.field}": self._field_of(role) for role in roles}
        super().__init__(data, more_fields=more, initial={"sign_by": _in_a_week()})

    @staticmethod
    def _field_of(role: Role) -> forms.Field:
        choices = [(row.key, f"{row.name} – {row.capacity}") for row in role.candidates]
        if role.optional:
            choices = [("", "Không cần duyệt trước khi ký"), *choices]
        first = "" if role.optional or not role.candidates else role.candidates[0].key
        return forms.ChoiceField(
            label=role.label,
            choices=choices,
            required=not role.optional,
            initial=first,
            widget=forms.RadioSelect,
            error_messages={"required": f"Chọn {role.label.lower()}. {role.nobody}".strip()},
        )

    def signers(self) -> dict[str, Candidate]:
        """Field of the role → who was chosen."""
        return {
            role.field: row
            for role in self.roles
            for row in role.candidates
            if row.key == self.cleaned_data.get(f"role_{role.field}")
        }


def _in_a_week() -> datetime.datetime:
    day = clock.today() + datetime.timedelta(days=7)
    return datetime.datetime.combine(day, OFFICE_ENDS, tzinfo=timezone.get_current_timezone())


class WithdrawForm(forms.Form):
    reason = forms.VnCharField(
        label="Lý do thu hồi",
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lý do được gửi đến những người đã được mời ký.",
    )


class SignedElsewhereForm(forms.Form):
    """A file that is kept as the document itself: a scan, or a file signed elsewhere, whose signatures are judged.

    A form of it has the boxes `file` and `form`; `signed_form` is the value of `form` that promises signatures.
    """

    signed_form: ClassVar[str]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        file = data.get("file")
        if file is not None and data.get("form") == self.signed_form:
            found = OutsideSignatures.from_json(file.signed) if file.signed else OutsideSignatures()
            if found.objection:
                self.add_error("form" if not found.rows and found.readable else "file", found.objection)
        return data

    def content(self) -> bytes:
        """Every byte as it was handed in: a signature depends on it."""
        file = self.cleaned_data["file"]
        file.seek(0)
        content: bytes = file.read()
        return content


class OriginalForm(SignedElsewhereForm):
    """A paper that was signed by hand, as it is received."""

    signed_form = PaperOriginal.Form.TOKEN

    file = forms.DocumentFileField(label="Tệp văn bản đã ký", kinds=("pdf",), max_megabytes=50)
    form = forms.ChoiceField(label="Hình thức bản ký", choices=PaperOriginal.Form.choices, widget=forms.RadioSelect)
    number = forms.VnCharField(label="Số, ký hiệu đã ghi trên văn bản", max_length=60)
    signed_on = forms.VnDateField(label="Ngày ký ghi trên văn bản")
    kept_at = forms.VnCharField(
        label="Nơi lưu bản giấy", max_length=300, help_text="Ví dụ: Văn thư đơn vị Khối trưởng, hồ sơ Khối."
    )
    compared = forms.BooleanField(label="Tệp đã đối chiếu với bản trình ký: đúng nội dung, đủ trang, đủ chữ ký")

    def received(self) -> Received:
        data = self.cleaned_data
        return Received(self.content(), data["form"], data["number"], data["signed_on"], data["kept_at"])

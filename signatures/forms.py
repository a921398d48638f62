"""Input of signing: proof of identity, what should be changed, a later deadline, the reason of a release."""

import datetime

from django.http import QueryDict

from libraries.web import forms
from signatures.models import Party
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

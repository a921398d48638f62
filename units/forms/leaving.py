"""Who leaves: the reason, and a box for each thing that somebody else takes."""

from collections.abc import Sequence
from typing import Any

from libraries.web import forms
from units.forms.blocs import NamedChoice
from units.forms.people import name_and_login
from units.models import User
from units.workflow.leaving import Holding


class LeaveForm(forms.Form):
    reason = forms.VnCharField(
        label="Lý do, căn cứ",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: Nghỉ hưu theo Quyết định số 12/QĐ-UBND ngày 01/12/2026.",
    )

    def __init__(self, *args: Any, holdings: Sequence[Holding], **options: Any) -> None:
        self.keys = [held.key for held in holdings if held.takers]
        boxes = {held.key: self._box(held) for held in holdings if held.takers}
        super().__init__(*args, more_fields=boxes, **options)
        self.order_fields([*self.keys, "reason"])

    @staticmethod
    def _box(held: Holding) -> NamedChoice:
        return NamedChoice(
            name_and_login,
            label=held.words,
            queryset=User.objects.filter(pk__in=[one.pk for one in held.takers]).order_by("sort_key", "pk"),
            required=held.must,
            empty_label="Chọn người nhận" if held.must else "Không bàn giao riêng",
            error_messages={"required": "Chọn người nhận."},
        )

    def takers(self) -> dict[str, User]:
        return {key: self.cleaned_data[key] for key in self.keys if self.cleaned_data.get(key)}

"""A form that knows what its writer saw, so that two people do not undo each other's changes."""

import hashlib
import json
from typing import Any

from django.forms import CharField, HiddenInput


class Mark(CharField):
    """Never typed, only compared: whatever comes back is no error of the person's."""

    def clean(self, value: Any) -> str:
        return str(value or "")


class Seen:
    """For ModelForms: a hidden fingerprint of the values shown; if the row has changed since, both are shown."""

    compared: tuple[str, ...] = ()  # further fields, each a property of the row

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self._values = {name: str(getattr(self.instance, name)) for name in (*self._meta.fields, *self.compared)}
        self._print = hashlib.sha256(json.dumps(self._values, sort_keys=True).encode()).hexdigest()
        self.fields["seen"] = Mark(widget=HiddenInput, required=False, initial=self._print)

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        seen = cleaned.pop("seen", "")
        if seen and seen != self._print:
            differing = [
                f"{self.fields[name].label}: “{value}”"
                for name, value in self._values.items()
                if name in cleaned and str(cleaned[name]) != value
            ]
            if differing:
                self.add_error(
                    None,
                    "Người khác vừa sửa phần này. Trên hệ thống hiện là " + "; ".join(differing) + ". "
                    "Nội dung bạn nhập vẫn còn dưới đây; bấm Lưu lần nữa nếu muốn dùng nội dung của bạn.",
                )
                self.data = self.data.copy()
                self.data[self.add_prefix("seen")] = self._print
        return cleaned

    def changes(self) -> dict[str, Any]:
        """What the workflow's verb is given."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}

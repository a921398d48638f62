"""Shares as a regulation writes them: 50%, 2/3."""

from typing import Any

from django.core.exceptions import ValidationError

from libraries.threshold import NoThreshold, Threshold
from libraries.web.forms.text import VnCharField


class VnShareField(VnCharField):
    """A threshold; `inclusive`: "từ … trở lên", otherwise "quá …"."""

    def __init__(self, *, inclusive: bool = True, **options: Any):
        self.inclusive = inclusive
        options.setdefault("max_length", 20)
        super().__init__(**options)

    def clean(self, value: Any) -> Threshold | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return Threshold.read(text, inclusive=self.inclusive)
        except NoThreshold as problem:
            raise ValidationError(str(problem), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return value.written if isinstance(value, Threshold) else value

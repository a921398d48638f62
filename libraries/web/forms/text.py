"""Text fields: what is typed goes through the one cleaner before anything is counted or kept."""

from typing import Any

from django import forms

from libraries.text import UnreadableText, clean, clean_secret
from libraries.web.forms.lines import LinesWidget


def cleaned_text(text: str, field: forms.Field) -> str:
    """The text as it is kept. A password stays letter by letter, and no message repeats a part of it."""
    try:
        if isinstance(field.widget, forms.PasswordInput):
            return clean_secret(text)
        return clean(text, lines=isinstance(field.widget, forms.Textarea | LinesWidget))
    except UnreadableText as problem:
        raise forms.ValidationError(str(problem), code=problem.code) from None


class VnCharField(forms.CharField):
    """Lengths are counted in letters, and what is invisible is empty."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(cleaned_text(value, self) if isinstance(value, str) else value)


class VnEmailField(VnCharField, forms.EmailField):
    pass


class VnSlugField(VnCharField, forms.SlugField):
    pass


class VnUrlField(VnCharField, forms.URLField):
    pass

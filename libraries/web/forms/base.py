"""The form every room subclasses."""

from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models
from django.forms.models import ModelFormMetaclass

from libraries.text import UnreadableText, clean, clean_secret, without_surrogates
from libraries.web.forms.dates import VnDateField, VnDateTimeField
from libraries.web.forms.numbers import VnDecimalField, VnIntegerField
from libraries.web.forms.sentences import speak

SAYS_REQUIRED = (forms.TextInput, forms.Textarea, forms.CheckboxInput, forms.Select)


def checked(field: forms.CharField):
    """The field's own to_python behind the cleaner, so that lengths are counted in letters and nothing visible is
    empty.
    """
    inner = field.to_python

    def to_python(value):
        return inner(cleaned_text(value, field) if isinstance(value, str) else value)

    return to_python


def cleaned_text(text: str, field: forms.CharField) -> str:
    """The text as it is kept. A password stays letter by letter, and no message repeats a part of it."""
    try:
        if isinstance(field.widget, forms.PasswordInput):
            return clean_secret(text)
        return clean(text, lines=isinstance(field.widget, forms.Textarea))
    except UnreadableText as problem:
        raise forms.ValidationError(str(problem), code=problem.code) from None


class Manners(forms.BaseForm):
    """What Form and ModelForm of this house have in common."""

    # The browser's own bubbles speak the browser's language and show one box at a time.
    use_required_attribute = False
    data: Any  # a QueryDict of a request, or a plain dict

    def __init__(self, *args: Any, more_fields: Mapping[str, forms.Field] | None = None, **options: Any) -> None:
        """more_fields: those that depend on rows, like one for each unit; they stand behind the form's own."""
        super().__init__(*args, **options)
        self.fields |= more_fields or {}
        if any(isinstance(v, str) and without_surrogates(v) != v for v in self._typed()):
            self._replace_surrogates()
        for name, field in self.fields.items():
            label = str(field.label or forms.utils.pretty_name(name))
            speak(field, label, self._model_validators(name))
            # A browser cuts pasted text at maxlength without a word; the server says how long it is.
            field.widget.attrs.pop("maxlength", None)
            if field.required and isinstance(field.widget, SAYS_REQUIRED):
                field.widget.attrs.setdefault("aria-required", "true")
            if isinstance(field, forms.CharField):
                field.to_python = checked(field)
            elif isinstance(field, forms.ModelChoiceField):
                # Django says this one in English.
                message = field.error_messages["invalid_choice"]
                field.validate_no_null_characters = ProhibitNullCharactersValidator(message=message)

    def offer(self, name: str, rows: Any, empty_label: str = "") -> None:
        """The rows a field offers, where they are known only now; empty_label: the words of choosing none."""
        field = self.fields[name]
        if not isinstance(field, forms.ModelChoiceField):
            raise TypeError(f"{name} offers no rows")
        field.queryset = rows
        if empty_label:
            field.empty_label = empty_label

    def offer_choices(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """The words a field offers, where they are not those of its list."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(f"{name} offers no words")
        field.choices = list(choices)

    def _typed(self):
        for key in self.data or ():
            yield from self.data.getlist(key) if hasattr(self.data, "getlist") else (self.data[key],)

    def _replace_surrogates(self):
        data = self.data.copy()
        for key in list(data):
            if hasattr(data, "getlist"):
                data.setlist(key, [without_surrogates(v) if isinstance(v, str) else v for v in data.getlist(key)])
            elif isinstance(data[key], str):
                data[key] = without_surrogates(data[key])
        self.data = data

    def _model_validators(self, name):
        return ()

    def full_clean(self):
        super().full_clean()
        if self.is_bound and (because := getattr(self.data, "because", "")):
            # What comes back to its form is shown as it was typed, with the one sentence that says why.
            self._errors = forms.utils.ErrorDict()
            self.add_error(None, because)

    @property
    def helper(self):
        """Fields only: the page writes <form>, {% csrf_token %}, {% submission_token %} and the buttons."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.include_media = False
        return helper

    def error_links(self):
        """(id of the box to go to, label, sentence) for the summary on top; the id is empty for the whole form."""
        for name, messages in self.errors.items():
            for message in messages:
                if name == NON_FIELD_ERRORS or name not in self.fields:
                    yield "", "", message
                    continue
                bound = self[name]
                # A group of radio buttons has no box of its own: go to its first button.
                target = bound.id_for_label or f"{bound.auto_id}_0"
                said = str(bound.label).casefold() in message.casefold()  # no "Tên: Tên dài …"
                yield target, "" if said else bound.label, message

    def understood(self):
        """(label, `Đã hiểu là 1.045`) for every number that could have been meant otherwise; show it before acting."""
        for name, field in self.fields.items():
            sentence = field.understood(self[name].data) if hasattr(field, "understood") else ""
            if sentence:
                yield self[name].label, sentence


class Form(Manners, forms.Form):
    pass


FIELD_OF = {
    models.DateField: VnDateField,
    models.DateTimeField: VnDateTimeField,
    models.DecimalField: VnDecimalField,
}


def vn_formfield(model_field, **options):
    """Our field for a model's field, where we have one."""
    if not model_field.choices and "form_class" not in options:
        kind = FIELD_OF.get(type(model_field))
        if kind is None and isinstance(model_field, models.IntegerField):
            kind = VnIntegerField
        if kind is not None:
            options["form_class"] = kind
    return model_field.formfield(**options)


class VnModelFormMetaclass(ModelFormMetaclass):
    """Hands vn_formfield to Meta, which Django reads only from the class itself."""

    def __new__(mcs, name, bases, attrs):
        meta = attrs.get("Meta")
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = vn_formfield
        return super().__new__(mcs, name, bases, attrs)


class ModelForm(Manners, forms.ModelForm, metaclass=VnModelFormMetaclass):
    def _model_validators(self, name):
        known = {field.name: field for field in self._meta.model._meta.fields}
        return known[name].validators if name in known else ()

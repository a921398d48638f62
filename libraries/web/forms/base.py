"""The form every room subclasses."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models
from django.forms.models import ModelFormMetaclass
from django.http import QueryDict

from libraries.text import without_surrogates
from libraries.web.forms.dates import VnDateField, VnDateTimeField
from libraries.web.forms.error_texts import error_texts, set_error_texts
from libraries.web.forms.numbers import TypedNumber, VnDecimalField, VnIntegerField
from libraries.web.forms.text import VnCharField, VnEmailField, VnSlugField, VnUrlField

SAYS_REQUIRED = (forms.TextInput, forms.Textarea, forms.CheckboxInput, forms.Select)


class BaseForm(forms.BaseForm):
    """What Form and ModelForm of this house have in common."""

    # The browser's own bubbles speak the browser's language and show one box at a time.
    use_required_attribute = False
    refused = False  # valid, but what it asks for cannot be done now (records.submission)
    data: Any  # a QueryDict of a request, or a plain dict

    def __init__(self, *args: Any, more_fields: Mapping[str, forms.Field] | None = None, **options: Any) -> None:
        """more_fields: those that depend on rows, like one for each unit; they stand behind the form's own."""
        super().__init__(*args, **options)
        self.fields |= more_fields or {}
        if any(isinstance(v, str) and without_surrogates(v) != v for v in self._typed()):
            self._replace_surrogates()
        for name, field in self.fields.items():
            if isinstance(field, forms.CharField) and not isinstance(field, VnCharField):
                raise TypeError(f"{type(self).__name__}.{name}: text fields come from libraries.web.forms")
            label = str(field.label or forms.utils.pretty_name(name))
            set_error_texts(field, label, self._model_validators(name))
            # A browser cuts pasted text at maxlength without a word; the server says how long it is.
            field.widget.attrs.pop("maxlength", None)
            if field.required and isinstance(field.widget, SAYS_REQUIRED):
                field.widget.attrs.setdefault("aria-required", "true")
            if isinstance(field, forms.ModelChoiceField):
                # Django says this one in English.
                said = ProhibitNullCharactersValidator(message=field.error_messages["invalid_choice"])
                field.validate_no_null_characters = said  # type: ignore[method-assign]  # a validator, called alike

    def offer(self, name: str, rows: Any, empty_label: str = "") -> None:
        """The rows a field offers, where they are known only now; empty_label: the words of choosing none."""
        field = self.fields[name]
        if not isinstance(field, forms.ModelChoiceField):
            raise TypeError(f"{name} offers no rows")
        field.queryset = rows
        if empty_label:
            field.empty_label = empty_label

    def rename(self, name: str, label: str = "", *, required: bool) -> None:
        """Another label for a field, or another answer to whether it must be filled; its sentences follow."""
        field = self.fields[name]
        field.label, field.required = label or field.label, required
        field.error_messages |= error_texts(field, str(field.label), self._model_validators(name))

    def offer_choices(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """The words a field offers, where they are not those of its list."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(f"{name} offers no words")
        field.choices = list(choices)

    def _typed(self) -> Iterator[Any]:
        for key in self.data or ():
            yield from self.data.getlist(key) if isinstance(self.data, QueryDict) else (self.data[key],)

    def _replace_surrogates(self) -> None:
        data = self.data.copy()
        for key in list(data):
            if isinstance(data, QueryDict):
                data.setlist(key, [without_surrogates(v) if isinstance(v, str) else v for v in data.getlist(key)])
            elif isinstance(data[key], str):
                data[key] = without_surrogates(data[key])
        self.data = data

    def _model_validators(self, name: str) -> Iterable[Any]:
        return ()

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and (because := getattr(self.data, "because", "")):
            # What comes back to its form is shown as it was typed, with the one sentence that says why.
            self._errors = forms.utils.ErrorDict()
            self.add_error(None, because)

    @property
    def helper(self) -> FormHelper:
        """Fields only: the page writes <form>, {% csrf_token %}, {% submission_token %} and the buttons."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.include_media = False
        return helper

    def error_links(self) -> Iterator[tuple[str, str, str]]:
        """(id of the box to go to, label, sentence) for the summary on top; the id is empty for the whole form."""
        for name, messages in self.errors.items():
            for message in map(str, messages):
                if name == NON_FIELD_ERRORS or name not in self.fields:
                    yield "", "", message
                    continue
                bound = self[name]
                # A group of radio buttons has no box of its own: go to its first button.
                target = bound.id_for_label or f"{bound.auto_id}_0"
                said = str(bound.label).casefold() in message.casefold()  # no "Tên: Tên dài …"
                yield target, "" if said else str(bound.label), message

    def understood(self) -> Iterator[tuple[str, str]]:
        """(label, `Đã hiểu là 1.045`) for every number that could have been meant otherwise; show it before acting."""
        for name, field in self.fields.items():
            sentence = field.understood(self[name].data) if isinstance(field, TypedNumber) else ""
            if sentence:
                yield str(self[name].label), sentence


class Form(BaseForm, forms.Form):
    pass


FIELD_OF: dict[type[models.Field[Any, Any]], type[forms.Field]] = {
    models.CharField: VnCharField,
    models.TextField: VnCharField,
    models.EmailField: VnEmailField,
    models.SlugField: VnSlugField,
    models.URLField: VnUrlField,
    models.DateField: VnDateField,
    models.DateTimeField: VnDateTimeField,
    models.DecimalField: VnDecimalField,
    models.IntegerField: VnIntegerField,
}


def vn_formfield(model_field: models.Field[Any, Any], **options: Any) -> forms.Field | None:
    """Our field for a model's field, where we have one: that of its class, or of the nearest it comes from."""
    if not model_field.choices and "form_class" not in options:
        for kind in type(model_field).__mro__:
            if kind in FIELD_OF:
                options["form_class"] = FIELD_OF[kind]
                break
    made: forms.Field | None = model_field.formfield(**options)
    return made


class VnModelFormMetaclass(ModelFormMetaclass):
    """Hands vn_formfield to Meta, which Django reads only from the class itself."""

    def __new__(mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> Any:
        meta = attrs.get("Meta")
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = vn_formfield
        return super().__new__(mcs, name, bases, attrs)


if TYPE_CHECKING:
    DjangoModelForm = forms.ModelForm[Any]
else:
    DjangoModelForm = forms.ModelForm


class ModelForm(BaseForm, DjangoModelForm, metaclass=VnModelFormMetaclass):
    def _model_validators(self, name: str) -> Iterable[Any]:
        known = {field.name: field for field in self._meta.model._meta.fields}
        return known[name].validators if name in known else ()

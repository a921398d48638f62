"""Forms of every room: Vietnamese sentences, NFC text, our dates and numbers, checked files.

The one address for forms: a room writes `from libraries.web import forms` and takes everything from here. Of Django's
fields and widgets stand here those that are used as they are; what is typed goes through a field of ours (Vn…).
"""

from django.forms import (
    BooleanField,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    ChoiceField,
    Field,
    FileField,
    HiddenInput,
    IntegerField,
    ModelChoiceField,
    ModelMultipleChoiceField,
    MultipleChoiceField,
    PasswordInput,
    RadioSelect,
    Select,
    Textarea,
    TextInput,
    TypedChoiceField,
    ValidationError,
    Widget,
)

from libraries.web.forms.base import BaseForm, Form, ModelForm
from libraries.web.forms.dates import VnDateField, VnDateTimeField
from libraries.web.forms.editing import EditForm
from libraries.web.forms.files import CheckedFile, DocumentFileField
from libraries.web.forms.lines import Cell, LinesWidget
from libraries.web.forms.numbers import VnDecimalField, VnIntegerField
from libraries.web.forms.shares import VnShareField
from libraries.web.forms.text import VnCharField, VnEmailField

__all__ = [
    "BaseForm",
    "BooleanField",
    "BoundField",
    "Cell",
    "CheckboxInput",
    "CheckboxSelectMultiple",
    "CheckedFile",
    "ChoiceField",
    "DocumentFileField",
    "EditForm",
    "Field",
    "FileField",
    "Form",
    "HiddenInput",
    "IntegerField",
    "LinesWidget",
    "ModelChoiceField",
    "ModelForm",
    "ModelMultipleChoiceField",
    "MultipleChoiceField",
    "PasswordInput",
    "RadioSelect",
    "Select",
    "TextInput",
    "Textarea",
    "TypedChoiceField",
    "ValidationError",
    "VnCharField",
    "VnDateField",
    "VnDateTimeField",
    "VnDecimalField",
    "VnEmailField",
    "VnIntegerField",
    "VnShareField",
    "Widget",
]

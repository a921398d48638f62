"""Forms of every room: Vietnamese sentences, NFC text, our dates and numbers, checked files.

A room writes `from libraries.web import forms` and subclasses `forms.Form` or `forms.ModelForm`;
the fields of Django are used as they are, except the ones below.
"""

from libraries.web.forms.base import Form, ModelForm
from libraries.web.forms.dates import VnDateField, VnDateTimeField
from libraries.web.forms.editing import EditForm
from libraries.web.forms.files import DocumentFileField
from libraries.web.forms.numbers import VnDecimalField, VnIntegerField
from libraries.web.forms.shares import VnShareField

__all__ = [
    "DocumentFileField",
    "EditForm",
    "Form",
    "ModelForm",
    "VnDateField",
    "VnDateTimeField",
    "VnDecimalField",
    "VnIntegerField",
    "VnShareField",
]

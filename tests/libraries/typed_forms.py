"""A form with one box of each kind, and what a person types into it."""

import datetime as dt

from django import forms as django_forms
from django.http import QueryDict

from libraries.web import forms


class Conference(forms.Form):
    name = django_forms.CharField(label="Tên hội nghị", max_length=200)
    note = django_forms.CharField(label="Nội dung", widget=django_forms.Textarea, required=False)
    day = forms.VnDateField(label="Ngày họp", required=False)
    until = forms.VnDateTimeField(label="Hạn góp ý", required=False, default_time=dt.time(17))
    points = forms.VnDecimalField(label="Điểm", min_value=0, max_value=80, required=False)
    people = forms.VnIntegerField(label="Số người", min_value=1, required=False)
    kind = django_forms.ChoiceField(label="Loại", choices=[("a", "Phát động"), ("b", "Tổng kết")], required=False)
    way = django_forms.ChoiceField(
        label="Cách bỏ phiếu",
        choices=[("o", "Công khai"), ("s", "Kín")],
        widget=django_forms.RadioSelect,
        required=False,
    )


def typed(**data):
    query = QueryDict(mutable=True)
    query.update({"name": "Hội nghị", **data})
    return Conference(query)


def sentence(form, field):
    assert not form.is_valid()
    return form.errors[field][0]

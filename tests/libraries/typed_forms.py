"""A form with one box of each kind, and what a person types into it."""

import datetime as dt

from django.http import QueryDict

from libraries.web import forms


class Conference(forms.Form):
    name = forms.VnCharField(label="Tên hội nghị", max_length=200)
    note = forms.VnCharField(label="Nội dung", widget=forms.Textarea, required=False)
    day = forms.VnDateField(label="Ngày họp", required=False)
    until = forms.VnDateTimeField(label="Hạn góp ý", required=False, default_time=dt.time(17))
    points = forms.VnDecimalField(label="Điểm", min_value=0, max_value=80, required=False)
    people = forms.VnIntegerField(label="Số người", min_value=1, required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("a", "Phát động"), ("b", "Tổng kết")], required=False)
    way = forms.ChoiceField(
        label="Cách bỏ phiếu",
        choices=[("o", "Công khai"), ("s", "Kín")],
        widget=forms.RadioSelect,
        required=False,
    )


def typed(**data):
    query = QueryDict(mutable=True)
    query.update({"name": "Hội nghị", **data})
    return Conference(query)


def sentence(form, field):
    assert not form.is_valid()
    return form.errors[field][0]

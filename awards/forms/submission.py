"""Which dossiers go to the city together."""

from collections.abc import Sequence
from typing import Any

from awards.forms import chooser
from awards.models import Nomination
from libraries.web import forms


class SubmitForm(forms.Form):
    """Which other dossiers go to the city with the same paper."""

    others = forms.ModelMultipleChoiceField(
        label="Trình cùng trong một tờ trình",
        queryset=Nomination.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Các hồ sơ đã đủ, cùng cấp có thẩm quyền quyết định. Bỏ chọn hồ sơ chưa trình lần này.",
    )

    def __init__(self, *args: Any, rows: Sequence[Nomination], **options: Any):
        super().__init__(*args, initial={"others": [row.pk for row in rows]}, **options)
        if not rows:
            del self.fields["others"]
            return
        box = chooser(self, "others")
        box.queryset = Nomination.objects.filter(pk__in=[row.pk for row in rows])
        box.choices = [(row.pk, str(row)) for row in rows]

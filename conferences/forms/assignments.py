"""What is typed about a task: who gets it until when, who does it, what came of it."""

import datetime
from typing import Any

from django.http import QueryDict

from conferences.models import Assignment, Contribution
from libraries.web import forms
from units import audience
from units.models import Unit, User

OFFICE_ENDS = datetime.time(17)


class AssignForm(forms.Form):
    task = forms.VnCharField(label="Nhiệm vụ", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    due_at = forms.VnDateTimeField(
        label="Thời hạn báo cáo", default_time=OFFICE_ENDS, help_text="Nếu không nhập giờ, thời hạn là 17:00."
    )
    units = forms.ModelMultipleChoiceField(
        label="Đơn vị thực hiện", queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: QueryDict | None = None, *, contribution: Contribution):
        super().__init__(data)
        given = contribution.assignments.values("unit")
        units = contribution.conference.units().exclude(pk__in=given)
        self.offer("units", units)
        self.fields["units"].initial = [unit.pk for unit in units]
        self.fields["task"].initial = contribution.text[:500]


class OwnerForm(forms.Form):
    owner = forms.ModelChoiceField(label="Người phụ trách", queryset=User.objects.none())

    def __init__(self, data: QueryDict | None = None, *, assignment: Assignment):
        super().__init__(data, initial={"owner": assignment.owner})
        self.offer("owner", audience.members([assignment.unit]), "Chọn cán bộ")


class ReportForm(forms.Form):
    report = forms.VnCharField(label="Kết quả thực hiện", max_length=10_000, widget=forms.Textarea(attrs={"rows": 8}))
    file = forms.DocumentFileField(label="Tệp minh chứng", required=False)

    def __init__(self, data: QueryDict | None = None, files: Any = None, *, assignment: Assignment):
        super().__init__(data, files, initial={"report": assignment.report})

    def values(self) -> dict[str, Any]:
        """What the verb is given."""
        found: dict[str, Any] = {"report": self.cleaned_data["report"]}
        if file := self.cleaned_data.get("file"):
            found |= {"file": file.read(), "filename": file.name, "mime": file.content_type}
        return found


class ReturnForm(forms.Form):
    reason = forms.VnCharField(label="Nội dung cần bổ sung", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

"""What is typed about invitations: who comes for a unit, another day, why there is none."""

from typing import Any

from django.http import QueryDict

from conferences.forms import due_when_offices_close
from conferences.models import Conference, Reply, companions_in
from libraries.web import forms
from units import audience
from units.models import User

Answer = Reply.Answer


class ReplyForm(forms.Form):
    """Somebody else than the leader, or nobody; the leader answers by one button, which is this form's first choice."""

    answer = forms.ChoiceField(
        label="Người dự hội nghị",
        choices=[choice for choice in Answer.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    person = forms.ModelChoiceField(label="Người dự thay", queryset=User.objects.none(), required=False)
    name = forms.VnCharField(
        label="Họ và tên người dự", max_length=100, required=False, help_text="Chỉ nhập khi không có trong danh sách."
    )
    post = forms.VnCharField(label="Chức vụ", max_length=150, required=False)
    authority = forms.VnCharField(
        label="Văn bản ủy quyền",
        max_length=300,
        required=False,
        help_text="Số, ngày giấy ủy quyền; phải có khi cấp phó dự thay.",
    )
    companions = forms.VnCharField(
        label="Người cùng dự",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng một người: họ và tên, dấu phẩy, chức vụ.",
    )
    absent_because = forms.VnCharField(label="Lý do không cử người dự", max_length=500, required=False)

    def __init__(self, data: QueryDict | None = None, *, reply: Reply):
        fields = ("answer", "person", "name", "post", "authority", "companions", "absent_because")
        super().__init__(data, initial={name: getattr(reply, name) for name in fields})
        self.offer("person", audience.members([reply.unit]), "Không có trong danh sách")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        answer = data.get("answer")
        if answer in {Answer.DEPUTY, Answer.SPECIALIST} and not (data.get("person") or data.get("name")):
            self.add_error("person", "Chọn người dự trong danh sách, hoặc nhập họ tên, chức vụ người dự.")
        if answer == Answer.DEPUTY and not data.get("authority"):
            self.add_error("authority", "Nhập số, ngày văn bản ủy quyền của thủ trưởng đơn vị.")
        if answer == Answer.ABSENT and not data.get("absent_because"):
            self.add_error("absent_because", "Nhập lý do không cử người dự.")
        if any(len(name) > 100 or len(post) > 150 for name, post in companions_in(data.get("companions", ""))):
            sentence = "Mỗi dòng một người: họ và tên (tối đa 100 ký tự), dấu phẩy, chức vụ (tối đa 150 ký tự)."
            self.add_error("companions", sentence)
        return data


class RescheduleForm(forms.EditForm, forms.ModelForm):
    reason = forms.VnCharField(
        label="Lý do thay đổi lịch",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lý do được gửi đến các đơn vị, đại biểu đã được mời.",
    )

    class Meta:
        model = Conference
        fields = ["starts_at", "place", "reply_by"]

    def __init__(self, data: QueryDict | None = None, **options: Any):
        super().__init__(data, **options)
        due_when_offices_close(self)

    def newest(self, row: Conference) -> "RescheduleForm":
        return RescheduleForm(instance=row)


class CancelForm(forms.Form):
    reason = forms.VnCharField(
        label="Lý do hủy",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lý do được gửi đến các đơn vị, đại biểu đã được mời.",
    )

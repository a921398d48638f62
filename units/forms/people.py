"""Persons, posts, authorities to sign."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from libraries.web import clock, forms
from units.forms.blocs import NamedChoice, first_day
from units.forms.login import plain_username
from units.models import SigningAuthority, Unit, UnitQuerySet, User, UserQuerySet
from units.workflow.people import ANOTHER_NAME, is_same_name

LAST_DAY_HELP = "Ngày cuối cùng còn hiệu lực. Để trống nếu chưa có thời hạn."
REAL_NAME = RegexValidator(r"^[^\W\d_].*[^\W\d_]\.?$", "Họ và tên bắt đầu và kết thúc bằng chữ.")
TELEPHONE = RegexValidator(r"^[0-9+][0-9 .()-]{5,}$", "Số điện thoại chưa đúng. Ví dụ: 0225 3842 637.")


def name_and_login(person: User) -> str:
    return f"{person.full_name} ({person.username})"


def in_name_order(people: UserQuerySet) -> UserQuerySet:
    return people.filter(is_active=True).order_by("sort_key", "pk")


class PersonForm(forms.EditForm, forms.ModelForm):
    full_name = forms.VnCharField(label="Họ và tên", max_length=100, validators=[REAL_NAME])
    phone = forms.VnCharField(label="Điện thoại", max_length=20, required=False, validators=[TELEPHONE])

    class Meta:
        model = User
        fields = ["full_name", "salutation", "email", "phone"]


class ProfileForm(PersonForm):
    """What a person mends of oneself."""

    field_order = ("full_name", "salutation", "phone", "email")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["full_name"].help_text = "Sửa được dấu, chữ hoa, khoảng trắng."
        self.held = self.instance.full_name

    def clean_full_name(self) -> str:
        name: str = self.cleaned_data["full_name"]
        if not is_same_name(self.held, name):
            raise ValidationError(ANOTHER_NAME)
        return name


class AddPersonForm(forms.Form):
    full_name = forms.VnCharField(label="Họ và tên", max_length=100, validators=[REAL_NAME])
    salutation = forms.ChoiceField(label="Cách xưng hô", choices=User.Salutation.choices)
    username = forms.VnCharField(
        label="Tên đăng nhập",
        max_length=60,
        help_text="Chữ thường không dấu, số, dấu chấm, gạch nối; ví dụ: hoa.do.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    email = forms.VnEmailField(label="Thư điện tử", required=False)
    phone = forms.VnCharField(label="Điện thoại", max_length=20, required=False, validators=[TELEPHONE])
    unit = forms.ModelChoiceField(label="Đơn vị", queryset=Unit.objects.none(), empty_label="Chọn đơn vị")
    title = forms.VnCharField(label="Chức vụ", max_length=150, help_text="Nhập đủ, viết hoa chữ đầu: Phó Giám đốc.")
    is_leader = forms.BooleanField(label="Là thủ trưởng, ký thay mặt đơn vị", required=False)
    valid_from = first_day("Ngày bắt đầu giữ chức vụ")

    def __init__(self, *args: Any, units: UnitQuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("unit", units)

    def clean_username(self) -> str:
        username = plain_username(self.cleaned_data["username"])
        field = User._meta.get_field("username")
        field.run_validators(username)
        if User.objects.filter(username=username).exists():
            raise ValidationError(field.error_messages["unique"])
        return username


class PostForm(forms.Form):
    person = NamedChoice(
        name_and_login, label="Người giữ chức vụ", queryset=User.objects.none(), empty_label="Chọn cán bộ"
    )
    title = forms.VnCharField(label="Chức vụ", max_length=150, help_text="Nhập đủ, viết hoa chữ đầu: Phó Giám đốc.")
    is_leader = forms.BooleanField(label="Là thủ trưởng, ký thay mặt đơn vị", required=False)
    valid_from = first_day("Ngày bắt đầu")
    last_day = forms.VnDateField(label="Ngày cuối cùng", required=False, help_text=LAST_DAY_HELP)

    def __init__(self, *args: Any, people: UserQuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("person", in_name_order(people))


class ClosePostForm(forms.Form):
    NOW, LATER = "ngay", "sau-ngay"

    when = forms.ChoiceField(
        label="Thời điểm chấm dứt",
        choices=[
            (LATER, "Sau ngày cuối cùng giữ chức vụ: quyền ký, soạn thảo chấm dứt từ 0 giờ ngày hôm sau"),
            (NOW, "Ngay bây giờ: hôm nay không còn quyền ký, soạn thảo"),
        ],
        widget=forms.RadioSelect,
        initial=LATER,
    )
    last_day = forms.VnDateField(
        label="Ngày cuối cùng giữ chức vụ",
        help_text="Để trống khi chọn chấm dứt ngay.",
        required=False,
        initial=clock.today,
    )
    reason = forms.VnCharField(label="Lý do, căn cứ", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """`last_day` alone says when, as `workflow.close_post` takes it."""
        data: dict[str, Any] = super().clean() or {}
        when = data.pop("when", "")
        if when == self.NOW:
            data["last_day"] = clock.today() - datetime.timedelta(days=1)
            self.errors.pop("last_day", None)
        elif when == self.LATER and "last_day" in data and data["last_day"] is None:
            self.add_error("last_day", "Nhập ngày cuối cùng giữ chức vụ.")
        return data


class AuthorityForm(forms.Form):
    holder = NamedChoice(
        name_and_login, label="Người được ủy quyền", queryset=User.objects.none(), empty_label="Chọn cán bộ"
    )
    capacity = forms.ChoiceField(label="Tư cách ký", choices=SigningAuthority.Capacity.choices)
    title = forms.VnCharField(
        label="Chức vụ khi ký", max_length=150, help_text="In dưới tên người ký, ví dụ: Phó Giám đốc."
    )
    reference = forms.VnCharField(
        label="Văn bản ủy quyền", max_length=200, help_text="Số, ngày, trích yếu của giấy ủy quyền đã ký."
    )
    valid_from = first_day("Ngày bắt đầu")
    last_day = forms.VnDateField(label="Ngày cuối cùng", required=False, help_text=LAST_DAY_HELP)

    def __init__(self, *args: Any, people: UserQuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("holder", in_name_order(people))


class ReasonForm(forms.Form):
    reason = forms.VnCharField(label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

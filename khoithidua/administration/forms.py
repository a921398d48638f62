"""What an operator types: accounts, seats, blocs, the city's names."""

from typing import Any

from django.core.exceptions import ValidationError

from awards.forms import ProofFields
from law.models import Wording
from libraries.web import clock, forms
from units.forms.blocs import NamedChoice, first_day
from units.forms.login import plain_username
from units.forms.organisation import GroundFields
from units.forms.people import REAL_NAME, TELEPHONE, in_name_order, name_and_login
from units.models import Bloc, BlocQuerySet, City, EmulationYear, Unit, User, UserQuerySet
from units.workflow.city import CONTACT, NAMES


class AccountForm(forms.Form):
    full_name = forms.VnCharField(label="Họ và tên", max_length=100, validators=[REAL_NAME])
    salutation = forms.ChoiceField(label="Cách xưng hô", choices=User.Salutation.choices)
    username = forms.VnCharField(
        label="Tên đăng nhập",
        max_length=60,
        help_text="Chữ thường không dấu, số, dấu chấm, gạch nối; ví dụ: hoa.do.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    email = forms.VnEmailField(label="Thư điện tử", help_text="Thư mời đặt mật khẩu được gửi tới địa chỉ này.")
    phone = forms.VnCharField(label="Điện thoại", max_length=20, required=False, validators=[TELEPHONE])

    def clean_username(self) -> str:
        username = plain_username(self.cleaned_data["username"])
        field = User._meta.get_field("username")
        field.run_validators(username)
        if User.objects.filter(username=username).exists():
            raise ValidationError(field.error_messages["unique"])
        return username


class SeatForm(forms.Form):
    person = NamedChoice(name_and_login, label="Cán bộ", queryset=User.objects.none(), empty_label="Chọn cán bộ")
    title = forms.VnCharField(label="Chức danh", max_length=150)
    valid_from = first_day("Ngày bắt đầu", initial=clock.today)

    def __init__(self, *args: Any, people: UserQuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("person", in_name_order(people))


class BoardForm(SeatForm):
    can_decide = forms.BooleanField(label="Nhập quyết định khen thưởng của thành phố", required=False)
    from_unit = NamedChoice(
        lambda unit: f"{unit.name} ({unit.bloc.short_name})",
        label="Đơn vị công tác",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="Không thuộc đơn vị nào của các khối",
        help_text="Nếu có, cán bộ này không thẩm định hồ sơ của đơn vị đó.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("from_unit", Unit.objects.members_on(clock.today()).select_related("bloc").with_names())


class SecretaryForm(SeatForm):
    bloc = NamedChoice(lambda bloc: bloc.name, label="Khối, cụm", queryset=Bloc.objects.none(), empty_label="Chọn khối")
    field_order = ["bloc", "person", "title", "valid_from"]

    def __init__(self, *args: Any, blocs: BlocQuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("bloc", blocs)


class EndForm(forms.Form):
    last_day = forms.VnDateField(
        label="Ngày cuối cùng",
        help_text="Quyền chấm dứt từ 0 giờ ngày hôm sau.",
        error_messages={"required": "Nhập ngày cuối cùng."},
        initial=clock.today,
    )
    reason = forms.VnCharField(label="Lý do, căn cứ", max_length=300)


class BlocNameForm(GroundFields):
    name = forms.VnCharField(label="Tên đầy đủ mới", max_length=200)
    short_name = forms.VnCharField(label="Tên gọn mới", max_length=60)
    field_order = ["name", "short_name", "on", "reason", "number", "date", "file"]


class CityForm(forms.EditForm, forms.ModelForm):
    """The running period of the city's names, and its contact."""

    contact_phone = forms.VnCharField(label="Điện thoại liên hệ", max_length=20, required=False, validators=[TELEPHONE])

    class Meta:
        model = City
        fields = [*NAMES, *CONTACT]


class CityPeriodForm(forms.ModelForm):
    """Names from a day on."""

    valid_from = first_day("Ngày tên có hiệu lực", help_text="Văn bản trước ngày này giữ tên cũ.")
    contact_phone = forms.VnCharField(label="Điện thoại liên hệ", max_length=20, required=False, validators=[TELEPHONE])

    class Meta:
        model = City
        fields = ["valid_from", *NAMES, *CONTACT]

    def names(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*NAMES, *CONTACT)}


WORDS = (
    "title_family", "commendation_family", "open_vote", "named_vote", "exchange", "reissue", "signature_kind",
    "signature_notice",
)  # fmt: skip


class WordingForm(forms.ModelForm):
    """The words that law and city fix, from a day on."""

    valid_from = first_day(
        "Ngày từ ngữ có hiệu lực", help_text="Sớm nhất từ ngày mai. Văn bản trước ngày này giữ từ cũ."
    )

    class Meta:
        model = Wording
        fields = ["valid_from", *WORDS, "source"]
        labels = {
            "title_family": "Tên chung của danh hiệu (cờ, chiến sĩ thi đua …)",
            "commendation_family": "Tên chung của hình thức (bằng khen, giấy khen …)",
            "open_vote": "Tên gọi biểu quyết không ghi tên",
            "named_vote": "Tên gọi biểu quyết ghi tên",
            "exchange": "Tên gọi việc thay bằng in sai, hư hỏng",
            "reissue": "Tên gọi việc thay bằng bị mất",
            "signature_kind": "Loại xác nhận in trên chữ ký",
            "signature_notice": "Lời nêu giá trị của chữ ký",
        }
        widgets = {"signature_notice": forms.Textarea(attrs={"rows": 2}), "source": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "signature_notice": "Tiếp sau “Chữ ký trên văn bản này là …” và “Tôi biết rằng đây là …”.",
            "source": "Văn bản quy định từ ngữ mới.",
        }

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in WORDS}


class ProofForm(ProofFields):
    """Nothing but who one is."""


class HandoverForm(ProofFields):
    taker = NamedChoice(
        name_and_login, label="Người nhận bàn giao", queryset=User.objects.none(), empty_label="Chọn cán bộ"
    )
    title = forms.VnCharField(label="Chức danh của người nhận", max_length=150, initial="Tổ trưởng Tổ thư ký")
    on = first_day("Ngày bàn giao", initial=clock.today, help_text="Từ 0 giờ ngày này người nhận giữ Tổ thư ký.")
    head = NamedChoice(
        lambda unit: unit.name,
        label="Khối trưởng mới",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="Khối trưởng không thay đổi",
    )
    others_stay = forms.BooleanField(label="Các thành viên khác của Tổ thư ký tiếp tục", required=False)
    reason = forms.VnCharField(label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    number = forms.VnCharField(label="Số, ký hiệu văn bản", max_length=60, required=False)
    date = forms.VnDateField(label="Ngày văn bản", required=False)
    field_order = ["taker", "title", "on", "head", "others_stay", "reason", "number", "date", "password", "code"]

    def __init__(self, *args: Any, year: EmulationYear, people: UserQuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("taker", in_name_order(people))
        self.offer("head", year.units())

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if "number" in typed and "date" in typed and bool(typed["number"]) != bool(typed["date"]):
            missing = "date" if typed["number"] else "number"
            self.add_error(missing, "Nhập đủ số, ký hiệu và ngày của văn bản, hoặc bỏ trống cả hai.")
        return typed

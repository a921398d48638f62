"""Login, and everything about one's own password and codes."""

import unicodedata
from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from libraries.text import likeness
from libraries.web import forms
from units import passkeys
from units.models import Bloc, City, UnitName, User

# What a person of the bloc would try first.
CONTEXT_WORDS = ("thiduakhenthuong", "khoithidua", "giaouocthidua")
SENTENCES = {
    "password_too_short": "Mật khẩu cần ít nhất 12 ký tự. Nên đặt một câu ngắn dễ nhớ.",
    "password_too_common": "Mật khẩu này phổ biến, dễ đoán. Chọn mật khẩu khác.",
    "password_too_similar": "Mật khẩu giống họ tên hoặc tên đăng nhập. Chọn mật khẩu khác.",
}


def password_field(label: str, autocomplete: str, **options: Any) -> forms.VnCharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.VnCharField(label=label, strip=False, max_length=200, widget=widget, **options)


def _packed(text: str) -> str:
    """The letters and digits alone, however they are separated."""
    return likeness(text).replace(" ", "").replace("-", "")


def plain_username(text: str) -> str:
    """One spelling for one login: full-width letters and capitals are the same name.

    docs/security.md: Names for login.
    """
    return unicodedata.normalize("NFKC", text).strip().casefold()


class LoginForm(forms.Form):
    username = forms.VnCharField(
        label="Tên đăng nhập",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = password_field("Mật khẩu", "current-password")

    def clean_username(self) -> str:
        return plain_username(self.cleaned_data["username"])


class ForgottenForm(forms.Form):
    """Who forgot the password; whether there is such a name is not told."""

    username = forms.VnCharField(
        label="Tên đăng nhập",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_username(self) -> str:
        return plain_username(self.cleaned_data["username"])


class CodeInput(forms.TextInput):
    """The box for a code. The answer of a passkey (templates/units/_other_factors.html) comes in its place."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get("passkey") or super().value_from_datadict(data, files, name)

    def format_value(self, value: Any) -> str | None:
        """What a device answered is no text to show again."""
        return None if passkeys.is_answer(str(value or "")) else super().format_value(value)


class CodeField(forms.VnCharField):
    """Second factor: a code that is typed, or the answer of a passkey (units/codes.py reads both)."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "6 chữ số trong ứng dụng lấy mã OTP, hoặc một mã OTP dự phòng 10 chữ số.")
        attrs = {
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
            "class": "code-box",
            "spellcheck": "false",
        }
        super().__init__(label="Mã OTP", max_length=passkeys.LONGEST_ANSWER, widget=CodeInput(attrs=attrs), **options)


class CodeForm(forms.Form):
    code = CodeField()


class LoginCodeForm(CodeForm):
    """The code of the login; at a signature it is asked again in any case."""

    remember = forms.BooleanField(label="Không yêu cầu mã OTP trên thiết bị này trong 30 ngày", required=False)


class FirstCodeForm(CodeForm):
    """The first code of an app that is being set up."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].help_text = "6 chữ số đang hiện trong ứng dụng, đổi sau mỗi 30 giây."


class PasskeyForm(forms.Form):
    """A new passkey: what its owner calls it, and what the device made."""

    name = forms.VnCharField(label="Tên gọi", max_length=60, help_text="Ví dụ: điện thoại cá nhân, máy tính cơ quan.")
    passkey = forms.VnCharField(label="Khóa truy cập", widget=forms.HiddenInput, max_length=passkeys.LONGEST_ANSWER)


class PasswordForm(forms.Form):
    """The present password, asked again."""

    password = password_field("Mật khẩu hiện nay", "current-password")


class ProofForm(PasswordForm, CodeForm):
    """Password and code, before the way to log in is changed."""

    field_order = ["password", "code"]


class NewPasswordForm(forms.Form):
    """Twice the new password; `person` is whose it becomes."""

    new_password = password_field(
        "Mật khẩu mới", "new-password", help_text="Ít nhất 12 ký tự. Được dùng dấu cách và chữ có dấu; nên đặt một câu."
    )
    again = password_field("Mật khẩu mới (nhập lại)", "new-password")

    def __init__(self, *args: Any, person: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean_new_password(self) -> str:
        password: str = self.cleaned_data["new_password"]
        try:
            password_validation.validate_password(password, self.person)
        except ValidationError as refused:
            raise ValidationError(
                [SENTENCES.get(e.code or "", " ".join(e.messages)) for e in refused.error_list]
            ) from None
        if self._says_where_we_are(password):
            raise ValidationError(
                "Mật khẩu chỉ gồm họ tên, tên khối, đơn vị hoặc thành phố, dễ đoán. Chọn mật khẩu khác."
            )
        return password

    def _says_where_we_are(self, password: str) -> bool:
        """The password is little more than the name of the person, the bloc, the unit or the subject."""
        plain = _packed(password)
        names = [
            *Bloc.objects.filter(pk__in=self.person.bloc_ids).values_list("name", flat=True),
            *UnitName.objects.filter(unit__in=self.person.roles().member_of).values_list("name", flat=True),
            *City.objects.values_list("place", flat=True),
        ]
        city = City.objects.on()
        names += [self.person.full_name, *filter(None, (city.name, city.place, city.body))]
        words = [*CONTEXT_WORDS, *map(_packed, names)]
        return any(word in plain and len(plain) < len(word) + 8 for word in words)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("new_password") and cleaned.get("again") and cleaned["new_password"] != cleaned["again"]:
            self.add_error("again", "Hai lần nhập chưa giống nhau. Đề nghị nhập lại.")
        return cleaned


class ChangePasswordForm(NewPasswordForm):
    password = password_field("Mật khẩu hiện nay", "current-password")
    field_order = ["password", "new_password", "again"]

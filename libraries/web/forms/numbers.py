"""Numbers as they are typed in Vietnam: 98,75 · 98.75 · 1.045,5 · 1.045 (docs/interface.md: Dates and numbers)."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from libraries.text import tidied
from libraries.web.formats import vn_number

DOTTED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")  # 1.045 · 1.045,5
COMMA = re.compile(r"[0-9]+(,[0-9]+)?")  # 1045 · 98,75
LONE_DOT = re.compile(r"[0-9]+\.[0-9]+")  # 98.75
ENGLISH = re.compile(r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(,[0-9]{3}){2,}")  # 1,045.5 · 1,045,000
LONGEST = 40  # characters; more is no number of an office


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", tidied(text, lines=False))


def read_number(text: str) -> Decimal | None:
    """The number that was meant, or None. A lone dot before exactly three digits means thousands."""
    text = without_spaces(text).replace("\u2212", "-")
    if len(text) > LONGEST:
        return None
    sign = "-" if text.startswith("-") else ""
    digits = text[1:] if text[:1] in ("+", "-") else text
    if DOTTED.fullmatch(digits) and not digits.startswith("0"):
        plain = digits.replace(".", "").replace(",", ".")
    elif COMMA.fullmatch(digits):
        plain = digits.replace(",", ".")
    elif LONE_DOT.fullmatch(digits):
        plain = digits
    elif ENGLISH.fullmatch(digits):
        plain = digits.replace(",", "")
    else:
        return None
    return Decimal(sign + plain)


def is_ambiguous(text: str) -> bool:
    """True for `1.045`: thousands here, a decimal point to a program of another country."""
    return re.fullmatch(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}", without_spaces(text)) is not None


class TypedNumber(forms.Field):
    """What the two number fields share: reading, showing again, confirming back."""

    empty_values = [None, ""]
    not_read = "Số chưa đúng. Ví dụ: 98,75 hoặc 1.045,5."

    def read(self, value: Any) -> Decimal | None:
        if value in self.empty_values or (isinstance(value, str) and not without_spaces(value)):
            return None
        number = read_number(str(value)) if isinstance(value, str) else Decimal(str(value))
        if number is None:
            raise ValidationError(self.not_read, code="invalid")
        return number

    def understood(self, raw: Any) -> str:
        """`Đã hiểu là 1.045`, when what was typed could have meant something else; otherwise empty."""
        number = read_number(raw) if isinstance(raw, str) and is_ambiguous(raw) else None
        return "" if number is None else f"Đã hiểu là {vn_number(number)}"

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        # No grouping in the box: 1045,5 can be read back in one way only.
        return vn_number(value).replace(".", "")


class VnDecimalField(TypedNumber, forms.DecimalField):
    widget = forms.TextInput

    def __init__(self, *, decimal_places: int = 2, **options: Any) -> None:
        super().__init__(decimal_places=decimal_places, **options)

    def to_python(self, value: Any) -> Any:
        number = self.read(value)
        if number is not None:
            decimals = -int(number.normalize().as_tuple().exponent)
            if self.decimal_places is not None and decimals > self.decimal_places:
                raise ValidationError(
                    f"Nhập tối đa {self.decimal_places} chữ số sau dấu phẩy.", code="max_decimal_places"
                )
        return number

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off"}


class VnIntegerField(TypedNumber, forms.IntegerField):
    widget = forms.TextInput
    not_read = "Số chưa đúng. Nhập số nguyên, ví dụ: 12 hoặc 20.240.000."

    def to_python(self, value: Any) -> Any:
        number = self.read(value)
        if number is None:
            return None
        if number != number.to_integral_value():
            raise ValidationError(self.not_read, code="invalid")
        return int(number)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "autocomplete": "off"}

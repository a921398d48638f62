"""Django's error texts, said so that they tell what to do (docs/interface.md: Refusals)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeAlias

from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinLengthValidator, MinValueValidator

from libraries.web.formats import lower_first, vn_number

Number: TypeAlias = int | float | Decimal

CHOOSING = (forms.ChoiceField, forms.ModelChoiceField, forms.FileField)


def limits_sentence(lowest: Number | None, highest: Number | None) -> str:
    if lowest is not None and highest is not None:
        return f"Nhập từ {vn_number(lowest)} đến {vn_number(highest)}."
    if lowest is not None:
        return f"Nhập từ {vn_number(lowest)} trở lên."
    return f"Nhập tối đa {vn_number(highest)}." if highest is not None else ""


def limits(validators: Iterable[Any]) -> tuple[Number | None, Number | None]:
    """(lowest, highest) that these validators allow, where they are plain numbers."""
    validators = list(validators)
    bounds: dict[type, Number | None] = {}
    for kind in (MinValueValidator, MaxValueValidator):
        values = [v.limit_value for v in validators if isinstance(v, kind) and not callable(v.limit_value)]
        numbers: list[Number] = [value for value in values if isinstance(value, (int, float, Decimal))]
        bounds[kind] = (max if kind is MinValueValidator else min)(numbers) if numbers else None
    return bounds[MinValueValidator], bounds[MaxValueValidator]


class TooLong(MaxLengthValidator):
    def __init__(self, limit_value: int, label: str) -> None:
        super().__init__(limit_value)
        self.most, self.label = limit_value, label

    def __call__(self, value: str) -> None:
        length = self.clean(value)
        if length > self.most:
            raise forms.ValidationError(
                f"{self.label} có {vn_number(length)} ký tự, tối đa {vn_number(self.most)} ký tự.",
                code="max_length",
            )


class TooShort(MinLengthValidator):
    def __init__(self, limit_value: int, label: str) -> None:
        super().__init__(limit_value)
        self.least, self.label = limit_value, label

    def __call__(self, value: str) -> None:
        length = self.clean(value)
        if length < self.least:
            raise forms.ValidationError(
                f"{self.label} mới có {vn_number(length)} ký tự, cần ít nhất {vn_number(self.least)} ký tự.",
                code="min_length",
            )


def error_texts(field: forms.Field, label: str, validators: Iterable[Any] = ()) -> dict[str, str]:
    """Our text for each of the field's error codes."""
    name = lower_first(label)
    choosing = isinstance(field, CHOOSING)
    texts = {
        "required": f"{'Chọn' if choosing else 'Nhập'} {name}.",
        "unique": f"{label} này đã có. Nhập {name} khác.",
        "blank": f"Nhập {name}.",
        "null": f"Nhập {name}.",
    }
    if isinstance(field, forms.BooleanField):
        texts["required"] = f"Đánh dấu ô “{label}” để tiếp tục."
    elif isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        texts |= {
            "invalid_choice": f"Chọn một {name} có trong danh sách.",
            "invalid_list": f"Chọn {name} trong danh sách.",
            "invalid_pk_value": f"Chọn {name} trong danh sách.",
        }
    elif isinstance(field, forms.EmailField):
        texts["invalid"] = "Địa chỉ thư chưa đúng. Ví dụ: ten@donvi.vn."
    elif isinstance(field, forms.URLField):
        texts["invalid"] = "Địa chỉ trang chưa đúng. Ví dụ: https://thidua.example.vn."
    elif isinstance(field, forms.DecimalField):
        texts |= {
            "max_digits": "Số quá lớn. Kiểm tra lại các chữ số.",
            "max_whole_digits": "Số quá lớn. Kiểm tra lại các chữ số.",
            "max_decimal_places": f"Nhập tối đa {field.decimal_places} chữ số sau dấu phẩy.",
        }
    elif isinstance(field, forms.FileField):
        texts |= {
            "empty": "Tệp này rỗng. Chọn tệp khác.",
            "missing": f"Chọn {name}.",
            "invalid": "Chưa nhận được tệp. Chọn lại tệp rồi gửi.",
            "max_length": "Tên tệp quá dài. Đặt tên ngắn hơn rồi chọn lại.",
        }
    lowest, highest = limits([*field.validators, *validators])
    if lowest is not None or highest is not None:
        texts["min_value"] = texts["max_value"] = limits_sentence(lowest, highest)
    return texts


def set_error_texts(field: forms.Field, label: str, validators: Iterable[Any] = ()) -> None:
    """Give the field our texts, except where its author wrote one."""
    defaults: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        defaults |= getattr(kind, "default_error_messages", {})
    for code, text in error_texts(field, label, validators).items():
        if field.error_messages.get(code) == defaults.get(code):
            field.error_messages[code] = text
    field.validators = [
        TooLong(v.limit_value, label)
        if type(v) is MaxLengthValidator
        else TooShort(v.limit_value, label)
        if type(v) is MinLengthValidator
        else v
        for v in field.validators
    ]

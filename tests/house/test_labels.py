"""Labels of every box of every form: nouns, from which the sentences of errors are built so that each can be read."""

import copy
import importlib
import pkgutil
import re

import pytest
from django import forms as django_forms
from django.conf import settings

from libraries.web.forms.base import BaseForm
from libraries.web.forms.error_texts import set_error_texts

# With these a label is a verb or a piece of a sentence: "Nhập nhập lại …", "Chọn chuyển sang …", "Nhập bắt đầu lúc".
NO_NOUN = re.compile(
    r"^(nhập|chọn|chuyển|vào|lấy|gửi|sửa|thêm|xóa|ghi(?! chú)|dịch|thôi|tham gia|bắt đầu|kết thúc|có )\b"
    r"|^(trao|đến|từ|trả|không)\b"
    r"|\b(lúc|từ ngày|đến ngày|từ|tại|tính trên)$",
    re.IGNORECASE,
)
# Sections of a form that the law prescribes, by their own headings.
STATUTORY = ("awards.forms.ReportForm",)


def forms_of_the_product():
    for room in ("khoithidua", *settings.ROOMS):
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if re.search(r"\.(forms|views)(\.|$)", module.name):
                importlib.import_module(module.name)
    found, waiting = set(), [BaseForm]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.partition(".")[0] in ("khoithidua", *settings.ROOMS):
                found.add(kind)
    return sorted(found, key=lambda kind: (kind.__module__, kind.__qualname__))


def boxes():
    """(name, label, the sentence when it is left empty or "", field)."""
    for form in forms_of_the_product():
        for name, field in form.base_fields.items():
            given = f"{form.__module__}.{form.__qualname__}"
            one = copy.deepcopy(field)
            set_error_texts(one, str(one.label or name), ())
            yield given, name, str(field.label or ""), one.error_messages["required"] if one.required else "", one


BOXES = list(boxes())


def test_every_form_is_read():
    assert len(BOXES) > 150
    assert {given.partition(".")[0] for given, *_ in BOXES} >= {"awards", "conferences", "drafting", "pledges", "units"}


def test_every_label_begins_as_a_noun():
    wrong = {
        f"{given}.{name}": label
        for given, name, label, _, field in BOXES
        if given not in STATUTORY
        and not isinstance(field, django_forms.BooleanField)
        and (not label or label == name or not label[0].isupper() or NO_NOUN.search(label))
    }
    assert wrong == {}


def test_every_error_says_what_the_label_says():
    """ "Nhập …" or "Chọn …" with the label as a noun in the middle of a sentence; never one verb after another."""
    wrong = {}
    for given, name, label, sentence, field in BOXES:
        if not sentence or isinstance(field, django_forms.BooleanField):
            continue
        verb, _, rest = sentence.partition(" ")
        if (
            verb not in ("Nhập", "Chọn", "Nêu")
            or not sentence.endswith(".")
            or NO_NOUN.search(rest.rstrip("."))
            or rest.rstrip(".").casefold() != label.casefold()
        ):
            wrong[f"{given}.{name}"] = (label, sentence)
    assert wrong == {}


@pytest.mark.parametrize("label", ["Nhập lại mật khẩu", "Chuyển sang khối", "Bắt đầu lúc", "Trao tại", "Hiệu lực từ"])
def test_a_label_that_is_no_noun_is_seen(label):
    assert NO_NOUN.search(label)

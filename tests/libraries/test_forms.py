"""Forms answer every input with a Vietnamese sentence that says what to do; nothing typed is lost."""

import datetime as dt
from decimal import Decimal

import pytest
from crispy_forms.utils import render_crispy_form
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from libraries.web import forms
from tests.libraries.typed_forms import Conference, sentence, typed


def test_text_is_stored_as_nfc():
    form = typed(name="Ho\u0323\u0302i nghi\u0323")
    assert form.is_valid() and form.cleaned_data["name"] == "Hội nghị"


def test_length_is_counted_in_letters_not_in_marks():
    assert typed(name="e\u0302\u0323" * 200).is_valid()


def test_a_name_of_5000_letters():
    assert sentence(typed(name="ệ" * 5000), "name") == "Tên hội nghị có 5.000 ký tự, tối đa 200 ký tự."


def test_the_browser_does_not_cut_what_is_pasted():
    assert "maxlength" not in str(Conference()["name"])


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\ue123", "\ufffd", "\uffff", "\ud800", "\x85"])
def test_unreadable_characters_are_refused_and_the_page_can_still_be_shown(character):
    form = typed(name=f"Hội{character}nghị", note=f"x{character}y")
    assert sentence(form, "name").startswith("Có ký") and "sau chữ “Hội”" in sentence(form, "name")
    assert "note" in form.errors
    page = render_crispy_form(form)
    assert "Hội" in page
    page.encode()  # what was typed can be sent back


def test_lines_belong_into_large_boxes_only():
    assert typed(note="dòng 1\r\n\tdòng 2").is_valid()
    assert sentence(typed(name="Hội\nnghị"), "name") == "Ô này chỉ nhập một dòng. Xóa dấu xuống dòng."
    assert typed(name=" Hội nghị \n").is_valid()


@pytest.mark.parametrize("nothing", ["   ", "\u3164", "\u2800", "\u200b", "\u00ad\ufeff \u00a0", "\x0b"])
def test_what_is_invisible_is_empty(nothing):
    assert sentence(typed(name=nothing), "name") == "Nhập tên hội nghị."
    assert typed(note=nothing).fields["note"].clean(nothing) == ""


def test_what_word_puts_on_the_clipboard_is_taken_as_it_looks():
    form = typed(name="Hội\u00a0nghị\tsơ\x1ekết\x0b2026", note="\uf0b7\tMột\x0bHai\x1f ba")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == "Hội nghị sơ-kết 2026"
    assert form.cleaned_data["note"] == "- Một\nHai ba"


def test_a_password_stays_letter_by_letter_and_is_never_repeated():
    class Secret(forms.Form):
        word = forms.VnCharField(strip=False, widget=forms.PasswordInput)

    assert Secret({"word": "  hai  dấu\u00a0cách "}).fields["word"].clean("  hai  dấu cách ") == "  hai  dấu cách "
    assert Secret({"word": "e\u0302"}).data["word"] and Secret({"word": "e\u0302"}).is_valid()
    for secret in ("bí mật\x07", "bí\tmật", "bí mật\u200b"):
        form = Secret({"word": secret})
        assert not form.is_valid() and "mật" not in form.errors["word"][0]


def test_required():
    assert sentence(typed(name="   "), "name") == "Nhập tên hội nghị."


def test_a_choice_that_is_not_there():
    assert sentence(typed(kind="z"), "kind") == "Chọn một loại có trong danh sách."


@given(st.text(max_size=60))
def test_any_text_is_taken_or_answered(text):
    form = Conference({"name": text, "day": text, "until": text, "points": text, "people": text, "kind": text})
    form.is_valid()
    render_crispy_form(form).encode()
    assert all(message for messages in form.errors.values() for message in messages)


def test_the_summary_links_to_each_box():
    form = typed(name="", day="x", way="z")
    page = render_crispy_form(form)
    assert page.index("error-summary") < page.index('id="div_id_name"')
    assert '<a href="#id_name">Nhập tên hội nghị.</a>' in page
    assert '<a href="#id_day">Ngày họp: Ngày chưa đúng.' in page
    assert '<a href="#id_way_0">' in page and 'id="id_way_0"' in page
    assert 'aria-invalid="true"' in page and "<form" not in page and "csrfmiddlewaretoken" not in page


def test_an_author_may_say_it_better():
    class Signing(forms.Form):
        code = forms.VnCharField(label="Mã", error_messages={"required": "Nhập mã 6 chữ số trong ứng dụng."})

    assert Signing({}).errors["code"] == ["Nhập mã 6 chữ số trong ứng dụng."]


@isolate_apps("records")
def test_model_forms_use_our_fields():
    class Target(models.Model):
        title = models.CharField("Tên chỉ tiêu", max_length=5)
        due = models.DateField("Hạn")
        share = models.DecimalField(
            "Tỷ lệ", max_digits=5, decimal_places=2, validators=[MinValueValidator(0), MaxValueValidator(100)]
        )
        count = models.PositiveIntegerField("Số lượng")

        class Meta:
            app_label = "records"

        def __str__(self):
            return self.title

    class TargetForm(forms.ModelForm):
        class Meta:
            model = Target
            fields = ["title", "due", "share", "count"]

    form = TargetForm({"title": "Sáng kiến", "due": "31/02/2026", "share": "104,2", "count": "x"})
    assert form.errors == {
        "title": ["Tên chỉ tiêu có 9 ký tự, tối đa 5 ký tự."],
        "due": ["Tháng 02/2026 không có ngày 31. Ví dụ: 05/11/2026."],
        "share": ["Nhập từ 0 đến 100."],
        "count": ["Số chưa đúng. Nhập số nguyên, ví dụ: 12 hoặc 20.240.000."],
    }
    good = TargetForm({"title": "Vé", "due": "05/11/2026", "share": "98,75", "count": "1.045"})
    assert good.is_valid(), good.errors
    assert good.cleaned_data == {"title": "Vé", "due": dt.date(2026, 11, 5), "share": Decimal("98.75"), "count": 1045}

"""What two people wrote, side by side."""

import re

import pytest
from django.template.loader import render_to_string

from libraries.web import forms
from libraries.web.forms.editing import MOST_WORDS, both_marked
from libraries.web.voice import EDITED_ELSEWHERE


@pytest.mark.parametrize(
    ("theirs", "mine", "shown"),
    [
        ("Phòng 7", "Phòng 12", ("Phòng <mark>7</mark>", "Phòng <mark>12</mark>")),
        ("", "mới", ("", "<mark>mới</mark>")),
        ("<b>", "", ("<mark>&lt;b&gt;</mark>", "")),
        ("một hai ba", "một hai\n\nbốn ba", ("một hai ba", "một hai\n\n<mark>bốn</mark> ba")),
        ("hai dòng\ndưới", "hai dòng\ndưới", ("hai dòng\ndưới", "hai dòng\ndưới")),
    ],
)
def test_only_the_words_that_differ_are_marked(theirs, mine, shown):
    assert both_marked(theirs, mine) == shown


def test_a_very_long_text_is_shown_whole():
    long = "chữ " * (MOST_WORDS + 1)
    assert both_marked(long, "khác") == (long, "khác")


class Paper(forms.EditForm, forms.Form):
    title = forms.VnCharField(label="Tên")
    tone = forms.ChoiceField(label="Giọng", choices=[("a", "Trang trọng"), ("b", "Thân mật")])
    note = forms.VnCharField(label="Ghi chú", required=False, widget=forms.Textarea)


def test_both_texts_and_all_that_was_typed_with_the_new_revision():
    form = Paper({"title": "Tên của tôi", "tone": "b", "note": "như cũ", "revision": "1"}, revision=2)
    assert form.is_valid() and form.cleaned_data["revision"] == 1
    form.show_both(Paper(initial={"title": "Tên khác", "tone": "a", "note": "như cũ"}, revision=2), "Có người vừa lưu.")
    assert [one.label for one in form.both] == ["Tên", "Giọng"]
    assert form.both[1].theirs == "<mark>Trang trọng</mark>"
    page = render_to_string("components/both_texts.html", {"form": form}) + str(form["title"]) + str(form["revision"])
    assert EDITED_ELSEWHERE.title in page and "Có người vừa lưu." in page
    assert re.search(r'<button class="[^"]*">Lưu nội dung vừa nhập</button>\s*<a [^>]*href="">Dùng nội dung', page)
    assert "Tên của tôi" in page and 'name="revision" value="2"' in page and "như cũ" not in page


def test_who_stands_outside_of_the_form_leaves_the_buttons_to_it():
    form = Paper({"title": "Một", "tone": "b", "note": "", "revision": "1"}, revision=2)
    form.show_both(Paper(initial={"title": "Hai", "tone": "b"}, revision=2), "Có người vừa lưu.")
    page = render_to_string("components/both_texts.html", {"form": form, "asks_below": True})
    assert "Có người vừa lưu." in page and "<button" not in page

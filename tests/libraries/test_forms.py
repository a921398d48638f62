"""Forms answer every input with a Vietnamese sentence that says what to do; nothing typed is lost."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pikepdf
import pytest
from crispy_forms.utils import render_crispy_form
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import QueryDict
from django.test.utils import isolate_apps
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from PIL import Image

from libraries.web import forms
from libraries.web.forms.numbers import read_number


class Conference(forms.Form):
    name = django_forms.CharField(label="Tên hội nghị", max_length=200)
    note = django_forms.CharField(label="Nội dung", widget=django_forms.Textarea, required=False)
    day = forms.VnDateField(label="Ngày họp", required=False)
    until = forms.VnDateTimeField(label="Hạn góp ý", required=False, default_time=dt.time(17))
    points = forms.VnDecimalField(label="Điểm", min_value=0, max_value=80, required=False)
    people = forms.VnIntegerField(label="Số người", min_value=1, required=False)
    kind = django_forms.ChoiceField(label="Loại", choices=[("a", "Phát động"), ("b", "Tổng kết")], required=False)
    way = django_forms.ChoiceField(
        label="Cách bỏ phiếu",
        choices=[("o", "Công khai"), ("s", "Kín")],
        widget=django_forms.RadioSelect,
        required=False,
    )


def typed(**data):
    query = QueryDict(mutable=True)
    query.update({"name": "Hội nghị", **data})
    return Conference(query)


def sentence(form, field):
    assert not form.is_valid()
    return form.errors[field][0]


# ---- text ----
def test_text_is_stored_as_nfc():
    form = typed(name="Ho\u0323\u0302i nghi\u0323")
    assert form.is_valid() and form.cleaned_data["name"] == "Hội nghị"


def test_length_is_counted_in_letters_not_in_marks():
    assert typed(name="e\u0302\u0323" * 200).is_valid()


def test_a_name_of_5000_letters():
    assert sentence(typed(name="ệ" * 5000), "name") == "Tên hội nghị dài 5.000 chữ; tối đa 200 chữ."


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
    assert sentence(typed(name="Hội\nnghị"), "name") == "Ô này chỉ nhập một dòng. Bỏ chỗ xuống dòng."
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
        word = django_forms.CharField(strip=False, widget=django_forms.PasswordInput)

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


# ---- dates ----
@pytest.mark.parametrize(
    "text",
    ["05/11/2026", "5/11/2026", "5-11-2026", "05.11.2026", "05/11/26", "05112026", "2026-11-05", " 05 / 11 / 2026 "],
)
def test_dates_are_read_day_first(text):
    form = typed(day=text)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == dt.date(2026, 11, 5)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("hôm nào", "Chưa đọc được ngày. Nhập như 05/11/2026."),
        ("1112026", "Chưa đọc được ngày. Nhập như 05/11/2026."),
        ("０５/11/2026", "Chưa đọc được ngày. Nhập như 05/11/2026."),
        ("31/02/2026", "Tháng 02/2026 không có ngày 31. Nhập như 05/11/2026."),
        ("29/02/2027", "Tháng 02/2027 không có ngày 29. Nhập như 05/11/2026."),
        ("11/25/2026", "Không có tháng 25. Nhập ngày trước, tháng sau, như 05/11/2026."),
        ("05/11/0026", "Năm phải từ 1900 đến 2200. Nhập như 05/11/2026."),
    ],
)
def test_dates_that_are_none(text, answer):
    form = typed(day=text)
    assert sentence(form, "day") == answer
    assert text in render_crispy_form(form)


@pytest.mark.parametrize(
    "text",
    [
        "27/11/2026 17:00",
        "17:00 27/11/2026",
        "17:00 ngày 27/11/2026",
        "17h00 27/11/2026",
        "2026-11-27T17:00",
        "27/11/2026",
    ],
)
def test_moments_are_read_in_hai_phong(text):
    form = typed(until=text)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["until"] == dt.datetime(2026, 11, 27, 10, tzinfo=dt.UTC)


def test_an_hour_that_is_none():
    assert sentence(typed(until="27/11/2026 25:00"), "until") == "Không có giờ 25:00. Nhập như 05/11/2026 17:00."


def test_what_is_stored_is_shown_as_it_is_typed():
    form = Conference(
        initial={
            "day": dt.date(2026, 11, 5),
            "until": dt.datetime(2026, 11, 27, 10, tzinfo=dt.UTC),
            "points": Decimal("45.50"),
        }
    )
    page = str(form)
    assert 'value="05/11/2026"' in page and 'value="27/11/2026 17:00"' in page and 'value="45,5"' in page


# ---- numbers (docs/interface.md: Dates and numbers) ----
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("98,75", "98.75"), ("98.75", "98.75"), ("1.045,5", "1045.5"), ("1.045", "1045"), ("0.045", "0.045"),
        ("1045", "1045"), ("1045,5", "1045.5"), ("1,045.5", "1045.5"), ("20.240.000", "20240000"),
        ("1 045,5", "1045.5"),
        ("-3,5", "-3.5"), ("\u22123", "-3"), ("+4", "4"), ("0", "0"), ("1,045", "1.045"),
    ],
)  # fmt: skip
def test_numbers_as_they_are_typed(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "một", "1e5", "NaN", "Infinity", "1.04.5", "1.0455,3", "1,2,3", "--1", "1" * 41, "٣", "12%"]
)
def test_numbers_that_are_none(text):
    assert read_number(text) is None


def test_a_number_over_the_limit():
    assert sentence(typed(points="85"), "points") == "Nhập từ 0 đến 80."
    assert sentence(typed(points="-1"), "points") == "Nhập từ 0 đến 80."
    assert sentence(typed(people="0"), "people") == "Nhập từ 1 trở lên."
    assert sentence(typed(people="2,5"), "people") == "Chưa đọc được số. Nhập số nguyên như 12 hoặc 20.240.000."
    assert sentence(typed(points="7,125"), "points") == "Nhập tối đa 2 chữ số sau dấu phẩy."


def test_a_lone_dot_is_confirmed_back():
    form = typed(people="1.045", points="45,5")
    assert form.is_valid() and form.cleaned_data["people"] == 1045
    assert list(form.understood()) == [("Số người", "Đã hiểu là 1.045")]


def test_number_boxes_do_not_depend_on_the_browsers_language():
    page = str(Conference()["points"])
    assert 'type="text"' in page and 'inputmode="decimal"' in page


# ---- the page ----
def test_the_summary_links_to_each_box():
    form = typed(name="", day="x", way="z")
    page = render_crispy_form(form)
    assert page.index("error-summary") < page.index('id="div_id_name"')
    assert '<a href="#id_name">Nhập tên hội nghị.</a>' in page
    assert '<a href="#id_day">Ngày họp: Chưa đọc được ngày.' in page
    assert '<a href="#id_way_0">' in page and 'id="id_way_0"' in page
    assert 'aria-invalid="true"' in page and "<form" not in page and "csrfmiddlewaretoken" not in page


def test_an_author_may_say_it_better():
    class Signing(forms.Form):
        code = django_forms.CharField(label="Mã", error_messages={"required": "Nhập mã 6 chữ số trong ứng dụng."})

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
        "title": ["Tên chỉ tiêu dài 9 chữ; tối đa 5 chữ."],
        "due": ["Tháng 02/2026 không có ngày 31. Nhập như 05/11/2026."],
        "share": ["Nhập từ 0 đến 100."],
        "count": ["Chưa đọc được số. Nhập số nguyên như 12 hoặc 20.240.000."],
    }
    good = TargetForm({"title": "Vé", "due": "05/11/2026", "share": "98,75", "count": "1.045"})
    assert good.is_valid(), good.errors
    assert good.cleaned_data == {"title": "Vé", "due": dt.date(2026, 11, 5), "share": Decimal("98.75"), "count": 1045}


# ---- files ----
DTD = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


class Upload(forms.Form):
    file = forms.DocumentFileField(label="Tờ trình", max_megabytes=1)


def upload(name, content):
    return Upload({}, {"file": SimpleUploadedFile(name, content)})


def pdf(change=None) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        if change:
            change(document)
        document.save(out)
    return out.getvalue()


def word() -> bytes:
    out = io.BytesIO()
    document = WordDocument()
    document.add_paragraph("Tờ trình")
    document.save(out)
    return out.getvalue()


def excel() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def picture(kind, size=(20, 10)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind)
    return out.getvalue()


def changed_zip(content, add=(), replace=None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, (replace or {}).get(name, source.read(name)))
        for name, part in add:
            target.writestr(name, part)
    return out.getvalue()


def test_good_files_are_taken():
    cases = [
        ("a.pdf", pdf(), "pdf"),
        ("a.docx", word(), "docx"),
        ("a.xlsx", excel(), "xlsx"),
        ("a.PNG", picture("PNG"), "png"),
        ("ảnh.jpg", picture("JPEG"), "jpeg"),
    ]
    for name, content, kind in cases:
        form = upload(name, content)
        assert form.is_valid(), (name, form.errors)
        assert form.cleaned_data["file"].kind == kind and form.cleaned_data["file"].name == name


def open_with_page(document):
    document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])


def test_a_pdf_that_only_opens_on_page_one_is_taken():
    assert upload("a.pdf", pdf(open_with_page)).is_valid()


def script(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def nested_script(document):
    document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array()))


def launch(document):
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"),
    )  # fmt: skip
    document.pages[0].Annots = pikepdf.Array([link])


def attachment(document):
    document.attachments["x.exe"] = b"MZ"


@pytest.mark.parametrize("change", [script, nested_script, launch, attachment])
def test_a_pdf_that_acts_is_refused(change):
    assert "mã lệnh hoặc tệp đính kèm" in sentence(upload("a.pdf", pdf(change)), "file")


EXTERNAL = b"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"
Target="http://evil.example/x" TargetMode="External"/></Relationships>"""


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"", "Tệp này rỗng"),
        ("a.pdf", b"%PDF-1.7 rubbish", "Không mở được tệp PDF"),
        ("a.pdf", b"MZ\x90\x00", "không phải là PDF, Word"),
        ("a.pdf", b"<html><script>alert(1)</script>", "không phải là PDF, Word"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "không phải là PDF, Word"),
        ("a.pdf", picture("PNG"), "Nội dung tệp “a.pdf” là ảnh PNG nhưng tên không có đuôi .png"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50, "Không mở được ảnh"),
        ("a.jpg", picture("JPEG")[:100], "Không mở được ảnh"),
        ("a.gif", picture("GIF"), "không phải là PDF, Word"),
        ("a.docx", b"PK\x03\x04rubbish", "không phải là PDF, Word"),
        ("a.docx", word()[:-200], "không phải là PDF, Word"),
        ("a.docx", changed_zip(word(), [("word/vbaProject.bin", b"x")]), "macro"),
        ("a.docx", changed_zip(word(), [("../../etc/passwd", b"x")]), "Không mở được tệp Word"),
        ("a.docx", changed_zip(word(), replace={"word/document.xml": b"<a><b>"}), "Không mở được tệp Word"),
        ("a.docx", changed_zip(word(), replace={"word/document.xml": DTD}), "Không mở được tệp Word"),
        ("a.docx", changed_zip(word(), [("word/_rels/x.rels", EXTERNAL % b"oleObject")]), "bên ngoài"),
        ("a.xlsx", changed_zip(excel(), [("xl/bomb.bin", b"0" * 60_000_000)]), "nén quá nhiều"),
        ("a.pdf", pdf() + b"0" * 1_200_000, "Tệp nặng 1,1 MB; tối đa 1 MB"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value[:24],
)  # fmt: skip
def test_bad_files_are_refused_with_a_sentence(name, content, words):
    assert words in sentence(upload(name, content), "file")


def test_an_ordinary_link_in_a_word_file_is_no_danger():
    assert upload("a.docx", changed_zip(word(), [("word/_rels/x.rels", EXTERNAL % b"hyperlink")])).is_valid()


def test_a_picture_is_drawn_anew():
    """What hides behind the picture, and where it was taken, does not come in."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "bí mật"
    Image.new("RGB", (20, 10), "red").save(out, "JPEG", exif=exif)
    form = upload("a.jpg", out.getvalue() + b"<script>")
    assert form.is_valid(), form.errors
    content = form.cleaned_data["file"].read()
    assert b"<script>" not in content and not Image.open(io.BytesIO(content)).getexif()


def test_too_many_pixels():
    out = io.BytesIO()
    Image.new("1", (8000, 6000)).save(out, "PNG")
    assert "tối đa 40 triệu điểm ảnh" in sentence(upload("a.png", out.getvalue()), "file")


def test_a_locked_pdf():
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert sentence(upload("a.pdf", out.getvalue()), "file") == "Tệp PDF có mật khẩu. Bỏ mật khẩu rồi gửi lại."


def test_names_come_without_folders():
    form = upload("C:\\ho so\\to trinh.pdf", pdf())
    assert form.is_valid() and form.cleaned_data["file"].name == "to trinh.pdf"


@given(st.binary(max_size=400), st.sampled_from([b"%PDF-", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b""]))
def test_any_bytes_are_answered(content, head):
    form = upload("a.pdf", head + content)
    assert not form.is_valid() and form.errors["file"]

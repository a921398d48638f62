"""Files handed in: what is taken, and the sentence for what is not."""

import io
import zipfile

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from PIL import Image

from libraries.foreign_files.inside.main import work
from libraries.foreign_files.inside.refused import Refused
from libraries.foreign_files.kinds import kind_of_bytes
from libraries.foreign_files.refusals import SENTENCES
from libraries.web import forms
from tests.libraries.typed_forms import sentence

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
    assert sentence(upload("a.pdf", out.getvalue()), "file") == "Tệp PDF có mật khẩu. Gỡ mật khẩu rồi gửi lại."


def test_names_come_without_folders():
    form = upload("C:\\ho so\\to trinh.pdf", pdf())
    assert form.is_valid() and form.cleaned_data["file"].name == "to trinh.pdf"


@given(st.binary(max_size=400), st.sampled_from([b"%PDF-", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]))
def test_any_bytes_are_refused_by_a_known_code(content, head):
    """What the child does, here in this process: a child for each of hundreds would take minutes."""
    with pytest.raises(Refused) as refusal:
        list(work("clean", head + content, {"kind": kind_of_bytes(head + content)}))
    assert str(refusal.value) in SENTENCES

"""The one door for foreign files: what is hostile is refused, what is heavy is stopped by the limits."""

import datetime
import io
import os
import socket
import subprocess
import sys
import zipfile

import pikepdf
import pytest
from docx import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook

from libraries import foreign_files
from libraries.foreign_files import FileRefused, Limits, Sheet, limits
from tests.libraries.test_uploads import changed_zip, excel, pdf, word
from tests.support.hostile_files import nested_forms, packed_zeros

ROOMY = Limits(seconds=60, wall_seconds=90, megabytes=4096)


def refusal(content: bytes, look=foreign_files.clean, **options) -> str:
    with pytest.raises(FileRefused) as refused:
        look(content, **options)
    return refused.value.code


# --- Heavy files -----------------------------------------------------------------------------------------------------


def test_a_small_file_that_takes_gigabytes_to_draw_is_refused():
    """Two kilobytes held a web process for minutes, with nine gigabytes of memory."""
    bomb = nested_forms(9)
    assert len(bomb) < 3000 and foreign_files.clean(bomb).pages == 1
    assert refusal(bomb, foreign_files.draw) == "cannot_draw"


@pytest.mark.slow
def test_it_is_the_limit_that_stops_it():
    """The control: a smaller one of the same make is refused within the limits and drawn without them."""
    bomb = nested_forms(6)
    assert refusal(bomb, foreign_files.draw, limits=Limits(seconds=2)) == "cannot_draw"
    assert len(foreign_files.draw(bomb, limits=ROOMY)) == 1


def test_what_grows_without_bounds_is_refused():
    bomb = packed_zeros(300)
    assert len(bomb) < 3000
    assert refusal(bomb) == "bomb"


def test_the_memory_is_bounded():
    """The control: without the limit of memory the same answer comes."""
    assert refusal(pdf(), limits=Limits(megabytes=40)) == "too_heavy"
    assert foreign_files.clean(pdf(), limits=ROOMY).pages == 1


def test_a_page_that_cannot_be_drawn_stops_at_its_number():
    with pikepdf.new() as document:
        for _ in range(3):
            document.add_blank_page()
        out = io.BytesIO()
        document.save(out)
    assert len(foreign_files.draw(out.getvalue())) == 3
    assert len(foreign_files.draw(out.getvalue(), first=2, last=2, width=200)) == 1


# --- One file is one thing -------------------------------------------------------------------------------------------


def test_a_signed_scan_with_a_few_bytes_before_its_header_is_taken_unchanged():
    content = b"wrongly decoded data\n" + pdf()
    cleaned = foreign_files.clean(content)
    assert (cleaned.kind, cleaned.content) == ("pdf", content)
    assert len(foreign_files.draw(content)) == 1


def test_a_header_too_far_inside_is_none():
    assert refusal(b" " * 1100 + pdf()) == "kind"


@pytest.mark.parametrize("before", [b"MZ", b"<html><body>", b"\n <script>", b"GIF89a", b"#!/bin/sh\n"])
def test_a_pdf_that_begins_like_something_else_is_refused(before):
    assert refusal(before + pdf()) == "two_kinds"


def test_a_pdf_that_is_a_zip_too_is_refused():
    out = io.BytesIO(pdf())
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("macro.vbs", b"x")
    assert refusal(out.getvalue()) == "two_kinds"


def test_a_package_with_something_before_after_or_twice_is_refused():
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = changed_zip(word(), [("word/document.xml", b"<a/>")])
    for content in (word() + b"MZ", twice):
        assert refusal(content) == "two_kinds"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a", b"%PDF-1.7")
        package.writestr("[Content_Types].xml", b"<a/>")
        package.writestr("word/document.xml", b"<a/>")
    assert refusal(out.getvalue()) == "two_kinds"


def test_old_office_files_are_told_what_to_do():
    with pytest.raises(FileRefused, match=r"lưu thành \.docx"):
        foreign_files.clean(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


# --- What acts inside Office files -----------------------------------------------------------------------------------

RELATION = b"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"%s/>
</Relationships>"""
EXTERNAL = b' TargetMode="External"'


def with_field(*runs: str) -> bytes:
    """A Word file with a complex field; "{" and "}" begin and end one, "|" separates."""
    made, out = WordDocument(), io.BytesIO()
    paragraph = made.add_paragraph()
    for run in runs:
        kind = {"{": "begin", "|": "separate", "}": "end"}.get(run)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = run
        paragraph.add_run()._r.append(element)
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "runs",
    [
        ("{", ' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" ', "|", "}"),
        ("{", " DD", "EA", "UTO x ", "|", "}"),
        ("{", ' INCLUDEPICTURE "http://qx.example/a.png" ', "}"),
        ("{", ' "DDE" x', "}"),
        ("{", " ", "{", " QUOTE 68 68 69 ", "|", "DDE", "}", " x", "|", "}"),
    ],
)
def test_a_field_that_acts_is_refused(runs):
    assert refusal(with_field(*runs)) == "acting_field"


def test_ordinary_fields_are_taken():
    assert foreign_files.clean(
        with_field("{", " PAGE ", "|", "}", "{", " TOC \\o ", "|", "{", " PAGEREF x ", "|", "}", "}")
    )


@pytest.mark.parametrize(
    ("kind", "target", "mode", "code"),
    [
        (b"oleObject", b"embeddings/a.bin", b"", "object"),
        (b"aFChunk", b"a.html", b"", "chunk"),
        (b"subDocument", b"a.docx", EXTERNAL, "chunk"),
        (b"image", b"http://qx.example/a.png", EXTERNAL, "outside"),
        (b"hyperlink", b"file://server/share", EXTERNAL, "outside"),
        (b"vbaProject", b"vba.bin", b"", "macro"),
    ],
)
def test_relations_that_bring_something_in_are_refused(kind, target, mode, code):
    assert refusal(changed_zip(word(), [("word/_rels/x.rels", RELATION % (kind, target, mode))])) == code


def test_an_object_lying_inside_is_refused():
    assert refusal(changed_zip(word(), [("word/embeddings/oleObject1.bin", b"MZ")])) == "object"
    # The numbers of a chart are a workbook, and only that.
    assert foreign_files.clean(changed_zip(word(), [("word/embeddings/Sheet1.xlsx", excel())])).kind == "docx"
    assert refusal(changed_zip(word(), [("word/embeddings/Sheet1.xlsx", b"MZ")])) == "object"


def test_the_address_of_a_template_is_taken_out():
    """Word writes the template's place on its own machine into the file: nobody's fault, and nobody's business."""
    name = "word/_rels/settings.xml.rels"
    content = changed_zip(word(), [(name, RELATION % (b"attachedTemplate", b"file:///C:/a/Normal.dotm", EXTERNAL))])
    cleaned = foreign_files.clean(content)
    with zipfile.ZipFile(io.BytesIO(cleaned.content)) as package:
        assert b"Normal.dotm" not in package.read(name)
    assert foreign_files.paragraphs(cleaned.content) == ("Tờ trình",)


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ('=WEBSERVICE("http://qx.example/")', "acting_field"),
        ("=cmd|'/c calc'!A1", "acting_field"),
        ("='[1]Sheet1'!A1", "outside"),
    ],
)
def test_formulas_that_act_are_refused(formula, code):
    book, out = Workbook(), io.BytesIO()
    book.active["A1"] = formula
    book.save(out)
    assert refusal(out.getvalue()) == code


# --- Workbooks -------------------------------------------------------------------------------------------------------


def test_a_workbook_is_read_as_values():
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    sheet.title = "Đơn vị"
    sheet.append(["STT", "Họ và tên", "Ngày sinh"])
    sheet.append([1.0, "  Nguyễn Văn Minh ", datetime.datetime(1980, 5, 19)])
    sheet.append([])
    sheet.append([2.5, None, True])
    sheet["Z900"].number_format = "0"  # formatted, and empty
    book.save(out)
    assert foreign_files.sheets(out.getvalue()) == (
        Sheet(
            "Đơn vị",
            (
                ("STT", "Họ và tên", "Ngày sinh"),
                (1, "Nguyễn Văn Minh", datetime.datetime(1980, 5, 19)),
                (None, None, None),
                (2.5, None, True),
            ),
        ),
    )


def test_too_many_rows_are_refused():
    book, out = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for number in range(5_002):
        sheet.append([number])
    book.save(out)
    assert refusal(out.getvalue(), foreign_files.sheets) == "too_many_cells"


# --- The child -------------------------------------------------------------------------------------------------------


@pytest.fixture
def listening():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_the_child_has_nothing_of_ours(monkeypatch, tmp_path, listening):
    """No environment, no open file of ours, no file it could write, and no network where that can be taken away."""
    monkeypatch.setenv("SECRET_KEY", "qx-secret")
    with open(tmp_path / "ours", "w") as ours:
        os.set_inheritable(ours.fileno(), True)
        answer = limits.ask("probe", b"", {"folder": str(tmp_path), "port": listening}, Limits())
    found = answer.facts
    assert "SECRET_KEY" not in found["environment"] and set(found["environment"]) <= KNOWN_NAMES
    assert found["descriptors"] <= 4 and not found["wrote"]
    assert not found["connected"] or not may_leave_the_network()


KNOWN_NAMES = {"PYTHONUTF8", "LANG", "PYTHONDONTWRITEBYTECODE", "LC_CTYPE"}


def may_leave_the_network() -> bool:
    """Some systems let nobody but root make a network of their own."""
    code = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(0x50000000) != 0)"
    return subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

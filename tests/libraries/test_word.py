"""The Word file of a paper, opened again as Word would: same elements, same numbers, real tracked changes."""

import io
import zipfile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from libraries.printing.paper import (
    Annex,
    Cell,
    Column,
    PageBreak,
    Paper,
    PaperTooHeavy,
    Paragraph,
    Redline,
    Section,
    Table,
)
from libraries.printing.word import ORDER, REDLINE_AUTHOR, paper_to_docx
from tests.libraries.test_paper import CODE, pledge, redline, regulation, response_table


def opened(paper):
    return docx.Document(io.BytesIO(paper_to_docx(paper)))


def everything(document) -> str:
    body = document.element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t"), qn("w:delText")))


def test_page_and_face():
    document = opened(regulation())
    page = document.sections[0]
    sides = (
        page.top_margin,
        page.bottom_margin,
        page.left_margin,
        page.right_margin,
        page.page_width,
        page.page_height,
    )
    assert [round(side.mm) for side in sides] == [20, 20, 30, 15, 210, 297]
    normal = document.styles["Normal"]
    assert normal.font.size == Pt(14)
    for style in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        fonts = document.styles[style].element.rPr.rFonts
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
        assert fonts.get(qn("w:asciiTheme")) is None
    language = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "vi-VN"


def test_elements_of_the_head():
    document = opened(regulation())
    head = document.tables[0]
    agency, nation = head.rows[0].cells
    assert agency.text.split("\n")[:2] == ["THÀNH PHỐ HẢI PHÒNG", "KHỐI THI ĐUA DOANH NGHIỆP 2"]
    superior, issuer = agency.paragraphs[:2]
    assert not superior.runs[0].font.bold
    assert issuer.runs[0].font.bold
    assert nation.text.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc")
    assert head.rows[1].cells[0].text == "Số: 05/QC-KTĐ"
    assert head.rows[1].cells[1].text == "Hải Phòng, ngày 02 tháng 7 năm 2020"
    assert head.rows[1].cells[1].paragraphs[0].runs[0].font.italic
    assert head._tbl.tblPr.find(qn("w:tblBorders")) is None
    for cell in (agency, nation):  # the rules
        assert cell.paragraphs[-1]._p.pPr.find(qn("w:pBdr")) is not None
        assert cell.paragraphs[-1].paragraph_format.left_indent > Mm(5)


def test_page_number_is_a_field_and_not_on_page_one():
    page = opened(regulation()).sections[0]
    assert page.different_first_page_header_footer
    assert "PAGE" in [node.text for node in page.header._element.iter(qn("w:instrText"))]
    assert not list(page.first_page_header._element.iter(qn("w:instrText")))
    assert "DỮ LIỆU MẪU" in page.header.paragraphs[0].text
    assert "DỮ LIỆU MẪU" in page.first_page_header.paragraphs[0].text
    assert "ABCD 2345" in page.first_page_footer.paragraphs[0].text
    assert "DỮ LIỆU MẪU" not in opened(regulation(sample=False)).sections[0].header.paragraphs[0].text


def test_outline_is_made_of_headings():
    document = opened(regulation())
    outline = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert outline[0] == ("Title", "QUY CHẾ\nHoạt động của Khối thi đua Doanh nghiệp 2")
    # As typed, and shown in capitals: a text that comes back from Word keeps its small letters.
    assert outline[1] == ("Heading 1", "Chương I\nQuy định về tổ chức")
    assert outline[2] == ("Heading 3", "Điều 1. Nguyên tắc hoạt động")
    assert sum(style == "Heading 3" for style, _ in outline) == 12


def test_end_mark_recipients_and_signer():
    document = opened(regulation())
    assert [p.text for p in document.paragraphs if p.text][-1].endswith("khen thưởng./.")
    recipients, signer = document.tables[-1].rows[0].cells
    assert recipients.text == "Nơi nhận:\n- Các đơn vị thành viên;\n- Lưu: VT."
    assert recipients.paragraphs[0].runs[0].font.size == Pt(12)
    assert recipients.paragraphs[1].runs[0].font.size == Pt(11)
    assert signer.text.split() == ["TM.", "KHỐI", "THI", "ĐUA", "KHỐI", "TRƯỞNG", "Hà", "Quang", "Thắng"]


def test_properties_and_no_clock():
    first, second = paper_to_docx(regulation()), paper_to_docx(regulation())
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    properties = docx.Document(io.BytesIO(first)).core_properties
    assert properties.title == "Quy chế Hoạt động của Khối thi đua Doanh nghiệp 2"
    assert properties.language == "vi-VN"
    assert properties.keywords == f"ktd:{CODE}"
    assert properties.created.isoformat().startswith("2020-07-02")


def test_table_repeats_its_head_and_spans():
    document = opened(response_table())
    page = document.sections[0]
    assert page.orientation == WD_ORIENT.LANDSCAPE
    assert [round(side.mm) for side in (page.page_width, page.page_height)] == [297, 210]
    table = document.tables[1]
    assert len(table.rows) == 14
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.tc_lst[0].grid_span == 4
    assert [cell.text for cell in table.rows[0].cells][:2] == ["ĐIỀU, KHOẢN", "CHỦ THỂ"]
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
    assert sum(widths) == pytest.approx(252 / 25.4 * 1440, abs=4)


def test_changes_are_tracked_one_by_one():
    paper = Paper(
        issuer="Khối",
        date=regulation().date,
        body=[
            redline(),
            Redline([("insert", "Khoản mới.")]),
            Redline([("delete", "Khoản cũ.")]),
            Redline([("equal", "Điều 2. "), ("insert", "Mới")], look="article"),
            Table([Column("a"), Column("b")], [(redline(), Cell(redline(), align="center"))]),
        ],
    )
    body = opened(paper).element.body
    runs = [change for change in body.iter(qn("w:ins"), qn("w:del")) if len(change)]
    marks = [change for change in body.iter(qn("w:ins"), qn("w:del")) if not len(change)]
    assert [change.tag.rpartition("}")[2] for change in runs] == [
        "del",
        "ins",
        "ins",
        "del",
        "ins",
        "del",
        "ins",
        "del",
        "ins",
    ]
    assert [change.tag.rpartition("}")[2] for change in marks] == [
        "ins",
        "del",
    ]  # marks of the new and the gone paragraph
    numbers = [change.get(qn("w:id")) for change in (*runs, *marks)]
    assert len(set(numbers)) == len(numbers)
    assert {change.get(qn("w:author")) for change in runs} == {REDLINE_AUTHOR}
    assert {change.get(qn("w:date")) for change in runs} == {"2020-07-02T00:00:00Z"}
    assert [node.text for node in runs[0].iter(qn("w:delText"))] == ["tập trung;"]
    assert not list(runs[0].iter(qn("w:t")))


def test_accepting_or_refusing_the_changes_gives_the_two_texts():
    body = opened(Paper(issuer="Khối", body=[redline()])).element.body
    new = "".join(node.text for node in body.iter(qn("w:t")))
    old = "".join(
        node.text or ""
        for node in body.iter(qn("w:t"), qn("w:delText"))
        if not any(parent.tag == qn("w:ins") for parent in node.iterancestors())
    )
    assert new.endswith("Nguyên tắc tự nguyện; <b>")
    assert old.endswith("Nguyên tắc tập trung; <b>")


def test_signature_grid_is_a_table_of_equal_cells():
    grid = opened(pledge()).tables[1]
    assert (len(grid.rows), len(grid.columns)) == (3, 3)
    for number, cell in enumerate((cell for row in grid.rows for cell in row.cells), start=1):
        unit, post, room, name = cell.paragraphs
        assert (unit.text.replace("\xa0", " "), post.text, name.text) == (
            f"ĐƠN VỊ SỐ {number}",
            "GIÁM ĐỐC",
            "Nguyễn Văn Hòa",
        )
        assert 22 <= room.paragraph_format.line_spacing.mm < 24  # the box and a little air


def test_draft_note_is_boxed():
    note = opened(pledge()).tables[0].rows[1].cells[0]
    assert "DỰ THẢO" in note.text
    assert list(note._tc.iter(qn("w:bdr")))


def test_all_shapes_and_odd_texts_open_again():
    odd = "a\x00b <w:p> &amp; 漢字 😀 \ud800 dòng 1\ndòng 2\tx"
    paper = Paper(
        issuer=odd,
        subject=odd,
        addressees=["Một", "Hai"],
        attached_to="(Kèm theo)",
        authority="Chủ tịch",
        body=[
            Section("Mục 1", odd),
            Paragraph(odd, align="center"),
            PageBreak(),
            Annex("Phụ lục I", odd, "(Kèm)"),
            redline(look="chapter"),
        ],
        recipients=[odd],
        ends_with_mark=True,
    )
    text = everything(opened(paper))
    assert "ab <w:p> &amp; 漢字 😀" in text
    assert "PHỤ LỤC" not in text
    assert "V/v ab" in text


@pytest.mark.parametrize("paper", [regulation(), response_table(), pledge()], ids=["regulation", "table", "pledge"])
def test_properties_stand_in_the_order_word_wants(paper):
    with zipfile.ZipFile(io.BytesIO(paper_to_docx(paper))) as archive:
        from lxml import etree

        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                for tag, order in ORDER.items():
                    places = {qn(f"w:{child}"): place for place, child in enumerate(order.split())}
                    for properties in etree.fromstring(archive.read(name)).iter(qn(f"w:{tag}")):
                        found = [places[child.tag] for child in properties if child.tag in places]
                        assert found == sorted(found)
                        assert len(set(found)) == len(found)


def test_monsters_are_refused_with_a_sentence():
    with pytest.raises(PaperTooHeavy, match="quá mức"):
        paper_to_docx(Paper(issuer="Khối", body=[Paragraph("a" * 1_000_000)]))


def test_a_thousand_rows_are_written():
    rows = [("thi đua yêu nước",) * 4] * 1_000
    content = paper_to_docx(Paper(issuer="Khối", body=[Table([Column("a")] * 4, rows)]))
    assert max(len(table.rows) for table in docx.Document(io.BytesIO(content)).tables) >= 1_000


def test_an_annex_follows_the_signature_on_a_page_of_its_own():
    document = opened(regulation(annexes=[Annex("Phụ lục", "Danh sách"), Paragraph("Dòng của phụ lục")]))
    order = [line.text for line in document.paragraphs if line.text]
    assert order[-2:] == ["Phụ lục\nDanh sách", "Dòng của phụ lục"]
    annex = next(line for line in document.paragraphs if line.text.startswith("Phụ lục"))
    assert [run.font.all_caps for run in annex.runs if "Danh sách" in run.text] == [True]
    assert annex.paragraph_format.page_break_before
    places = [place for place, node in enumerate(document.element.body) if node.tag == qn("w:tbl")]
    assert document.element.body.index(annex._p) > places[-1]


def test_rows_of_signers_are_kept_together():
    grid = opened(pledge()).tables[1]
    kept = [all(line.paragraph_format.keep_with_next for c in row.cells for line in c.paragraphs) for row in grid.rows]
    assert kept == [True, True, False]

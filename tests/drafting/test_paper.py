"""A content as pieces of an administrative document, and two contents as one with changes."""

from drafting.documents.paper import kind_and_subject, redline_blocks, text_blocks
from libraries.printing.paper import Article, Chapter, Clause, Paragraph, Point, Redline, Section


def row(kind, label="", heading="", body="", key=None, parent=None):
    return {
        "key": key or f"{kind}{label}{body}", "parent": parent, "kind": kind, "label": label, "citation": "",
        "heading": heading, "body": body, "depth": 0,
    }  # fmt: skip


CONTENT = [
    row("paragraph", body="Mở đầu."),
    row("chapter", "Chương I", "Quy định chung"),
    row("section", "Mục 1", "Tổ chức"),
    row("article", "Điều 1.", "Phạm vi", "Dòng một.\nDòng hai."),
    row("article", "Điều 2.", "Nguyên tắc"),
    row("clause", "1.", body="Khoản một.\n\nVẫn khoản một."),
    row("point", "a)", body="điểm a;"),
]


def test_every_kind_has_its_block():
    assert text_blocks(CONTENT) == (
        Paragraph("Mở đầu."),
        Chapter("Chương I", "Quy định chung"),
        Section("Mục 1", "Tổ chức"),
        Article("Điều 1.", "Phạm vi"),
        Paragraph("Dòng một."),
        Paragraph("Dòng hai."),
        Article("Điều 2.", "Nguyên tắc"),
        Clause("1.", "Khoản một."),
        Paragraph("Vẫn khoản một."),
        Point("a)", "điểm a;"),
    )


def test_an_only_clause_is_a_paragraph():
    assert text_blocks([row("clause", body="Khoản một.\nVẫn vậy.")]) == (Paragraph("Khoản một."), Paragraph("Vẫn vậy."))


def test_an_unchanged_text_has_no_tracked_change():
    assert redline_blocks(CONTENT, CONTENT) == text_blocks(CONTENT)


def test_changes_are_marked_where_they_are():
    new = [dict(piece) for piece in CONTENT[:-1]]
    new[4]["label"] = "Điều 3."
    new[5]["body"] = "Khoản thứ nhất."
    blocks = redline_blocks(CONTENT, new)
    assert blocks[:6] == text_blocks(CONTENT)[:6]
    assert blocks[6] == Redline(
        (("delete", "Điều 2."), ("insert", "Điều 3."), ("equal", " Nguyên tắc")), look="article"
    )
    assert blocks[8] == Redline((("delete", "a) điểm a;"),))


def test_a_new_chapter_in_capitals():
    blocks = redline_blocks([], [row("chapter", "Chương I", "Quy định chung")])
    assert blocks == (Redline((("insert", "Chương I\nQUY ĐỊNH CHUNG"),), look="chapter"),)


def test_title_and_subject():
    assert kind_and_subject("Quy chế", "Quy chế hoạt động của Khối") == ("Quy chế", "hoạt động của Khối")
    assert kind_and_subject("Quy chế", "QUY CHẾ hoạt động") == ("Quy chế", "hoạt động")
    assert kind_and_subject("Quy chế", "Quy chế") == ("Quy chế", "Quy chế")
    assert kind_and_subject("Giao ước thi đua", "Cam kết năm 2020") == ("Giao ước thi đua", "Cam kết năm 2020")

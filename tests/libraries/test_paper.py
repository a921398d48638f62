"""The description of a document, before anything is drawn. The sample papers here serve the PDF and Word tests too."""

import datetime
import unicodedata

import pytest

from libraries.printing.paper import (
    Annex,
    Article,
    Cell,
    Chapter,
    Clause,
    Column,
    Paper,
    Paragraph,
    Point,
    Redline,
    Signature,
    SignatureCell,
    SignatureGrid,
    Table,
    weight_objection,
)
from libraries.text import printable

DAY = datetime.date(2020, 7, 2)
CODE, ADDRESS = "ABCD2345EFGH6789JKLM", "https://thidua.example/xac-minh/ABCD2345EFGH6789JKLM/"
LONG = (
    "Khối thi đua hoạt động theo nguyên tắc tự nguyện, bình đẳng, công khai, dân chủ và đồng thuận; phát huy vai trò "
    "của từng đơn vị thành viên trong việc tổ chức các phong trào thi đua yêu nước gắn với nhiệm vụ được giao."
)


def regulation(**changes) -> Paper:
    """Three chapters over at least three pages."""
    body = []
    for number in range(1, 13):
        if number % 4 == 1:
            body.append(Chapter(f"Chương {['I', 'II', 'III'][number // 4]}", "Quy định về tổ chức"))
        body += [
            Article(f"Điều {number}", "Nguyên tắc hoạt động"),
            Clause("1.", LONG),
            Clause("2.", LONG, title="Trách nhiệm của Khối trưởng"),
            Point("đ)", "Tổng hợp, trình hồ sơ đề nghị khen thưởng."),
        ]
    given = {
        "superior": "Thành phố Hải Phòng",
        "issuer": "Khối thi đua Doanh nghiệp 2",
        "number": "05/QC-KTĐ",
        "place": "Hải Phòng",
        "date": DAY,
        "kind": "Quy chế",
        "subject": "Hoạt động của Khối thi đua Doanh nghiệp 2",
        "legal_basis": ["Căn cứ Luật Thi đua, khen thưởng", "Căn cứ Quyết định của Ủy ban nhân dân thành phố;"],
        "body": body,
        "signatures": [Signature(["TM. Khối thi đua", "Khối trưởng"], "Hà Quang Thắng", box="khoi-truong")],
        "recipients": ["Các đơn vị thành viên;", "- Lưu: VT"],
        "sample": True,
        "verification": (CODE, ADDRESS),
        "ends_with_mark": True,
    }
    return Paper(**given | changes)


def response_table(rows: int = 12) -> Paper:
    """Landscape, four columns, cells long enough to be torn over pages."""
    head = [Column("ĐIỀU, KHOẢN", 14), Column("CHỦ THỂ", 18), Column("GÓP Ý", 34, "justify"), Column("GIẢI TRÌNH", 34)]
    content = [(Cell("1. Đối với dự thảo Quy chế", bold=True, colspan=4),)]
    content += [
        (f"Điều {n}", "Hoa tiêu hàng hải Khu vực II", LONG * (1 + n % 5), redline()) for n in range(1, rows + 1)
    ]
    return Paper(
        issuer="Khối thi đua Doanh nghiệp 2",
        kind="Bảng tổng hợp ý kiến",
        landscape=True,
        body=[Table(head, content, "Kết quả")],
    )


def redline(**look) -> Redline:
    return Redline(
        [("equal", "Nguyên tắc "), ("delete", "tập trung;"), ("insert", "tự nguyện;"), ("equal", " <b>")], **look
    )


def pledge(units: int = 9) -> Paper:
    cells = [SignatureCell(f"Đơn vị số {n}", "Giám đốc", "Nguyễn Văn Hòa", f"don-vi-{n}") for n in range(1, units + 1)]
    return Paper(
        issuer="Khối thi đua Doanh nghiệp 2",
        kind="Bản giao ước thi đua",
        subject="Năm 2020",
        note_box="Dự thảo",
        date=DAY,
        place="Hải Phòng",
        body=[Paragraph("Chúng tôi thống nhất ký kết giao ước."), SignatureGrid.of(cells, box_width=48, box_height=22)],
    )


def test_a_cell_over_several_columns_has_no_title_and_says_how_many():
    table = Table([Column("TT"), Column("Chỉ tiêu")], [(Cell("Năm 2019", colspan=2),), ("1", "Tàu")])
    assert table.titled_rows == [[("", "Năm 2019", 2)], [("TT", "1", 1), ("Chỉ tiêu", "Tàu", 1)]]


def test_all_text_is_composed_and_printable():
    decomposed = unicodedata.normalize("NFD", "Điều ước Ặ")
    paper = Paper(
        issuer=decomposed, body=[Paragraph("a\x00b\x0bc\u202ed\ud800e\r\nf"), Table([Column("x\x07")], [("y\x1b",)])]
    )
    assert paper.issuer == "Điều ước Ặ"
    assert paper.body[0].text == "abcde\nf"
    assert paper.body[1].columns[0].title == "x"
    assert paper.body[1].rows == (("y",),)
    assert printable("a\tb\u00a0c\nd") == "a\tb\u00a0c\nd"


def test_legal_basis_and_recipients_are_punctuated_as_the_decree_wants():
    paper = regulation()
    assert paper.legal_basis_lines == (
        "Căn cứ Luật Thi đua, khen thưởng;",
        "Căn cứ Quyết định của Ủy ban nhân dân thành phố.",
    )
    assert paper.recipient_lines == ("- Các đơn vị thành viên;", "- Lưu: VT.")


def test_date_line_leaves_room_for_an_open_date():
    assert regulation().place_and_date == "Hải Phòng, ngày 02 tháng 7 năm 2020"
    assert regulation(date=None).place_and_date.split() == ["Hải", "Phòng,", "ngày", "tháng", "năm"]


@pytest.mark.parametrize(
    ("last", "end"),
    [
        (Paragraph("Quy chế có hiệu lực."), "hiệu lực./."),
        (Clause("2.", "Thi hành;"), "Thi hành./."),
        (redline(), "./."),
        (Table([Column("a")], [("b",)]), "./."),
    ],
)
def test_end_mark_follows_the_last_words(last, end):
    block = Paper(issuer="Khối", body=[last], ends_with_mark=True).finished_body[-1]
    assert (block.ops[-1][1] if isinstance(block, Redline) else block.text).endswith(end)


def test_faults_of_the_caller_are_named_at_once():
    with pytest.raises(ValueError, match="begins as one"):
        Paper(issuer="Khối", annexes=[Paragraph("a")])
    with pytest.raises(ValueError, match="row 1 does not fill"):
        Table([Column("a"), Column("b")], [("only one",)])
    with pytest.raises(ValueError, match="row 1 does not fill"):
        Table([Column("a"), Column("b")], [(Cell("x", colspan=100_000),)])
    with pytest.raises(ValueError, match="share a name"):
        Paper(issuer="Khối", signatures=[Signature(["A"], box="x"), Signature(["B"], box="x")])
    with pytest.raises(ValueError, match="box's name"):
        Paper(issuer="Khối", signatures=[Signature(["A"], box='x"><script>')])
    with pytest.raises(ValueError, match="unknown change"):
        Redline([("replace", "x")])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ([Paragraph("thi đua " * 2_400)] * 14, "ký tự, quá mức 250.000"),
        ([Paragraph("a b " * 10_000)], "Có một đoạn dài 40.000 ký tự"),
        ([Paragraph("a" * 7_000)], "Có một từ dài hơn 6.000 ký tự"),
        ([Paragraph("a")] * 4_001, "4.001 đoạn"),
        ([Table([Column("a")], [("b",)] * 3_000)], "3.000 dòng"),
        ([Table([Column("a")] * 20, [("b",) * 20] * 900)], "18.000 ô"),
        ([Table([Column("a")] * 100, [])], "100 cột"),
    ],
)
def test_monsters_are_refused_with_a_sentence(body, words):
    objection = weight_objection(Paper(issuer="Khối", body=body))
    assert words in objection
    assert objection.endswith(".")


def test_a_name_of_5000_letters_is_refused_with_a_sentence():
    objection = weight_objection(Paper(issuer="Khối" * 1_250))
    begins = "Khối" * 10
    assert objection == f"“{begins}…” dài 5.000 ký tự, quá mức 400 ký tự. Đề nghị rút gọn."


def test_real_documents_are_far_below_the_limits():
    for paper in (regulation(), response_table(200), pledge()):
        assert weight_objection(paper) == ""


def test_annex_and_grid_shapes():
    grid = SignatureGrid.of([SignatureCell("Ban Quản lý dự án Hàng hải II", "Giám đốc", "A")] * 7, columns=3)
    assert [len(row) for row in grid.rows] == [3, 3, 1]
    assert grid.rows[0][0].unit_line.endswith("HẢI\u00a0II")
    assert Annex("Phụ lục I", "Bảng điểm").shape == "annex"

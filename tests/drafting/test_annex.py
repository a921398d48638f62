"""Phụ lục and tables: numbered, edited, asked about, compared, printed, taken to Word and back."""

import docx
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from drafting import workflow
from drafting.documents.paper import annex_blocks, draft_paper, redline_blocks, text_blocks
from drafting.models import Node
from drafting.queries import working_content
from drafting.queries.amending import amending_text
from drafting.queries.change_sentences import changes_said
from drafting.queries.numbering import number_in, table_rows
from drafting.queries.outline import lines_of_text, outline_of
from drafting.queries.redline import changes
from drafting.queries.version_index import VersionIndex, WorkingText
from drafting.queries.word_outline import outline_of_word
from libraries.printing.paper import Annex, Table
from records.issuing import to_word
from records.transitions import NotAllowedNow
from tests.drafting.conftest import CLOSES
from tests.drafting.pages import body, get, post
from tests.support.rows_built_once import built_once

POINTS = "TT | Tiêu chí | Điểm tối đa\n1 | Lãnh đạo, chỉ đạo | 20\n2 | Kết quả thực hiện | 80"
ANNEXES = [
    ("annex", "Thang điểm", "", [("paragraph", "", "Điểm chấm theo bảng sau:", []), ("table", "", POINTS, [])]),
    (
        "annex",
        "Mẫu báo cáo",
        "",
        [("article", "Nội dung", "", [("clause", "", "Kết quả.", []), ("clause", "", "Kiến nghị.", [])])],
    ),
]
TREE = [("article", "Phạm vi", "Quy chế áp dụng cho các đơn vị.", []), ("article", "Chấm điểm", "Theo Phụ lục I.", [])]


@built_once
def annexed(year2020, lan, at):
    """A draft with two Phụ lục."""
    with at("2020-06-01 09:00"):
        return workflow.create_text(year2020, by=lan, kind="regulation", title="Quy chế", tree=TREE + ANNEXES)


def content(text):
    return working_content(text)


def cited(text):
    return [(row["label"], row["citation"]) for row in content(text)]


def annex(text, heading="Thang điểm"):
    return text.nodes.get(kind="annex", heading=heading)


def test_annexes_are_numbered_in_roman_and_count_anew_inside(annexed):
    assert cited(annexed)[2:] == [
        ("Phụ lục I", "Phụ lục I"),
        ("", "Phụ lục I"),
        ("", "bảng tại Phụ lục I"),
        ("Phụ lục II", "Phụ lục II"),
        ("Điều 1.", "Điều 1 Phụ lục II"),
        ("1.", "khoản 1 Điều 1 Phụ lục II"),
        ("2.", "khoản 2 Điều 1 Phụ lục II"),
    ]
    anchors = [node.anchor for node in VersionIndex(WorkingText(content(annexed))).nodes]
    assert "phu-luc-ii-dieu-1-khoan-2" in anchors and len(set(anchors)) == len(anchors)


def test_an_only_annex_has_no_number(annexed, lan):
    workflow.remove_node(annex(annexed, "Mẫu báo cáo"), by=lan)
    row = next(row for row in content(annexed) if row["kind"] == "annex")
    assert (row["label"], row["citation"], number_in(row)) == ("Phụ lục", "Phụ lục", "")


def test_annexes_stay_behind_all_else(annexed, lan):
    workflow.add_node(annexed, by=lan, kind="article", heading="Hiệu lực")
    assert [label for label, _ in cited(annexed)][:4] == ["Điều 1.", "Điều 2.", "Điều 3.", "Phụ lục I"]
    workflow.move_node(annex(annexed), by=lan, up=True)
    assert cited(annexed)[3][0] == "Phụ lục I", "the first annex does not go above an Điều"
    workflow.move_node(annex(annexed, "Mẫu báo cáo"), by=lan, up=True)
    assert next(row["heading"] for row in content(annexed) if row["kind"] == "annex") == "Mẫu báo cáo"


def test_the_database_keeps_an_annex_at_the_top_and_without_words(annexed):
    article = annexed.nodes.filter(kind="article").first()
    for wrong, says in (
        ({"parent": article}, "annex_stands_under_nothing"),
        ({"body": "Lời"}, "node_body_where_due"),
    ):
        with pytest.raises(DatabaseError, match=says), transaction.atomic():
            Node.objects.create(text=annexed, kind="annex", position=1, **wrong)
    with pytest.raises(DatabaseError, match="node_heading_where_due"), transaction.atomic():
        Node.objects.create(text=annexed, kind="table", position=1, heading="Bảng")


def test_a_pledge_has_no_annex_of_its_own(year2020, lan):
    text = workflow.create_text(year2020, by=lan, kind="pledge", title="Giao ước", tree=TREE)
    with pytest.raises(NotAllowedNow, match="do hệ thống lập khi in"):
        workflow.add_node(text, by=lan, kind="annex")
    with pytest.raises(NotAllowedNow):
        workflow.create_text(year2020, by=lan, kind="pledge", title="Giao ước", tree=ANNEXES)
    assert "Thêm phụ lục" not in body(get(lan, "drafting:text_edit", text.pk))


def test_the_editor_adds_an_annex_and_a_table(annexed, lan):
    page = body(get(lan, "drafting:text_edit", annexed.pk))
    assert "Thêm phụ lục" in page and "các ô cách nhau bằng dấu |" in page
    post(lan, "drafting:add_node", annexed.pk, kind="annex")
    new = annexed.nodes.filter(kind="annex").latest("pk")
    post(lan, "drafting:add_node", annexed.pk, kind="table", here=str(new.pk))
    table = new.children.get()
    post(lan, "drafting:node_edit", table.pk, revision="1", body="A | B\n1 | 2")
    table.refresh_from_db()
    assert table.kind == "table" and table_rows(table.body) == [["A", "B"], ["1", "2"]]


def test_an_annex_is_asked_about_and_commented_on(annexed, lan, nam, hoa, hoa_tieu, at):
    with at("2020-06-10 09:00"):
        round_ = workflow.open_consultation(annexed, by=lan, closes_at=CLOSES)
        page = body(get(nam, "drafting:consultation_detail", round_.pk))
        assert '<th scope="col">Tiêu chí</th>' in page and "Thang điểm" in page
        table = annexed.nodes.get(kind="table")
        address = reverse("drafting:comment_start", args=[round_.pk])
        assert f"{address}?phan={annex(annexed).key}" in page
        said = {"by": nam, "stance": "agree_with_change", "body": "Tăng điểm lãnh đạo."}
        comment = workflow.write_comment(
            round_, hoa_tieu, node_key=table.key, replacement=POINTS.replace("20", "30").replace("80", "70"), **said
        )
        comment = workflow.send_comment(comment, by=hoa)
    with at("2020-06-21 09:00"):
        workflow.take_in(comment, by=lan, revision=0)
        table.refresh_from_db()
        assert "1 | Lãnh đạo, chỉ đạo | 30" in table.body and comment.answer.body.startswith("Tiếp thu")


def test_words_are_taken_in_beside_a_table(annexed, lan, nam, hoa, hoa_tieu, at):
    """The rewriting of an Điều does not touch the table that stands in it."""
    clause = annexed.nodes.get(body="Điểm chấm theo bảng sau:")
    with at("2020-06-10 09:00"):
        round_ = workflow.open_consultation(annexed, by=lan, closes_at=CLOSES)
        comment = workflow.write_comment(
            round_, hoa_tieu, by=nam, stance="agree_with_change", body="Rõ hơn.", replacement="Điểm theo bảng:",
            node_key=clause.key,
        )  # fmt: skip
        comment = workflow.send_comment(comment, by=hoa)
    with at("2020-06-21 09:00"):
        workflow.take_in(comment, by=lan, revision=0)
    assert annexed.nodes.get(pk=clause.pk).body == "Điểm theo bảng:" and annexed.nodes.active().get(kind="table")


def test_changes_of_an_annex_are_said_and_amended(annexed, lan):
    before = content(annexed)
    table = annexed.nodes.get(kind="table")
    workflow.save_node(table, by=lan, heading="", body=POINTS.replace("20", "25").replace("80", "75"))
    workflow.add_node(annexed, by=lan, kind="annex", heading="Mẫu tờ trình")
    after = content(annexed)
    said = " ".join(map(str, changes_said(changes(before, after))))
    assert "bảng tại Phụ lục I" in said and "Phụ lục III" in said
    paper = amending_text(before, after, amends="Quy chế số 01", provisions="Quy chế này có hiệu lực.")
    lines = [row["body"] for row in paper.content]
    assert "Sửa đổi bảng tại Phụ lục I như sau:" in lines
    assert "Bổ sung Phụ lục III vào sau Phụ lục II như sau:" in lines
    assert any(row["kind"] == "table" and "| 25" in row["body"] for row in paper.content)
    assert redline_blocks(before, after)


def paper_of(text):
    rows = content(text)
    return draft_paper(
        text, text_blocks(rows), title=text.title, bases=[], note="Dự thảo", annexes=annex_blocks(rows, text.title)
    )


def test_each_annex_begins_a_page_of_its_own_behind_the_signature(annexed):
    paper = paper_of(annexed)
    assert [block.label for block in paper.annexes if isinstance(block, Annex)] == ["Phụ lục I", "Phụ lục II"]
    assert paper.annexes[0].reference == "(Kèm theo Quy chế)"
    (table,) = [block for block in paper.annexes if isinstance(block, Table)]
    assert [column.title for column in table.columns] == ["TT", "Tiêu chí", "Điểm tối đa"]
    assert [column.align for column in table.columns] == ["center", "left", "center"]
    assert not any(isinstance(block, (Annex, Table)) for block in paper.body)


def test_annexes_and_tables_come_back_from_word(annexed, year2020, lan, tmp_path):
    raw = to_word(paper_of(annexed))
    file = tmp_path / "quy-che.docx"
    file.write_bytes(raw)
    (table,) = [table for table in docx.Document(str(file)).tables if table.cell(0, 0).text == "TT"]
    assert len(table.rows) == 3
    found = outline_of_word(raw)
    assert found.questions == []
    again = workflow.create_text(year2020, by=lan, kind="regulation", title="Từ Word", tree=found.tree())
    whole = [(row["kind"], row["label"], row["heading"], row["body"]) for row in content(again)]
    assert whole == [(row["kind"], row["label"], row["heading"], row["body"]) for row in content(annexed)]


def test_typed_annexes_stand_behind_the_signature():
    words = (
        "Điều 1. Phạm vi\nChấm theo\nPhụ lục I kèm theo Quy chế này.\nNơi nhận:\n- Như trên;\nTM. KHỐI\n"
        "PHỤ LỤC I\nTHANG ĐIỂM\n(Kèm theo Quy chế số 01)\nGhi chú chung\n1. Điểm cộng\na) Sáng kiến\n"
        "Phụ lục số 2: Mẫu báo cáo\nĐiều 1. Nội dung\n1. Kết quả"
    )
    found = outline_of(lines_of_text(words))
    assert [(part.kind, part.label, part.heading or part.body) for part in found.parts] == [
        ("article", "Điều 1.", "Phạm vi"),
        ("annex", "Phụ lục I", "THANG ĐIỂM"),
        ("paragraph", "", "Ghi chú chung"),
        ("clause", "1.", "Điểm cộng"),
        ("point", "a)", "Sáng kiến"),
        ("annex", "Phụ lục 2", "Mẫu báo cáo"),
        ("article", "Điều 1.", "Nội dung"),
        ("clause", "1.", "Kết quả"),
    ]
    assert found.parts[0].body == "Chấm theo\nPhụ lục I kèm theo Quy chế này."
    assert [row[0] for row in found.tree()] == ["article", "annex", "annex"]


def test_a_copy_and_a_version_hold_the_annexes(annexed, lan):
    version = workflow.freeze(annexed, by=lan)
    assert [row["kind"] for row in version.content].count("annex") == 2
    page = body(get(lan, "drafting:version_detail", annexed.pk, version.no))
    assert 'id="phu-luc-i"' in page and 'href="#phu-luc-ii"' in page and "<td>Kết quả thực hiện</td>" in page
    assert get(lan, "drafting:version_pdf", annexed.pk, version.no).content[:4] == b"%PDF"

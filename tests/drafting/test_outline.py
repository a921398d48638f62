"""Typed, pasted and Word text told apart into Chương, Điều, Khoản, Điểm."""

import io
import json
import random
import unicodedata
from copy import deepcopy

import docx
import pytest
from django.core.management import CommandError, call_command
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from drafting import workflow
from drafting.documents.paper import draft_paper, text_blocks
from drafting.models import Text
from drafting.queries import working_content
from drafting.queries.outline import SourceLine, lines_of_text, outline_of
from drafting.queries.word_outline import outline_of_word
from khoithidua.sample import texts
from libraries.foreign_files import FileRefused
from libraries.foreign_files.inside.word import blocks
from libraries.foreign_files.word_file import read_block
from records.issuing import to_word


def parts(words):
    return [(part.kind, part.label, part.heading or part.body) for part in outline_of(lines_of_text(words)).parts]


def test_typed_numbers_become_structure_and_come_off():
    words = (
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Chế độ báo cáo\n1. Khoản một\n\uf0b7 gạch đầu dòng\n"
        "2.\tKhoản hai:\na) Điểm a;\nb) Điểm b."
    )
    assert parts(words) == [
        ("chapter", "Chương I", "QUY ĐỊNH CHUNG"),
        ("article", "Điều 1.", "Chế độ báo cáo"),
        ("clause", "1.", "Khoản một\n- gạch đầu dòng"),
        ("clause", "2.", "Khoản hai:"),
        ("point", "a)", "Điểm a;"),
        ("point", "b)", "Điểm b."),
    ]


def test_words_own_characters_mean_what_they_mean():
    (article, clause) = outline_of(lines_of_text("Điều 1. KTĐ\x1e2026\n1. Dòng một\x0bdòng hai, ho\x1fạt động")).parts
    assert article.heading == "KTĐ-2026" and clause.body == "Dòng một\ndòng hai, hoạt động"


def test_numbers_inside_words_are_no_parts():
    assert [part[0] for part in parts("Điều 1. Kinh phí\nMức 1.045 nghìn đồng;\n5 đơn vị.\n1.500 người.")] == [
        "article"
    ]


def test_a_number_out_of_order_and_what_stands_outside_are_questions():
    found = outline_of(lines_of_text("Điều 1. Một\n1. A\n3. C\nĐiều 4. Bốn\nNội dung."))
    assert len(found.questions) == 2 and "“3.”" in found.questions[0] and "“Điều 4.”" in found.questions[1]


@pytest.mark.parametrize(
    ("typed", "encoding"),
    [("§iÒu 5. Quy chÕ ho¹t ®éng", "TCVN3"), ("Ñieàu 5. Quy cheá hoaït ñoäng", "VNI")],
)
def test_old_encodings_are_turned_into_unicode_and_shown(typed, encoding):
    found = outline_of(lines_of_text(typed))
    assert [(part.label, part.heading) for part in found.parts] == [("Điều 5.", "Quy chế hoạt động")]
    assert encoding in found.questions[0] and typed in found.questions[0] and "Quy chế hoạt động" in found.questions[0]


def test_decomposed_letters_are_composed():
    (part,) = outline_of(lines_of_text(unicodedata.normalize("NFD", "Điều 1. Chế độ"))).parts
    assert part.heading == "Chế độ"


# --- Word ------------------------------------------------------------------------------------------------------------


def word(*rows, numbering=""):
    """A file of paragraphs: text, or (text, list, level)."""
    document = docx.Document()
    if numbering:
        root = document.part.numbering_part.element
        for child in list(root):
            root.remove(child)
        for child in parse_xml(f"<w:numbering {nsdecls('w')}>{numbering}</w:numbering>"):
            root.append(child)
    for row in rows:
        text, *numbered = row if isinstance(row, tuple) else (row,)
        paragraph = document.add_paragraph(text)
        if numbered:
            name, level = numbered
            asked = f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/><w:numId w:val='{name}'/></w:numPr>"
            paragraph._p.get_or_add_pPr().append(parse_xml(asked))
    return document


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def level(place, form, text):
    shown = f"<w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/>"
    return f"<w:lvl w:ilvl='{place}'>{shown}</w:lvl>"


LISTS = (
    "<w:abstractNum w:abstractNumId='1'>"
    + level(0, "decimal", "Điều %1.") + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)")
    + "</w:abstractNum><w:abstractNum w:abstractNumId='2'>" + level(0, "upperRoman", "Chương %1")
    + "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='2'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='1'/>"
    "<w:lvlOverride w:ilvl='1'><w:startOverride w:val='1'/></w:lvlOverride></w:num>"
)  # fmt: skip


def test_numbers_that_word_draws_are_read_started_restarted_and_continued():
    document = word(
        ("Quy định chung", 2, 0), ("Phạm vi", 1, 0), ("Khoản một", 1, 1), ("Khoản hai:", 1, 1), ("điểm;", 1, 2),
        ("điểm.", 1, 2), ("Quy định riêng", 2, 0), ("Đối tượng", 1, 0), ("Khoản một lại", 1, 1),
        "Lời không có số.", ("Khoản hai tiếp", 1, 1), ("Bắt đầu lại", 3, 1),
        numbering=LISTS,
    )  # fmt: skip
    found = outline_of_word(saved(document))
    assert [(part.kind, part.label) for part in found.parts] == [
        ("chapter", "Chương I"), ("article", "Điều 1."), ("clause", "1."), ("clause", "2."), ("point", "a)"),
        ("point", "b)"), ("chapter", "Chương II"), ("article", "Điều 2."), ("clause", "1."), ("clause", "2."),
        ("clause", "1."),
    ]  # fmt: skip
    assert found.parts[8].body == "Khoản một lại\nLời không có số."
    assert any("“1.”" in question for question in found.questions), "a number that starts again is asked about"


def test_a_table_stands_in_its_part_and_a_comment_stays_with_it():
    document = word("Điều 1. Thang điểm", "1. Theo bảng sau:")
    table = document.add_table(rows=2, cols=3)
    for row, cells in zip(table.rows, (("TT", "Nội dung", "Điểm"), ("1", "Lãnh đạo", "10")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_comment(document.paragraphs[1].runs, text="Xem lại mức điểm", author="A")
    found = outline_of_word(saved(document))
    clause = found.parts[1]
    assert clause.rows == [["TT", "Nội dung", "Điểm"], ["1", "Lãnh đạo", "10"]]
    assert clause.comments == ["Xem lại mức điểm"] and len(found.questions) == 1
    (clause,) = found.tree()[0][3]
    assert clause == ("clause", "", "Theo bảng sau:", [("table", "", "TT | Nội dung | Điểm\n1 | Lãnh đạo | 10", [])])


def test_tracked_changes_are_read_as_accepted_and_told():
    document = word("Điều 1. Tỷ lệ")
    paragraph = document.add_paragraph("Từ ")
    run = "<w:r><w:{tag}>{text}</w:{tag}></w:r>"
    for name, tag, text in (("del", "delText", "70%"), ("ins", "t", "80%")):
        change = f"<w:{name} {nsdecls('w')} w:id='1' w:author='A'>{run.format(tag=tag, text=text)}</w:{name}>"
        paragraph._p.append(parse_xml(change))
    found = outline_of_word(saved(document))
    assert found.parts[0].body == "Từ 80%" and "2 sửa đổi đang theo dõi" in found.questions[0]


def test_a_file_of_ten_thousand_paragraphs_is_refused_with_a_reason():
    document = word("Điều 1. Dài")
    body = document.element.body
    one = body.findall(qn("w:p"))[0]
    for _ in range(10_000):
        body.append(deepcopy(one))
    with pytest.raises(FileRefused, match="quá dài"):
        outline_of_word(saved(document))


def test_the_command_prints_the_parts_and_saves_nothing(tmp_path, capsys, db):
    file = tmp_path / "quy-che.docx"
    file.write_bytes(saved(word("Điều 1. Phạm vi", "1. Khoản.")))
    call_command("read_word", str(file))
    shown = json.loads(capsys.readouterr().out)
    assert shown["nodes"] == [
        {"kind": "article", "label": "Điều 1.", "heading": "Phạm vi", "body": ""},
        {"kind": "clause", "label": "1.", "heading": "", "body": "Khoản."},
    ]
    assert shown["questions"] == [] and not Text.objects.exists()
    file.write_bytes(b"not a Word file")
    with pytest.raises(CommandError, match="Tệp không phải là"):
        call_command("read_word", str(file))


# --- Out and in again ------------------------------------------------------------------------------------------------


def tree_of(content):
    return [(row["kind"], row["label"], row["heading"], row["body"]) for row in content]


def here(content):
    """Read in this process: a child for each of two hundred files takes minutes."""
    (facts,) = blocks(content, {})
    rows = map(read_block, facts["blocks"])
    return outline_of(SourceLine(row.text, row.label, row.center, row.rows, row.comments) for row in rows)


def back(text, read=outline_of_word):
    content = working_content(text)
    paper = draft_paper(text, text_blocks(content), title=text.title, bases=text.bases, note="Dự thảo lần 1")
    found = read(to_word(paper))
    return content, found, [(part.kind, part.label, part.heading, part.body) for part in found.parts]


def test_what_goes_out_to_word_comes_back_the_same(year2020, lan):
    text = workflow.create_text(
        year2020, by=lan, kind="regulation", title=texts.REGULATION_TITLE, legal_basis=texts.regulation_basis(),
        tree=texts.REGULATION,
    )  # fmt: skip
    content, found, read = back(text)
    assert read == tree_of(content) and found.questions == []
    assert found.title == text.title and found.bases == [basis.rstrip(";.") for basis in text.bases]
    again = workflow.create_text(year2020, by=lan, kind="regulation", title="Từ Word", tree=found.tree())
    assert tree_of(working_content(again)) == tree_of(content)


WORDS = [
    "các",
    "đơn",
    "vị",
    "gửi",
    "báo",
    "cáo",
    "hội",
    "nghị",
    "của",
    "Khối",
    "quyết",
    "định",
    "theo",
    "quy",
    "chế",
    "này",
    "trước",
    "ngày",
    "tháng",
    "số",
    "15",
    "30",
]


def a_sentence(dice, end):
    return " ".join(dice.choices(WORDS, k=dice.randint(3, 12))).capitalize() + end


def a_tree(seed):
    dice = random.Random(seed)

    def articles():
        for _ in range(dice.randint(1, 3)):
            count = dice.randint(0, 4)
            # An only clause without points is the body of its article.
            fewest, clauses = int(count == 1), []
            for _ in range(count):
                points = [("point", "", a_sentence(dice, ";"), [])] * dice.randint(fewest, 3)
                clauses.append(("clause", "", a_sentence(dice, "."), points))
            yield "article", a_sentence(dice, ""), a_sentence(dice, ".") if not clauses else "", clauses

    return [("chapter", a_sentence(dice, ""), "", list(articles())) for _ in range(dice.randint(1, 4))]


@pytest.mark.slow
def test_generated_texts_come_back_the_same(year2020, lan):
    for seed in range(40):
        text = workflow.create_text(year2020, by=lan, kind="regulation", title="Quy chế thử", tree=a_tree(seed))
        content, _, read = back(text, here)
        assert read == tree_of(content), seed

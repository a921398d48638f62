"""/du-thao/7/ban/1/: a version to read; drafting:version_pdf and drafting:version_word."""

from io import BytesIO

import docx
import pikepdf
import pytest

from drafting import workflow
from tests.drafting.pages import body, get


@pytest.fixture
def version(draft, lan):
    return workflow.freeze(draft, by=lan, note="sau cuộc họp")


def test_as_on_paper(draft, version, lan):
    page = body(get(lan, "drafting:version_detail", draft.pk, 1))
    assert "DỰ THẢO LẦN 1" in page and "sau cuộc họp" in page
    for anchor in ("chuong-i", "dieu-1", "dieu-2-khoan-1", "dieu-2-khoan-2-diem-a"):
        assert f'id="{anchor}"' in page
    assert "Điều 2. Nguyên tắc" in page and "1. Tập trung dân chủ." in page


def test_who_reads(draft, version, lan, hoa, tuan, mai):
    for name in ("drafting:version_detail", "drafting:version_pdf", "drafting:version_word"):
        assert get(lan, name, draft.pk, 1).status_code == 200
        for user in (hoa, tuan, mai):
            assert get(user, name, draft.pk, 1).status_code == 404
        assert get(None, name, draft.pk, 1).status_code == 302
        assert get(lan, name, draft.pk, 9).status_code == 404


def test_units_read_what_they_were_asked_about(asked, hoa, nam, tuan):
    for user, status in ((hoa, 200), (nam, 200), (tuan, 404)):
        assert get(user, "drafting:version_detail", asked.text_id, 1).status_code == status


def test_the_board_reads_what_was_settled(settled, asked, mai):
    assert get(mai, "drafting:version_detail", settled.pk, settled.settled_version.no).status_code == 200


def content(answer):
    return answer.getvalue()


def test_pdf(draft, version, lan):
    answer = get(lan, "drafting:version_pdf", draft.pk, 1)
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="quy-che-hoat-dong-lan-1.pdf"' in answer["Content-Disposition"]
    with pikepdf.open(BytesIO(content(answer))) as pdf:
        assert "dự thảo lần 1" in str(pdf.docinfo["/Title"])


def test_word(draft, version, lan):
    document = docx.Document(BytesIO(content(get(lan, "drafting:version_word", draft.pk, 1))))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Điều 2. Nguyên tắc" in words and "1. Tập trung dân chủ." in words and "a) điểm thứ nhất;" in words
    assert any("DỰ THẢO LẦN 1" in cell.text for table in document.tables for row in table.rows for cell in row.cells)


def test_too_heavy_for_a_file_is_a_sentence(draft, lan):
    article = draft.nodes.get(heading="Nguyên tắc")
    for number in range(14):
        workflow.add_node(draft, by=lan, kind="clause", parent=article, body=f"{number} chữ " * 2_000)
    workflow.freeze(draft, by=lan)
    answer = get(lan, "drafting:version_word", draft.pk, 1)
    assert answer.status_code == 200
    for number in range(10):
        workflow.add_node(draft, by=lan, kind="clause", parent=article, body=f"{number} từ dài " * 1_900)
    workflow.freeze(draft, by=lan)
    for name in ("drafting:version_word", "drafting:version_pdf"):
        answer = get(lan, name, draft.pk, 2)
        assert answer.status_code == 409 and "ký tự" in body(answer)

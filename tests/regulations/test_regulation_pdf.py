"""regulations:regulation_pdf and regulations:regulation_word; the issued document by its text and its elements"""

import io
import zipfile

import pytest
from django.urls import reverse

from drafting.workflow import freeze
from khoithidua.sample.texts import REGULATION, REGULATION_TITLE
from regulations import workflow
from regulations.documents.regulation import issued_paper, regulation_paper
from tests.support.pdf import text_of


def urls(row):
    return [reverse(f"regulations:{name}", args=[row.pk]) for name in ("regulation_pdf", "regulation_word")]


def content(response):
    assert response.status_code == 200
    return response.getvalue()


@pytest.mark.parametrize("reader", ["lan", "nam", "mai"])
def test_the_issued_files_are_those_stored(request, issued, client_of, reader):
    client = client_of(request.getfixturevalue(reader))
    pdf, word = (content(client.get(url)) for url in urls(issued))
    assert pdf == issued.document.read() and word == issued.word_document.read()
    assert "quy-che-01-qc-ktd-2020.pdf" in client.get(urls(issued)[0])["Content-Disposition"]


def test_strangers_get_nothing(issued, client_of, tuan, visitor):
    for url in urls(issued):
        assert client_of(tuan).get(url).status_code == 404
        assert visitor.get(url).status_code == 302


def test_nothing_to_download_before_a_version_is_kept(draft, client_of, lan):
    assert [client_of(lan).get(url).status_code for url in urls(draft)] == [404, 404]


def test_a_draft_says_that_it_is_one(draft, client_of, lan):
    freeze(draft.text, by=lan)
    pdf, word = (content(client_of(lan).get(url)) for url in urls(draft))
    assert "DỰ THẢO" in text_of(pdf) and "QC-KTĐ" not in text_of(pdf)
    with zipfile.ZipFile(io.BytesIO(word)) as file:
        assert "DỰ THẢO" in file.read("word/document.xml").decode()


def test_the_issued_pdf_has_the_elements_of_the_decree(issued):
    words = " ".join(text_of(issued.document.read()).split())
    for element in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "KHỐI THI ĐUA DOANH NGHIỆP 2",
        "Số: 01/QC-KTĐ",
        "Hải Phòng, ngày 03 tháng 7 năm 2020",
        "QUY CHẾ Tổ chức và hoạt động của Khối thi đua Doanh nghiệp 2",
        "Luật Thi đua, khen thưởng;",
        "Chương I QUY ĐỊNH CHUNG",
        "Điều 1. Phạm vi điều chỉnh",
        "TM. KHỐI THI ĐUA KHỐI TRƯỞNG",
        "GIÁM ĐỐC CẢNG VỤ HÀNG HẢI HẢI PHÒNG",
        "Nguyễn Văn Minh",
        "Nơi nhận:",
        "Lưu: VT, Tổ thư ký Khối thi đua DN 2.",
        "./.",
    ):
        assert element in words, element
    assert "DỰ THẢO" not in words
    assert " ".join(issued.document.code[n : n + 4] for n in range(0, 20, 4)) in words


def test_page_and_file_hold_the_same_words(issued):
    assert issued_paper(issued).finished_body == regulation_paper(issued, issued.adopted_version).finished_body


def test_the_whole_sample_regulation(year2020, lan):
    row = workflow.start_regulation(year2020, by=lan, title=REGULATION_TITLE, tree=REGULATION)
    paper = regulation_paper(row, freeze(row.text, by=lan))
    shapes = [block.shape for block in paper.body]
    assert (shapes.count("chapter"), shapes.count("article")) == (6, 18)

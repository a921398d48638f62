"""The papers themselves: their words, their fonts, their seal, the code on them."""

import io
import subprocess

import docx
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from awards.documents.certificate import proof_pdf
from awards.documents.decision_draft import decision_draft_paper
from awards.queries.certificates import default_template
from awards.workflow import print_waiting
from libraries.pades.verification import examine
from libraries.printing.pdf import paper_to_pdf
from libraries.web.formats import spaced_code
from records.documents import store_document
from records.ledger import StoredDocuments
from records.readable import page_count, page_picture
from units.models.managing_agency import ManagingAgency

pytestmark = pytest.mark.usefixtures("real_papers")


def words_of(content):
    document = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


def fonts_of(content, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    rows = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    return {row.split()[0].split("+")[-1] for row in rows}


def test_submission(submitted, tmp_path):
    part = submitted.newest_parts()["submission"]
    content = part.document.read()
    words = words_of(content)
    for text in (
        "TỜ TRÌNH",
        "Số: 01/TTr-KTĐ",
        "Kính gửi:",
        "- Chủ tịch Ủy ban nhân dân thành phố Hải Phòng;",
        "- Sở Nội vụ thành phố.",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        submitted.recipient_name,
        "TM. KHỐI THI ĐUA KHỐI TRƯỞNG",
        spaced_code(part.document.code),
    ):
        assert text in words, text
    assert all(name.startswith("KTDSerif") for name in fonts_of(content, tmp_path))
    assert examine(content, StoredDocuments()).status == "valid"
    word = docx.Document(io.BytesIO(part.word.read()))
    assert any("Kính gửi" in paragraph.text for paragraph in word.paragraphs) or "Kính gửi" in "".join(
        cell.text for table in word.tables for row in table.rows for cell in row.cells
    )


def test_report(full):
    words = words_of(full.newest_parts()["report"].document.read())
    for text in (
        "BÁO CÁO THÀNH TÍCH",
        "Lưu: VT.",
        "I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH",
        "II. THÀNH TÍCH ĐẠT ĐƯỢC",
        "III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG",
        "Dẫn tàu an toàn 21.436 lượt",
        "15/QĐ-CHHVN, 10/01/2019",
    ):
        assert text in words, text


def test_record_of_the_decision(decided):
    words = words_of(decided.document.read())
    for text in (
        "THÔNG TIN QUYẾT ĐỊNH KHEN THƯỞNG",
        "1234/QĐ-UBND",
        "Quyết định do cơ quan có thẩm quyền ban hành",
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
        decided.lines.get().nomination.recipient_name,
    ):
        assert text in words, text


def test_the_record_is_no_imitation_of_the_decision(decided):
    words = words_of(decided.document.read())
    assert "Số: 1234" not in words and "QUYẾT ĐỊNH:" not in words and "Điều 1" not in words


def test_the_draft_of_a_decision_has_the_form_of_the_decree(reviewed):
    """NĐ 30/2020, PL III, Mẫu 1.2, in its order."""
    words = words_of(paper_to_pdf(decision_draft_paper([reviewed])))
    order = [
        "ỦY BAN NHÂN DÂN THÀNH PHỐ",
        "DỰ THẢO",
        "QUYẾT ĐỊNH",
        "Về việc tặng Bằng khen năm 2020",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        "Căn cứ Nghị định số 152/2025/NĐ-CP",
        "Theo đề nghị của",
        "QUYẾT ĐỊNH:",
        "Điều 1. Tặng Bằng khen của Chủ tịch Ủy ban nhân dân thành phố cho 01 tập thể",
        reviewed.recipient_name,
        "Điều 2. Mức tiền thưởng cho mỗi tập thể (Bằng khen: 7.590.000 đồng)",
        "Điều 3.",
        "thi hành./.",
        "Nơi nhận:",
        "Lưu: VT.",
    ]
    places = []
    for text in order:
        found = words.find(text, places[-1] + 1 if places else 0)
        assert found >= 0, text
        places.append(found)
    assert "Nguyễn" not in words[places[-1] :]


def test_certificate(numbered, tmp_path):
    assert print_waiting() == 1
    numbered.refresh_from_db()
    content = numbered.document.read()
    words = words_of(content)
    for text in ("BẰNG KHEN", numbered.recipient_name, "Quyết định số 1234/QĐ-UBND", "Số sổ vàng: 01", "CHỦ TỊCH"):
        assert text in words, text
    assert "BẢN MẪU" not in words
    picture = Image.open(io.BytesIO(page_picture(numbered.document.head, 1, width=2200)))
    assert picture.width == 2200 and round(picture.width / picture.height, 2) == 1.41
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == f"https://khoithidua.example.vn/xac-minh/{numbered.document.code}/"
    assert examine(content, StoredDocuments()).status == "valid"
    assert any(name.startswith("KTDTitle") for name in fonts_of(content, tmp_path))


@pytest.mark.parametrize("number", [0, 9, 999])
def test_there_is_no_other_page(number, full):
    assert page_picture(full.newest_parts()["report"].document.head, number) is None


def test_a_broken_file_has_no_pages(bloc, lan):
    broken = store_document(b"no pdf", chain=bloc.slug, kind="certificate", title="A", filename="a.pdf", by=lan)
    assert page_picture(broken.head, 1) is None and page_count(broken.head) == 0


def test_a_page_is_drawn_once(numbered, monkeypatch):
    print_waiting()
    numbered.refresh_from_db()
    first = page_picture(numbered.document.head, 1, width=400)
    monkeypatch.setattr("libraries.foreign_files.door.ask", None)
    assert page_picture(numbered.document.head, 1, width=400) == first


def test_a_certificate_names_the_agency_that_its_unit_belonged_to_on_the_day(decided):
    line = decided.lines.get()
    unit, day = line.nomination.unit, decided.decided_on
    for name, begins, ends in (("Bộ Giao thông", day.replace(year=day.year - 5), day), ("Bộ Xây dựng", day, None)):
        ManagingAgency.objects.create(unit=unit, name=name, valid_from=begins, valid_to=ends)
    with pypdfium2.PdfDocument(proof_pdf(line, default_template(line.nomination.kind, day))) as document:
        words = " ".join(document[0].get_textpage().get_text_range().split())
    assert f"{line.nomination.recipient_name} Bộ Xây dựng" in words and "Giao thông" not in words

"""Who writes papers sees all forms, each with what it must have and a filled sample of a day."""

import io

import docx
import pypdfium2
import pytest

from law.paper_forms.library import FORMS

ADDRESS = "/can-cu/bieu-mau/"


def text_of_pdf(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def test_all_forms_are_listed(client_of, lan, mai, hoa):
    page = client_of(lan).get(ADDRESS).content.decode()
    assert [form.name for form in FORMS if f'href="{ADDRESS}{form.slug}/"' not in page] == []
    assert client_of(mai).get(ADDRESS).status_code == 200
    assert client_of(hoa).get(ADDRESS).status_code == 403


def test_a_form_names_its_elements_and_the_law_of_the_day(client_of, lan):
    page = client_of(lan).get(f"{ADDRESS}quyet-dinh/?ngay=02/07/2020").content.decode()
    for words in ("Thẩm quyền ban hành", "Nơi nhận, Lưu: VT", "Phụ lục III, mẫu 1.2", "Bắt buộc", "Khi có"):
        assert words in page
    assert "ngày 26 tháng 11 năm 2003" in page and "2022" not in page
    page = client_of(lan).get(f"{ADDRESS}quyet-dinh/?ngay=20/11/2026").content.decode()
    assert "ngày 15 tháng 6 năm 2022" in page and "2003" not in page


def test_a_day_that_cannot_be_read_is_today(client_of, lan):
    page = client_of(lan).get(f"{ADDRESS}giay-moi/?ngay=31/02/2020")
    assert page.status_code == 200 and "Ngày của văn bản mẫu" in page.content.decode()


def test_the_sample_is_taken_along_in_both_kinds(client_of, lan):
    client = client_of(lan)
    printed = text_of_pdf(client.get(f"{ADDRESS}to-trinh/pdf/?ngay=02/07/2020").content)
    written = docx.Document(io.BytesIO(client.get(f"{ADDRESS}to-trinh/word/?ngay=02/07/2020").content))
    for words in ("Về việc đề nghị khen thưởng năm 2020", "DANH SÁCH TRÍCH NGANG ĐỀ NGHỊ KHEN THƯỞNG"):
        assert words in printed
        # Capitals are a look of the Word file's letters.
        assert any(words.casefold() in line.text.casefold() for line in written.paragraphs)
    assert client.get(f"{ADDRESS}to-thiet-ke-co/word/").status_code == 404
    assert client.get(f"{ADDRESS}khong-co/").status_code == 404


def test_a_page_of_the_sample_is_a_picture(client_of, lan):
    client = client_of(lan)
    answer = client.get(f"{ADDRESS}cong-van/trang/1/")
    assert answer["Content-Type"] == "image/jpeg" and answer.content.startswith(b"\xff\xd8\xff")
    assert client.get(f"{ADDRESS}cong-van/trang/9/").status_code == 404


@pytest.mark.parametrize("slug, size", [("giay-chung-nhan", (420, 297)), ("to-thiet-ke-co", (1020, 820))])
def test_drawn_sheets_have_their_true_size(client_of, mai, slug, size):
    answer = client_of(mai).get(f"{ADDRESS}{slug}/pdf/")
    with pypdfium2.PdfDocument(answer.content) as document:
        assert tuple(round(side / 72 * 25.4) for side in document[0].get_size()) == size
        words = document[0].get_textpage().get_text_range()
    assert ("BẢN MẪU" in words) == (slug == "giay-chung-nhan")
    assert ("850 mm" in words and "650 mm" in words) == (slug == "to-thiet-ke-co")

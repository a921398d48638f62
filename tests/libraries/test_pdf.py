"""Administrative documents as PDF, measured against NĐ 30/2020: by text, by fonts, by the picture of the page."""

import dataclasses
import datetime
import io

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from libraries.printing.paper import Annex, Article, Paper, Paragraph, Redline, Signature
from libraries.printing.pdf import PdfNotMade, paper_to_pdf, render_html, signature_boxes
from tests.libraries.test_paper import ADDRESS, CODE, pledge, redline, regulation, response_table

POINTS = 72 / 25.4  # in a millimetre


@pytest.fixture(scope="module")
def regulation_pdf() -> bytes:
    return paper_to_pdf(regulation())


def texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def flat(text: str) -> str:
    return " ".join(text.split())


def inked_box(pdf: bytes, page: int, *, top: float = 0, bottom: float = 0) -> tuple[float, float, float, float]:
    """Left, top, right, bottom edge of what is printed, in mm from the page's edges, without the given bands."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page].render(scale=4).to_pil().convert("L").point(lambda shade: 255 if shade < 160 else 0)
    millimetre = 4 * POINTS
    width, height = picture.size
    picture = picture.crop((0, round(top * millimetre), width, round(height - bottom * millimetre)))
    left, upper, right, lower = picture.getbbox()
    return (
        left / millimetre,
        upper / millimetre + top,
        (width - right) / millimetre,
        (height - lower) / millimetre - top,
    )


def test_elements_of_the_decree_in_order(regulation_pdf):
    first, *_, last = (flat(text) for text in texts(regulation_pdf))
    elements = [
        "THÀNH PHỐ HẢI PHÒNG KHỐI THI ĐUA DOANH NGHIỆP 2",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: 05/QC-KTĐ",
        "Hải Phòng, ngày 02 tháng 7 năm 2020",
        "QUY CHẾ Hoạt động của Khối thi đua Doanh nghiệp 2",
        "Căn cứ Luật Thi đua, khen thưởng;",
        "Chương I QUY ĐỊNH VỀ TỔ CHỨC",
        "Điều 1. Nguyên tắc hoạt động",
        "2. Trách nhiệm của Khối trưởng",
        "đ) Tổng hợp",
    ]
    places = [first.index(element) for element in elements]
    assert places == sorted(places)
    assert "khen thưởng./." in last
    assert "Nơi nhận: - Các đơn vị thành viên; - Lưu: VT." in last
    assert "TM. KHỐI THI ĐUA KHỐI TRƯỞNG" in last
    assert "Hà Quang Thắng" in last


def test_page_number_from_page_two_on(regulation_pdf):
    pages = texts(regulation_pdf)
    assert len(pages) >= 3
    with pypdfium2.PdfDocument(regulation_pdf) as document:
        _, height = document[0].get_size()
        middle = (30 + (210 - 30 - 15) / 2) * POINTS
        in_margin = [
            page.get_textpage().get_text_bounded(middle - 20, height - 20 * POINTS, middle + 20, height).strip()
            for page in document
        ]
    assert in_margin == ["", *(str(number) for number in range(2, len(pages) + 1))]


def test_a4_and_margins(regulation_pdf):
    with pypdfium2.PdfDocument(regulation_pdf) as document:
        assert [round(side / POINTS) for side in document[0].get_size()] == [210, 297]
    for page in (0, 1):
        # The page number and the sample mark stand in the top margin, the verification code in the bottom one.
        left, top, right, bottom = inked_box(regulation_pdf, page, top=18, bottom=18)
        assert 29.5 <= left <= 31.5
        assert 20 <= top <= 23
        assert 14.5 <= right <= 16.5
        assert bottom >= 20


@pytest.mark.parametrize("lines", [6, 9, 12])
def test_a_table_begins_under_the_words_that_lead_to_it(lines):
    """Also where its first row does not fit any more, as long as a few lines do."""
    table = response_table().body[0]
    row = "Điều 1", "Hoa tiêu hàng hải Khu vực II", "Nội dung góp ý của đơn vị. " * 14, "Tiếp thu."
    table = dataclasses.replace(table, rows=(row, row, row))
    lead = tuple(Paragraph(f"{number}. Đoạn dẫn vào bảng.") for number in range(lines))
    first, *_ = texts(paper_to_pdf(dataclasses.replace(response_table(), body=(*lead, table))))
    assert "CHỦ THỂ" in first and "Điều 1" in first


def test_landscape_table_repeats_its_head_and_keeps_every_row():
    pdf = paper_to_pdf(response_table())
    pages = texts(pdf)
    assert len(pages) >= 3
    with pypdfium2.PdfDocument(pdf) as document:
        assert [round(side / POINTS) for side in document[0].get_size()] == [297, 210]
    torn = [page for page in pages if "Điều" in page]
    assert all("CHỦ THỂ" in page for page in torn)
    whole = flat(" ".join(pages))
    assert all(f"Điều {number}" in whole for number in range(1, 13))
    left, _, right, bottom = inked_box(pdf, 1, top=18)
    assert left >= 29.5
    assert right >= 14
    assert bottom >= 19.5


def test_fonts_are_ours_and_embedded(regulation_pdf):
    names = set()
    with pikepdf.open(io.BytesIO(regulation_pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                names.add(str(item.FontName))
                assert any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    assert names
    assert all("KTD" in name for name in names)


def test_vietnamese_letters_are_drawn_right():
    """By picture: a font fault can print other letters while the text layer still reads well."""
    letters = "Cảng vụ Đặng Ứng Ẵ Ễ Ỡ Ẩ ặ ử ỵ"

    def drawing(family):
        html = f"<p>{letters}</p>"
        pdf = render_html(html, sheets=(f"@page {{ size: 120mm 20mm; margin: 2mm }} p {{ font: 14pt {family} }}",))
        with pypdfium2.PdfDocument(pdf) as document:
            assert flat(document[0].get_textpage().get_text_range()) == letters
            return document[0].render(scale=3).to_pil().convert("L")

    from PIL import ImageChops

    ours, other = drawing("KTDSerif"), drawing("KTDSans")
    assert ImageChops.difference(ours, other).getbbox()  # two faces: neither fell back to the other's
    assert ours.getextrema()[0] < 100


def test_tagged_titled_and_in_vietnamese(regulation_pdf):
    with pikepdf.open(io.BytesIO(regulation_pdf)) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "vi-VN"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert document.docinfo["/Title"] == "Quy chế Hoạt động của Khối thi đua Doanh nghiệp 2"
        assert document.docinfo["/Keywords"] == f"ktd:{CODE}"
        with document.open_outline() as outline:
            assert outline.root[0].title.startswith("QUY CHẾ")


def test_code_is_readable_in_the_raw_file(regulation_pdf):
    assert b"/ObjStm" not in regulation_pdf
    assert f"(ktd:{CODE})".encode() in regulation_pdf


def test_qr_code_leads_to_the_verification_page(regulation_pdf):
    with pypdfium2.PdfDocument(regulation_pdf) as document:
        found = zxingcpp.read_barcodes(document[0].render(scale=4).to_pil().convert("L"))
        assert [code.text for code in found] == [ADDRESS]
        assert not zxingcpp.read_barcodes(document[1].render(scale=4).to_pil().convert("L"))
    assert "ABCD 2345 EFGH 6789 JKLM" in texts(regulation_pdf)[0]


def test_sample_mark_on_every_page_only_of_samples(regulation_pdf):
    assert all("DỮ LIỆU MẪU" in page for page in texts(regulation_pdf))
    assert all("DỮ LIỆU MẪU" not in page for page in texts(paper_to_pdf(regulation(sample=False))))


def test_same_paper_same_bytes():
    assert paper_to_pdf(pledge()) == paper_to_pdf(pledge())


def test_signature_boxes_lie_in_their_cells():
    pdf = paper_to_pdf(pledge())
    boxes = signature_boxes(pdf)
    assert sorted(boxes) == [f"don-vi-{number}" for number in range(1, 10)]
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(1, 10):
            page, (x0, y0, x1, y1) = boxes[f"don-vi-{number}"]
            assert x1 - x0 == pytest.approx(48 * POINTS, abs=0.01)
            assert y1 - y0 == pytest.approx(22 * POINTS, abs=0.01)
            text = document[page].get_textpage()
            assert flat(text.get_text_bounded(x0, y0, x1, y1)) == ""
            assert f"ĐƠN VỊ SỐ {number} GIÁM ĐỐC" in flat(
                text.get_text_bounded(x0, y1, x1, y1 + 60).replace("\xa0", " ")
            )
            assert "Nguyễn Văn Hòa" in flat(text.get_text_bounded(x0, y0 - 25, x1, y0))
    rectangles = [box for _, box in boxes.values()]
    for place, (ax0, ay0, ax1, ay1) in enumerate(rectangles):
        for bx0, by0, bx1, by1 in rectangles[place + 1 :]:
            assert ax1 <= bx0 or bx1 <= ax0 or ay1 <= by0 or by1 <= ay0


def test_signature_box_of_a_single_signer_and_of_none(regulation_pdf):
    boxes = signature_boxes(regulation_pdf)
    assert list(boxes) == ["khoi-truong"]
    assert boxes["khoi-truong"][0] == len(texts(regulation_pdf)) - 1
    assert signature_boxes(paper_to_pdf(Paper(issuer="Khối"))) == {}


def test_markup_in_text_stays_text():
    hostile = '<img src="file:///etc/hostname"><script>alert(1)</script>{{ x }}</p></body>&lt;'
    pdf = paper_to_pdf(
        Paper(issuer=hostile[:40], kind="Quy chế", subject=hostile, body=[Paragraph(hostile), redline()])
    )
    whole = "".join("".join(texts(pdf)).split())  # lines break anywhere in such a word
    assert whole.count("<script>alert(1)</script>{{x}}</p></body>&lt;") == 2
    assert "Nguyêntắctậptrung;tựnguyện;<b>" in whole


def test_other_shapes():
    """An official letter, a decision, minutes with two signers, an annex, a redlined heading."""
    letter = Paper(issuer="Cảng vụ", number="12/CV", subject="tham gia góp ý", addressees=["Ban A", "Ban B"])
    assert "V/v tham gia góp ý" in flat(texts(paper_to_pdf(letter))[0])
    decision = Paper(
        issuer="Ủy ban",
        kind="Quyết định",
        authority="Chủ tịch Ủy ban",
        date=datetime.date(2020, 1, 5),
        place="Hải Phòng",
        attached_to="(Kèm theo Tờ trình)",
        body=[
            Article("Điều 1."),
            Redline([("insert", "Điều 2. Mới")], look="article"),
            Annex("Phụ lục I", "Danh sách", "(Kèm theo)"),
        ],
        signatures=[Signature(["Thư ký"], "Lan"), Signature(["Chủ tọa"], "Thắng", "Giám đốc")],
        recipients=["Như trên"],
    )
    first, second = (flat(text) for text in texts(paper_to_pdf(decision)))
    assert "ngày 05 tháng 01 năm 2020" in first
    assert "CHỦ TỊCH ỦY BAN" in first
    assert "Phụ lục I DANH SÁCH (Kèm theo)" in second
    assert second.index("THƯ KÝ") < second.index("CHỦ TỌA") < second.index("Nơi nhận:")


def test_own_renderer_can_be_given():
    seen = {}

    def render(html, **options):
        seen.update(options, html=html)
        return b"%PDF"

    assert paper_to_pdf(regulation(), render=render) == b"%PDF"
    assert "<h1>QUY CHẾ" in seen["html"]
    assert "style=" not in seen["html"]


def test_fault_in_our_html_is_not_blamed_on_the_user():
    with pytest.raises(PdfNotMade, match="outside"):
        render_html('<img src="missing-folder/../../../../../etc/hostname.png">')


def test_an_annex_follows_the_signature_on_a_page_of_its_own():
    annexes = [Annex("Phụ lục", "Danh sách", "(Kèm theo Quy chế số 05/QC-KTĐ)"), Paragraph("Dòng của phụ lục")]
    pages = [flat(text) for text in texts(paper_to_pdf(regulation(annexes=annexes)))]
    assert "Nơi nhận:" in pages[-2] and "Hà Quang Thắng" in pages[-2] and "./." in pages[-2]
    assert pages[-1].startswith("Phụ lục DANH SÁCH (Kèm theo Quy chế số 05/QC-KTĐ) Dòng của phụ lục")


@pytest.mark.parametrize("lines", [8, 14, 20])
def test_nine_who_sign_stand_on_one_page(lines):
    """Wherever the text before them ends: nobody's box is left alone on another page."""
    paper = pledge()
    before = [Paragraph(f"Dòng {number} của giao ước.") for number in range(lines)]
    body = [*before, Paragraph("ĐẠI DIỆN CÁC ĐƠN VỊ", keep_with_next=True), paper.body[-1]]
    boxes = signature_boxes(paper_to_pdf(dataclasses.replace(paper, body=tuple(body))))
    assert len(boxes) == 9 and len({page for page, _ in boxes.values()}) == 1

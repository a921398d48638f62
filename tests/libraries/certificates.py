"""Certificates for tests: fields as issued, layouts, what a finished PDF shows."""

import subprocess
from dataclasses import replace

import pypdfium2
from PIL import Image

from libraries.certificate_art import page

CODE = "K7QM3VXA2PZD9RTB4NHE"
URL = f"https://thidua.haiphong.example.vn/xac-minh/{CODE}/"
LONGEST = (
    "Công ty Trách nhiệm hữu hạn Một thành viên Ứng phó sự cố tràn dầu "
    "và Dịch vụ hàng hải Quốc tế miền Duyên hải Bắc Bộ"
)
SIZES = [(420, 297), (400, 300), (360, 237), (297, 210)]


def fields(kind="bang-khen", **changes):
    issued = {
        "decision_line": "Quyết định số 1234/QĐ-UBND, ngày 02 tháng 7 năm 2020",
        "golden_book_number": "07",
        "place_and_date": "Hải Phòng, ngày 02 tháng 7 năm 2020",
        "signer_name": "Nguyễn Văn Mẫu",
        "verification_code": CODE,
        "verification_url": URL,
    }
    return replace(page.SAMPLE_FIELDS[kind], **(issued | changes))


LAYOUTS = {
    "bang-khen": page.bang_khen(),
    "co-thi-dua": page.co_thi_dua(2019, "THÀNH PHỐ VÍ DỤ"),
    "giay-khen": page.giay_khen(),
    "bang-khen A4": page.resized(page.bang_khen(), 297, 210),
}


def picture(content: bytes, dpi: int) -> Image.Image:
    document = pypdfium2.PdfDocument(content)
    try:
        return document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        document.close()


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return document[0].get_textpage().get_text_bounded().replace("\r", "")
    finally:
        document.close()


def poppler_text(content: bytes) -> str:
    run = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    assert run.stderr == b""
    return run.stdout.decode()


def ink_box(image: Image.Image) -> tuple[int, int, int, int]:
    return image.convert("L").point(lambda value: 255 if value < 160 else 0).getbbox()

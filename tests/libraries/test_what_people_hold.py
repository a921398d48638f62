"""Photographs, scans and altered copies: what is read of them, what is said, and what is never told to strangers."""

import io

import pikepdf
import pypdfium2
import pytest
import segno
from PIL import Image

from libraries.pades.verification import examine
from libraries.pades.verification.differing import name_differences
from libraries.pades.verification.verdict import IN_ENGLISH
from libraries.printing.pdf import render_html
from tests.libraries.signed_pledge import CODE, MemoryLedger, keys, ledger_of_pledge, pledge, printed

ADDRESS = f"https://thidua.haiphong.example.vn/xac-minh/{CODE}/"
PAPER = (228, 222, 210)


def asked(content, ledger=None):
    return examine(content, ledger or ledger_of_pledge(), keys=keys())


def photograph(text: str, *, size=(2400, 3200), turned=6.0, kind="JPEG") -> bytes:
    """A sheet with a QR code as a telephone sees it: askew, on a table, compressed."""
    drawn, sheet = io.BytesIO(), Image.new("RGB", size, PAPER)
    if text:
        segno.make(text, micro=False).save(drawn, kind="png", scale=8)
        code = Image.open(drawn).convert("RGB").resize((size[0] // 7,) * 2)
        sheet.paste(code.rotate(turned, expand=True, fillcolor=PAPER), (size[0] // 9, size[1] // 12))
    taken = io.BytesIO()
    sheet.save(taken, kind, quality=70)
    return taken.getvalue()


def scanned(text: str) -> bytes:
    """A PDF of pictures alone, as an office scanner writes it."""
    out = io.BytesIO()
    Image.open(io.BytesIO(photograph(text, size=(1240, 1754), turned=1))).save(out, "PDF", resolution=150)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: photograph(ADDRESS), id="photo"),
        pytest.param(lambda: photograph(ADDRESS, kind="PNG", turned=0), id="screenshot"),
        pytest.param(lambda: photograph(ADDRESS, size=(6000, 4500), turned=15), id="large photo"),
        pytest.param(lambda: photograph(f"ktd:{CODE}"), id="code alone"),
        pytest.param(lambda: scanned(ADDRESS), id="scan"),
    ],
)
def test_a_picture_leads_to_its_document_and_is_never_valid(content):
    verdict = asked(content())
    assert (verdict.status, verdict.is_valid, verdict.code) == ("picture", False, CODE)
    assert verdict.sentence.startswith("Đây là ảnh chụp, bản quét của văn bản mang mã ABCD EFGH IJKL MNOP 2345.")
    assert "không chứng minh" in verdict.sentence and verdict.signatures == []


def test_a_picture_of_a_revoked_document_says_so():
    ledger = MemoryLedger()
    ledger.keep(pledge().head, code=CODE, expected=pledge().expected, status="revoked", status_reason="Sai tên")
    verdict = asked(photograph(ADDRESS), ledger)
    assert verdict.status == "picture" and "đã bị thu hồi. Lý do: Sai tên." in verdict.sentence


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: photograph(""), "Không đọc được mã QR trong ảnh"),
        (lambda: photograph("https://example.vn/thuc-don"), "không phải mã xác thực của hệ thống"),
        (lambda: photograph(ADDRESS.replace(CODE, "Q" * 20)), "ghi mã xác thực QQQQ QQQQ QQQQ QQQQ QQQQ"),
        (lambda: scanned(""), "bản quét, in lại mà không thấy mã QR"),
        (lambda: b"\x89PNG\r\n\x1a\n" + bytes(400), "Không đọc được mã QR trong ảnh"),
        (lambda: b"\xff\xd8\xff" + bytes(400), "Không đọc được mã QR trong ảnh"),
    ],
)
def test_a_picture_that_leads_nowhere_says_why(content, said):
    verdict = asked(content())
    assert verdict.status == "unknown" and said in verdict.sentence and not verdict.code


def test_every_answer_has_its_line_in_english():
    assert set(IN_ENGLISH) == {"valid", "revoked", "replaced", "altered", "picture", "unknown"}
    assert all(line.isascii() for line in IN_ENGLISH.values())


# --- What differs -----------------------------------------------------------------------------------------------------

FIGURES = "<p>Tổng sản lượng đạt 98,5 triệu tấn.</p>"


def with_figures(figures: str) -> bytes:
    return printed(f"BÁO CÁO {figures}", CODE)


def of_figures() -> MemoryLedger:
    ledger = MemoryLedger()
    ledger.keep(with_figures(FIGURES), code=CODE, title="Báo cáo")
    return ledger


def test_a_changed_figure_is_named_to_whoever_holds_the_document():
    verdict = asked(with_figures(FIGURES.replace("98,5", "99,5")), of_figures())
    assert verdict.status == "altered"
    assert verdict.differences == ["Trang 1: tệp này ghi “99,5”, bản lưu có nội dung khác."]


def test_whoever_holds_our_bytes_reads_both():
    kept, here = with_figures(FIGURES), with_figures(FIGURES.replace("98,5", "99,5"))
    told = name_differences(kept, here, holds_ours=True)
    assert told == ["Trang 1: bản lưu ghi “98,5”, tệp này ghi “99,5”."]


def test_a_change_that_no_page_shows_is_told_so():
    told = asked(pledge().head + b"\n% more\n%%EOF\n").differences
    assert len(told) == 1 and told[0].startswith("Nội dung, hình ảnh trên các trang giống bản lưu;")


def test_a_page_less_is_told_by_its_number():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pledge().head)) as pdf:
        del pdf.pages[1]
        pdf.save(out)
    told = asked(out.getvalue()).differences
    assert told[0] == f"Bản lưu có {len(pypdfium2.PdfDocument(pledge().head))} trang, tệp này có 2 trang."
    assert told[1].startswith("Nội dung khác bản lưu từ trang 2 trở đi")


def test_nobody_reads_a_kept_document_out_by_guessing():
    """A file with our code and guessed words: not one word of the kept one is told, nor which guess was right."""
    kept = only("<p>Đơn vị chưa nộp thuế 3,2 tỷ đồng, không xét năm nay.</p>")
    ledger = MemoryLedger()
    ledger.keep(kept, code=CODE)
    guessed = only(f"<p>ktd:{CODE} thuế 3,1 tỷ 3,2 tỷ 3,3 tỷ chưa nộp không xét</p>")
    verdict = asked(guessed, ledger)
    assert (verdict.status, verdict.differences) == ("altered", ["Nội dung trang 1 khác bản lưu."])


def only(body: str) -> bytes:
    return render_html(f"<html lang=vi><head><title>Văn bản</title></head><body>{body}</body></html>")

"""Certificates as PDF files: seen as pictures, read as text, scanned as QR codes."""

import io
import re
import shutil
import subprocess
import time
import unicodedata
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from libraries.certificate_art import page
from libraries.certificate_art.placement import medallion_centre
from libraries.certificate_art.sheet import background_svg
from libraries.certificate_art.words import DRAFT_MARK, SAMPLE_NOTE, arrange
from libraries.printing.pdf import render_html

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
    "co-thi-dua": page.co_thi_dua(2019),
    "giay-khen": page.giay_khen(),
    "bang-khen A4": page.resized(page.bang_khen(), 297, 210),
}


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("backgrounds")


@pytest.fixture(scope="session")
def base(cache):
    """Background of a named layout, drawn once per test run."""
    return lambda name: page.background(LAYOUTS[name], render_html, cache)


@pytest.fixture(scope="session")
def blank():
    """A background without art, for tests that look at the words alone."""

    def white(layout):
        with pikepdf.new() as pdf:
            pdf.add_blank_page(page_size=(layout.width_mm / 25.4 * 72, layout.height_mm / 25.4 * 72))
            art = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 1, 1])
            pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Art=art))
            out = io.BytesIO()
            pdf.save(out)
            return out.getvalue()

    return white


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


class TestBackground:
    def test_drawn_once_then_read_from_the_folder(self, tmp_path):
        calls = []

        def renderer(html):
            calls.append(html)
            return render_html(html)

        layout = LAYOUTS["giay-khen"]
        first = page.background(layout, renderer, tmp_path)
        assert page.background(layout, renderer, tmp_path) == first
        assert len(calls) == 1
        assert [path.suffix for path in tmp_path.iterdir()] == [".pdf"]

    def test_another_layout_is_another_background(self, tmp_path):
        calls = []

        def renderer(html):
            calls.append(html)
            return render_html("<p>nền</p>")

        layout = LAYOUTS["giay-khen"]
        page.background(layout, renderer, tmp_path)
        page.background(replace(layout, medallion_mm=0), renderer, tmp_path)
        assert len(calls) == 2

    def test_more_than_one_page_is_refused(self, tmp_path):
        with pytest.raises(ValueError, match="2 pages"):
            page.background(
                LAYOUTS["giay-khen"], lambda html: render_html('<p style="break-after:page">1</p><p>2</p>'), tmp_path
            )
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("name", LAYOUTS)
    def test_seen_as_a_picture(self, base, name):
        """Paper inside, colour in the frame, a red medallion: a lost gradient would leave them white or black."""
        layout = LAYOUTS[name]
        image = picture(base(name), 72)
        scale = 72 / 25.4
        inside = image.getpixel((int(layout.field.left * scale) + 30, int(layout.height_mm / 2 * scale)))
        assert min(inside) > 210
        above_the_star = medallion_centre(layout) - 0.64j * layout.medallion_mm
        red, green, _ = image.getpixel((int(above_the_star.real * scale), int(above_the_star.imag * scale)))
        assert red > 120
        assert green < 110
        edge = image.crop(
            [int(v * scale) for v in (layout.border.left, layout.border.top, layout.border.right, layout.field.top)]
        )
        assert len(edge.getcolors(maxcolors=1_000_000)) > 200


class TestCertificate:
    @pytest.mark.parametrize("name", LAYOUTS)
    def test_qr_reads_back_at_96_dpi(self, base, name):
        layout = LAYOUTS[name]
        image = picture(page.certificate_pdf(fields(layout.kind), layout, base(name)), 96)
        assert [found.text for found in zxingcpp.read_barcodes(image)] == [URL]

    @pytest.mark.parametrize("name", LAYOUTS)
    @pytest.mark.skipif(not shutil.which("pdftotext"), reason="Poppler is not installed")
    def test_text_reads_as_written_in_poppler(self, base, name):
        layout = LAYOUTS[name]
        one = fields(layout.kind)
        text = poppler_text(page.certificate_pdf(one, layout, base(name)))
        flat = " ".join(text.split())
        for expected in (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", one.authority,
            layout.line("title").wording,
            one.recipient, one.citation, one.decision_line, "Số sổ vàng: 07", one.place_and_date, one.signer_name, CODE,
            *one.signer_title.split("\n"),
        ):  # fmt: skip
            assert expected in flat
        assert unicodedata.normalize("NFC", text) == text

    def test_letter_spaced_words_are_still_words(self, blank):
        layout = LAYOUTS["bang-khen"]
        assert "TẶNG" in text_of(page.certificate_pdf(fields(), layout, blank(layout))).replace(" ", "")

    def test_fonts_are_embedded_as_small_subsets(self, blank):
        content = page.certificate_pdf(fields(), LAYOUTS["bang-khen"], blank(LAYOUTS["bang-khen"]))
        with pikepdf.open(io.BytesIO(content)) as pdf:
            fonts = pdf.pages[0].Resources.Font
            assert len(fonts) >= 5
            for font in fonts.values():
                assert re.fullmatch(r"/[A-Z]{6}\+KTD\w+(-\w+)?", str(font.BaseFont))
                descriptor = font.DescendantFonts[0].FontDescriptor
                assert 500 < len(descriptor.FontFile2.read_bytes()) < 40_000
                assert font.ToUnicode is not None

    def test_the_letters_are_drawn_not_only_named(self, blank):
        """Trap 5 by raster: the same sheet without accents looks different where the accents are."""
        layout = LAYOUTS["bang-khen"]
        base = blank(layout)
        accents = picture(page.certificate_pdf(fields(recipient="Đặng Ứng Tặng"), layout, base), 60)
        plain = picture(page.certificate_pdf(fields(recipient="Dang Ung Tang"), layout, base), 60)
        missing = picture(page.certificate_pdf(fields(recipient=" "), layout, base), 60)
        assert accents.tobytes() != plain.tobytes()
        assert ink_box(missing) is not None

    def test_same_words_same_bytes(self, blank):
        layout = LAYOUTS["bang-khen"]
        base = blank(layout)
        assert page.certificate_pdf(fields(), layout, base) == page.certificate_pdf(fields(), layout, base)

    def test_code_is_found_in_the_bytes(self, base):
        content = page.certificate_pdf(fields(), LAYOUTS["bang-khen"], base("bang-khen"))
        assert f"(ktd:{CODE})".encode() in content
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert str(pdf.docinfo["/Keywords"]) == f"ktd:{CODE}"
            assert str(pdf.docinfo["/Title"]) == "Bằng khen – Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II"
            assert str(pdf.Root.Lang) == "vi-VN"
            assert "/ObjStm" not in {str(o.get("/Type", "")) for o in pdf.objects if isinstance(o, pikepdf.Stream)}

    @pytest.mark.parametrize("size", SIZES)
    def test_sheet_is_as_large_as_the_layout_says(self, blank, size):
        layout = page.resized(page.bang_khen(), *size)
        with pikepdf.open(io.BytesIO(page.certificate_pdf(fields(), layout, blank(layout)))) as pdf:
            box = [float(v) for v in pdf.pages[0].mediabox]
        assert box[2] / 72 * 25.4 == pytest.approx(size[0], abs=0.02)
        assert box[3] / 72 * 25.4 == pytest.approx(size[1], abs=0.02)

    def test_the_authority_of_a_flag_is_the_committee(self, blank):
        layout = LAYOUTS["co-thi-dua"]
        text = text_of(page.certificate_pdf(fields("co-thi-dua"), layout, blank(layout)))
        assert "TM. ỦY BAN NHÂN DÂN" in text
        assert "CHỦ TỊCH ỦY BAN" not in text

    def test_own_title_lines(self, blank):
        layout = LAYOUTS["co-thi-dua"]
        one = fields("co-thi-dua", title_lines=("GIẤY CHỨNG NHẬN", "TẶNG CỜ THI ĐUA CỦA", "CHÍNH PHỦ"))
        assert "CHÍNH PHỦ" in text_of(page.certificate_pdf(one, layout, blank(layout)))

    def test_flat_memory_and_fast(self, base):
        """A ratio within one run: words over a kept background against drawing the sheet."""
        layout = LAYOUTS["giay-khen"]
        background = base("giay-khen")
        one = fields("giay-khen")
        page.certificate_pdf(one, layout, background)
        started = time.perf_counter()
        for number in range(10):
            page.certificate_pdf(replace(one, golden_book_number=str(number)), layout, background)
        words = (time.perf_counter() - started) / 10
        started = time.perf_counter()
        render_html(f"<body>{background_svg(layout)}</body>")
        assert words * 10 < time.perf_counter() - started


class TestDraftAndSample:
    def test_without_a_code_it_is_a_draft(self, blank):
        layout = LAYOUTS["bang-khen"]
        content = page.certificate_pdf(fields(verification_code="", verification_url=""), layout, blank(layout))
        assert DRAFT_MARK in text_of(content)
        assert b"ktd:" not in content
        assert zxingcpp.read_barcodes(picture(content, 96)) == []

    def test_issued_is_no_draft(self, blank):
        layout = LAYOUTS["bang-khen"]
        assert DRAFT_MARK not in text_of(page.certificate_pdf(fields(), layout, blank(layout)))
        assert DRAFT_MARK in text_of(page.certificate_pdf(fields(), layout, blank(layout), draft=True))

    @pytest.mark.parametrize("sample", [True, False])
    def test_sample_data_says_so(self, blank, sample):
        layout = LAYOUTS["bang-khen"]
        one = fields(sample=sample)
        for content in (page.certificate_pdf(one, layout, blank(layout)), page.overprint_pdf(one, layout)):
            assert (SAMPLE_NOTE in text_of(content)) is sample


class TestArrangement:
    @pytest.mark.parametrize("kind", ["bang-khen", "co-thi-dua"])
    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("name", ["Cảng vụ Hàng hải Hải Phòng", LONGEST])
    def test_nothing_overlaps_and_nothing_leaves_the_field(self, kind, size, name):
        layout = page.resized(LAYOUTS[kind], *size)
        signer = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH" if kind == "co-thi-dua" else "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
        arrangement = arrange(fields(kind, recipient=name, signer_title=signer), layout)
        boxes = [(b.left, b.top, b.left + b.fitted.widest_mm, b.bottom, b.line.slot) for b in arrangement.blocks]
        boxes.append((*arrangement.qr, arrangement.qr[0] + layout.qr_mm, arrangement.qr[1] + layout.qr_mm, "qr"))
        inside = layout.field
        for left, top, right, bottom, slot in boxes:
            assert inside.left <= left, slot
            assert right <= inside.right, slot
            assert inside.top <= top, slot
            assert bottom <= inside.bottom, slot
        for i, one in enumerate(boxes):
            for other in boxes[i + 1 :]:
                apart = (
                    one[2] <= other[0] + 0.05 or other[2] <= one[0] + 0.05
                    or one[3] <= other[1] + 0.05 or other[3] <= one[1] + 0.05
                )  # fmt: skip
                assert apart, (one[4], other[4])

    @pytest.mark.parametrize("kind", ["bang-khen", "co-thi-dua", "giay-khen"])
    def test_thirty_five_millimetres_for_signature_and_seal(self, kind):
        arrangement = arrange(fields(kind), LAYOUTS[kind])
        assert arrangement.block("signer_name").top - arrangement.block("signer_title").bottom == pytest.approx(35)

    def test_the_head_does_not_move_with_the_name(self):
        """The ornaments beside the title are drawn once for all certificates."""
        short, long = (arrange(fields(recipient=name), LAYOUTS["bang-khen"]) for name in ("Cảng vụ", LONGEST))
        assert short.block("title").top == long.block("title").top

    def test_longest_name_is_two_lines_of_at_least_14_points(self):
        for name, layout in LAYOUTS.items():
            block = arrange(fields(layout.kind, recipient=LONGEST), layout).block("recipient")
            assert len(block.fitted.lines) <= 2, name
            assert block.fitted.size_pt >= 14, name


class TestOverprint:
    def test_words_alone_and_moved(self):
        """3 mm to the right and 2 mm up are 3 mm to the right and 2 mm up on paper."""
        layout, dpi = LAYOUTS["bang-khen"], 127  # 5 pixels a millimetre
        plain = ink_box(picture(page.overprint_pdf(fields(sample=False), layout), dpi))
        moved = ink_box(picture(page.overprint_pdf(fields(sample=False), layout, (3, -2)), dpi))
        assert [m - p for m, p in zip(moved, plain, strict=True)] == pytest.approx([15, -10, 15, -10], abs=1)

    def test_scaled_from_the_top_left_corner(self):
        layout, dpi = LAYOUTS["bang-khen"], 127
        plain = ink_box(picture(page.overprint_pdf(fields(sample=False), layout), dpi))
        scaled = ink_box(picture(page.overprint_pdf(fields(sample=False), layout, scale=0.99), dpi))
        assert [s / p for s, p in zip(scaled, plain, strict=True)] == pytest.approx([0.99] * 4, abs=0.004)

    def test_no_background(self, base):
        content = page.overprint_pdf(fields(), LAYOUTS["bang-khen"])
        assert len(content) < len(base("bang-khen")) / 5
        assert picture(content, 40).getpixel((10, 10)) == (255, 255, 255)

    def test_what_the_blank_already_carries_is_left_out(self):
        layout = LAYOUTS["bang-khen"]
        printed = ("country", "motto", "authority", "verb", "title")
        on_blank = replace(layout, lines=tuple(replace(line, on_blank=line.slot in printed) for line in layout.lines))
        text = text_of(page.overprint_pdf(fields(), on_blank))
        assert "BẰNG KHEN" not in text
        assert "CỘNG HÒA" not in text
        assert "Hoa tiêu hàng hải" in text
        assert "BẰNG KHEN" in text_of(page.overprint_pdf(fields(), layout))

    def test_a_line_nudged_by_hand(self):
        layout = LAYOUTS["bang-khen"]
        nudged = replace(
            layout,
            lines=tuple(replace(line, dy_mm=4.0) if line.slot == "signer_name" else line for line in layout.lines),
        )
        before = ink_box(picture(page.overprint_pdf(fields(sample=False), layout), 127))
        after = ink_box(picture(page.overprint_pdf(fields(sample=False), nudged), 127))
        assert after[3] - before[3] == pytest.approx(20, abs=1)

    def test_ruler_sheet_is_true_to_size(self):
        """The cross 20 mm from both edges is 20 mm from both edges, whatever the offset."""
        layout, dpi = LAYOUTS["giay-khen"], 254  # 10 pixels a millimetre
        image = picture(page.ruler_sheet(layout, (5, 5)), dpi)

        def reddish(x, y):
            red, green, _ = image.getpixel((x, y))
            return red - green > 30

        assert any(reddish(200 + d, 180) for d in (-1, 0, 1))
        assert any(reddish(180, 200 + d) for d in (-1, 0, 1))
        assert "canh chữ" in text_of(page.ruler_sheet(layout))

    def test_ruler_sheet_moves_the_boxes(self):
        layout = LAYOUTS["giay-khen"]
        assert (
            picture(page.ruler_sheet(layout), 60).tobytes() != picture(page.ruler_sheet(layout, (5, 5)), 60).tobytes()
        )


class TestWarnings:
    @pytest.mark.parametrize("kind", ["bang-khen", "co-thi-dua", "giay-khen"])
    def test_nothing_to_say_about_a_good_certificate(self, kind):
        assert page.check_fields(fields(kind), LAYOUTS[kind]) == []
        assert page.check_fields(page.SAMPLE_FIELDS[kind], LAYOUTS[kind]) == []

    def warned(self, words, layout=LAYOUTS["bang-khen"], **changes):
        return [warning for warning in page.check_fields(fields(**changes), layout) if words in warning]

    def test_the_longest_real_name_is_fine(self):
        for layout in LAYOUTS.values():
            assert page.check_fields(fields(layout.kind, recipient=LONGEST), layout) == []

    def test_more_than_two_lines_and_below_14_points(self):
        a4 = LAYOUTS["bang-khen A4"]
        assert self.warned("cần 4 dòng ở cỡ chữ 14", a4, recipient=" ".join([LONGEST] * 3))
        assert self.warned("nhỏ hơn cỡ tối thiểu 14", a4, recipient=" ".join([LONGEST] * 3))

    def test_decomposed_text(self):
        name = unicodedata.normalize("NFD", "Cảng vụ Hàng hải")
        assert self.warned("tách rời", recipient=name)
        assert not self.warned("tách rời", recipient="Cảng vụ Hàng hải")

    def test_capitals(self):
        assert self.warned("in hoa", recipient="CẢNG VỤ HÀNG HẢI HẢI PHÒNG")
        assert not self.warned("in hoa", recipient="Công ty TNHH MTV VINAFCO")
        assert not self.warned("in hoa", recipient="VOSCO")

    def test_missing_glyph(self):
        assert self.warned("không có ký tự “☃”", recipient="Cảng vụ ☃")
        assert self.warned("Thành tích: phông chữ", citation="Đã có 漢")

    def test_a_sheet_with_a_gap_is_never_made(self, base):
        torn = fields(recipient="Cảng vụ ☃")
        with pytest.raises(page.CannotPrint, match="tên người nhận có “☃” ở chữ “☃”"):
            page.certificate_pdf(torn, LAYOUTS["bang-khen"], base("bang-khen"))
        with pytest.raises(page.CannotPrint):
            page.overprint_pdf(torn, LAYOUTS["bang-khen"])
        assert page.certificate_pdf(replace(torn, verification_code=""), LAYOUTS["bang-khen"], base("bang-khen"))

    def test_a_citation_that_gets_tiny(self):
        assert self.warned("Thành tích dài quá", citation="Đã có thành tích xuất sắc trong phong trào " * 12)

    def test_too_much_for_the_height(self):
        small = page.resized(page.bang_khen(), 210, 120)
        assert self.warned("Không đủ chỗ", small, recipient=LONGEST)

"""Certificates as PDF files: seen as pictures, read as text, scanned as QR codes."""

import io
import re
import shutil
import unicodedata
from dataclasses import replace

import pikepdf
import pytest
import zxingcpp
from PIL import ImageChops, ImageStat

from libraries.certificate_art import page
from libraries.certificate_art.placement import medallion_centre
from libraries.certificate_art.sheet import background_svg
from libraries.certificate_art.words import DRAFT_MARK, SAMPLE_NOTE
from libraries.printing import pdf
from libraries.printing.pdf import render_html
from tests.libraries.certificates import (
    CODE,
    LAYOUTS,
    SIZES,
    URL,
    fields,
    ink_box,
    picture,
    poppler_text,
    text_of,
)


class TestBackground:
    def test_drawn_once_then_read_from_the_folder(self, tmp_path):
        layout = LAYOUTS["giay-khen"]
        first = page.background(layout, tmp_path)
        (kept,) = tmp_path.iterdir()
        assert kept.suffix == ".pdf" and kept.read_bytes() == first
        kept.write_bytes(b"kept")
        assert page.background(layout, tmp_path) == b"kept"

    def test_another_layout_is_another_background(self, tmp_path):
        layout = LAYOUTS["giay-khen"]
        page.background(layout, tmp_path)
        page.background(replace(layout, medallion_mm=0), tmp_path)
        assert len(list(tmp_path.iterdir())) == 2

    @pytest.mark.parametrize(("name", "kilobytes"), [("bang-khen", 80), ("co-thi-dua", 105), ("giay-khen", 36)])
    def test_repeated_shapes_are_kept_once(self, base, name, kilobytes):
        """Drawn out they took 563, 601 and 251 KB."""
        assert len(base(name)) <= kilobytes * 1000
        with pikepdf.open(io.BytesIO(base(name))) as pdf:
            art = pdf.pages[0].Resources.XObject.Art
            called = re.findall(rb"/(S\d+) Do", art.read_bytes())
            assert len(called) > 10 * len(set(called)) > 50
            assert {name.lstrip("/") for name in art.Resources.XObject} == {name.decode() for name in set(called)}

    @pytest.mark.slow
    @pytest.mark.parametrize("name", LAYOUTS)
    def test_looks_as_another_program_draws_it(self, base, name):
        """WeasyPrint draws the SVG of the same sheet, every symbol drawn out."""
        layout = LAYOUTS[name]
        size = f"@page{{size:{layout.width_mm}mm {layout.height_mm}mm;margin:0}}body{{margin:0}}svg{{display:block}}"
        drawn = render_html(f"<!doctype html><style>{size}</style><body>{background_svg(layout)}</body>")
        ours, theirs = picture(base(name), 72), picture(drawn, 72)
        assert ours.size == theirs.size
        apart = ImageChops.difference(ours, theirs).convert("L")
        counted = apart.histogram()
        assert ImageStat.Stat(apart).mean[0] < 2
        assert sum(counted[96:]) / sum(counted) < 0.002

    @pytest.mark.slow
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
    @pytest.mark.slow
    @pytest.mark.parametrize("name", LAYOUTS)
    def test_qr_reads_back_at_96_dpi(self, base, name):
        layout = LAYOUTS[name]
        image = picture(page.certificate_pdf(fields(layout.kind), layout, base(name)), 96)
        assert [found.text for found in zxingcpp.read_barcodes(image)] == [URL]

    @pytest.mark.slow
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

    def test_no_sheet_is_drawn_for_the_words(self, blank, monkeypatch):
        """They are laid over the kept background: no printing process is asked."""
        monkeypatch.setattr(pdf._Child, "ask", None)
        with pytest.raises(TypeError):
            render_html("<p>the control</p>")
        layout = LAYOUTS["giay-khen"]
        assert page.certificate_pdf(fields("giay-khen"), layout, blank(layout)).startswith(b"%PDF")


class TestDraftAndSample:
    def test_without_a_code_it_is_a_draft(self, blank):
        layout = LAYOUTS["bang-khen"]
        content = page.certificate_pdf(fields(verification_code="", verification_url=""), layout, blank(layout))
        assert DRAFT_MARK in text_of(content)
        assert not re.search(rb"\(ktd:[2-9A-Z]", content)
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert "ktd:" not in str(pdf.docinfo.get("/Keywords", ""))
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

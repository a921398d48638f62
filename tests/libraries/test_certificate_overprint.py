"""Words alone, for paper that already carries the art; the sheet that measures a printer."""

import io
from dataclasses import replace

import pikepdf
import pytest

from libraries.certificate_art import page
from tests.libraries.certificates import LAYOUTS, fields, ink_box, picture, text_of


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

    def test_no_background(self):
        content = page.overprint_pdf(fields(), LAYOUTS["bang-khen"])
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert "/XObject" not in pdf.pages[0].Resources
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
        assert "căn chỉnh chữ" in text_of(page.ruler_sheet(layout))

    def test_ruler_sheet_moves_the_boxes(self):
        layout = LAYOUTS["giay-khen"]
        assert (
            picture(page.ruler_sheet(layout), 60).tobytes() != picture(page.ruler_sheet(layout, (5, 5)), 60).tobytes()
        )

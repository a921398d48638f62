"""Where the words of a certificate stand, and what is said about words that do not fit."""

import unicodedata
from dataclasses import replace

import pytest

from libraries.certificate_art import page
from libraries.certificate_art.words import arrange
from tests.libraries.certificates import LAYOUTS, LONGEST, SIZES, fields


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
        assert self.warned("chưa đúng mã chuẩn", recipient=name)
        assert not self.warned("chưa đúng mã chuẩn", recipient="Cảng vụ Hàng hải")

    def test_capitals(self):
        assert self.warned("in hoa", recipient="CẢNG VỤ HÀNG HẢI HẢI PHÒNG")
        assert not self.warned("in hoa", recipient="Công ty TNHH MTV VINAFCO")
        assert not self.warned("in hoa", recipient="VOSCO")

    def test_missing_glyph(self):
        assert self.warned("không có ký tự “☃”", recipient="Cảng vụ ☃")
        assert self.warned("Thành tích ghi trên bằng: phông chữ", citation="Đã có 漢")

    def test_a_sheet_with_a_gap_is_never_made(self, base):
        torn = fields(recipient="Cảng vụ ☃")
        with pytest.raises(page.CannotPrint, match="tên ghi trên bằng có “☃” trong “☃”"):
            page.certificate_pdf(torn, LAYOUTS["bang-khen"], base("bang-khen"))
        with pytest.raises(page.CannotPrint):
            page.overprint_pdf(torn, LAYOUTS["bang-khen"])
        assert page.certificate_pdf(replace(torn, verification_code=""), LAYOUTS["bang-khen"], base("bang-khen"))

    def test_a_citation_that_gets_tiny(self):
        assert self.warned("trên bằng quá dài", citation="Đã có thành tích xuất sắc trong phong trào " * 12)

    def test_too_much_for_the_height(self):
        small = page.resized(page.bang_khen(), 210, 120)
        assert self.warned("Tên và thành tích quá dài", small, recipient=LONGEST)

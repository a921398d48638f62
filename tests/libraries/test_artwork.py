"""The artwork: text fitting by real measures, layouts as data, and SVG that every renderer understands."""

import json
import re
from itertools import pairwise

import pytest

from libraries.certificate_art import layouts
from libraries.certificate_art.fonts import FACES, face_path, opened
from libraries.certificate_art.geometry import Box, Outline, circle, put, shift, stretch, turn
from libraries.certificate_art.lettering import (
    balanced,
    fit,
    glued,
    lines_needed,
    missing_characters,
    outlines,
    shape,
    width_in_ems,
)
from libraries.certificate_art.palette import mix
from libraries.certificate_art.placement import foot_top, head_rows, head_top
from libraries.certificate_art.sheet import background_svg

VIETNAMESE = (
    "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYaăâbcdđeêghiklmnoôơpqrstuưvxy"
    "ÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬÈẺẼÉẸỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌỒỔỖỐỘỜỞỠỚỢÙỦŨÚỤỪỬỮỨỰỲỶỸÝỴ"
    "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)
LONGEST = (
    "Công ty Trách nhiệm hữu hạn Một thành viên Ứng phó sự cố tràn dầu "
    "và Dịch vụ hàng hải Quốc tế miền Duyên hải Bắc Bộ"
)


# Ê Đê, Gia Rai, Ba Na, Cơ Ho, M'nông, Xtiêng: some letters are two characters.
OTHER_LANGUAGES = "ČčĔĕĬĭŎŏŬŭÑñɃƀ" + "".join(f"{letter}\u0306" for letter in "ÊêÔôƠơƯư") + "’ʼ‘'"


class TestFaces:
    @pytest.mark.parametrize("face", FACES)
    def test_every_face_has_the_letters_of_the_other_languages_of_vietnam(self, face):
        assert missing_characters(face, OTHER_LANGUAGES) == ""
        for letter in "ÊêÔôƠơƯư":
            bare, carrying = outlines(face, letter, 10)[0], outlines(face, f"{letter}\u0306", 10)[0]
            assert len(shape(face, f"{letter}\u0306")) == 1, "one drawn letter, not a mark beside it"
            assert len(carrying.steps) > len(bare.steps)
        for letter, plain in ("ɃB", "ƀb"):
            assert outlines(face, letter, 10)[0].steps != outlines(face, plain, 10)[0].steps

    @pytest.mark.parametrize("face", FACES)
    def test_every_face_has_every_vietnamese_letter_and_the_marks_of_a_certificate(self, face):
        assert missing_characters(face, VIETNAMESE + "0123456789…–-·“”,.:/()&") == ""

    @pytest.mark.parametrize("face", FACES)
    def test_families_are_private(self, face):
        """Trap 5: a print face named like an installed family is silently replaced by it."""
        from fontTools.ttLib import TTFont

        with TTFont(face_path(face), lazy=True) as font:
            assert font["name"].getDebugName(1).replace(" ", "").startswith("KTD")

    def test_accents_change_the_drawing_not_only_the_text(self):
        """A face that lost its accents would draw "tang" for "tặng" and still measure alike."""
        plain, _ = outlines("serif-700", "tang", 10)
        accented, _ = outlines("serif-700", "tặng", 10)
        assert len(accented.steps) > len(plain.steps)


class TestGeometry:
    def test_the_inner_movement_comes_first(self):
        moved = (shift(10 + 0j) @ turn(90) @ stretch(2))(1 + 0j)
        assert moved == pytest.approx(10 + 2j)

    def test_a_mirrored_motif_keeps_its_place(self):
        assert put(5 + 5j, mirrored=True)(1 + 1j) == pytest.approx(4 + 6j)

    def test_circle_is_round(self):
        points = [p for command, points in circle(0j, 3).steps if points for p in points[-1:]]
        assert all(abs(p) == pytest.approx(3) for p in points)

    def test_box(self):
        box = Box(0, 0, 40, 30).inset(5)
        assert (box.width, box.height, box.centre) == (30, 20, 20 + 15j)

    def test_outlines_add_without_changing_either(self):
        one, other = circle(0j, 1), circle(1 + 0j, 1)
        before = len(one.steps)
        assert len((one + other).steps) == 2 * before
        assert len(one.steps) == before
        assert isinstance(one + other, Outline)

    def test_colours_mix(self):
        assert mix("#000000", "#ffffff", 0.5) == "#808080"


class TestFitting:
    def test_a_short_name_keeps_its_size_on_one_line(self):
        fitted = fit("title-700", "Cảng vụ Hàng hải Hải Phòng", size_pt=28, room_mm=290, max_lines=2)
        assert (fitted.size_pt, fitted.lines) == (28, ("Cảng vụ Hàng hải Hải Phòng",))

    def test_a_long_name_goes_to_two_balanced_lines(self):
        fitted = fit("title-700", LONGEST, size_pt=28, room_mm=290, max_lines=2)
        assert len(fitted.lines) == 2
        assert fitted.size_pt >= 24
        first, second = (width_in_ems("title-700", line) for line in fitted.lines)
        assert abs(first - second) < 0.15 * max(first, second)
        assert " ".join(fitted.lines) == LONGEST

    @pytest.mark.parametrize("room", [60, 110, 180, 290])
    def test_never_wider_than_the_room(self, room):
        assert fit("title-700", LONGEST, size_pt=28, room_mm=room, max_lines=2).widest_mm <= room + 0.01

    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("Đã có thành tích trong phong trào thi đua năm 2019", "năm\u00a02019"),
            ("Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II", "Khu\u00a0vực\u00a0II"),
            ("Cảng vụ Hàng hải Hải Phòng", "Hải\u00a0Phòng"),
            ("Khối thi đua Doanh nghiệp 2", "Doanh\u00a0nghiệp\u00a02"),
            ("Ông Nguyễn Văn Mẫu", "Ông\u00a0Nguyễn"),
        ],
    )
    def test_what_belongs_together_stays_together(self, text, kept):
        assert kept in glued(text)

    def test_no_line_ends_inside_a_glued_pair(self):
        text = "Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II thành phố Hải Phòng năm 2019"
        for count in (2, 3):
            for line in balanced("title-700", text, count)[:-1]:
                assert not line.endswith(("Khu", "Khu vực", "Hải", "năm", "thành", "hàng", "Hoa", "Công"))

    def test_lines_needed(self):
        assert lines_needed("title-700", "Cảng vụ", size_pt=14, room_mm=200) == 1
        assert lines_needed("title-700", LONGEST, size_pt=14, room_mm=110) == 3

    def test_missing_characters(self):
        assert missing_characters("serif-400", "Phao tiêu ☃ số ☃ 漢") == "☃漢"

    def test_opened_once(self):
        assert opened("serif-400") is opened("serif-400")


SIZES = [(420, 297), (400, 300), (360, 237), (297, 210)]


class TestLayouts:
    @pytest.mark.parametrize("kind", layouts.DEFAULT_LAYOUTS)
    def test_survives_a_json_column(self, kind):
        layout = layouts.DEFAULT_LAYOUTS[kind]()
        assert layouts.layout_from(json.loads(json.dumps(layout.as_data()))) == layout

    @pytest.mark.parametrize("kind", [layouts.BANG_KHEN, layouts.CO_THI_DUA])
    @pytest.mark.parametrize("size", SIZES)
    def test_head_stays_between_medallion_and_signer_on_every_size(self, kind, size):
        layout = layouts.resized(layouts.DEFAULT_LAYOUTS[kind](), *size)
        rows, end = head_rows(layout)
        assert rows[0].top >= head_top(layout)
        for above, below in pairwise(rows):
            assert below.top >= above.top + above.height - 0.01
        assert end < foot_top(layout)
        assert layout.signature_room_mm == 35

    def test_border_of_320_by_230_on_400_by_300(self):
        """NĐ 50/2006 Đ.28: sheet 400 × 300, border motif 320 × 230."""
        layout = layouts.resized(layouts.bang_khen(), 400, 300, margin_mm=(40, 35))
        assert (layout.border.width, layout.border.height) == (320, 230)
        assert layout.frame_mm < layouts.bang_khen().frame_mm

    def test_a_giay_khen_looks_like_no_award_of_the_state(self):
        """NĐ 98/2023 Đ.104: no corner motifs, white ground."""
        giay_khen = layouts.giay_khen()
        assert (giay_khen.frame, giay_khen.corners, giay_khen.watermark) == ("braid", False, False)
        svg = background_svg(giay_khen)
        assert "#fffcf2" not in re.sub(r"<path[^>]*stroke-width[^>]*/>", "", svg).split("</defs>")[0]

    def test_line_by_slot(self):
        assert layouts.bang_khen().line("title").wording == "BẰNG KHEN"
        assert layouts.bang_khen().line("nothing") is None

    @pytest.mark.parametrize("kind", layouts.DEFAULT_LAYOUTS)
    def test_decision_golden_book_and_date_are_italic_bold(self, kind):
        layout = layouts.DEFAULT_LAYOUTS[kind]()
        assert {layout.line(slot).face for slot in ("decision", "golden_book", "place_date")} == {"serif-700i"}


@pytest.fixture(scope="module")
def svg():
    return background_svg(layouts.co_thi_dua(2019))


class TestBackground:
    def test_only_plain_paths_at_final_pixel_size(self, svg):
        """Traps 5 and 6: no text, no reuse, no clipping, no scaled viewBox, gradients in user space."""
        assert set(re.findall(r"<(\w+)", svg)) <= {"svg", "defs", "linearGradient", "radialGradient", "stop", "path"}
        viewbox = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg)
        assert viewbox[1] == viewbox[3]
        assert viewbox[2] == viewbox[4]
        assert float(viewbox[1]) == pytest.approx(420 / 25.4 * 96, abs=0.01)
        assert svg.count("Gradient id=") == svg.count('gradientUnits="userSpaceOnUse"')

    def test_no_transparency_and_no_style(self, svg):
        assert "opacity" not in svg
        assert "style=" not in svg

    def test_every_number_is_finite(self, svg):
        assert "nan" not in svg
        assert "inf" not in svg

    def test_same_layout_same_drawing(self, svg):
        assert background_svg(layouts.co_thi_dua(2019)) == svg

    def test_the_year_is_on_the_flag(self, svg):
        assert background_svg(layouts.co_thi_dua(2020)) != svg

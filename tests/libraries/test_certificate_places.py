"""Words on an office's own background stand where it put them; our own sheet is what it was."""

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from libraries import foreign_files
from libraries.certificate_art import page
from libraries.certificate_art.layouts import QR, Place
from libraries.certificate_art.pdf_text import POINTS_PER_MM
from libraries.certificate_art.places import (
    ALWAYS_PRINTED,
    kept_places,
    on_own_background,
    read_places,
    starting_places,
)
from libraries.certificate_art.words import arrange
from tests.support.backgrounds import background_pdf

CODE = "ABCDEFGHIJKLMNOPQRST"
FIELDS = replace(
    page.SAMPLE_FIELDS["bang-khen"],
    signer_name="Nguyễn Văn An",
    verification_code=CODE,
    verification_url=f"https://example.org/xac-minh/{CODE}/",
    sample=False,
)


@pytest.fixture(scope="module")
def artwork() -> bytes:
    return foreign_files.background(background_pdf()).page


def sheet(*places: Place):
    return on_own_background(page.bang_khen(), "a" * 64, places)


def placed(slot: str, x: float, y: float, size: float = 20, width: float = 300, align: str = "centre") -> Place:
    return Place(slot, x, y, size, width, align)


def lines_of(pdf: bytes) -> dict[str, tuple[float, float]]:
    """Each line of words as its text and where its first letter stands, mm from the top left."""
    found = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        content = document.pages[0].Contents.read_bytes().decode()
        height = float(document.pages[0].mediabox[3])
    for spoken, x, y in re.findall(r"ActualText <feff([0-9a-f]+)>>> BDC BT .*? 1 0 0 1 ([\d.]+) ([\d.]+) Tm", content):
        text = bytes.fromhex(spoken).decode("utf-16-be")
        found[text] = float(x) / POINTS_PER_MM, (height - float(y)) / POINTS_PER_MM
    return found


@pytest.mark.parametrize("align, shift", [("left", 0.0), ("centre", 0.5), ("right", 1.0)])
def test_a_line_stands_at_its_place(artwork, align, shift):
    layout = sheet(placed("recipient", 200, 120, align=align), placed(QR, 10, 20, 0, 30, "left"))
    block = arrange(FIELDS, layout).block("recipient")
    x, y = lines_of(page.certificate_pdf(FIELDS, layout, artwork))[FIELDS.recipient]
    assert x == pytest.approx(200 - shift * block.fitted.widest_mm, abs=0.05)
    assert y == pytest.approx(120, abs=0.05)


def test_only_what_has_a_place_is_printed_and_nothing_of_ours(artwork):
    layout = sheet(placed("recipient", 200, 120), placed(QR, 10, 20, 0, 30, "left"))
    pdf = page.certificate_pdf(FIELDS, layout, artwork)
    assert set(lines_of(pdf)) == {FIELDS.recipient}
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = document[0].render(scale=1).to_pil().convert("RGB")
    assert drawn.getpixel((120, 120)) == (0, 0, 255)  # the office's own square
    # No frame, no medallion, no gold: white where our sheet has its border.
    assert {drawn.getpixel((x, 800)) for x in range(300, 1100, 7)} == {(255, 255, 255)}


def test_long_words_shrink_into_their_width():
    layout = sheet(placed("citation", 200, 120, 40, 150), placed("code", 200, 200, 9))
    block = arrange(FIELDS, layout).block("citation")
    assert block.fitted.size_pt < 40 and block.fitted.widest_mm <= 150 and len(block.fitted.lines) == 2


def test_the_beginning_is_where_our_own_sheet_prints():
    own = page.bang_khen()
    places = starting_places(arrange(FIELDS, own), own)
    assert {place.slot for place in places} >= set(ALWAYS_PRINTED)
    moved = arrange(FIELDS, sheet(*places))
    for block in arrange(FIELDS, own).blocks:
        there = moved.block(block.line.slot)
        assert there.fitted.lines == block.fitted.lines
        assert (there.left, there.top) == pytest.approx((block.left, block.top), abs=0.6)
    assert page.check_fields(FIELDS, sheet(*places)) == []
    assert read_places(kept_places(places)) == places


def test_what_runs_off_the_paper_or_into_something_is_said():
    off = sheet(placed("recipient", 5, 120), placed(QR, 300, 20, 0, 30, "left"))
    assert any("Tên ghi trên bằng nằm ngoài khổ giấy" in said for said in page.check_fields(FIELDS, off))
    over = sheet(placed("recipient", 200, 120), placed("citation", 200, 122), placed(QR, 380, 260, 0, 30, "left"))
    assert any("Tên ghi trên bằng chồng lên thành tích" in said for said in page.check_fields(FIELDS, over))


def test_a_missing_letter_stops_the_printing_here_too(artwork):
    layout = sheet(placed("recipient", 200, 120), placed(QR, 10, 20, 0, 30, "left"))
    with pytest.raises(page.CannotPrint, match="tên ghi trên bằng có"):
        page.certificate_pdf(replace(FIELDS, recipient="Công ty 漢"), layout, artwork)


def test_our_own_sheet_knows_nothing_of_places():
    own = page.bang_khen()
    assert (own.artwork, own.places) == ("", ()) and page.layout_from(own.as_data()) == own

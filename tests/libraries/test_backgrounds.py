"""An office's own background: a page or a drawing becomes one object to print over; what would harm is refused."""

import base64
import io
import time

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from libraries import foreign_files
from libraries.foreign_files import FileRefused, Limits
from libraries.foreign_files.refusals import SENTENCES
from tests.support.backgrounds import background_pdf, background_svg
from tests.support.hostile_files import nested_forms, packed_zeros


def refusal(content: bytes) -> str:
    """What the gate says, or the making of the page: a form asks the one after the other."""
    with pytest.raises(FileRefused) as refused:
        foreign_files.clean(content)
        foreign_files.background(content)
    assert str(refused.value) == SENTENCES[refused.value.code]
    return refused.value.code


def picture(page: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(page) as document:
        return document[0].render(scale=0.5).to_pil().convert("RGB")


def inline_png(side: int) -> str:
    out = io.BytesIO()
    Image.new("1", (side, side)).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


@pytest.mark.parametrize("content", [background_svg(), background_pdf()], ids=["svg", "pdf"])
def test_a_page_is_one_object_of_its_size(content):
    assert foreign_files.clean(content).content == content  # kept as it came
    made = foreign_files.background(content)
    assert (made.width_mm, made.height_mm) == (420, 297)
    with pikepdf.open(io.BytesIO(made.page)) as pdf:
        (page,) = pdf.pages
        assert page.obj.Contents.read_bytes().strip() == b"q /Art Do Q"
        assert [float(side) for side in page.mediabox] == [0, 0, pytest.approx(1190.551), pytest.approx(841.89)]
    drawn = picture(made.page)
    assert drawn.getpixel((85, 85)) == (0, 0, 255) and drawn.getpixel((400, 300)) == (255, 255, 255)
    assert foreign_files.background(content) == made  # the same bytes each time


def test_a_turned_page_with_bleed_stands_upright_at_its_trimmed_size():
    def turned(pdf):
        page = pdf.pages[0]
        page.obj.TrimBox = [10, 10, 10 + 210 * 72 / 25.4, 10 + 297 * 72 / 25.4]
        page.obj.MediaBox = [0, 0, 620, 870]
        page.obj.Rotate = 90
        page.obj.Contents = pdf.make_stream(b"0 0 1 rg 10 10 100 100 re f")  # lower left, upper left once turned

    made = foreign_files.background(background_pdf(210, 297, change=turned))
    assert (made.width_mm, made.height_mm) == (297, 210)
    assert picture(made.page).getpixel((20, 20)) == (0, 0, 255)
    assert picture(made.page).getpixel((200, 200)) == (255, 255, 255)


def test_what_lies_on_the_page_stays_behind():
    def linked(pdf):
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 99, 99],
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org")),
        )  # fmt: skip
        pdf.pages[0].obj.Annots = pikepdf.Array([note])

    assert b"example.org" not in foreign_files.background(background_pdf(change=linked)).page


ENDLESS = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'
TEN_TIMES = '<g id="n0"><rect width="1" height="1"/></g>' + "".join(
    f'<g id="n{k + 1}">{f"""<use href="#n{k}"/>""" * 10}</g>' for k in range(9)
)
LAUGHS = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DRAWINGS = {
    "script": ("<script>alert(1)</script>", "acting_svg"),
    "handler": ('<rect width="9" height="9" onload="alert(1)"/>', "acting_svg"),
    "script address": ('<use href="javascript:alert(1)"/>', "acting_svg"),
    "html inside": ('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>', "acting_svg"),
    "html beside": ('<metadata><iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/></metadata>', "acting_svg"),
    "motion": ('<rect width="9" height="9"><animate attributeName="x" to="9"/></rect>', "acting_svg"),
    "picture elsewhere": ('<image href="https://example.org/a.png" width="9" height="9"/>', "outside"),
    "picture of the disk": ('<image xlink:href="file:///etc/passwd" width="9" height="9"/>', "outside"),
    "use elsewhere": ('<use href="other.svg#a"/>', "outside"),
    "drawing in a drawing": ('<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>', "outside"),
    "fill elsewhere": ('<rect width="9" height="9" fill="url(https://example.org/#a)"/>', "outside"),
    "style elsewhere": ('<rect width="9" height="9" style="fill:url( \'http://example.org\' )"/>', "outside"),
    "style sheet elsewhere": ("<style>@import 'https://example.org/a.css';</style>", "outside"),
    "hidden letters": ('<rect width="9" height="9" style="fill:u\\72l(x)"/>', "svg_effects"),
    "words": ('<text x="9" y="9">Bằng khen</text>', "svg_words"),
    "blur": ('<filter id="f"><feGaussianBlur stdDeviation="2"/></filter>', "svg_effects"),
    "endless": (ENDLESS, "bomb"),
    "ten to the ninth": (TEN_TIMES, "bomb"),
    "pixels": (f'<image href="data:image/png;base64,{inline_png(9000)}" width="9" height="9"/>', "too_many_pixels"),
    "no picture": ('<image href="data:image/png;base64,AAAA" width="9" height="9"/>', "broken_picture"),
    "not closed": ("<g>", "broken_svg"),
}


@pytest.mark.parametrize("inside, code", DRAWINGS.values(), ids=DRAWINGS)
def test_hostile_drawings(inside, code):
    begun = time.monotonic()
    assert refusal(background_svg(inside)) == code
    assert time.monotonic() - begun < 12


@pytest.mark.parametrize(
    "content, code",
    [
        (background_svg(before=LAUGHS), "broken_svg"),
        (background_svg(before='<?xml-stylesheet href="https://example.org/a.css"?>\n'), "outside"),
        (background_svg(width="100%"), "svg_size"),
        (background_svg(width="5mm"), "odd_sheet"),
        (background_svg(width="1e9mm"), "odd_sheet"),
        (background_svg("<g>" * 500 + "</g>" * 500), "broken_svg"),
        (background_svg('<rect width="1" height="1"/>' * 60_001), "bomb"),
        (b"<html><svg></svg></html>", "kind"),
        (b"GIF89a", "kind"),
    ],
    ids=["entities", "style sheet", "no size", "tiny", "huge", "deep", "many", "html", "gif"],
)
def test_hostile_files_of_drawings(content, code):
    assert refusal(content) == code


def with_font(pdf):
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))


def with_hidden_layer(pdf):
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Lớp")))
    pdf.Root.OCProperties = pikepdf.Dictionary(
        OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
    )


def with_outer_page(pdf):
    form = pdf.make_stream(
        b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9],
        Ref=pikepdf.Dictionary(F=pikepdf.String("other.pdf"), Page=0),
    )  # fmt: skip
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))


def with_script(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


@pytest.mark.parametrize(
    "content, code",
    [
        (background_pdf(pages=2), "one_page"),
        (background_pdf(change=with_font), "fonts_missing"),
        (background_pdf(change=with_hidden_layer), "hidden_layers"),
        (background_pdf(change=with_outer_page), "outside"),
        (background_pdf(change=with_script), "acting_pdf"),
        (background_pdf(50, 50), "odd_sheet"),
        (packed_zeros(300), "bomb"),
        (b"%PDF-1.7\n%%EOF", "broken_pdf"),
    ],
    ids=["two pages", "font", "hidden layer", "outer page", "script", "small", "bomb", "broken"],
)
def test_hostile_pages(content, code):
    assert refusal(content) == code


def test_a_page_that_takes_gigabytes_to_draw_is_refused_before_anybody_makes_a_sheet_of_it():
    with pytest.raises(FileRefused) as refused:
        foreign_files.draw(foreign_files.clean(nested_forms(9)).content)
    assert refused.value.code == "cannot_draw"


def test_the_limits_hold_here_too():
    """The control: what is refused for want of memory is made with more of it."""
    with pytest.raises(FileRefused):
        foreign_files.background(background_svg(), limits=Limits(megabytes=60))
    assert foreign_files.background(background_svg()).width_mm == 420


def test_a_drawing_is_a_kind_of_its_own():
    assert foreign_files.kind_of_bytes(b"\xef\xbb\xbf<!-- made by hand -->\n<svg xmlns='x'>") == "svg"
    assert foreign_files.kind_of_bytes(b"<svgfoo>") is None

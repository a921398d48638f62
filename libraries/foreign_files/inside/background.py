"""A page of an office as the background of its certificates: one object of a PDF that words are printed over."""

import base64
import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from libraries.foreign_files.inside import pdf, svg
from libraries.foreign_files.inside.refused import Refused

POINTS_PER_MM = 72 / 25.4
# A sheet that no printer of an office takes.
NARROWEST_MM, WIDEST_MM = 100, 900


def make(content: bytes, options: dict[str, Any]) -> Iterator[bytes | dict[str, Any]]:
    """One blob: a PDF of one page whose content is `q /Art Do Q`; then width_mm and height_mm."""
    if options["kind"] == "svg":
        width, height = svg.check(content)
        _refuse_odd_sizes(width, height)
        content = _printed(content, width, height)
    else:
        pdf.check(content)
    try:
        with pikepdf.open(io.BytesIO(content)) as source:
            if len(source.pages) != 1:
                raise Refused("one_page")
            _refuse_hidden_layers(source)
            yield from _as_object(source)
    except (pikepdf.PdfError, ValueError, TypeError):
        raise Refused("broken_pdf") from None


def _refuse_odd_sizes(width_mm: float, height_mm: float) -> None:
    if not all(NARROWEST_MM <= side <= WIDEST_MM for side in (width_mm, height_mm)):
        raise Refused("odd_sheet")


def _as_object(source: pikepdf.Pdf) -> Iterator[bytes | dict[str, Any]]:
    """The page cut to its trim box, upright; notes and buttons that lie on it stay behind."""
    page = source.pages[0]
    unit = float(page.obj.get("/UserUnit", 1))
    left, bottom, right, top = (float(value) for value in page.trimbox)
    width, height = abs(right - left) * unit, abs(top - bottom) * unit
    if int(page.obj.get("/Rotate", 0)) % 180:
        width, height = height, width
    _refuse_odd_sizes(width / POINTS_PER_MM, height / POINTS_PER_MM)
    with pikepdf.new() as made:
        sheet = made.add_blank_page(page_size=(round(width, 3), round(height, 3)))
        inner = made.copy_foreign(page.as_form_xobject())
        whole = pikepdf.Rectangle(0, 0, width, height)
        where = sheet.calc_form_xobject_placement(
            inner, pikepdf.Name.Page, whole, invert_transformations=True, allow_shrink=False, allow_expand=False
        )
        art = made.make_stream(
            where,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, round(width, 3), round(height, 3)],
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=inner)),
        )
        sheet.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Art=art))
        sheet.obj.Contents = made.make_stream(b"q /Art Do Q\n")
        for thing in made.objects:
            _check_part(thing)
        out = io.BytesIO()
        made.save(
            out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=True, deterministic_id=True
        )
    yield out.getvalue()
    yield {"width_mm": round(width / POINTS_PER_MM, 1), "height_mm": round(height / POINTS_PER_MM, 1)}


def _check_part(thing: Any) -> None:
    """Everything that is printed is in the file: pictures and pages of elsewhere, and letters, would be missing."""
    if isinstance(thing, pikepdf.Stream) and any(key in thing for key in ("/F", "/Ref", "/OPI")):
        raise Refused("outside")
    if not isinstance(thing, pikepdf.Dictionary):
        return
    kind = thing.get("/Type")
    if kind == "/FontDescriptor" and not any(key in thing for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        raise Refused("fonts_missing")
    simple = kind == "/Font" and thing.get("/Subtype") in ("/Type1", "/TrueType", "/MMType1")
    if simple and "/FontDescriptor" not in thing:
        raise Refused("fonts_missing")


def _refuse_hidden_layers(source: pikepdf.Pdf) -> None:
    """Layers are told apart by the file, not by its page: one that is hidden would be printed."""
    layers = source.Root.get("/OCProperties")
    chosen = layers.get("/D") if isinstance(layers, pikepdf.Dictionary) else None
    if not isinstance(chosen, pikepdf.Dictionary):
        return
    hidden = chosen.get("/OFF")
    if chosen.get("/BaseState") == "/OFF" or (isinstance(hidden, pikepdf.Array) and len(hidden)):
        raise Refused("hidden_layers")


def _printed(drawing: bytes, width_mm: float, height_mm: float) -> bytes:
    """The drawing as a PDF of one page. It has been checked; whatever it still asks for is not fetched."""
    import weasyprint  # imported here: child process
    from weasyprint.urls import URLFetcher  # imported here: child process

    address = f"data:image/svg+xml;base64,{base64.b64encode(drawing).decode()}"

    class NothingElse(URLFetcher):  # type: ignore[misc]  # the library has no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url != address and svg.DATA_PICTURE.match(url) is None:
                raise ValueError("nothing is fetched for a drawing")
            return super().fetch(url, headers)

    size = f"{width_mm}mm {height_mm}mm"
    style = f"@page{{size:{size};margin:0}}body{{margin:0}}img{{display:block;width:{width_mm}mm;height:{height_mm}mm}}"
    fetcher = NothingElse(allowed_protocols={"data"}, allow_redirects=False)
    html = weasyprint.HTML(string=f'<style>{style}</style><img src="{address}">', url_fetcher=fetcher)
    return bytes(html.write_pdf())

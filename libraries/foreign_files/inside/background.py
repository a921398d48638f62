"""A page of an office as the background of its certificates: one object of a PDF that words are printed over."""

import importlib
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
        # Printing stands above this library and knows nothing of it: asked by name, in the child alone.
        content = importlib.import_module("libraries.printing.drawing").drawing_to_pdf(content, width, height)
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

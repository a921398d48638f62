"""Incremental revisions behind the last signature, as editors and forgers make them."""

import io
from collections.abc import Callable

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from libraries.pades import signature


def revise(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """An incremental revision behind the last signature, as editors and forgers make it."""
    writer = signature.RevisionWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def last_page(writer) -> generic.DictionaryObject:
    count = int(writer.root["/Pages"]["/Count"])
    page = writer.find_page_for_modification(count - 1)[0].get_object()
    writer.update_container(page)
    return page


def field_of(writer, name: str) -> generic.DictionaryObject:
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field.get("/T") == name:
            writer.mark_update(reference)
            return field
    raise KeyError(name)


def names(**values) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(f"/{key}"): value for key, value in values.items()})


def annotation(**values) -> generic.DictionaryObject:
    box = generic.ArrayObject(map(generic.FloatObject, (60, 100, 400, 700)))
    return names(Type=pdf_name("/Annot"), Rect=box, F=generic.NumberObject(4), **values)


def annotate(pdf: bytes, **values) -> bytes:
    def change(writer):
        page = last_page(writer)
        page["/Annots"] = generic.ArrayObject([*page.get("/Annots", []), writer.add_object(annotation(**values))])

    return revise(pdf, change)


def in_root(pdf: bytes, **values) -> bytes:
    def change(writer):
        for key, value in values.items():
            writer.root[pdf_name(f"/{key}")] = value
        writer.update_root()

    return revise(pdf, change)


def script() -> generic.DictionaryObject:
    return names(S=pdf_name("/JavaScript"), JS=generic.pdf_string("app.alert('Xin chào')"))

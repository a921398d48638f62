"""Files made to hurt whoever opens them."""

import io
import zlib

import pikepdf


def _saved(document: pikepdf.Pdf, **options) -> bytes:
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()


def nested_forms(depth: int = 9, each: int = 10) -> bytes:
    """A page that draws a form, which draws another ten times, and so on: two kilobytes, each^depth drawings."""
    with pikepdf.new() as document:
        page = document.add_blank_page()
        # The innermost is a transparency group: the drawer keeps something for each.
        below = document.make_stream(
            b"0 0 9 9 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 99, 99]
        )
        for _ in range(depth):
            below = document.make_stream(
                b"q /F Do Q " * each,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 99, 99],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=below)),
            )
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=below))
        page.Contents = document.make_stream(b"/F Do")
        return _saved(document)


def packed_zeros(megabytes: int = 300) -> bytes:
    """Zeros packed twice: a kilobyte that becomes `megabytes`."""
    with pikepdf.new() as document:
        document.add_blank_page()
        packer, parts = zlib.compressobj(9), []
        for _ in range(megabytes):
            parts.append(packer.compress(bytes(1 << 20)))
        packed = zlib.compress(b"".join([*parts, packer.flush()]), 9)
        stream = pikepdf.Stream(document, packed)
        stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        document.pages[0].Contents = stream
        return _saved(document, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def text_flood(letters: int = 30_000_000) -> bytes:
    """A page with so much text that reading it takes long."""
    with pikepdf.new() as document:
        document.add_blank_page()
        document.pages[0].Contents = document.make_stream(b"BT /F1 1 Tf (ab) Tj ET q Q " * (letters // 27))
        return _saved(document, compress_streams=True)

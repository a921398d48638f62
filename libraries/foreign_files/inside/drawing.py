"""The pages of a PDF as pictures: readable on every phone, without a PDF reader in the browser."""

import io
from collections.abc import Iterator
from typing import Any

import pypdfium2

from libraries.foreign_files.inside.refused import Refused

DPI = 110
# A sheet may claim any size; the picture stays a screen's.
LONGEST_SIDE = 2400


def draw(content: bytes, options: dict[str, Any]) -> Iterator[bytes | dict[str, Any]]:
    """One blob a page, as it is done; the facts come when all are."""
    try:
        document = pypdfium2.PdfDocument(content)
        last = min(options["last"] or len(document), len(document))
        for number in range(options["first"], last + 1):
            yield _picture(document[number - 1], options["width"])
    except pypdfium2.PdfiumError:
        raise Refused("cannot_draw") from None
    yield {"pages": len(document)}


def count(content: bytes, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """How many pages there are."""
    try:
        yield {"pages": len(pypdfium2.PdfDocument(content))}
    except pypdfium2.PdfiumError:
        raise Refused("broken_pdf") from None


def _picture(page: Any, width: int) -> bytes:
    points = max(page.get_width(), 1)
    scale = min((width / points) if width else DPI / 72, LONGEST_SIDE / max(points, page.get_height(), 1))
    picture = page.render(scale=scale).to_pil()
    page.close()
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=88)
    return out.getvalue()

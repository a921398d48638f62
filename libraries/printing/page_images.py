"""Pages of a kept PDF as pictures: readable on every phone, without a PDF reader in the browser.

docs/interface.md: PDF on screen.
"""

import io
import threading

import pypdfium2

DPI = 110
# The library is not made for several threads at once.
_one_at_a_time = threading.Lock()


def page_count(pdf: bytes) -> int:
    """0 for a file that cannot be opened."""
    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            return 0
        try:
            return len(document)
        finally:
            document.close()


def page_png(pdf: bytes, number: int, *, width: int = 0) -> bytes | None:
    """Page `number` (from 1) as PNG at 110 dpi, or `width` pixels wide; None when there is no such page."""
    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            return None
        try:
            if not 1 <= number <= len(document):
                return None
            page = document[number - 1]
            # A sheet may claim any size; the picture stays a screen's.
            points = max(page.get_width(), 1)
            scale = min((width / points) if width else DPI / 72, 2400 / max(points, page.get_height(), 1))
            picture = page.render(scale=scale).to_pil()
            page.close()
        except pypdfium2.PdfiumError:
            return None
        finally:
            document.close()
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()

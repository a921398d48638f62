"""QR codes in a picture or a scanned PDF, as the texts they hold; the words of a page are none of its business."""

import io
from collections.abc import Iterator
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image, ImageOps

from libraries.foreign_files.inside.pictures import MOST_PIXELS
from libraries.foreign_files.inside.refused import Refused

MOST_PAGES = 12
MOST_TEXTS, LONGEST_TEXT = 20, 500
DPI = 150
ONLY_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
# What a telephone takes is larger than any reader needs; the small copy is tried when the large one says nothing.
SIDES = (2600, 1300, 4000)


def look(content: bytes, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The texts of the QR codes found, and whether there were pictures to look at at all."""
    texts: list[str] = []
    for picture in _pages(content) if options["kind"] == "pdf" else [_picture(content)]:
        for text in _read(picture):
            if text not in texts and len(texts) < MOST_TEXTS:
                texts.append(text)
        if texts:
            break
    yield {"texts": texts}


def _picture(content: bytes) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("too_many_pixels")
            picture.draft("L", (max(SIDES), max(SIDES)))  # a JPEG is unpacked no larger than is looked at
            upright: Image.Image = ImageOps.exif_transpose(picture)
            return upright.convert("L")
    except (Refused, MemoryError):
        raise
    except Exception:  # a broken picture makes Pillow raise nearly anything; each means: not a picture
        raise Refused("broken_picture") from None


def _pages(content: bytes) -> Iterator[Image.Image]:
    try:
        document = pypdfium2.PdfDocument(content)
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            longest = max(page.get_width(), page.get_height(), 1)
            yield page.render(scale=min(DPI / 72, SIDES[0] / longest)).to_pil().convert("L")
            page.close()
    except pypdfium2.PdfiumError:
        raise Refused("cannot_draw") from None


def _read(picture: Image.Image) -> list[str]:
    for side in SIDES:
        copy = picture
        if max(picture.size) > side:
            copy = picture.copy()
            copy.thumbnail((side, side))
        found = [code.text[:LONGEST_TEXT] for code in zxingcpp.read_barcodes(copy, formats=ONLY_QR)]
        if found or copy is picture:
            return found
    return []

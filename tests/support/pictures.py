"""Pictures made for tests: plain ones, one with a place in it, ones that lie about themselves."""

import io

from PIL import Image

GPS, ORIENTATION, MODEL = 0x8825, 0x0112, 0x0110


def blank_jpeg(size: tuple[int, int] = (640, 400), colour: str = "#336699") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def jpeg_of_a_phone(size: tuple[int, int] = (3000, 2000)) -> bytes:
    """Lying on its side, with the place where it was taken and the name of the phone."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MODEL] = 6, "MAY-ANH-BI-MAT"
    exif.get_ifd(GPS).update({1: "N", 2: (20.0, 51.0, 54.0), 3: "E", 4: (106.0, 41.0, 2.0)})
    out = io.BytesIO()
    Image.new("RGB", size, "#336699").save(out, "JPEG", exif=exif)
    return out.getvalue()


def png_of_pixels(width: int, height: int) -> bytes:
    """So many pixels in few bytes."""
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG", optimize=True)
    return out.getvalue()


def polyglot() -> bytes:
    """A picture that is a page with a script to whoever believes its end."""
    return blank_jpeg() + b"<html><script>alert(document.cookie)</script></html>"


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>'

"""Pictures are drawn anew: nothing hidden in or behind them stays, no place of taking either."""

import io
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageOps

from libraries.foreign_files.inside.refused import Refused

MOST_PIXELS = 40_000_000  # a phone camera gives 12 to 24 million


def redrawn(content: bytes, kind: str) -> bytes:
    """The picture upright, as PNG or JPEG. Raises Refused."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("too_many_pixels")
            upright: Image.Image = ImageOps.exif_transpose(picture)
            out = io.BytesIO()
            if kind == "jpeg":
                upright.convert("RGB").save(out, "JPEG", quality=90)
            else:
                known = upright.mode in ("1", "L", "LA", "P", "RGB", "RGBA")
                (upright if known else upright.convert("RGB")).save(out, "PNG")
    except (Refused, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("too_many_pixels") from None
    except Exception:  # a broken picture makes Pillow raise nearly anything; each means: not a picture
        raise Refused("broken_picture") from None
    return out.getvalue()


def shrink(content: bytes, options: dict[str, Any]) -> Iterator[bytes | dict[str, Any]]:
    """The picture as JPEG on white, once for each of `widths`: its longer side has so many pixels at the most."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("too_many_pixels")
            upright: Image.Image = ImageOps.exif_transpose(picture)
            # Behind what is clear stands white, as on paper.
            flat = Image.new("RGB", upright.size, "white")
            layer = upright.convert("RGBA") if upright.mode in ("LA", "P", "PA", "RGBA") else upright.convert("RGB")
            flat.paste(layer, mask=layer if layer.mode == "RGBA" else None)
    except (Refused, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("too_many_pixels") from None
    except Exception:  # a broken picture makes Pillow raise nearly anything; each means: not a picture
        raise Refused("broken_picture") from None
    for width in options["widths"]:
        flat.thumbnail((width, width), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        flat.save(out, "JPEG", quality=85, optimize=True, progressive=True)
        yield out.getvalue()
    yield {"sizes": len(options["widths"])}

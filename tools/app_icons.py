"""Draws the icons that phones and old browsers ask for from static/img/star.svg: `python tools/app_icons.py`."""

import io
from pathlib import Path

import pypdfium2
from PIL import Image
from weasyprint import HTML

FOLDER = Path(__file__).resolve().parents[1] / "static" / "img"
SIZES = {"icon-180.png": 180, "icon-192.png": 192, "icon-512.png": 512}


def main() -> None:
    star = (FOLDER / "star.svg").read_text()
    page = f"<style>@page {{ size: 512px; margin: 0 }} svg {{ display: block; width: 512px }}</style>{star}"
    drawn = pypdfium2.PdfDocument(io.BytesIO(HTML(string=page).write_pdf()))[0]
    large = drawn.render(scale=1024 / drawn.get_width()).to_pil().convert("RGB")
    for name, size in SIZES.items():
        large.resize((size, size), Image.Resampling.LANCZOS).save(FOLDER / name, optimize=True)
    large.save(FOLDER / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])


if __name__ == "__main__":
    main()

"""Backgrounds of certificates as an office would draw them: A3 with a frame, in SVG and in PDF."""

import io

import pikepdf

POINTS_PER_MM = 72 / 25.4
FRAME = (
    '<rect x="10" y="10" width="{w}" height="{h}" fill="none" stroke="#b71c1c" stroke-width="4"/>'
    '<circle cx="60" cy="60" r="30" fill="#0000ff"/>'
)


def background_svg(
    inside: str = FRAME, *, width="420mm", height="297mm", box="0 0 420 297", before="", attributes=""
) -> bytes:
    drawn = inside.format(w=400, h=277) if inside is FRAME else inside
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{before}<svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" height="{height}" viewBox="{box}" {attributes}>'
        f"{drawn}</svg>"
    ).encode()


def background_pdf(width_mm: float = 420, height_mm: float = 297, *, pages: int = 1, change=None) -> bytes:
    """A blue square in the upper left quarter; `change` does to the document what the test is about."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            page = pdf.add_blank_page(page_size=(width_mm * POINTS_PER_MM, height_mm * POINTS_PER_MM))
            top = (height_mm - 90) * POINTS_PER_MM
            page.obj.Contents = pdf.make_stream(f"0 0 1 rg 85 {top:.2f} 170 170 re f".encode())
        if change:
            change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()

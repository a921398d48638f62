"""Kinds of file that may be handed in, told by their first bytes."""

import re

KINDS = ("pdf", "docx", "xlsx", "png", "jpeg", "svg")
NAMES = {
    "pdf": "PDF",
    "docx": "Word (.docx)",
    "xlsx": "Excel (.xlsx)",
    "png": "ảnh PNG",
    "jpeg": "ảnh JPEG",
    "svg": "hình vẽ SVG",
}
ENDINGS = {
    "pdf": (".pdf",),
    "docx": (".docx",),
    "xlsx": (".xlsx",),
    "png": (".png",),
    "jpeg": (".jpg", ".jpeg"),
    "svg": (".svg",),
}

# Readers look for the header of a PDF so far into the file; a signed scan may have a few bytes before it.
PDF_HEADER_WITHIN = 1024
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


# What may stand before the first element of a drawing.
SVG_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb"(?:\s*(?:<\?[^>]{0,300}\?>|<!--.{0,2000}?-->|<!DOCTYPE[^\[>]{0,400}(?:\[[^\]]{0,8000}\])?\s*>)){0,20}"
    rb"\s*<svg[\s>]",
    re.DOTALL,
)
SVG_LOOKED_AT = 16_384


def kind_of_bytes(content: bytes) -> str | None:
    """pdf, png, jpeg, svg, "zip" for what may be Word or Excel, "old" for Office files of before 2007; else None."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"PK\x03\x04"):
        return "zip"
    if content.startswith(OLD_OFFICE):
        return "old"
    if b"%PDF-" in content[: PDF_HEADER_WITHIN + 5]:
        return "pdf"
    if SVG_BEGINS.match(content[:SVG_LOOKED_AT]):
        return "svg"
    return None

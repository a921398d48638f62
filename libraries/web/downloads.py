"""Files that leave the site: their types, their names, and the answer that carries one; never as a page of ours."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from libraries.text import file_stem

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PNG = "image/png"
JPEG = "image/jpeg"
SVG = "image/svg+xml"

NAMELESS = "van-ban"


def file_name(words: str, ending: str) -> str:
    """ "quy-che-05-qc-ktd-2020.pdf": without accents, for every file system and mail server."""
    return (file_stem(words) or NAMELESS) + ending


def file_response(content: bytes, name: str, mime: str = PDF, *, inline: bool = False) -> HttpResponse:
    """The file under its name (RFC 6266), to be saved; `inline` for a picture on a page."""
    response = HttpResponse(content, content_type=mime)
    response["Content-Disposition"] = content_disposition_header(not inline, name) or "inline"
    # Whatever is in it, a browser that opens it gives it no rights of this site.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response

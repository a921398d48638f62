"""Which kind of file it is, and what of it may be kept."""

from collections.abc import Iterator
from typing import Any

from libraries.foreign_files.inside import office, pdf, pictures, svg


def clean(content: bytes, options: dict[str, Any]) -> Iterator[bytes | dict[str, Any]]:
    """The new bytes where they are not the old ones; then kind and pages."""
    kind, pages = options["kind"], 0
    kept: bytes | None = None
    if kind == "pdf":
        pages = pdf.check(content)
    elif kind == "zip":
        kind, kept = office.clean(content)
    elif kind == "svg":
        svg.check(content)
    else:
        kept = pictures.redrawn(content, kind)
    if kept is not None:
        yield kept
    yield {"kind": kind, "pages": pages}

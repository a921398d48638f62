"""A checked drawing in SVG as a PDF of one page; runs in the child for foreign files only, within its limits."""

import base64
from typing import Any

import weasyprint
from weasyprint.urls import URLFetcher

PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/jpg;base64,")


def drawing_to_pdf(drawing: bytes, width_mm: float, height_mm: float) -> bytes:
    """The drawing at its size. libraries.foreign_files.inside.svg has checked it; what it still asks for is refused."""
    address = f"data:image/svg+xml;base64,{base64.b64encode(drawing).decode()}"

    class NothingElse(URLFetcher):  # type: ignore[misc]  # the library has no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url != address and not url.lower().startswith(PICTURES):
                raise ValueError("nothing is fetched for a drawing")
            return super().fetch(url, headers)

    size = f"{width_mm}mm {height_mm}mm"
    style = f"@page{{size:{size};margin:0}}body{{margin:0}}img{{display:block;width:{width_mm}mm;height:{height_mm}mm}}"
    fetcher = NothingElse(allowed_protocols={"data"}, allow_redirects=False)
    html = weasyprint.HTML(string=f'<style>{style}</style><img src="{address}">', url_fetcher=fetcher)
    return bytes(html.write_pdf())

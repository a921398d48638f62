"""Pages leave compressed; files that are compressed already leave as they are."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

# Text with words of ours around what people wrote.
COMPRESSED = ("text/html", "text/plain", "text/csv", "application/json", "application/manifest+json")


class CompressesPages(GZipMiddleware):
    """gzip of a random length (Django's answer to BREACH).

    What could be guessed by length is guarded twice more: form tokens are masked anew in each page, and the session
    cookie (SameSite) is not sent when another site asks for a page of ours.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith(COMPRESSED):
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed

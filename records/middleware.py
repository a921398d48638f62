"""Answers that belong to every page: refusals in words, and headers of private pages."""

from django.db import OperationalError
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from records.transitions import Refused


def private_pages(get_response):
    """Nothing that is behind the login is kept by a proxy; the browser's sensors stay off."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return middleware


class polite_refusals:
    """A step refused by its state or by somebody faster becomes a page with status 409, never a 500."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            return render(request, "409.html", {"message": exception.message}, status=409)
        if isinstance(exception, OperationalError) and "lock timeout" in str(exception):
            message = "Văn bản đang được nhiều người xử lý cùng lúc. Chờ giây lát rồi thử lại; chưa có gì được ghi."
            return render(request, "409.html", {"message": message}, status=409)
        return None

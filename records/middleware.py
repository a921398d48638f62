"""Answers that belong to every page: refusals in words, and headers of private pages."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from libraries.web.forms.returned import pairs_of
from libraries.web.in_turn import Crowded
from libraries.web.voice import NOT_FOUND, REFUSED, TOO_MANY_AT_ONCE, WRONG_METHOD, tell
from records.transitions import Refused
from records.trouble import trouble_of, unavailable

GetResponse = Callable[[HttpRequest], HttpResponse]

# Letters: what a person would not like to type again. Keys and dates are shorter.
WORTH_KEEPING = 40


def private_pages(get_response: GetResponse) -> GetResponse:
    """Nothing that is behind the login is kept by a proxy; the browser's sensors stay off."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return middleware


class polite_refusals:
    """A step refused by its state or by somebody faster becomes a page with status 409, never a 500.

    A form whose row was taken away meanwhile is a 404 that still shows the words sent with it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            return wrong_method(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return refused(request, exception.message)
        if isinstance(exception, OperationalError) and "lock timeout" in str(exception):
            message = (
                "Văn bản đang được nhiều người xử lý cùng lúc. Đề nghị thử lại sau ít giây; nội dung chưa được lưu."
            )
            return refused(request, message)
        if isinstance(exception, Crowded):
            crowded = tell(request, TOO_MANY_AT_ONCE)
            crowded["Retry-After"] = "2"
            return crowded
        if (reason := trouble_of(exception)) is not None:
            return unavailable(request, reason)
        if isinstance(exception, Http404) and (typed := typed_words(request)):
            return tell(request, NOT_FOUND, typed=typed)
        return None


def refused(request: HttpRequest, message: str) -> HttpResponse:
    """409 with the sentence; what was typed stands below it, to be copied: a refusal costs nobody their words."""
    return tell(request, REFUSED.saying(message), typed=typed_words(request))


def typed_words(request: HttpRequest) -> list[str]:
    """What a person typed into the form that was sent: shown again where the form cannot be, to be copied."""
    return [value for name, value in pairs_of(request.POST) if len(value) > WORTH_KEEPING or "\n" in value]


def wrong_method(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """405 in words; `Allow` stays."""
    shown = tell(request, WRONG_METHOD)
    shown["Allow"] = response.get("Allow", "")
    return shown

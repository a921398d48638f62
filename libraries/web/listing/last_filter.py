"""Whoever comes back to a list finds it as it was left: its last filter is kept and put behind every link to it.

A GET writes nothing, so it is not kept in the session but in a cookie that lives as long: signed, for one person, of a
few lists, and read only as words behind the address of that very list. It can never lead anywhere else.
"""

import contextlib

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

KEPT = "_last_filters"  # where the request remembers what it has read
MOST_LISTS, LONGEST_QUERY, LONGEST_COOKIE = 8, 400, 2500


def cookie_name() -> str:
    return "__Host-danh-sach" if settings.SESSION_COOKIE_SECURE else "danh-sach"


def _salt(request: HttpRequest) -> str:
    return f"last filter of {request.user.pk}"


def _kept(request: HttpRequest) -> dict[str, str]:
    """{path of a list: words of its address}, the longest ago first."""
    kept: dict[str, str] | None = getattr(request, KEPT, None)
    if kept is None:
        kept = {}
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and (value := request.COOKIES.get(cookie_name(), "")):
            with contextlib.suppress(signing.BadSignature, ValueError, TypeError):
                kept = dict(signing.loads(value, salt=_salt(request)))
        setattr(request, KEPT, kept)
    return kept


def keep_filter(request: HttpRequest, response: HttpResponse, query: str) -> None:
    """This list was last seen with these words; without any there is nothing to keep of it."""
    kept = {path: words for path, words in _kept(request).items() if path != request.path}
    if query and len(query) <= LONGEST_QUERY:
        kept[request.path] = query
    if kept == _kept(request) and list(kept)[-1:] == list(_kept(request))[-1:]:
        return
    pairs = list(kept.items())[-MOST_LISTS:]
    while pairs and len(value := signing.dumps(pairs, salt=_salt(request), compress=True)) > LONGEST_COOKIE:
        pairs = pairs[1:]
    if not pairs:
        forget_filters(response)
        return
    response.set_cookie(
        cookie_name(), value, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax", path="/"
    )


def forget_filters(response: HttpResponse) -> None:
    response.delete_cookie(cookie_name(), path="/", samesite="Lax")


def with_last_filter(request: HttpRequest | None, path: str) -> str:
    """The address of a list with the filter it was last seen with; of anything else just as it is.

    `request.narrowed`, when somebody set it, leads from a list to its part that one works in. Of the whole list and
    its part the one that was filtered last is meant; the part when neither was.
    """
    if request is None:
        return path
    kept = _kept(request)
    narrowed = getattr(request, "narrowed", None)
    meant = [narrowed(path), path] if narrowed else [path]
    address = next((one for one in reversed(kept) if one in meant), meant[0])
    words = kept.get(address, "")
    return f"{address}?{words}" if words else address

"""Back to the form: what was typed and could not be served is shown again, now or after the login.

What a login page carries along is kept in that page, signed, and not on the server.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.datastructures import MultiValueDict

from libraries.web import clock
from libraries.web.forms.returned import pairs_of, returned_data
from records.submission.tokens import SALT, author_tag, read_token

View = Callable[..., HttpResponse]
Args = tuple[Any, ...]
Kwargs = dict[str, Any]
Pairs = list[tuple[str, str]]

# In the session of whoever logged in again: what was sent just before, and to which form.
RETURNED = "returned_post"
RETURNED_LIVES = 30 * 60  # seconds
# A login page never carries more than a request may bring (settings.DATA_UPLOAD_MAX_MEMORY_SIZE).
MOST_KEPT = 1_500_000

LOGIN_ENDED = (
    "Phiên đăng nhập đã hết nên nội dung chưa được lưu. Nội dung đã nhập còn nguyên bên dưới. "
    "Đề nghị kiểm tra và gửi lại."
)
PAGE_TOO_OLD = (
    "Trang đã mở quá lâu hoặc vừa đăng nhập lại ở cửa sổ khác nên nội dung chưa được lưu. "
    "Nội dung đã nhập còn nguyên bên dưới. Đề nghị gửi lại một lần nữa."
)
FILES_GO = " Tệp đính kèm cần được chọn lại."


def show_again(
    view: View, request: HttpRequest, args: Args, kwargs: Kwargs, pairs: Pairs, because: str
) -> HttpResponse | None:
    """The form page with `pairs` in its boxes and one sentence, acting on nothing; None when it shows no form.

    A form bound to returned data is never valid, so the view shows it; whatever it wrote all the same is taken back.
    """
    method = request.method
    request.method = "POST"
    _fill(request, pairs, because)
    try:
        with transaction.atomic():
            response = view(request, *args, **kwargs)
            transaction.set_rollback(True)
    finally:
        request.method = method
    return None if 300 <= response.status_code < 400 else response


def _fill(request: HttpRequest, pairs: Pairs, because: str) -> None:
    """Put these words in the place of what was sent."""
    vars(request).update(_post=returned_data(pairs, because), _files=MultiValueDict())


def show_page(view: View, request: HttpRequest, args: Args, kwargs: Kwargs) -> HttpResponse:
    """The form page as it is asked for; for whoever just logged in again, with what they had sent."""
    kept = request.session.get(RETURNED) if request.user.is_authenticated else None
    if kept and kept["path"] == request.get_full_path() and clock.now().timestamp() - kept["at"] < RETURNED_LIVES:
        shown = show_again(view, request, args, kwargs, kept["pairs"], kept["because"])
        if shown is not None:
            shown.status_code = 200
            return shown
        _fill(request, [], "")
    return view(request, *args, **kwargs)


def pack(request: HttpRequest) -> str:
    """What was posted, signed, for the login page to carry along; empty when it is too much or nobody's.

    Kept in the page and not on the server: nobody who is not logged in makes us store anything.
    """
    _, tag = read_token(request)
    pairs = pairs_of(request.POST)
    if not tag or not is_from_here(request) or sum(len(name) + len(value) for name, value in pairs) > MOST_KEPT:
        return ""
    because = LOGIN_ENDED + (FILES_GO if request.FILES else "")
    content = {"path": request.get_full_path(), "pairs": pairs, "author": tag, "because": because}
    return signing.dumps(content, salt=SALT, compress=True)


def unpack_for(request: HttpRequest, packed: str) -> str:
    """Put what a login page carried into the session of its author; returns the form's address, or nothing."""
    try:
        content: dict[str, Any] = signing.loads(packed, salt=SALT, max_age=RETURNED_LIVES * 2)
    except signing.BadSignature:
        return ""
    if not constant_time_compare(content.pop("author"), author_tag(request.user)):
        return ""  # somebody else sits here now: not theirs to read
    request.session[RETURNED] = content | {"at": clock.now().timestamp()}
    path: str = content["path"]
    return path


def is_from_here(request: HttpRequest) -> bool:
    """The post comes from a page of ours: another site cannot put words into a form of ours."""
    ours = f"{request.scheme}://{request.get_host()}"
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Referer", "").startswith(f"{ours}/")
    return origin == ours or origin in settings.CSRF_TRUSTED_ORIGINS

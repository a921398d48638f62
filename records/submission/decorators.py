"""A form page is one view at one address: GET shows it, POST acts and redirects. Nothing that was typed is lost.

`@idempotent_post` stands on every form page: the same form posted twice acts once, and whoever may not be served now
(login ended, page too old, the same form sent before with other words) comes back to the form with everything in it and
one sentence. `@post_action("room:page")` stands on a button without boxes: a GET of its address leads to its page.
"""

import datetime
import functools
import hashlib
import uuid
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from libraries.web import clock
from libraries.web.formats import short_datetime
from libraries.web.forms.returned import pairs_of, returned_data
from records.access import check_permission
from records.models import SubmissionToken
from records.revisions import EditConflict
from records.transitions import NotAllowedNow, Refused, SomeoneWasFaster

View = Callable[..., HttpResponse]
# A decorated view keeps the signature under which it was written: its request may be a narrower class.
Decorated = TypeVar("Decorated", bound=View)
Args = tuple[Any, ...]
Kwargs = dict[str, Any]
Pairs = list[tuple[str, str]]
Result = TypeVar("Result")

FIELD = "submission_token"
# In the session of whoever logged in again: what was sent just before, and to which form.
RETURNED = "returned_post"
RETURNED_LIVES = 30 * 60  # seconds
# Read by static/js/keep.js: tokens of forms that the server has accepted, so that the browser's copies may go.
ACCEPTED_COOKIE = "da-nhan"
ACCEPTED_KEPT = 5
SALT = "records.submission"
# A login page never carries more than a request may bring (settings.DATA_UPLOAD_MAX_MEMORY_SIZE).
MOST_KEPT = 1_500_000

LOGIN_ENDED = (
    "Phiên đăng nhập đã hết nên nội dung chưa được ghi. Mọi điều đã nhập còn nguyên bên dưới; kiểm tra rồi gửi lại."
)
PAGE_TOO_OLD = (
    "Trang đã mở quá lâu hoặc vừa đăng nhập lại ở thẻ khác nên nội dung chưa được ghi. Mọi điều đã nhập còn nguyên bên "
    "dưới; gửi lại một lần nữa."
)
GONE = "Nội dung này không còn, hoặc không thuộc phạm vi đồng chí được xem. Chọn lại trong danh sách dưới đây."
FILES_GO = " Tệp đính kèm phải chọn lại."


# --- The token of one filled-in form -----------------------------------------------------------------------------


def author_tag(user: AbstractBaseUser | AnonymousUser | None) -> str:
    """Tells whose form it was, without telling who: 16 hex digits, empty for nobody."""
    if user is None or not user.is_authenticated:
        return ""
    return salted_hmac(SALT, str(user.pk)).hexdigest()[:16]


def new_token(user: AbstractBaseUser | AnonymousUser | None) -> str:
    """The value of the hidden field: a random part and the author's tag."""
    return f"{uuid.uuid4()}.{author_tag(user)}"


def _read_token(request: HttpRequest) -> tuple[uuid.UUID | None, str]:
    token, _, tag = request.POST.get(FIELD, "").partition(".")
    try:
        return uuid.UUID(token), tag
    except ValueError:
        return None, ""


def digest_of(request: HttpRequest) -> str:
    """SHA-256 of what was sent: the same form with other words has another digest."""
    sent = hashlib.sha256()
    for name, values in sorted(request.POST.lists()):
        if name not in ("csrfmiddlewaretoken", FIELD):
            sent.update(repr((name, values)).encode("utf-8", "surrogatepass"))
    for name, files in sorted(request.FILES.lists()):
        sent.update(repr((name, [(file.name, file.size) for file in files])).encode("utf-8", "surrogatepass"))
    return sent.hexdigest()


# --- Decorators ----------------------------------------------------------------------------------------------------


def idempotent_post(view: Decorated) -> Decorated:
    """A form page: GET shows, POST acts and redirects; the same form posted twice acts once.

    The form carries {% submission_token %}. A second post of the same form is answered with a 303 to the first one's
    result; with other words, with the form itself (409). An answer that shows the form again (errors) frees the token.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @functools.wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return _show(view, request, args, kwargs)
        return _act_once(view, request, args, kwargs)

    vars(page).update(is_form_page=True, shown_by=view)
    return cast(Decorated, page)


def post_action(
    page_name: str, kept: tuple[str, ...] | None = None, *, gone: str = ""
) -> Callable[[Decorated], Decorated]:
    """A button without boxes: POST acts once; a GET of its address leads to its page.

    page_name: URL name of that page; `kept`: the arguments of the address that it takes too, all of them by default.
    gone: URL name of the list to which a GET leads, with a sentence, when that page is not there any more.
    """

    def decorate(view: Decorated) -> Decorated:
        def page_of(**kwargs: Any) -> str:
            return reverse(page_name, kwargs=kwargs if kept is None else {name: kwargs[name] for name in kept})

        @require_http_methods(["GET", "HEAD", "POST"])
        @functools.wraps(view)
        def button(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                page = page_of(**kwargs)
                if gone and not _is_there(request, page):
                    messages.info(request, GONE)
                    return redirect(gone)
                return redirect(page)
            return _act_once(view, request, args, kwargs)

        vars(button).update(page_of=page_of)
        return cast(Decorated, button)

    return decorate


def _is_there(request: HttpRequest, page: str) -> bool:
    """Whether the page answers this person with anything but a 404; what else it refuses, it says itself."""
    found = resolve(page)
    try:
        found.func(request, *found.args, **found.kwargs)
    except Http404:
        return False
    except (PermissionDenied, Refused):
        return True
    return True


def _act_once(view: View, request: HttpRequest, args: Args, kwargs: Kwargs) -> HttpResponse:
    token, tag = _read_token(request)
    if token is None or not request.user.is_authenticated:
        return view(request, *args, **kwargs)
    if tag and not constant_time_compare(tag, author_tag(request.user)):
        raise NotAllowedNow(
            "Trang này mở khi một tài khoản khác đang đăng nhập ở trình duyệt này, nên chưa có gì được ghi. "
            "Đăng nhập đúng tài khoản rồi mở lại trang."
        )
    digest = digest_of(request)
    try:
        with transaction.atomic():
            row = SubmissionToken.objects.create(user=request.user, token=token, digest=digest, created_at=clock.now())
    except IntegrityError:
        first = SubmissionToken.objects.filter(user=request.user, token=token).first()
        return _answer_again(view, request, args, kwargs, first, digest)
    response: HttpResponse | None = None
    try:
        response = view(request, *args, **kwargs)
    finally:
        if not isinstance(response, HttpResponseRedirect):
            row.delete()
    if isinstance(response, HttpResponseRedirect):
        SubmissionToken.objects.filter(pk=row.pk).update(location=response.url[:500])
        _tell_accepted(request, response, str(token))
        if request.session.get(RETURNED, {}).get("path") == request.get_full_path():
            del request.session[RETURNED]
    return response


def _answer_again(
    view: View, request: HttpRequest, args: Args, kwargs: Kwargs, first: SubmissionToken | None, digest: str
) -> HttpResponse:
    if first is None or not first.location:
        raise SomeoneWasFaster("Biểu mẫu này đang được xử lý. Chờ giây lát rồi tải lại trang để xem kết quả.")
    if first.digest != digest:
        because = (
            f"Biểu mẫu này đã gửi lúc {short_datetime(first.created_at)} với nội dung khác; nội dung đó đã được ghi. "
            "Nội dung vừa gửi chưa được ghi, còn nguyên bên dưới: xem bản đã ghi rồi gửi lại nếu vẫn cần."
        )
        vars(request).update(first_result=first.location)  # read by components/messages.html
        if shown := show_again(view, request, args, kwargs, pairs_of(request.POST), because):
            shown.status_code = 409
            return shown
    response = HttpResponseRedirect(first.location)
    response.status_code = 303
    return response


def _tell_accepted(request: HttpRequest, response: HttpResponse, token: str) -> None:
    known = [word for word in request.COOKIES.get(ACCEPTED_COOKIE, "").split(".") if word][: ACCEPTED_KEPT - 1]
    response.set_cookie(
        ACCEPTED_COOKIE,
        ".".join([token, *known]),
        max_age=24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=False,  # read by keep.js; says nothing but which forms arrived
        samesite="Lax",
    )


# --- Back to the form ------------------------------------------------------------------------------------------------


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


def _show(view: View, request: HttpRequest, args: Args, kwargs: Kwargs) -> HttpResponse:
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
    _, tag = _read_token(request)
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


def is_own(request: HttpRequest) -> bool:
    """The posted form was filled in by whoever is logged in now."""
    _, tag = _read_token(request)
    return bool(tag) and constant_time_compare(tag, author_tag(request.user))


def forget_old_tokens(before: datetime.datetime) -> int:
    """Delete the tokens of forms sent before that moment; called by the maintenance of every minute."""
    return SubmissionToken.objects.filter(created_at__lt=before).delete()[0]


# --- What a form page does with its form ----------------------------------------------------------------------------


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, or None when the page is only asked for: `form = NameForm(posted(request))`."""
    return request.POST if request.method == "POST" else None


def submit(form: Any, verb: Callable[[dict[str, Any]], Result]) -> Result | None:
    """Hand the data of a valid form to the verb and return its result; None when the page must show the form again.

    A refusal of the verb becomes the form's own error, and `status_of` then answers 409. Where somebody saved in
    between (EditConflict) the form, a forms.EditForm, shows both texts.
    """
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return verb(form.cleaned_data)
    except EditConflict as conflict:
        form.refused = True
        form.show_both(form.newest(conflict.row), conflict.message)
        return None
    except NotAllowedNow as refusal:
        refuse(form, refusal)
        return None


def refuse(form: Any, refusal: NotAllowedNow) -> None:
    """What was sent cannot be done now: the form says so, keeps what was typed, and is not submitted any more."""
    form.refused = True
    form.add_error(None, refusal.message)


def check_for_form(form: Any, user: Any, permission: str, row: Any) -> None:
    """check_permission for a form whose words must be seen again even where the state forbids it by now.

    The wrong person is a 403, and a page that is only asked for a 409, as everywhere.
    """
    try:
        check_permission(user, permission, row)
    except NotAllowedNow as refusal:
        if not form.is_bound:
            raise
        refuse(form, refusal)


def status_of(form: Any) -> int:
    """200: the page as asked for; 422: something typed must be mended; 409: it cannot be done now."""
    if not form.is_bound:
        return 200
    return 409 if getattr(form, "refused", False) else 422

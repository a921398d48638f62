"""Decorators of form pages and of buttons."""

import functools
import uuid
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods

from libraries.web import clock
from libraries.web.formats import short_datetime
from libraries.web.forms.returned import pairs_of
from records.connection_locks import On, alone_with
from records.current_form import acting_for
from records.models import SubmissionToken
from records.submission.files_sent import settle_files
from records.submission.returned import RETURNED, Args, Kwargs, View, show_again, show_page
from records.submission.tokens import author_tag, digest_of, read_token, tell_accepted
from records.transitions import NotAllowedNow, Refused, SomeoneWasFaster

BEING_DONE = "Biểu mẫu này đang được xử lý. Đề nghị tải lại trang sau ít giây để xem kết quả."
DONE_UNANSWERED = (
    "Biểu mẫu vừa gửi đã được thực hiện, nhưng hệ thống dừng trước khi trả lời. Đề nghị xem kết quả trước khi gửi lại."
)
# A decorated view keeps the signature under which it was written: its request may be a narrower class.
Decorated = TypeVar("Decorated", bound=View)

GONE = "Nội dung này không còn, hoặc tài khoản này không được xem. Chọn lại trong danh sách dưới đây."


def idempotent_post(view: Decorated) -> Decorated:
    """A form page: GET shows, POST acts and redirects; the same form posted twice acts once.

    The form carries {% submission_token %}. A second post of the same form is answered with a 303 to the first one's
    result; with other words, with the form itself (409). An answer that shows the form again (errors) frees the token.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @functools.wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return show_page(view, request, args, kwargs)
        return _act_once(view, request, args, kwargs)

    vars(page).update(is_form_page=True, shown_by=view)
    return cast(Decorated, page)


def post_action(
    page_name: str, kept: tuple[str, ...] | None = None, *, gone: str = ""
) -> Callable[[Decorated], Decorated]:
    """A button without boxes: POST acts once; a GET of its address leads to its page.

    page_name: URL name of that page; `kept`: the arguments of the address that it takes too, all of them by default.
    gone: URL name of the list to which a GET leads, with a sentence, when that page is not there any more; without it
    the answer is a 404 then.
    """

    def decorate(view: Decorated) -> Decorated:
        def page_of(**kwargs: Any) -> str:
            return reverse(page_name, kwargs=kwargs if kept is None else {name: kwargs[name] for name in kept})

        @require_http_methods(["GET", "HEAD", "POST"])
        @functools.wraps(view)
        def button(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                page = page_of(**kwargs)
                if _is_there(request, page):
                    return redirect(page)
                if not gone:
                    raise Http404
                messages.info(request, GONE)
                return redirect(gone)
            return _act_once(view, request, args, kwargs)

        vars(button).update(page_of=page_of)
        return cast(Decorated, button)

    return decorate


def _is_there(request: HttpRequest, page: str) -> bool:
    """Whether the page answers this person with anything but a 404; what else it refuses, it says itself."""
    found = resolve(page)
    if not found.kwargs:
        return True
    try:
        found.func(request, *found.args, **found.kwargs)
    except Http404:
        return False
    except (PermissionDenied, Refused):
        return True
    return True


def _act_once(view: View, request: HttpRequest, args: Args, kwargs: Kwargs) -> HttpResponse:
    if (waiting := settle_files(request)) is not None:
        return waiting
    token, tag = read_token(request)
    if token is None or not request.user.is_authenticated:
        return view(request, *args, **kwargs)
    if tag and not constant_time_compare(tag, author_tag(request.user)):
        raise NotAllowedNow(
            "Trang này được mở bằng một tài khoản khác trên cùng trình duyệt, nên nội dung chưa được lưu. "
            "Đề nghị đăng nhập đúng tài khoản và mở lại trang."
        )
    with alone_with(On.FORM, token) as free:
        if not free:
            raise SomeoneWasFaster(BEING_DONE)
        return _act_alone(view, request, args, kwargs, token)


def _act_alone(view: View, request: HttpRequest, args: Args, kwargs: Kwargs, token: uuid.UUID) -> HttpResponse:
    digest, pk = digest_of(request), request.user.pk
    assert pk is not None  # somebody who is logged in
    row, is_new = SubmissionToken.objects.get_or_create(
        user_id=pk, token=token, defaults={"digest": digest, "created_at": clock.now()}
    )
    if not is_new:
        if row.location:
            return _answer_again(view, request, args, kwargs, row, digest)
        if row.acted:
            # Its request was killed after it had acted: what it would have answered is not known.
            messages.info(request, DONE_UNANSWERED)
            return HttpResponseRedirect(request.get_full_path())
        # Its request was killed before it had acted, and nobody works on it now: as if it came for the first time.
        SubmissionToken.objects.filter(pk=row.pk).update(digest=digest, created_at=clock.now())
    response: HttpResponse | None = None
    try:
        with acting_for(row):
            response = view(request, *args, **kwargs)
    finally:
        if response is None:
            SubmissionToken.objects.filter(pk=row.pk, acted=False).delete()
        elif not isinstance(response, HttpResponseRedirect):
            row.delete()
    if isinstance(response, HttpResponseRedirect):
        SubmissionToken.objects.filter(pk=row.pk).update(location=response.url[:500])
        tell_accepted(request, response, str(token))
        if request.session.get(RETURNED, {}).get("path") == request.get_full_path():
            del request.session[RETURNED]
    return response


def _answer_again(
    view: View, request: HttpRequest, args: Args, kwargs: Kwargs, first: SubmissionToken, digest: str
) -> HttpResponse:
    if first.digest != digest:
        because = (
            f"Biểu mẫu này đã gửi lúc {short_datetime(first.created_at)} với nội dung khác và nội dung đó đã được lưu. "
            "Nội dung vừa nhập chưa được lưu, còn nguyên bên dưới. Đề nghị xem nội dung đã lưu và gửi lại nếu cần."
        )
        vars(request).update(first_result=first.location)  # read by components/messages.html
        if shown := show_again(view, request, args, kwargs, pairs_of(request.POST), because):
            shown.status_code = 409
            return shown
    response = HttpResponseRedirect(first.location)
    response.status_code = 303
    return response

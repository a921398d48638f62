"""What happens to somebody who is not logged in (any more): the login page, and nothing that was typed is lost."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

from records.submission import pack
from units.views.login import login_page

NOT_DONE = "Phiên đăng nhập đã hết nên việc vừa chọn chưa được thực hiện. Đề nghị đăng nhập rồi bấm lại."
SAY_SO = "Phiên đăng nhập đã hết. Nội dung vẫn còn trên trang này; đăng nhập lại ở cửa sổ khác rồi bấm Lưu."


class LoginKeepsWhatWasTyped(LoginRequiredMiddleware):
    """A GET is led to the login page; what was posted is not lost."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: tuple[Any, ...], view_kwargs: Any
    ) -> HttpResponseBase | None:
        to_login = super().process_view(request, view_func, view_args, view_kwargs)
        if to_login is None or (request.method != "POST" and not HtmxDetails(request)):
            return to_login
        return without_login(request, view_func, view_kwargs)


def without_login(request: HttpRequest, view: Callable[..., Any], kwargs: dict[str, Any]) -> HttpResponse:
    """A posted form goes through the login page and comes back to its page, filled in; a button is pressed again.

    A part of a page (htmx) is answered with 401 and a sentence: no login page is drawn into an article.
    """
    if HtmxDetails(request):
        return HttpResponse(SAY_SO, status=401, content_type="text/plain; charset=utf-8")
    if getattr(view, "is_form_page", False):
        return login_page(request, onward=request.get_full_path(), carried=pack(request), status=401)
    messages.warning(request, NOT_DONE)
    page_of = getattr(view, "page_of", None)
    return redirect_to_login(page_of(**kwargs) if page_of else "/")

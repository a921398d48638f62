"""What happens to somebody who is not logged in (any more): the login page, and nothing that was typed is lost."""

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from records.submission import pack
from units.views.login import login_page

NOT_DONE = "Phiên đăng nhập đã hết nên việc vừa bấm chưa được thực hiện. Sau khi đăng nhập, bấm lại một lần nữa."
SAY_SO = "Phiên đăng nhập đã hết. Nội dung vẫn còn trên trang này; đăng nhập lại ở thẻ khác rồi bấm Lưu."


class LoginKeepsWhatWasTyped(LoginRequiredMiddleware):
    """A GET is led to the login page; a posted form goes through it and comes back to its page, filled in.

    A part of a page (htmx) is answered with 401 and a sentence: no login page is drawn into an article.
    """

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        if request.htmx:
            return HttpResponse(SAY_SO, status=401, content_type="text/plain; charset=utf-8")
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        if getattr(view_func, "is_form_page", False):
            return login_page(request, onward=request.get_full_path(), carried=pack(request), status=401)
        messages.warning(request, NOT_DONE)
        page_of = getattr(view_func, "page_of", None)
        return redirect_to_login(page_of(**request.resolver_match.kwargs) if page_of else "/")

"""Home, what browsers ask for by themselves, and error pages."""

import datetime
import functools
import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from khoithidua.database import PROJECT_FOLDER
from libraries.web import clock
from libraries.web.formats import long_day
from libraries.web.forms.returned import pairs_of
from libraries.web.voice import BAD_REQUEST, BROKEN, NOT_FOUND, NOT_PERMITTED, PAGE_EXPIRED, tell
from notices.models import Notice
from notices.worklist import stages_of, work_for
from records.submission import FILES_GO, PAGE_TOO_OLD, is_from_here, is_own, show_again
from records.trouble import trouble_of, unavailable
from units.login_required import without_login
from units.models import User
from units.requests import LoggedInRequest, Scope
from units.scope import kept_year, list_in, scope_of

# What is told on the home page as new; older notices stand in the inbox.
RECENT = datetime.timedelta(days=90)


@require_safe
def home(request: LoggedInRequest) -> HttpResponse:
    """What waits for this person, by when, and the one next button; for the secretariat also the year so far."""
    user = request.user
    scope = scope_of(request)
    if scope is not None and not scope.narrows:
        return redirect(list_in(scope, "home"))
    year = kept_year(request)
    waiting = work_for(user)
    page = {
        "next": waiting[0] if waiting else None,
        "rest": waiting[1:],
        "greeting": f"Kính chào {user.addressed} – {how_much(len(waiting))}",
        "today": long_day(clock.today()),
    }
    if year is None and not (scope is None and user.roles().secretary_of):
        since = clock.now() - RECENT
        recent = Notice.objects.visible_to(user).open().filter(created_at__gte=since).order_by("-created_at", "-pk")[:5]
        return render(request, "khoithidua/home_tasks.html", page | {"recent": recent, "more": more_for(user, scope)})
    stages = stages_of(year) if year else []
    return render(request, "khoithidua/home.html", page | {"year": year, "stages": stages})


def how_much(number: int) -> str:
    return f"còn {number} việc cần xử lý" if number else "không có việc nào chờ xử lý"


def more_for(user: User, scope: Scope | None) -> list[tuple[str, str]]:
    """Leaders and the board have no menu: the rest of the house, quietly, at the end of the page.

    docs/interface.md: Menus and messages.
    """
    roles = user.roles()
    works = [("Chờ tôi ký", "signatures:sign_list"), ("Dự thảo, góp ý", "drafting:text_list")]
    rooms = [
        *(works if roles.member_of or roles.can_sign_for else []),
        ("Quy chế của Khối", "regulations:regulation_list"),
        ("Giao ước thi đua", "pledges:pledge_list"),
        ("Chấm điểm", "scoring:criteria_list"),
        ("Hội nghị", "conferences:conference_list"),
        ("Khen thưởng", "awards:nomination_list"),
        ("Bằng, giấy chứng nhận", "awards:certificate_list"),
        ("Các đơn vị trong Khối", "units:bloc_list"),
    ]
    if user.is_board_member:
        rooms.append(("Nhật ký", "records:audit_log"))
    if roles.operator:
        rooms.insert(0, ("Quản trị", "administration"))
    return [(label, list_in(scope, name)) for label, name in rooms]


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it under this name whatever the page says."""
    return HttpResponse(_icon(), content_type="image/x-icon", headers={"Cache-Control": "max-age=86400"})


@functools.cache
def _icon() -> bytes:
    return (PROJECT_FOLDER / "static" / "img" / "favicon.ico").read_bytes()


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines keep nothing of it: what a code shows is for whoever holds the paper."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def security_contact(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116)."""
    ends = (clock.now() + datetime.timedelta(days=365)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: mailto:{settings.SECURITY_CONTACT}", f"Expires: {ends}", "Preferred-Languages: vi, en"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """How the pages stand on the home screen of a phone."""
    icons = [
        {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"} for size in (192, 512)
    ]
    about = {
        "name": "Khối thi đua", "short_name": "Khối thi đua", "lang": "vi", "start_url": "/", "display": "standalone",
        "background_color": "#f5f5f0", "theme_color": "#8e0b14", "icons": icons,
    }  # fmt: skip
    return JsonResponse(about, content_type="application/manifest+json")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return tell(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return tell(request, NOT_PERMITTED)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return tell(request, NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """503 with a sentence where the machine is in trouble and not the program, else 500."""
    # Django calls this while it handles the exception; outside of the views nobody else sees it.
    if (reason := trouble_of(sys.exc_info()[1])) is not None:
        return unavailable(request, reason)
    return tell(request, BROKEN)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The CSRF token no longer matches: the form comes back with everything in it and a fresh token.

    Only from a page of ours, and only to whoever filled it in: another site puts no words into our forms.
    """
    if is_from_here(request):
        match = request.resolver_match
        assert match is not None  # the token is asked for after the address was found
        view: Any = match.func
        page_of = getattr(view, "page_of", None)
        if not login_is_asked(view):
            messages.warning(request, "Trang đã mở quá lâu nên chưa gửi được. Đề nghị nhập lại rồi gửi.")
            return redirect(request.get_full_path())
        if not request.user.is_authenticated:
            return without_login(request, view, match.kwargs)
        if page_of is not None:
            messages.warning(request, "Trang đã mở quá lâu nên việc vừa chọn chưa được thực hiện. Đề nghị bấm lại.")
            return redirect(page_of(**match.kwargs))
        if getattr(view, "is_form_page", False) and is_own(request):
            because = PAGE_TOO_OLD + (FILES_GO if request.FILES else "")
            shown = show_again(view.shown_by, request, match.args, match.kwargs, pairs_of(request.POST), because)
            if shown is not None:
                shown.status_code = 403
                return shown
    return tell(request, PAGE_EXPIRED)


def login_is_asked(view: Callable[..., Any]) -> bool:
    return bool(getattr(view, "login_required", True))

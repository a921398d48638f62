"""Every login ends after an idle time, and its row says when it was last used."""

import datetime
from collections.abc import Callable

from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse

from libraries.web import clock
from units.models import Login
from units.views.place import LOGIN, SEEN

# How exactly the last use is known.
WRITTEN_EVERY = datetime.timedelta(minutes=2)
IDLE = "Phiên đăng nhập đã kết thúc vì lâu không sử dụng. Đề nghị đăng nhập lại."


def ends_idle_logins(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, after the session and before the login is asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        login = request.session.get(LOGIN)
        if login is not None:
            _look_at(request, login)
        response = get_response(request)
        if login is not None and request.session.get(LOGIN) == login:
            _follow_the_key(request, login)
        return response

    return middleware


def _look_at(request: HttpRequest, login: int) -> None:
    now = clock.now()
    idle = now.timestamp() - request.session.get(SEEN, 0)
    if idle > settings.IDLE_HOURS * 3600:
        Login.objects.open().filter(pk=login).update(ended_at=now)
        auth.logout(request)
        messages.warning(request, IDLE)
    elif idle > WRITTEN_EVERY.total_seconds():
        request.session[SEEN] = now.timestamp()
        Login.objects.filter(pk=login).update(seen_at=now)


def _follow_the_key(request: HttpRequest, login: int) -> None:
    """The session's key changes with every proof: the row follows, so that the login can be ended by it."""
    key = request.session.session_key or ""
    if request.session.modified and key:
        Login.objects.filter(pk=login).exclude(session_key=key).update(session_key=key)

"""From where somebody asks: the address, and the browser by its cookie; and the login that is written down of it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from libraries.web import clock
from libraries.web.client import address_of
from units import workflow
from units.guessing import Place
from units.models import Login, User

# What the login's own row is known by in its session, and when it was last used.
LOGIN, SEEN = "login", "seen"
COOKIE_LASTS = 400 * 24 * 60 * 60


def place_of(request: HttpRequest) -> Place:
    token = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")[:100]
    return Place(address_of(request) or None, workflow.hash_of_device(token))


def write_login_down(request: HttpRequest, response: HttpResponse, user: User, *, remember: bool = False) -> None:
    """The row of this login; the browser is given its cookie, by which it is known again."""
    token = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")[:100] or workflow.new_device_token()
    login = workflow.begin_login(
        user,
        address=address_of(request) or None,
        browser=request.META.get("HTTP_USER_AGENT", ""),
        device=workflow.hash_of_device(token),
        session_key=request.session.session_key or "",
        remember=remember,
    )
    request.session[LOGIN] = login.pk
    request.session[SEEN] = clock.now().timestamp()
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        token,
        max_age=COOKIE_LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def end_own_login(request: HttpRequest) -> None:
    """Logging out ends the row, too."""
    Login.objects.open().filter(pk=request.session.get(LOGIN, 0)).update(ended_at=clock.now())

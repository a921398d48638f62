"""The token of one filled-in form: whose it is, whether it was sent before, and that the browser may forget it."""

import datetime
import hashlib
import uuid

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from records.models import SubmissionToken

FIELD = "submission_token"
# Read by static/js/keep.js: tokens of forms that the server has accepted, so that the browser's copies may go.
ACCEPTED_COOKIE = "da-nhan"
ACCEPTED_KEPT = 5
SALT = "records.submission"


def author_tag(user: AbstractBaseUser | AnonymousUser | None) -> str:
    """Tells whose form it was, without telling who: 16 hex digits, empty for nobody."""
    if user is None or not user.is_authenticated:
        return ""
    return salted_hmac(SALT, str(user.pk)).hexdigest()[:16]


def new_token(user: AbstractBaseUser | AnonymousUser | None) -> str:
    """The value of the hidden field: a random part and the author's tag."""
    return f"{uuid.uuid4()}.{author_tag(user)}"


def read_token(request: HttpRequest) -> tuple[uuid.UUID | None, str]:
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
    # Files that were judged on the way are told by their keys, which stand in the form.
    files_came = [] if "file_sent" in request.POST else sorted(request.FILES.lists())
    for name, files in files_came:
        sent.update(repr((name, [(file.name, file.size) for file in files])).encode("utf-8", "surrogatepass"))
    return sent.hexdigest()


def is_own(request: HttpRequest) -> bool:
    """The posted form was filled in by whoever is logged in now."""
    _, tag = read_token(request)
    return bool(tag) and constant_time_compare(tag, author_tag(request.user))


def tell_accepted(request: HttpRequest, response: HttpResponse, token: str) -> None:
    """Name the form in the cookie that the browser looks at."""
    known = [word for word in request.COOKIES.get(ACCEPTED_COOKIE, "").split(".") if word][: ACCEPTED_KEPT - 1]
    response.set_cookie(
        ACCEPTED_COOKIE,
        ".".join([token, *known]),
        max_age=24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=False,  # read by keep.js; says nothing but which forms arrived
        samesite="Lax",
    )


def forget_old_tokens(before: datetime.datetime) -> int:
    """Delete the tokens of forms sent before that moment; called by the maintenance of every minute."""
    return SubmissionToken.objects.filter(created_at__lt=before).delete()[0]

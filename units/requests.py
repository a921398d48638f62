"""The request as a view behind login has it: somebody is logged in, and htmx was looked at."""

from typing import cast

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from units.models import User


class LoggedInRequest(HttpRequest):
    """For annotations; Django makes the request, its middleware has filled it in before a view is called."""

    user: User
    htmx: HtmxDetails


def user_of(request: HttpRequest) -> User:
    """Whoever asks for a page behind the login, where the request is handed on as any request (lists)."""
    return cast(User, request.user)

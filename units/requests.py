"""The request as a view behind login has it: somebody is logged in, and htmx was looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from units.models import User


@dataclass(frozen=True)
class Scope:
    """The bloc and year one works in (units.scope).

    `year` is None while the bloc has no emulation year. `narrows`: the address asks for this bloc and year only.
    """

    bloc_id: int
    slug: str
    year: int | None
    narrows: bool = False


class LoggedInRequest(HttpRequest):
    """For annotations; Django makes the request, its middleware has filled it in before a view is called.

    scope, usual_scope, shows_everything: what units.scope keeps of the page; not there until it was asked.
    """

    user: User
    htmx: HtmxDetails
    scope: Scope
    usual_scope: Scope | None
    shows_everything: bool
    narrowed: Callable[[str], str]


def user_of(request: HttpRequest) -> User:
    """Whoever asks for a page behind the login, where the request is handed on as any request (lists)."""
    return cast(User, request.user)

"""Where nobody can log in yet, every page that asks for a login leads to the set-up (khoithidua/views/setup.py)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from units.models import User

# Of this process: once somebody can log in, an installation is never empty again.
_known = {"in_use": False}


def in_use() -> bool:
    """Whether somebody can log in; asked of the database until it is so."""
    if not _known["in_use"]:
        people = User.objects.only("password")
        _known["in_use"] = settings.SAMPLE_MODE or any(person.has_usable_password() for person in people)
    return _known["in_use"]


def leads_to_setup(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the login page, and whatever leads there, leads to the set-up while the installation is empty."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match, login = request.resolver_match, reverse("units:login")
        to_login = response.get("Location", "").startswith(login)
        is_login = match is not None and match.view_name == "units:login"
        if (to_login or is_login) and not in_use():
            return redirect("setup")
        return response

    return middleware

"""Changes of one's own account ask for the password again when it was last given over five minutes ago."""

import datetime
import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters

from libraries.web import clock
from records.submission import idempotent_post, posted, status_of
from units.codes import IdentityNotProved, prove_password
from units.forms.login import PasswordForm
from units.requests import LoggedInRequest

PROVED_AT = "password_given_at"
LASTS = datetime.timedelta(minutes=5)


def remember_proof(request: HttpRequest) -> None:
    request.session[PROVED_AT] = clock.now().timestamp()


def proved_recently(request: HttpRequest) -> bool:
    age: float = clock.now().timestamp() - request.session.get(PROVED_AT, 0)
    return 0 <= age < LASTS.total_seconds()


Guarded = TypeVar("Guarded", bound=Callable[..., HttpResponse])


def after_step_up(view: Guarded) -> Guarded:
    """The view is reached only with a recent password; otherwise that is asked first and the act is pressed again."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not proved_recently(request):
            query = urlencode({"tiep": view.__name__})
            return redirect(f"{reverse('units:step_up')}?{query}")
        return view(request, *args, **kwargs)

    return cast(Guarded, guarded)


# Where one continues after the password: the page on which the act's button stands.
CONTINUE = {"device_setup": "units:device_setup"}


def _asked_after(request: HttpRequest) -> str:
    return (request.POST.get("tiep") or request.GET.get("tiep", ""))[:40]


def _onward(request: HttpRequest) -> str:
    return reverse(CONTINUE.get(_asked_after(request), "units:account_detail"))


@sensitive_post_parameters("password")
@idempotent_post
def step_up(request: LoggedInRequest) -> HttpResponse:
    """Right password: five minutes of account changes, and the login gets a new key (ASVS 7.2.4)."""
    form = PasswordForm(posted(request))
    if form.is_valid():
        try:
            prove_password(request.user, password=form.cleaned_data["password"])
        except IdentityNotProved as refused:
            form.add_error("password", refused.sentence)
        else:
            request.session.cycle_key()
            remember_proof(request)
            return redirect(_onward(request))
    page = {"form": form, "tiep": _asked_after(request)}
    return render(request, "units/step_up.html", page, status=status_of(form))

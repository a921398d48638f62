"""Changes of one's own account ask for the password again when it was last given over five minutes ago.

Of whoever has a second factor that, too: a factor is renewed or taken away by the factor.
"""

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
from libraries.web.client import address_of
from records.submission import idempotent_post, posted, status_of
from units.codes import IdentityNotProved, has_device, prove_both, prove_password, sample_code
from units.forms.login import ChangePasswordForm, PasswordForm, ProofForm
from units.models import User
from units.requests import LoggedInRequest, user_of

PROVED_AT = "password_given_at"
WITH_CODE = "code_given_too"
LASTS = datetime.timedelta(minutes=5)


def remember_proof(request: HttpRequest, *, with_code: bool) -> None:
    request.session[PROVED_AT] = clock.now().timestamp()
    request.session[WITH_CODE] = with_code


def proved_recently(request: HttpRequest) -> bool:
    age: float = clock.now().timestamp() - request.session.get(PROVED_AT, 0)
    if not 0 <= age < LASTS.total_seconds():
        return False
    return bool(request.session.get(WITH_CODE)) or not has_device(user_of(request))


def proof_form(request: LoggedInRequest) -> PasswordForm:
    """Asks for the password, and for a code where there is a device."""
    return (ProofForm if has_device(request.user) else PasswordForm)(posted(request))


def is_proved(request: HttpRequest, user: User, form: PasswordForm | ChangePasswordForm) -> bool:
    """Whether what was typed proves the person; if not, the form says why."""
    typed, address = form.cleaned_data, address_of(request) or None
    try:
        if isinstance(form, ProofForm):
            prove_both(user, password=typed["password"], code=typed["code"], address=address)
        else:
            prove_password(user, password=typed["password"], address=address)
    except IdentityNotProved as refused:
        form.add_error(refused.factor or None, refused.sentence)
        return False
    return True


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
CONTINUE = {"device_setup": "units:device_setup", "passkey_add": "units:passkey_add"}


def _asked_after(request: HttpRequest) -> str:
    return (request.POST.get("tiep") or request.GET.get("tiep", ""))[:40]


def _onward(request: HttpRequest) -> str:
    return reverse(CONTINUE.get(_asked_after(request), "units:account_detail"))


@sensitive_post_parameters("password", "code")
@idempotent_post
def step_up(request: LoggedInRequest) -> HttpResponse:
    """Right password: five minutes of account changes, and the login gets a new key (ASVS 7.2.4)."""
    form = proof_form(request)
    if form.is_valid() and is_proved(request, request.user, form):
        request.session.cycle_key()
        remember_proof(request, with_code=isinstance(form, ProofForm))
        return redirect(_onward(request))
    page = {"form": form, "tiep": _asked_after(request), "sample_code": sample_code(request.user)}
    return render(request, "units/step_up.html", page, status=status_of(form))

"""Logging in and out. With the pages of an invitation the only ones of units for everybody.

They are no @idempotent_post pages: whoever posts them is nobody yet, and a second post of a password is a second try.
"""

import datetime
from typing import Any

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from libraries.web import clock
from libraries.web.voice import TOO_MANY_PASSWORDS, tell
from records.address_counts import count, household_of
from records.submission import post_action, unpack_for
from units import guessing, workflow
from units.codes import IdentityNotProved, has_device, prove_code, prove_passkey_at_login
from units.forms.login import LoginCodeForm, LoginForm
from units.models import User
from units.sample import SAMPLE_PASSWORD
from units.sample_logins import sample_logins
from units.single_sign_on import is_offered, may_use_password
from units.views.place import end_own_login, place_of, write_login_down
from units.views.step_up import remember_proof

BACKEND = "django.contrib.auth.backends.ModelBackend"
SIGN_ON_BACKEND = "units.single_sign_on.SingleSignOnBackend"
SIGN_ON_ONLY = "Đăng nhập bằng tài khoản của thành phố. Mật khẩu chỉ dùng khi ký văn bản."
PENDING = "login_pending"
# Answers of passkeys that an address may send in a minute.
PASSKEYS_A_MINUTE = 20
PENDING_LASTS = datetime.timedelta(minutes=10)
# One sentence for an unknown name, a wrong password and a closed account.
NOT_LET_IN = "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock, bộ nhập tiếng Việt rồi nhập lại."


def local_next(request: HttpRequest) -> str:
    """Where to go afterwards: a page of this installation, otherwise nowhere in particular."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    # A path, not a bare word: redirect() would take that for the name of a view.
    return wanted if allowed and wanted.startswith("/") and not wanted.startswith("//") else ""


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """First page: name and password. Who has a device is then asked for a code, where the installation says so."""
    if request.user.is_authenticated and request.method != "POST":
        return redirect(local_next(request) or settings.LOGIN_REDIRECT_URL)
    form = LoginForm(request.POST) if request.method == "POST" else LoginForm(initial=_chosen_sample(request))
    if request.method == "POST" and form.is_valid():
        user = _authenticated(request, form)
        if isinstance(user, HttpResponse):
            return user
        if user is not None:
            return _let_in(request, user)
        if not form.non_field_errors():
            form.add_error(None, NOT_LET_IN)
    carried = request.POST.get("carried", "")
    return login_page(request, form, onward=local_next(request), carried=carried, status=422 if form.is_bound else 200)


def _authenticated(request: HttpRequest, form: LoginForm) -> User | HttpResponse | None:
    """Counted before the password is looked at. Unknown names cost the same hashing as known ones (ModelBackend)."""
    name = form.cleaned_data["username"]
    if not may_use_password(name):
        form.add_error(None, SIGN_ON_ONLY)
        return None
    tried = guessing.count_try(name, place_of(request))
    if tried.stopped is not None:
        if tried.stopped is guessing.Stopped.NAME and (owner := User.objects.filter(username=name).first()):
            workflow.tell_locked(owner, guessing.OF_NAME)
        return locked_out(request)
    user: User | None = auth.authenticate(request, **form.cleaned_data)
    if user is not None:
        guessing.was_right(tried.row)
        if is_offered() and settings.OIDC_ONLY:
            workflow.write_break_glass(user)
    return user


def login_page(
    request: HttpRequest, form: LoginForm | None = None, *, onward: str, carried: str = "", status: int
) -> HttpResponse:
    """The first page. `carried`: a form that was sent without login (records.submission.pack), which comes back."""
    form = form or LoginForm(initial=_chosen_sample(request))
    context = {
        "sign_on": is_offered(),
        "form": form,
        "next": onward,
        "carried": carried,
        "sample_mode": settings.SAMPLE_MODE,
    }
    if settings.SAMPLE_MODE:
        form.fields["password"].widget.render_value = not form.is_bound
        context |= {"sample_logins": sample_logins(), "sample_password": SAMPLE_PASSWORD}
    return render(request, "units/login.html", context, status=status)


def _chosen_sample(request: HttpRequest) -> dict[str, str]:
    """Sample mode: the list beside the form fills it in."""
    chosen = request.GET.get("ten", "")
    if settings.SAMPLE_MODE and chosen in {row.user.username for row in sample_logins()}:
        return {"username": chosen, "password": SAMPLE_PASSWORD}
    return {}


def _let_in(request: HttpRequest, user: User) -> HttpResponse:
    onward = local_next(request)
    if settings.LOGIN_CODE and has_device(user) and not workflow.asks_no_code(user, place_of(request).device):
        request.session.cycle_key()
        request.session[PENDING] = {
            "user": user.pk, "at": clock.now().timestamp(), "next": onward, "carried": request.POST.get("carried", ""),
        }  # fmt: skip
        workflow.send_code_if_no_other(user)
        return redirect("units:login_code")
    return _logged_in(request, user, onward, request.POST.get("carried", ""))


def _logged_in(
    request: HttpRequest, user: User, onward: str, carried: str, *, with_code: bool = False, remember: bool = False
) -> HttpResponse:
    request.session.pop(PENDING, None)
    auth.login(request, user, backend=BACKEND)  # gives the login a new key
    remember_proof(request, with_code=with_code)
    # The form that was sent without login, if it was this person's.
    form_address = unpack_for(request, carried) if carried else ""
    response = redirect(form_address or onward or settings.LOGIN_REDIRECT_URL)
    write_login_down(request, response, user, remember=remember)
    return response


def let_in_by_sign_on(request: HttpRequest, user: User, onward: str) -> HttpResponse:
    """The city's provider says who it is; what the account changes and signs still asks for our password and code."""
    allowed = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    auth.login(request, user, backend=SIGN_ON_BACKEND)
    response = redirect(onward if allowed and onward.startswith("/") else settings.LOGIN_REDIRECT_URL)
    write_login_down(request, response, user)
    return response


def _pending(request: HttpRequest) -> tuple[User, dict[str, Any]] | None:
    """Who has given the right password on the first page a short while ago."""
    pending: dict[str, Any] = request.session.get(PENDING) or {}
    if clock.now().timestamp() - pending.get("at", 0) > PENDING_LASTS.total_seconds():
        return None
    user = User.objects.filter(pk=pending.get("user"), is_active=True).first()
    return (user, pending) if user else None


@login_not_required
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def login_code(request: HttpRequest) -> HttpResponse:
    """Second page: the code of the app, or a static one."""
    pending = _pending(request)
    if pending is None:
        return redirect("units:login")
    user, waiting = pending
    form = LoginCodeForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            prove_code(user, code=form.cleaned_data["code"], address=place_of(request).address)
        except IdentityNotProved as refused:
            form.add_error(None if refused.throttled else "code", refused.sentence)
            status = 429 if refused.throttled else 422
        else:
            return _logged_in(
                request,
                user,
                waiting["next"],
                waiting["carried"],
                with_code=True,
                remember=form.cleaned_data["remember"],
            )
    return render(request, "units/login_code.html", {"form": form, "person": user}, status=status)


@login_not_required
@sensitive_post_parameters("passkey")
@require_http_methods(["GET", "HEAD", "POST"])
def login_passkey(request: HttpRequest) -> HttpResponse:
    """In by a passkey alone: it is had, and its device has recognised the owner. A GET leads to the login page."""
    if request.method != "POST":
        return redirect("units:login")
    if count("units.login_passkey", household_of(request)) > PASSKEYS_A_MINUTE:
        return locked_out(request)
    try:
        user = prove_passkey_at_login(request.POST.get("passkey", ""), address=place_of(request).address)
    except IdentityNotProved as refused:
        return _told(request, refused.sentence, 429 if refused.throttled else 422)
    if not may_use_password(user.username):
        return _told(request, SIGN_ON_ONLY, 422)
    return _logged_in(request, user, local_next(request), request.POST.get("carried", ""), with_code=True)


def _told(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """The login page with a sentence on top and no box marked as wrong."""
    form = LoginForm({})
    form.errors.clear()
    form.add_error(None, sentence)
    carried = request.POST.get("carried", "")
    return login_page(request, form, onward=local_next(request), carried=carried, status=status)


@login_not_required
@post_action("home")
def logout(request: HttpRequest) -> HttpResponse:
    end_own_login(request)
    auth.logout(request)
    messages.success(request, "Đã đăng xuất.")
    return redirect("units:login")


def locked_out(request: HttpRequest) -> HttpResponse:
    """Too many wrong passwords; the same for known and unknown names."""
    return tell(request, TOO_MANY_PASSWORDS)

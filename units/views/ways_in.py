"""Passkeys and codes by mail: /tai-khoan/khoa-truy-cap/, and what the pages that ask for a code need of them."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from records.submission import idempotent_post, post_action, posted, status_of, submit
from units import mailed_codes, passkeys, workflow
from units.codes import sample_code
from units.forms.login import PasskeyForm
from units.models import Passkey
from units.requests import LoggedInRequest
from units.views.step_up import after_step_up, is_proved, proof_form

SENT = "Đã gửi mã OTP qua thư. Mã có hiệu lực trong 10 phút."
JUST_SENT = "Mã vừa được gửi qua thư. Nếu chưa nhận được, chờ 1 phút rồi bấm gửi lại."


@idempotent_post
@after_step_up
def passkey_add(request: LoggedInRequest) -> HttpResponse:
    """A name, and the button that lets the device make a passkey."""
    form = PasskeyForm(posted(request))
    if not passkeys.is_offered(request.get_host()):
        return redirect("units:account_detail")

    def verb(typed: dict[str, str]) -> bool:
        workflow.add_passkey(request.user, name=typed["name"], answer=typed["passkey"], by=request.user)
        return True

    if submit(form, verb):
        return _changed(request, "Đã thêm khóa truy cập. Dùng được khi đăng nhập và khi ký.")
    page = {"form": form, "question": passkeys.to_add(request.user)}
    return render(request, "units/passkey_add.html", page, status=status_of(form))


@sensitive_post_parameters()
@idempotent_post
def passkey_remove(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Asks for password and a second factor every time: a factor goes only by a factor, or by two people."""
    passkey = get_object_or_404(Passkey.objects.in_use(), user=request.user, pk=pk)
    form = proof_form(request)
    if form.is_valid() and is_proved(request, request.user, form):
        workflow.remove_passkey(passkey, by=request.user)
        return _changed(request, f"Đã gỡ khóa truy cập “{passkey.name}”.")
    page = {"form": form, "passkey": passkey, "sample_code": sample_code(request.user)}
    return render(request, "units/passkey_remove.html", page, status=status_of(form))


def _changed(request: LoggedInRequest, sentence: str) -> HttpResponse:
    """This login goes on under a new key; the others have ended."""
    request.user.refresh_from_db(fields=["login_generation"])
    update_session_auth_hash(request, request.user)
    messages.success(request, sentence)
    return redirect("units:account_detail")


@post_action("units:account_detail")
@after_step_up
def begin_mail_codes(request: LoggedInRequest) -> HttpResponse:
    workflow.begin_mail_codes(request.user, by=request.user)
    return _changed(request, "Đã bật mã OTP qua thư.")


@sensitive_post_parameters()
@idempotent_post
def mail_codes_end(request: LoggedInRequest) -> HttpResponse:
    """As with any factor: by password and a second factor."""
    form = proof_form(request)
    if form.is_valid() and is_proved(request, request.user, form):
        workflow.end_mail_codes(request.user, by=request.user)
        return _changed(request, "Đã tắt mã OTP qua thư.")
    page = {"form": form, "sample_code": sample_code(request.user)}
    return render(request, "units/mail_codes_end.html", page, status=status_of(form))


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def mail_code_send(request: HttpRequest) -> HttpResponse:
    """Sends a code to whom the page that asks for one is shown; that page says whom, signed, so nobody is logged in.

    No @idempotent_post: it is a button inside of another form, whose token stays good.
    """
    if request.method != "POST":
        return redirect("home")
    person = mailed_codes.whom(request.POST.get("code_for", ""))
    if person is None:
        return redirect("units:login")
    sentence = SENT if workflow.send_mail_code(person) else JUST_SENT
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(sentence, content_type="text/plain; charset=utf-8")
    messages.success(request, sentence)
    back = request.POST.get("code_page", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe and back.startswith("/") and not back.startswith("//") else "home")

"""/loi-moi/…/: the link that was sent to a person, and /quen-mat-khau/ that asks for one.

Opening a link does nothing; what is typed into it sets up the account.

Between its two pages the new password (hashed) and the app's key wait in the session of this browser, so that nobody
who merely opens the mail learns a key that will be used.
"""

import secrets
import time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from libraries.web import forms
from libraries.web.client import address_of
from libraries.web.voice import LINK_ENDED, tell
from records.submission import idempotent_post
from records.transitions import NotAllowedNow
from units import workflow
from units.codes import WRONG_CODE, IdentityNotProved, prove_password
from units.forms.login import FirstCodeForm, ForgottenForm, NewPasswordForm, PasswordForm
from units.mailed_codes import is_allowed
from units.models import Invitation, User
from units.tasks import answer_forgotten_password
from units.views.account import app_page

WAITING = "invitation"
Purpose = Invitation.Purpose
# Title, button, and what will happen.
WORDS = {
    Purpose.ACCOUNT: (
        "Kích hoạt tài khoản",
        "Tiếp tục",
        "Gồm hai bước, khoảng 3 phút: đặt mật khẩu, rồi cài đặt ứng dụng lấy mã OTP trên điện thoại.",
    ),
    Purpose.PASSWORD: ("Đặt mật khẩu mới", "Đặt mật khẩu", "Mã OTP không thay đổi."),
    Purpose.FACTOR: (
        "Cài đặt lại mã OTP",
        "Tiếp tục",
        "Nhập mật khẩu hiện nay, rồi cài đặt ứng dụng lấy mã OTP trên điện thoại mới. Ứng dụng cũ hết hiệu lực.",
    ),
    Purpose.ADDRESS: (
        "Xác nhận địa chỉ thư điện tử",
        "Xác nhận địa chỉ",
        "Nhập mật khẩu hiện nay để xác nhận địa chỉ thư này là của mình.",
    ),
}
ENDED = {
    "used": (
        "Đường dẫn đã được sử dụng",
        "Đường dẫn này dùng một lần và tài khoản đã được thiết lập. Đề nghị đăng nhập. Nếu người thiết lập không phải "
        "là chủ tài khoản, báo ngay cho Tổ thư ký Khối.",
    ),
    "replaced": (
        "Đã có đường dẫn mới hơn",
        "Một thư mới hơn đã được gửi đến cùng địa chỉ. Đề nghị mở đường dẫn trong thư mới nhất.",
    ),
    "over": (
        "Đường dẫn đã hết hạn",
        "Đề nghị Tổ thư ký Khối gửi lại thư mời; nếu quên mật khẩu, chọn “Quên mật khẩu” tại trang đăng nhập.",
    ),
    "unknown": (
        LINK_ENDED.title,
        "Đường dẫn sao chép chưa đủ, hoặc tài khoản đã bị khóa. Đề nghị mở lại đường dẫn từ thư đã nhận.",
    ),
}


def _ended(request: HttpRequest, ended: str) -> HttpResponse:
    title, text = ENDED[ended]
    return tell(request, LINK_ENDED.saying(text, title=title, status=404 if ended == "unknown" else 410))


@login_not_required
@sensitive_post_parameters("new_password", "again", "password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """The new password; for a new account the app follows on the next page, and nothing is written before."""
    opened = workflow.open_invitation(token)
    invitation = opened.invitation
    if invitation is None:
        return _ended(request, opened.ended)
    data = request.POST if request.method == "POST" else None
    if invitation.purpose in (Purpose.FACTOR, Purpose.ADDRESS):
        return _known_person(request, invitation, token, PasswordForm(data))
    form = NewPasswordForm(data, person=invitation.person)
    if form.is_bound and form.is_valid():
        if invitation.purpose == Purpose.PASSWORD:
            return _reset(request, invitation, form.cleaned_data["new_password"])
        return _begin_device(request, invitation, token, make_password(form.cleaned_data["new_password"]))
    return _accept_page(request, invitation, form, 422 if form.is_bound else 200)


def _known_person(request: HttpRequest, invitation: Invitation, token: str, form: PasswordForm) -> HttpResponse:
    """Somebody who is in already: the present password shows that it is they who opened the link."""
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            prove_password(
                invitation.person, password=form.cleaned_data["password"], address=address_of(request) or None
            )
        except IdentityNotProved as refused:
            form.add_error("password", refused.sentence)
            status = 429 if refused.throttled else 422
        else:
            if invitation.purpose == Purpose.FACTOR:
                return _begin_device(request, invitation, token, "")
            return _take_address(request, invitation)
    return _accept_page(request, invitation, form, status)


def _accept_page(request: HttpRequest, invitation: Invitation, form: forms.BaseForm, status: int) -> HttpResponse:
    title, button, explained = WORDS[Purpose(invitation.purpose)]
    page = {
        "form": form,
        "invitation": invitation,
        "person": invitation.person,
        "title": title,
        "button": button,
        "explained": explained,
    }
    return render(request, "units/invitation_accept.html", page, status=status)


def _begin_device(request: HttpRequest, invitation: Invitation, token: str, password_hash: str) -> HttpResponse:
    request.session[WAITING] = {"pk": invitation.pk, "password": password_hash, "key": secrets.token_hex(20)}
    return redirect("units:invitation_device", token=token)


def _take_address(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    try:
        workflow.accept_address(invitation)
    except NotAllowedNow:
        return _ended(request, "used")
    messages.success(request, "Đã xác nhận địa chỉ thư. Từ nay hệ thống gửi thư đến địa chỉ này.")
    return redirect("units:login")


def _reset(request: HttpRequest, invitation: Invitation, password: str) -> HttpResponse:
    try:
        workflow.reset_password(invitation, password=password)
    except NotAllowedNow:
        return _ended(request, "used")
    messages.success(request, "Đã đặt mật khẩu mới. Đăng nhập bằng mật khẩu mới.")
    return redirect("units:login")


@login_not_required
@sensitive_post_parameters("code")
@sensitive_variables("waiting", "device")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_device(request: HttpRequest, token: str) -> HttpResponse:
    """The app's key as a QR code; its first right code sets up the account, and the answer shows ten codes to print."""
    opened = workflow.open_invitation(token)
    invitation = opened.invitation
    if invitation is None:
        return _ended(request, opened.ended)
    waiting: dict[str, Any] = request.session.get(WAITING) or {}
    if waiting.get("pk") != invitation.pk:
        return redirect("units:invitation_accept", token=token)
    device = _device(invitation.person, waiting["key"])
    by_mail = invitation.purpose == Purpose.ACCOUNT and invitation.way == Invitation.Way.MAIL and is_allowed()
    if by_mail and request.method == "POST" and "by_mail" in request.POST:
        return _set_up(request, invitation, waiting["password"], None)
    form = FirstCodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if _is_right(device, form.cleaned_data["code"]):
            return _set_up(request, invitation, waiting["password"], device)
        form.add_error("code", WRONG_CODE)
    page = {"form": form, "person": invitation.person, "public": True, "by_mail": by_mail, **app_page(device)}
    return render(request, "units/invitation_device.html", page, status=422 if form.is_bound else 200)


def _device(person: User, key: str) -> TOTPDevice:
    return TOTPDevice(user=person, key=key, confirmed=True)


def _is_right(device: TOTPDevice, typed: str) -> bool:
    """Of a key that only this browser has been shown; the code is spent on it."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time()
    digits = "".join(typed.split())
    if not (digits.isdecimal() and totp.verify(int(digits), device.tolerance)):
        return False
    device.drift, device.last_t = totp.drift, totp.t()
    return True


def _set_up(
    request: HttpRequest, invitation: Invitation, password_hash: str, device: TOTPDevice | None
) -> HttpResponse:
    try:
        if invitation.purpose == Purpose.FACTOR and device is not None:
            codes = workflow.set_up_factor(invitation, device=device)
        else:
            codes = workflow.set_up_account(invitation, password_hash=password_hash, device=device)
    except NotAllowedNow:
        return _ended(request, "used")
    request.session.pop(WAITING, None)
    request.session.cycle_key()
    page = {
        "person": invitation.person,
        "purpose": invitation.purpose,
        "codes": [f"{code[:5]}-{code[5:]}" for code in codes],
    }
    return render(request, "units/invitation_done.html", page)


@login_not_required
@idempotent_post
def password_forgotten(request: HttpRequest) -> HttpResponse:
    """Asks for a link by mail. A known and an unknown name are answered alike: the worker looks who it is."""
    form = ForgottenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        answer_forgotten_password.enqueue(form.cleaned_data["username"])
        return redirect("units:password_asked")
    return render(request, "units/password_forgotten.html", {"form": form}, status=422 if form.is_bound else 200)


@login_not_required
@require_safe
def password_asked(request: HttpRequest) -> HttpResponse:
    """What to wait for; the same for everybody."""
    return render(request, "units/password_asked.html")

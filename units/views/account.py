"""/tai-khoan/: what I hold, my password, my authenticator app, my static codes."""

from base64 import b32encode

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from libraries.web.client import address_of
from records.submission import idempotent_post, post_action, posted, status_of
from records.transitions import NotAllowedNow
from units import mailed_codes, passkeys, workflow
from units.codes import IdentityNotProved, prove_new_device, sample_code
from units.forms.login import ChangePasswordForm, FirstCodeForm
from units.requests import LoggedInRequest
from units.views.step_up import after_step_up, is_proved, proof_form


@require_safe
def account_detail(request: LoggedInRequest) -> HttpResponse:
    """Posts, seats and authorities with their days; password and codes."""
    me = request.user
    return render(
        request,
        "units/account_detail.html",
        {
            "person": me,
            "posts": me.posts.select_related("unit__bloc").prefetch_related("unit__names").order_by("-valid_from"),
            "secretariat_seats": me.secretariat_seats.select_related("bloc").order_by("-valid_from"),
            "board_seats": me.board_seats.order_by("-valid_from"),
            "authorities": me.authorities.select_related("unit__bloc", "grantor")
            .prefetch_related("unit__names")
            .order_by("-valid_from"),
            "device": TOTPDevice.objects.filter(user=me, confirmed=True).first(),
            "passkeys": list(me.passkeys.in_use()),
            "passkeys_offered": passkeys.is_offered(request.get_host()),
            "passkey_origin": passkeys.origin() if settings.SAMPLE_MODE else "",
            "mail_codes": mailed_codes.has_mail_factor(me),
            "mail_codes_allowed": mailed_codes.is_allowed() and bool(me.email),
            "codes_left": StaticToken.objects.filter(device__user=me).count(),
        },
    )


@sensitive_post_parameters()
@idempotent_post
def password_edit(request: LoggedInRequest) -> HttpResponse:
    """The new password ends every login of this person but this one."""
    form = ChangePasswordForm(posted(request), person=request.user)
    if form.is_valid() and is_proved(request, request.user, form):
        workflow.change_password(request.user, password=form.cleaned_data["new_password"], by=request.user)
        update_session_auth_hash(request, request.user)
        messages.success(request, "Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.")
        return redirect("units:account_detail")
    return render(request, "units/password_edit.html", {"form": form}, status=status_of(form))


@post_action("units:account_detail")
@after_step_up
def start_device(request: LoggedInRequest) -> HttpResponse:
    """A new key for the app; the page that follows shows it."""
    workflow.start_device(request.user, by=request.user)
    return redirect("units:device_setup")


@idempotent_post
@after_step_up
def device_setup(request: LoggedInRequest) -> HttpResponse:
    """The key as a QR code, and the box for the first code; a right one puts the app to use and ends other logins."""
    device = TOTPDevice.objects.filter(user=request.user, confirmed=False).first()
    if device is None and request.method == "POST":
        raise NotAllowedNow("Chưa có mã QR nào đang chờ. Bấm “Cài đặt ứng dụng” tại Tài khoản.")
    if device is None:
        return redirect("units:account_detail")
    form = FirstCodeForm(posted(request))
    if form.is_valid():
        try:
            prove_new_device(request.user, code=form.cleaned_data["code"], address=address_of(request) or None)
        except IdentityNotProved as refused:
            form.add_error("code", refused.sentence)
        else:
            workflow.confirm_device(request.user, by=request.user)
            update_session_auth_hash(request, request.user)
            messages.success(
                request, "Đã cài đặt ứng dụng lấy mã OTP. Nên in thêm mã OTP dự phòng để dùng khi mất điện thoại."
            )
            return redirect("units:account_detail")
    return _device_page(request, device, form)


def _device_page(request: LoggedInRequest, device: TOTPDevice, form: FirstCodeForm) -> HttpResponse:
    return render(request, "units/device_setup.html", {"form": form, **app_page(device)}, status=status_of(form))


def app_page(device: TOTPDevice) -> dict[str, str]:
    """How a device's key is shown: to scan, to type, and to open on the telephone that shows this page."""
    secret = b32encode(device.bin_key).decode().rstrip("=")
    return {
        "qr": segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=4),
        "secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        "app_link": device.config_url,
    }


@post_action("units:account_detail")
@after_step_up
def issue_static_codes(request: LoggedInRequest) -> HttpResponse:
    """Ten codes, shown in this answer and nowhere again."""
    codes = workflow.issue_static_codes(request.user, by=request.user)
    return render(request, "units/static_codes.html", {"codes": [f"{code[:5]}-{code[5:]}" for code in codes]})


@sensitive_post_parameters()
@idempotent_post
def device_remove(request: LoggedInRequest) -> HttpResponse:
    """Takes the app and the static codes away; asks for password and code every time."""
    form = proof_form(request)
    if form.is_valid() and is_proved(request, request.user, form):
        workflow.remove_device(request.user, by=request.user)
        update_session_auth_hash(request, request.user)
        messages.success(request, "Đã gỡ mã OTP. Khi cần ký, cài đặt lại tại trang này.")
        return redirect("units:account_detail")
    page = {"form": form, "sample_code": sample_code(request.user)}
    return render(request, "units/device_remove.html", page, status=status_of(form))

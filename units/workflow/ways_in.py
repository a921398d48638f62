"""Passkeys and codes by mail: put to use, sent, taken away."""

from typing import Any

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from libraries.web import clock
from records.transitions import NotAllowedNow, finish
from units import letters, mailed_codes, outgoing, passkeys
from units.actions import ADD_PASSKEY, BEGIN_MAIL_CODES, END_MAIL_CODES, REMOVE_PASSKEY
from units.models import MailFactor, Passkey, User
from units.workflow.account import end_other_logins, tell_changed, wait_with_a_first_factor

MOST_PASSKEYS = 20
NOT_ACCEPTED = "Thiết bị chưa tạo được khóa truy cập. Đề nghị bấm lại."
TOO_MANY = f"Mỗi tài khoản có tối đa {MOST_PASSKEYS} khóa truy cập. Gỡ khóa không còn dùng trước."
NO_MAIL_CODES = "Hệ thống không gửi mã OTP qua thư. Cài đặt ứng dụng lấy mã OTP hoặc khóa truy cập."
NO_ADDRESS = "Tài khoản chưa có địa chỉ thư điện tử. Liên hệ Tổ thư ký Khối để bổ sung."


@transaction.atomic
def add_passkey(person: User, *, name: str, answer: str, by: Any) -> Passkey:
    """What the device made becomes a way to log in and a second factor; other logins end, the owner is told."""
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.passkeys.in_use().count() >= MOST_PASSKEYS:
        raise NotAllowedNow(TOO_MANY)
    try:
        passkey = passkeys.added(person, answer)
    except passkeys.NotThisPasskey:
        raise NotAllowedNow(NOT_ACCEPTED) from None
    if Passkey.objects.filter(credential_id=passkey.credential_id).exists():
        raise NotAllowedNow(NOT_ACCEPTED)
    wait_with_a_first_factor(person)
    passkey.name = name
    passkey.save()
    finish(ADD_PASSKEY, person, by=by, data={"passkey": passkey.pk, "name": name})
    end_other_logins(person, by=by)
    tell_changed(person, f"Đã thêm khóa truy cập “{name}”")
    return passkey


@transaction.atomic
def remove_passkey(passkey: Passkey, *, by: Any) -> None:
    """It opens nothing any more; its row stays, for signatures name it. The caller has asked for a factor."""
    person = User.objects.select_for_update(no_key=True).get(pk=passkey.user_id)
    if not person.passkeys.in_use().filter(pk=passkey.pk).update(removed_at=clock.now()):
        raise NotAllowedNow("Khóa truy cập này đã được gỡ.")
    finish(REMOVE_PASSKEY, person, by=by, data={"passkey": passkey.pk, "name": passkey.name})
    end_other_logins(person, by=by)
    tell_changed(person, f"Đã gỡ khóa truy cập “{passkey.name}”")


@transaction.atomic
def begin_mail_codes(person: User, *, by: Any) -> None:
    """From now on codes can be sent to the address of the account. Twice changes nothing."""
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not mailed_codes.is_allowed() or not outgoing.can_send():
        raise NotAllowedNow(NO_MAIL_CODES)
    if not person.email:
        raise NotAllowedNow(NO_ADDRESS)
    if MailFactor.objects.filter(user=person).exists():
        return
    wait_with_a_first_factor(person)
    MailFactor.objects.create(user=person, since=clock.now())
    finish(BEGIN_MAIL_CODES, person, by=by)
    end_other_logins(person, by=by)
    tell_changed(person, "Đã bật mã OTP qua thư")


@transaction.atomic
def end_mail_codes(person: User, *, by: Any) -> None:
    """No code is sent any more. The caller has asked for a factor."""
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not MailFactor.objects.filter(user=person).delete()[0]:
        return
    finish(END_MAIL_CODES, person, by=by)
    end_other_logins(person, by=by)
    tell_changed(person, "Đã tắt mã OTP qua thư")


def send_code_if_no_other(person: User) -> None:
    """Whoever has no other second factor left is sent a code without asking."""
    if not mailed_codes.has_mail_factor(person) or person.passkeys.in_use().exists():
        return
    if not TOTPDevice.objects.filter(user=person, confirmed=True).exists():
        send_mail_code(person)


@transaction.atomic
def send_mail_code(person: User) -> bool:
    """A new code to the person's own address; False when one was sent a moment ago, or none may be."""
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not (person.is_active and mailed_codes.has_mail_factor(person) and outgoing.can_send()):
        return False
    if not mailed_codes.may_be_sent(person):
        return False
    outgoing.write(person, person.email, letters.mail_code(code=mailed_codes.new_code(person)))
    return True

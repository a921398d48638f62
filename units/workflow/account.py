"""One's own login: password, authenticator app, static codes."""

import secrets
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from libraries.web import clock
from libraries.web.formats import short_datetime
from records.transitions import finish
from units import letters, outgoing
from units.actions import (
    CHANGE_PASSWORD,
    CONFIRM_DEVICE,
    END_OTHER_LOGINS,
    ISSUE_STATIC_CODES,
    REMOVE_DEVICE,
    START_DEVICE,
)
from units.codes import has_device
from units.models import Login, MailFactor, User
from units.workflow.waiting import start_waiting

STATIC_CODES = 10
APP = "Ứng dụng lấy mã OTP"


@transaction.atomic
def change_password(person: User, *, by: Any, password: str = "", hashed: str = "") -> None:
    """New password, plain or as `make_password` wrote it; every login of this person ends, except one whose hash the
    caller renews."""
    if hashed:
        person.password = hashed
    else:
        person.set_password(password)
    person.save(update_fields=["password"])
    finish(CHANGE_PASSWORD, person, by=by)
    if not hashed:
        tell_changed(person, "Đã đổi mật khẩu")


@transaction.atomic
def end_other_logins(person: User, *, by: Any) -> None:
    """Every login of this person ends, except one whose hash the caller renews (update_session_auth_hash)."""
    User.objects.filter(pk=person.pk).update(login_generation=F("login_generation") + 1)
    Login.objects.open().filter(user=person).update(ended_at=clock.now())
    person.refresh_from_db(fields=["login_generation"])
    finish(END_OTHER_LOGINS, person, by=by)


@transaction.atomic
def start_device(person: User, *, by: Any) -> TOTPDevice:
    """A new key, not yet in use: it counts from the first right code on. An earlier unfinished one is dropped."""
    TOTPDevice.objects.filter(user=person, confirmed=False).delete()
    device = TOTPDevice.objects.create(user=person, name=APP, confirmed=False)
    finish(START_DEVICE, person, by=by)
    return device


@transaction.atomic
def confirm_device(person: User, *, by: Any) -> None:
    """The device whose first code was right (codes.prove_new_device) takes the place of the one before."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    wait_with_a_first_factor(person)
    TOTPDevice.objects.filter(user=person, confirmed=True).delete()
    TOTPDevice.objects.filter(user=person, confirmed=False).update(confirmed=True)
    finish(CONFIRM_DEVICE, person, by=by)
    end_other_logins(person, by=by)
    tell_changed(person, "Đã cài đặt ứng dụng lấy mã OTP mới")


def tell_changed(person: User, what: str) -> None:
    letter = letters.account_changed(what=what, at=short_datetime(clock.now()))
    outgoing.tell([person], letter, url=reverse("units:account_detail"))


def wait_with_a_first_factor(person: User) -> None:
    """Set up with the password alone it is a new way to prove who signs (docs/security.md: Acts of two)."""
    if not has_device(person) and person.roles().can_sign_for:
        start_waiting(person)


@transaction.atomic
def put_device_to_use(person: User, device: TOTPDevice, *, by: Any) -> None:
    """A device that was proved before it was written: the only factor from now on, whoever holds an earlier one."""
    TOTPDevice.objects.filter(user=person).delete()
    drop_other_factors(person)
    device.user, device.name, device.confirmed = person, APP, True
    device.save()
    finish(CONFIRM_DEVICE, person, by=by)
    end_other_logins(person, by=by)
    tell_changed(person, "Đã cài đặt ứng dụng lấy mã OTP mới")


def drop_other_factors(person: User) -> None:
    """The telephone that was lost may hold passkeys, too."""
    person.passkeys.in_use().update(removed_at=clock.now())
    MailFactor.objects.filter(user=person).delete()


@transaction.atomic
def remove_device(person: User, *, by: Any) -> None:
    """No app and no static codes any more: without a passkey this person cannot sign or decide until one is set up."""
    TOTPDevice.objects.filter(user=person).delete()
    StaticDevice.objects.filter(user=person).delete()
    finish(REMOVE_DEVICE, person, by=by)
    end_other_logins(person, by=by)
    tell_changed(person, "Đã gỡ mã OTP")


def _distinct_numbers() -> set[int]:
    numbers: set[int] = set()
    while len(numbers) < STATIC_CODES:
        numbers.add(secrets.randbelow(10**10))
    return numbers


@transaction.atomic
def issue_static_codes(person: User, *, by: Any) -> list[str]:
    """Ten new static codes, each good for one act; those from before are void. They are shown only here."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    wait_with_a_first_factor(person)
    StaticDevice.objects.filter(user=person).delete()
    device = StaticDevice.objects.create(user=person, name="Mã OTP dự phòng", confirmed=True)
    # Digits only: the box opens the telephone's number pad. Ten of them, so that none looks like the app's six.
    codes = [f"{number:010d}" for number in _distinct_numbers()]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    finish(ISSUE_STATIC_CODES, person, by=by, data={"count": STATIC_CODES})
    return codes

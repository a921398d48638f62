"""Letting a person in: a link of one use goes to the person's own address and is shown to nobody else.

While an installation has no mail, its operator may print the link as a letter to hand over in a closed envelope.
docs/security.md: Invitations.
"""

import datetime
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from libraries.web import clock
from libraries.web.letters import Letter
from records.transitions import Action, NotAllowedNow, finish
from units import letters, outgoing
from units.actions import ACCEPT_INVITATION, CHANGE_ADDRESS, PRINT_INVITATION, RESET_PASSWORD, SEND_INVITATION
from units.mailed_codes import has_mail_factor
from units.models import AccessChange, Invitation, User
from units.workflow.account import change_password, issue_static_codes, put_device_to_use
from units.workflow.waiting import start_waiting
from units.workflow.ways_in import begin_mail_codes

Purpose = Invitation.Purpose
BETWEEN_LINKS = datetime.timedelta(minutes=5)
LETTER_LASTS = datetime.timedelta(days=7)
LASTS = {
    Purpose.ACCOUNT: datetime.timedelta(days=7),
    Purpose.PASSWORD: datetime.timedelta(hours=1),
    Purpose.FACTOR: datetime.timedelta(days=3),
    Purpose.ADDRESS: datetime.timedelta(days=3),
}

NO_ADDRESS = "Tài khoản chưa có địa chỉ thư điện tử. Bổ sung địa chỉ rồi gửi lại."
NO_MAIL = (
    "Hệ thống chưa kết nối dịch vụ thư điện tử nên chưa gửi được thư mời. "
    "Đề nghị người quản trị hệ thống in thư mời và giao trực tiếp."
)
MAIL_WORKS = "Hệ thống gửi được thư điện tử. Gửi thư mời đến địa chỉ của cán bộ, không in."
CLOSED = "Tài khoản này đã bị khóa. Mở khóa tài khoản trước."
ALREADY_IN = (
    "Tài khoản này đã được kích hoạt. Nếu quên mật khẩu, cán bộ chọn “Quên mật khẩu” tại trang đăng nhập; "
    "nếu mất thiết bị, đề nghị cấp lại mã OTP."
)


AWAITED = "Đang chờ người thứ hai xác nhận. Khi được xác nhận, hệ thống gửi thư mời ngay."


def hash_of_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def is_set_up(person: User) -> bool:
    """Whether this person has chosen a password once: from then on nobody else lets them in."""
    return person.has_usable_password()


# --- Sending ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def send_invitation(person: User, *, by: Any, chain: str | None = None) -> Invitation:
    """Mail the link with which a person sets up the account: password and second factor at once.

    An earlier unused one is replaced. Raises NotAllowedNow without mail or address, and once the account is in use.
    """
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not person.is_active:
        raise NotAllowedNow(CLOSED)
    if is_set_up(person):
        raise NotAllowedNow(ALREADY_IN)
    _refuse_awaited(person)
    if not outgoing.can_send():
        raise NotAllowedNow(NO_MAIL)
    if not person.email:
        raise NotAllowedNow(NO_ADDRESS)
    return _mailed(person, Purpose.ACCOUNT, SEND_INVITATION, by=by, chain=chain)


@transaction.atomic
def print_invitation(person: User, *, by: Any, chain: str | None = None) -> "PrintedInvitation":
    """The same link for a letter handed over in person: only while the installation has no mail, and on record.

    To whoever is in already it is good for another password, and the codes are asked as before.
    """
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not person.is_active:
        raise NotAllowedNow(CLOSED)
    if outgoing.can_send():
        raise NotAllowedNow(MAIL_WORKS)
    purpose = Purpose.PASSWORD if is_set_up(person) else Purpose.ACCOUNT
    renewed = AccessChange.objects.filter(person=person, kind="factor", state="confirmed", invitation=None).first()
    if renewed is not None:
        purpose = Purpose.FACTOR
    elif purpose == Purpose.ACCOUNT:
        _refuse_awaited(person)
    invitation, token = _made(person, purpose, Invitation.Way.LETTER, "", by)
    if renewed is not None:
        renewed.invitation = invitation
        renewed.save(update_fields=["invitation"])
    data = {"purpose": purpose.value, "expires": invitation.expires_at.isoformat()}
    finish(PRINT_INVITATION, person, by=by, chain=chain, data=data)
    return PrintedInvitation(invitation, settings.PUBLIC_ADDRESS + address_of(token))


@dataclass(frozen=True)
class PrintedInvitation:
    """A printed invitation; its link exists only here and on the paper."""

    invitation: Invitation
    link: str


def invitation_by_hand(person: User, purpose: Invitation.Purpose, *, by: Any) -> PrintedInvitation:
    """The link itself, for verbs that say who may hold it in hand. `person` is locked."""
    invitation, token = _made(person, purpose, Invitation.Way.LETTER, "", by)
    return PrintedInvitation(invitation, settings.PUBLIC_ADDRESS + address_of(token))


@transaction.atomic
def send_password_link(person: User) -> Invitation | None:
    """For whoever forgot the password. None, and nothing written, where there is nobody to write to."""
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not (person.is_active and person.email and is_set_up(person) and outgoing.can_send()):
        return None
    # Whoever asks again and again fills nobody's mailbox.
    just_now = clock.lately(BETWEEN_LINKS)
    if Invitation.objects.filter(person=person, purpose=Purpose.PASSWORD, made_at__range=just_now).exists():
        return None
    return _mailed(person, Purpose.PASSWORD, RESET_PASSWORD, by=None)


def send_factor_link(person: User, *, by: Any, chain: str) -> Invitation:
    """For whoever lost the telephone, once two have confirmed it: another app, set up with the present password."""
    return _mailed(person, Purpose.FACTOR, SEND_INVITATION, by=by, chain=chain)


def send_address_link(person: User, address: str, *, by: Any, chain: str) -> Invitation | None:
    """To the new address itself; it counts once its owner has opened it and given the password."""
    if not outgoing.can_send():
        take_address(person, address, by=by)
        return None
    return _mailed(person, Purpose.ADDRESS, SEND_INVITATION, by=by, chain=chain, address=address)


def take_address(person: User, address: str, *, by: Any) -> None:
    """From now on mails go there."""
    before = person.email
    person.email = address
    person.save(update_fields=["email"])
    finish(CHANGE_ADDRESS, person, by=by, data={"from": before, "to": address})


def _refuse_awaited(person: User) -> None:
    """Nobody is let in as a leader, or at a new address, before a second person has confirmed it."""
    if AccessChange.objects.open().filter(person=person).exclude(kind="factor").exists():
        raise NotAllowedNow(AWAITED)


def address_of(token: str) -> str:
    return reverse("units:invitation_accept", args=[token])


def _made(person: User, purpose: str, way: str, address: str, by: Any) -> tuple[Invitation, str]:
    now = clock.now()
    Invitation.objects.open().filter(person=person, purpose=purpose).update(replaced_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        person=person,
        purpose=purpose,
        way=way,
        address=address,
        token_hash=hash_of_token(token),
        made_by=by,
        made_at=now,
        expires_at=now + (LETTER_LASTS if way == Invitation.Way.LETTER else LASTS[Purpose(purpose)]),
    )
    return invitation, token


def _mailed(
    person: User, purpose: str, action: Action, *, by: Any, chain: str | None = None, address: str = ""
) -> Invitation:
    invitation, token = _made(person, purpose, Invitation.Way.MAIL, address or person.email, by)
    letter = _letter_of(invitation, person, by)
    outgoing.write(person, invitation.address, letter, url=address_of(token))
    data = {"purpose": invitation.purpose, "address": invitation.address}
    finish(action, person, by=by, chain=chain, data=data)
    return invitation


def _letter_of(invitation: Invitation, person: User, by: Any) -> Letter:
    told = {"username": person.username, "lasts": lasts_in_words(invitation)}
    if invitation.purpose == Purpose.ACCOUNT:
        return letters.account(sent_by=by.full_name if by else "", **told)
    simple = {Purpose.PASSWORD: letters.password, Purpose.FACTOR: letters.factor, Purpose.ADDRESS: letters.address}
    return simple[Purpose(invitation.purpose)](**told)


def lasts_in_words(invitation: Invitation) -> str:
    """`"7 ngày"`, `"1 giờ"`."""
    lasts = LASTS[Purpose(invitation.purpose)]
    return f"{lasts.days} ngày" if lasts.days else f"{lasts.seconds // 3600} giờ"


# --- Accepting -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Opened:
    """What a link leads to: the invitation, or why it leads nowhere (`used`, `replaced`, `over`, `unknown`)."""

    invitation: Invitation | None
    ended: str = ""


def open_invitation(token: str) -> Opened:
    """Reads and writes nothing: a robot that opens the mail's link spends nothing."""
    invitation = Invitation.objects.select_related("person").filter(token_hash=hash_of_token(token)).first()
    if invitation is None or not invitation.person.is_active:
        return Opened(None, "unknown")
    ended = _ended(invitation)
    return Opened(None if ended else invitation, ended)


def _ended(invitation: Invitation) -> str:
    if invitation.accepted_at:
        return "used"
    if invitation.replaced_at:
        return "replaced"
    return "over" if invitation.is_over else ""


def _spend(invitation: Invitation) -> Invitation:
    """The invitation, used up; of two at once the second is refused."""
    person = User.objects.select_for_update(no_key=True).get(pk=invitation.person_id)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    invitation.person = person
    if not person.is_active or _ended(invitation):
        raise NotAllowedNow("Đường dẫn này đã được sử dụng hoặc không còn hiệu lực. Đề nghị đăng nhập.")
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    return invitation


@transaction.atomic
def set_up_account(invitation: Invitation, *, password_hash: str, device: TOTPDevice | None) -> list[str]:
    """Password and app at once; returns the ten codes to print. Whatever was set up before is void.

    device: unsaved, with the key whose first code was right; None: codes by mail, where they are allowed and the link
    itself came by mail. password_hash: as `make_password` wrote it.
    """
    invitation = _spend(invitation)
    person = invitation.person
    data = {"purpose": invitation.purpose, "way": invitation.way}
    finish(ACCEPT_INVITATION, person, by=person, data=data)
    change_password(person, by=person, hashed=password_hash)
    if device is not None:
        return _new_app(person, device)
    if invitation.way != Invitation.Way.MAIL:
        raise NotAllowedNow(NO_MAIL)
    begin_mail_codes(person, by=person)
    return issue_static_codes(person, by=person)


@transaction.atomic
def set_up_factor(invitation: Invitation, *, device: TOTPDevice) -> list[str]:
    """Another app in place of the lost one; returns the ten codes to print. The view has asked for the password."""
    invitation = _spend(invitation)
    person = invitation.person
    finish(ACCEPT_INVITATION, person, by=person, data={"purpose": invitation.purpose, "way": invitation.way})
    return _new_app(person, device)


def _new_app(person: User, device: TOTPDevice) -> list[str]:
    put_device_to_use(person, device, by=person)
    if person.roles().can_sign_for:
        start_waiting(person)
    return issue_static_codes(person, by=person)


@transaction.atomic
def accept_address(invitation: Invitation) -> None:
    """The new address is the person's: they opened the link that was sent there and gave the password."""
    invitation = _spend(invitation)
    person = invitation.person
    finish(ACCEPT_INVITATION, person, by=person, data={"purpose": invitation.purpose, "way": invitation.way})
    take_address(person, invitation.address, by=person)
    if person.roles().can_sign_for:
        start_waiting(person)


@transaction.atomic
def reset_password(invitation: Invitation, *, password: str) -> None:
    """The new password of whoever forgot the old one; codes stay as they are and are asked at the next login."""
    invitation = _spend(invitation)
    person = invitation.person
    finish(ACCEPT_INVITATION, person, by=person, data={"purpose": invitation.purpose, "way": invitation.way})
    change_password(person, password=password, by=person)
    if has_mail_factor(person) and person.roles().can_sign_for:
        # Whoever reads the mailbox now has both: those who are told get time to object.
        start_waiting(person)

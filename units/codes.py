"""Proof that the person at the keyboard is the person of the account, asked again for each act.

Two factors: the password, then the six digits of the authenticator app, one static code, the answer of a passkey, or,
where the installation allows it, a code sent by mail. Both are checked under a lock of the person's row, so that one
code proves one act. A wrong one is a row of its own, written before the refusal is told: it outlives the refused act
and a restart. Five in 15 minutes stop further tries.
docs/security.md: Proof for each act.
"""

import datetime
import re
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from libraries.web import clock
from libraries.web.formats import short_datetime, vn_number
from records.transitions import NotAllowedNow
from records.trouble import refuse_without_room
from units import mailed_codes, passkeys
from units.guessing import Place, is_known
from units.models import FailedProof, Passkey, User

TRIES = 5
# Of one person from all addresses together; where the person has logged in from before, only the five count.
TRIES_OF_ALL = 20
WINDOW = datetime.timedelta(minutes=15)

WRONG_PASSWORD = "Mật khẩu chưa đúng. Nhập lại mật khẩu."  # noqa: S105 - a sentence
WRONG_CODE = "Mã OTP chưa đúng. Nhập 6 chữ số đang hiện trong ứng dụng, hoặc một mã OTP dự phòng chưa sử dụng."
USED_CODE = "Mã này đã được sử dụng. Chờ mã mới trong ứng dụng (tối đa 30 giây)."
TOO_FAST = "Vừa nhập sai một mã. Chờ {seconds} giây rồi nhập lại."
WRONG_PASSKEY = "Khóa truy cập này chưa được chấp nhận. Bấm lại nút khóa truy cập, hoặc nhập mã OTP."
OLD_PAGE = "Trang này đã mở quá lâu. Bấm lại nút khóa truy cập."
NO_DEVICE = "Tài khoản chưa cài mã OTP. Cài đặt tại: Tài khoản > Mã OTP (khoảng 2 phút)."
INACTIVE = "Tài khoản này đã bị khóa. Liên hệ Tổ thư ký Khối."


PROVED_BY = {
    "totp": "mật khẩu và mã OTP",
    "static": "mật khẩu và mã OTP dự phòng",
    "passkey": "mật khẩu và khóa truy cập",
    "mail": "mật khẩu và mã OTP gửi qua thư",
}
# The second factor alone, as the annex of a signature explains it.
FACTOR_WORDS = {
    "totp": "mã OTP 6 chữ số của ứng dụng",
    "static": "mã OTP dự phòng dùng một lần",
    "passkey": "khóa truy cập (passkey) trên thiết bị của người ký",
    "mail": "mã OTP gửi qua thư điện tử (mức bảo đảm thấp hơn ứng dụng và khóa truy cập)",
}


class IdentityNotProved(Exception):
    """The proof failed; `sentence` tells the person what to do. `factor`: password, code, or "" for neither."""

    def __init__(self, sentence: str, factor: str = "", throttled: bool = False):
        self.sentence, self.factor, self.throttled = sentence, factor, throttled
        super().__init__(sentence)


@dataclass(frozen=True)
class Proof:
    """Which factors proved the person, and when; goes into the evidence record of the act."""

    password_at: datetime.datetime | None
    code_at: datetime.datetime | None
    code_kind: str  # "totp", "static", "passkey", "mail", or "" when no code was asked
    device_id: str

    @property
    def in_words(self) -> str:
        """With what the person proved it, as the stamp says."""
        return PROVED_BY.get(self.code_kind, "mật khẩu")

    def as_evidence(self) -> dict[str, str]:
        """Plain values for canonical JSON."""
        return {
            "password_at": self.password_at.isoformat() if self.password_at else "",
            "code_at": self.code_at.isoformat() if self.code_at else "",
            "code_kind": self.code_kind,
            "device_id": self.device_id,
        }


def check_identity(user: User, *, password: str, code: str, address: str | None = None) -> Proof:
    """The proof for one act (signing, deciding): password, then code. The code is used up.

    code: what was typed, or the answer of a passkey as the browser writes it.
    Raises IdentityNotProved, and NotAllowedNow while the person waits for the first signature. Has a transaction of
    its own and refuses to run inside another one: a wrong try must stay counted when the act it was for is given up.
    Prove first, then call the verb with the proof.
    """
    refuse_without_room()  # no code is spent on an act whose file cannot be kept
    refuse_waiting(user)
    return _settle(user, password=password, code=code, address=address)


def refuse_waiting(user: User) -> None:
    """NotAllowedNow while the waiting time before the first signature runs (docs/security.md: Acts of two)."""
    moment = User.objects.filter(pk=user.pk).values_list("signs_from", flat=True).first()
    if moment is not None and moment > clock.now():
        raise NotAllowedNow(
            f"Chức vụ hoặc cách đăng nhập của {user.full_name} mới thay đổi, được ký từ {short_datetime(moment)}. "
            "Nếu cần ký sớm hơn, đề nghị cơ quan thường trực thi đua của thành phố cho phép."
        )


def prove_both(user: User, *, password: str, code: str, address: str | None = None) -> Proof:
    """Password and code, for changes of one's own way to log in: a factor is removed or renewed by the factor."""
    return _settle(user, password=password, code=code, address=address)


def prove_password(user: User, *, password: str, address: str | None = None) -> Proof:
    """The password alone, for changes of one's own account. Same limit, same refusals."""
    return _settle(user, password=password, code=None, address=address)


def prove_code(user: User, *, code: str, address: str | None = None) -> Proof:
    """The code alone: second page of the login, after the password."""
    return _settle(user, password=None, code=code, address=address)


def prove_passkey_at_login(answer: str, *, address: str | None = None) -> User:
    """Who holds the passkey that answered the login page: possession and, on the device, finger, face or PIN.

    Raises IdentityNotProved. A wrong answer counts as a wrong factor of the person whose passkey it claims to be.
    """
    claimed = passkeys.owner_of(answer)
    if claimed is None:
        raise IdentityNotProved(WRONG_PASSKEY)
    with transaction.atomic(durable=True):
        person = User.objects.select_for_update(no_key=True).filter(pk=claimed.pk, is_active=True).first()
        found = IdentityNotProved(WRONG_PASSKEY) if person is None else _login_passkey(person, answer, address)
    if isinstance(found, IdentityNotProved):
        raise found
    return found


def _login_passkey(person: User, answer: str, address: str | None) -> User | IdentityNotProved:
    if refusal := _too_many(person, address):
        return refusal
    found = _passkey(person, answer, at_login=True)
    if isinstance(found, str):
        return _wrong(person, FailedProof.Factor.CODE, found, address)
    return person


def prove_new_device(user: User, *, code: str, address: str | None = None) -> Proof:
    """The first code of a device that is being set up: shows that the app holds the right key."""
    return _settle(user, password=None, code=code, confirmed=False, address=address)


def has_device(user: User) -> bool:
    """Whether this person has a second factor: app, static codes left, a passkey, codes by mail."""
    app: bool = TOTPDevice.objects.filter(user=user, confirmed=True).exists()
    printed: bool = app or StaticDevice.objects.filter(user=user, confirmed=True, token_set__isnull=False).exists()
    return printed or user.passkeys.in_use().exists() or mailed_codes.has_mail_factor(user)


def sample_code(user: User) -> str | None:
    """The code that will be accepted now for an invented person; only in sample mode, otherwise None."""
    if not (settings.SAMPLE_MODE and user.is_sample):
        return None
    device = TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk").first()
    if device is None:
        return None
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    if totp.t() <= device.last_t:
        # The present one is used; the next one is within the tolerance already.
        totp.drift += 1
    return f"{totp.token():0{device.digits}d}"


def _settle(
    user: User, *, password: str | None, code: str | None, confirmed: bool = True, address: str | None = None
) -> Proof:
    with transaction.atomic(durable=True):
        found = _prove(user, password, code, confirmed, address)
    if isinstance(found, IdentityNotProved):
        raise found
    return found


def _prove(
    user: User, password: str | None, code: str | None, confirmed: bool, address: str | None
) -> Proof | IdentityNotProved:
    """A refusal is returned, not raised, so that what was written about it is committed."""
    person = User.objects.select_for_update(no_key=True).filter(pk=user.pk, is_active=True).first()
    if person is None:
        return IdentityNotProved(INACTIVE)
    if refusal := _too_many(person, address):
        return refusal
    if code is not None and confirmed and not has_device(person):
        return IdentityNotProved(NO_DEVICE, "code")
    password_at = code_at = None
    kind = device_id = ""
    if password is not None:
        if not person.check_password(password):
            return _wrong(person, FailedProof.Factor.PASSWORD, WRONG_PASSWORD, address)
        password_at = clock.now()
    if code is not None:
        found = _match(person, code, confirmed)
        if isinstance(found, str):
            return _wrong(person, FailedProof.Factor.CODE, found, address)
        (kind, device_id), code_at = found, clock.now()
    FailedProof.objects.filter(user=person, address=address).delete()
    return Proof(password_at, code_at, kind, device_id)


def _too_many(person: User, address: str | None) -> IdentityNotProved | None:
    """Five wrong ones from this address; or so many from anywhere, for an address this person never logged in from."""
    now = clock.now()
    wrong = FailedProof.objects.filter(user=person, at__range=clock.lately(WINDOW)).order_by("-at")
    times = list(wrong.filter(address=address).values_list("at", flat=True)[:TRIES])
    if len(times) < TRIES:
        times = []
        if wrong.count() >= TRIES_OF_ALL and not is_known(person, Place(address)):
            times = list(wrong.values_list("at", flat=True)[:TRIES_OF_ALL])
    if not times:
        return None
    minutes = max(1, -(-(times[-1] + WINDOW - now).seconds // 60))
    return IdentityNotProved(
        f"Đã nhập sai {len(times)} lần. Đề nghị thử lại sau {minutes} phút. "
        "Nếu quên mật khẩu hoặc mất điện thoại, liên hệ Tổ thư ký Khối.",
        throttled=True,
    )


def _wrong(person: User, factor: FailedProof.Factor, sentence: str, address: str | None) -> IdentityNotProved:
    FailedProof.objects.create(user=person, factor=factor, address=address, at=clock.now())
    return IdentityNotProved(sentence, factor)


def _match(person: User, typed: str, confirmed: bool) -> tuple[str, str] | str:
    """(kind, id) of what proved it, or the sentence that refuses it. Six digits are of the app, eight were mailed, ten
    are a static code."""
    if confirmed and passkeys.is_answer(typed):
        found = _passkey(person, typed)
        return found if isinstance(found, str) else ("passkey", found.persistent_id)
    typed = re.sub(r"[\s-]", "", typed)
    if re.fullmatch(r"[0-9]{6}", typed):
        return _of_app(person, typed, confirmed)
    if confirmed and re.fullmatch(r"[0-9]{8}", typed):
        code = mailed_codes.matching(person, typed)
        return ("mail", f"units.mailedcode/{code.pk}") if code else WRONG_CODE
    if confirmed and re.fullmatch(r"[0-9]{10}", typed):
        for device in StaticDevice.objects.select_for_update().filter(user=person, confirmed=True).order_by("pk"):
            if device.verify_token(typed):
                return "static", device.persistent_id
    return WRONG_CODE


def _passkey(person: User, answer: str, *, at_login: bool = False) -> Passkey | str:
    try:
        return passkeys.proved(person, answer, at_login=at_login)
    except passkeys.NotThisPasskey as refused:
        return OLD_PAGE if refused.too_old else WRONG_PASSKEY


def _of_app(person: User, typed: str, confirmed: bool) -> tuple[str, str] | str:
    sentence = WRONG_CODE
    for device in TOTPDevice.objects.select_for_update().filter(user=person, confirmed=confirmed).order_by("pk"):
        allowed, why = device.verify_is_allowed()
        if not allowed:
            wait = why["locked_until"] - datetime.datetime.now(datetime.UTC)
            sentence = TOO_FAST.format(seconds=vn_number(max(1, int(wait.total_seconds()) + 1)))
        elif _was_used(device, int(typed)):
            # Refused here and not by verify_token, which would count it as a guess and slow the person down.
            sentence = USED_CODE
        elif device.verify_token(typed):
            return "totp", device.persistent_id
    return sentence


def _was_used(device: TOTPDevice, token: int) -> bool:
    """The right code of this moment, but of a step already spent."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    return bool(totp.verify(token, device.tolerance) and totp.t() <= device.last_t)

"""Passkeys (WebAuthn): the question a page puts to one, and the answer, checked and taken once.

A question is signed by this installation and says whom and what it is for, so showing a page writes nothing. A device
answers only after it has recognised its owner (fingerprint, face, PIN). docs/security.md: Passkeys.
"""

import datetime
import hashlib
import ipaddress
import json
from typing import Any
from urllib.parse import urlsplit

import webauthn
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string, salted_hmac
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from libraries.web import clock
from units.models import Passkey, SpentChallenge, User

# How long a page may stand open before its question is too old.
ASKED_FOR = 60 * 60
LOGIN, PROVE, ADD = "login", "prove", "add"
LONGEST_ANSWER = 8_000
SALT = "units.passkeys"
# What the library raises for bytes that are no answer, of whatever shape they are.
NO_ANSWER = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError)


class NotThisPasskey(Exception):
    """The answer proves nothing; `too_old`: the page stood open too long."""

    def __init__(self, too_old: bool = False):
        self.too_old = too_old
        super().__init__("too old" if too_old else "no valid answer")


# --- Where -----------------------------------------------------------------------------------------------------------
def origin() -> str:
    """The one address that passkeys are made for; empty where it has no name: they need one."""
    address = urlsplit(settings.PUBLIC_ADDRESS)
    try:
        ip = ipaddress.ip_address(address.hostname or "")
    except ValueError:
        return f"{address.scheme}://{address.netloc}"
    return f"{address.scheme}://localhost:{address.port or 80}" if ip.is_loopback else ""


def is_offered(host: str) -> bool:
    """Whether a page that was asked for under this name may put a question to a passkey."""
    return bool(origin()) and urlsplit(origin()).netloc == host


def _site() -> str:
    return urlsplit(origin()).hostname or ""


# --- Asking ----------------------------------------------------------------------------------------------------------
def _question(purpose: str, user: User | None) -> bytes:
    asked = f"{purpose}:{user.pk if user else 0}:{get_random_string(22)}"
    return signing.TimestampSigner(salt=SALT).sign(asked).encode()


def handle_of(user: User) -> bytes:
    """By this a device keeps apart the accounts of one site; it says nothing about the person."""
    return salted_hmac(f"{SALT}.handle", str(user.pk)).digest()[:32]


def to_add(user: User) -> str:
    """What the browser is asked, as JSON: a new passkey, on no device that has one of this person already."""
    options = webauthn.generate_registration_options(
        rp_id=_site(),
        rp_name="Khối thi đua",
        user_id=handle_of(user),
        user_name=user.username,
        user_display_name=user.full_name,
        challenge=_question(ADD, user),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=_descriptors(user),
    )
    return webauthn.options_to_json(options)


def to_prove(user: User | None) -> str:
    """The same for a proof: by this person's passkeys, or, at the login, by whichever the visitor holds."""
    options = webauthn.generate_authentication_options(
        rp_id=_site(),
        challenge=_question(PROVE if user else LOGIN, user),
        allow_credentials=_descriptors(user) if user else [],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


def _descriptors(user: User) -> list[PublicKeyCredentialDescriptor]:
    known = {way.value for way in AuthenticatorTransport}
    return [
        PublicKeyCredentialDescriptor(
            id=base64url_to_bytes(row.credential_id),
            transports=[AuthenticatorTransport(way) for way in row.transports if way in known],
        )
        for row in user.passkeys.in_use().filter(site=_site())
    ]


# --- Answers ---------------------------------------------------------------------------------------------------------
def is_answer(typed: str) -> bool:
    """Whether a box for a code brought the answer of a passkey."""
    return typed.startswith("{")


def added(user: User, answer: str) -> Passkey:
    """The new passkey, not yet written. Raises NotThisPasskey. Within a transaction."""
    said = _read(answer)
    question = _spend(said, ADD, user)
    try:
        new = webauthn.verify_registration_response(
            credential=said,
            expected_challenge=question,
            expected_rp_id=_site(),
            expected_origin=origin(),
            require_user_verification=True,
        )
    except NO_ANSWER:
        raise NotThisPasskey from None
    ways = said["response"].get("transports")
    return Passkey(
        user=user,
        credential_id=bytes_to_base64url(new.credential_id),
        public_key=new.credential_public_key,
        sign_count=new.sign_count,
        transports=[str(way)[:20] for way in ways[:8]] if isinstance(ways, list) else [],
        site=_site(),
        added_at=clock.now(),
    )


def owner_of(answer: str) -> User | None:
    """Whose passkey this claims to be, at the login; nothing of it is proved yet."""
    try:
        claimed = str(_read(answer).get("id"))
    except NotThisPasskey:
        return None
    row = Passkey.objects.in_use().select_related("user").filter(credential_id=claimed[:1400]).first()
    return row.user if row else None


def proved(user: User, answer: str, *, at_login: bool = False) -> Passkey:
    """This person's passkey that gave the answer, used once more. Raises NotThisPasskey. Under the person's lock."""
    said = _read(answer)
    row = user.passkeys.in_use().filter(credential_id=str(said.get("id"))[:1400], site=_site()).first()
    if row is None:
        raise NotThisPasskey
    question = _spend(said, LOGIN if at_login else PROVE, None if at_login else user)
    try:
        right = webauthn.verify_authentication_response(
            credential=said,
            expected_challenge=question,
            expected_rp_id=_site(),
            expected_origin=origin(),
            credential_public_key=bytes(row.public_key),
            credential_current_sign_count=row.sign_count,
            require_user_verification=True,
        )
    except NO_ANSWER:
        raise NotThisPasskey from None
    row.sign_count, row.last_used_at = right.new_sign_count, clock.now()
    row.save(update_fields=["sign_count", "last_used_at"])
    return row


def _read(answer: str) -> dict[str, Any]:
    try:
        said = json.loads(answer) if len(answer) <= LONGEST_ANSWER else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not isinstance(said.get("response"), dict):
        raise NotThisPasskey
    return said


def _spend(said: dict[str, Any], purpose: str, user: User | None) -> bytes:
    """The question that was answered: one of ours, for this person and purpose, not too old, and not answered yet."""
    try:
        question = parse_client_data_json(base64url_to_bytes(said["response"]["clientDataJSON"])).challenge
        asked = signing.TimestampSigner(salt=SALT).unsign(question.decode(), max_age=ASKED_FOR)
    except signing.SignatureExpired:
        raise NotThisPasskey(too_old=True) from None
    except (signing.BadSignature, *NO_ANSWER):
        raise NotThisPasskey from None
    if asked.split(":")[:2] != [purpose, str(user.pk if user else 0)]:
        raise NotThisPasskey
    try:
        with transaction.atomic():
            SpentChallenge.objects.create(value_hash=hashlib.sha256(question).hexdigest(), at=clock.now())
    except IntegrityError:
        raise NotThisPasskey from None
    return question


def forget_old_questions() -> int:
    """Those that are too old to be answered again."""
    too_old = clock.now() - datetime.timedelta(seconds=2 * ASKED_FOR)
    return SpentChallenge.objects.filter(at__lt=too_old).delete()[0]

"""A key in a device that never gives it out (PKCS#11: an HSM, a USB token, SoftHSM2), used as any other key.

The device is opened with its PIN at the first signature of a process, not before: whoever only verifies needs none.
A session belongs to the process that opened it and does one thing at a time.
"""

import os
import threading
from dataclasses import dataclass, field
from typing import Any, NoReturn

import pkcs11
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric import utils as asymmetric
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11.util.rsa import decode_rsa_private_key

SEAL_LABEL = "khoithidua-seal"


class TokenAway(Exception):
    """The device does not answer, its PIN is wrong, or it holds no such key."""


@dataclass(frozen=True)
class Token:
    """Where the device is: the library of its maker, the label it was initialised with, the PIN of its user."""

    library: str
    label: str
    pin: str = field(repr=False)

    def open(self) -> pkcs11.Session:
        """Logged in, and able to write: once a process, whose later sessions share it. Raises TokenAway."""
        try:
            device = pkcs11.lib(self.library).get_token(token_label=self.label)
            try:
                return device.open(rw=True, user_pin=self.pin)
            except pkcs11.UserAlreadyLoggedIn:
                return device.open(rw=True)
        except (pkcs11.PKCS11Error, RuntimeError, OSError) as problem:
            said = f"{type(problem).__name__} {problem}".strip()
            raise TokenAway(f"token {self.label!r} does not open: {said}") from problem

    def bring(self, key: rsa.RSAPrivateKey, label: str = SEAL_LABEL) -> None:
        """Put a key into the device, from which it does not come out again. Raises TokenAway."""
        der = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        attributes = decode_rsa_private_key(der, pkcs11.MechanismFlag.SIGN)
        attributes |= {
            pkcs11.Attribute.LABEL: label,
            pkcs11.Attribute.TOKEN: True,
            pkcs11.Attribute.PRIVATE: True,
            pkcs11.Attribute.SENSITIVE: True,
            pkcs11.Attribute.EXTRACTABLE: False,
        }
        with self.open() as session:
            if list(session.get_objects({pkcs11.Attribute.LABEL: label})):
                raise TokenAway(f"token {self.label!r} already holds a key named {label!r}")
            session.create_object(attributes)


class TokenKey(rsa.RSAPrivateKey):
    """The key of this public key, in a device: it signs, and nothing else."""

    def __init__(self, token: Token, public: rsa.RSAPublicKey, label: str = SEAL_LABEL) -> None:
        self._token, self._public, self._label = token, public, label
        self._lock = threading.Lock()
        self._opened: tuple[int, Any] | None = None  # the stubs of the library know no key that signs

    @property
    def key_size(self) -> int:
        return self._public.key_size

    def public_key(self) -> rsa.RSAPublicKey:
        return self._public

    def sign(
        self,
        data: "bytes | bytearray | memoryview",
        padding: padding.AsymmetricPadding,
        algorithm: asymmetric.Prehashed | hashes.HashAlgorithm | asymmetric.NoDigestInfo,
    ) -> bytes:
        """RSASSA-PKCS1-v1_5 with SHA-256. Once more with a new session where the device was away meanwhile."""
        if padding.name != "EMSA-PKCS1-v1_5" or not isinstance(algorithm, hashes.SHA256):
            raise ValueError("the key in the token signs RSASSA-PKCS1-v1_5 with SHA-256")
        with self._lock:
            for last in (False, True):
                try:
                    return bytes(self._key().sign(bytes(data), mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))
                except pkcs11.PKCS11Error as problem:
                    self._opened = None
                    if last:
                        raise TokenAway(f"the token does not sign: {type(problem).__name__}") from problem
        raise AssertionError("two tries, and neither signed nor failed")

    def _key(self) -> Any:
        if self._opened is None or self._opened[0] != os.getpid():
            session = self._token.open()
            try:
                found = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=self._label)
            except pkcs11.PKCS11Error as problem:
                raise TokenAway(f"token {self._token.label!r} holds no key named {self._label!r}") from problem
            self._opened = (os.getpid(), found)
        return self._opened[1]

    def _refuse(self) -> NoReturn:
        raise TokenAway("the key does not leave the token")

    def decrypt(self, ciphertext: bytes, padding: padding.AsymmetricPadding) -> bytes:
        self._refuse()

    def private_numbers(self) -> rsa.RSAPrivateNumbers:
        self._refuse()

    def private_bytes(self, *args: object, **options: object) -> bytes:
        self._refuse()

    def __copy__(self) -> "TokenKey":
        return self

    def __deepcopy__(self, memo: dict[object, object]) -> "TokenKey":
        return self

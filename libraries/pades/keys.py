"""The test certification authority of one installation: a root, the platform's seal, and one certificate a signer.

Everything lives in one folder of PKCS#12 files, encrypted with the installation's passphrase and readable by its owner
only (docs/security.md: Keys). Every subject says "không có giá trị pháp lý": these certificates prove who pressed the
button on this platform and that the file is unchanged, never more (docs/adr/0006-levels-of-signature.md).

A key is parsed once a process and kept, because parsing and checking an RSA key costs six times the signature itself.
"""

import hashlib
import os
import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from libraries.pades.token import Token, TokenKey
from libraries.text import nfc

NO_LEGAL_VALUE = "không có giá trị pháp lý"
ROOT_NAME = f"CA Khối Thi Đua – {NO_LEGAL_VALUE}"
SEAL_NAME = "Hệ thống Khối Thi Đua – dấu xác nhận"
CLOCK_NAME = "Hệ thống Khối Thi Đua (nội bộ)"
TEST_ONLY = f"Chứng thư thử nghiệm – {NO_LEGAL_VALUE}"

# The sample year is played in 2020 with a shifted clock, so certificates must be older than that year.
VALID_FROM = datetime(2019, 1, 1, tzinfo=UTC)
VALID_UNTIL = datetime(2049, 12, 31, 16, 59, 59, tzinfo=UTC)

# X.520: ub-common-name and ub-organization-name are 64 characters; for the common name `cryptography` counts bytes.
LONGEST_NAME = 64
KEPT_KEYS = 512
# There once the key of the seal is in a device (token.py).
SEAL_CERTIFICATE = "seal.pem"
CRL_STANDS = timedelta(days=31)


class KeysUnreadable(Exception):
    """A key file does not open with this installation's passphrase, or its key is in a device that is not named."""


@dataclass(frozen=True)
class Identity:
    """A certificate with its private key, parsed once.

    `fingerprint` is the SHA-256 of the DER certificate in lower-case hex, the form stored beside every signature;
    `serial` is the certificate's serial number in lower-case hex.
    """

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey = field(repr=False)  # or token.TokenKey, which signs and is never read
    issuer: x509.Certificate

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.der).hexdigest()

    @property
    def serial(self) -> str:
        return f"{self.certificate.serial_number:x}"

    @property
    def modulus(self) -> bytes:
        """The public key's number as it stands in every copy of the certificate: the mark to look for in a file."""
        number = self.key.public_key().public_numbers().n
        return number.to_bytes((number.bit_length() + 7) // 8, "big")


class KeyStore:
    """The keys of one installation in `folder`, opened with `passphrase`; made on first use.

    Safe when several processes start at once: a file is written whole under another name and then linked to its own,
    so exactly one of them wins and the others read the winner's.
    """

    def __init__(self, folder: Path, passphrase: str | bytes, token: Token | None = None) -> None:
        self.folder = Path(folder)
        self._passphrase = passphrase.encode() if isinstance(passphrase, str) else passphrase
        if not self._passphrase:
            raise ValueError("keys are never kept without a passphrase")
        self._token = token
        self._kept: OrderedDict[str, Identity] = OrderedDict()
        self._lock = threading.RLock()

    @property
    def root(self) -> Identity:
        return self._identity("root.p12", self._new_root)

    @property
    def seal(self) -> Identity:
        """The platform's own certificate, which certifies every document it issues; its key may be in a device."""
        if (self.folder / SEAL_CERTIFICATE).exists():
            return self._in_token()
        return self._identity("seal.p12", lambda: self._new_identity(SEAL_NAME, "Khối Thi Đua", "", "seal"))

    @property
    def timestamping(self) -> Identity:
        """The installation's own authority of time stamps, for samples and tests: nobody else's clock."""
        return self._identity("timestamping.p12", lambda: self._new_identity(CLOCK_NAME, "Khối Thi Đua", "", "clock"))

    def seal_to_token(self, copy: Path) -> None:
        """Move the seal's key into the device; its file goes to `copy`, encrypted as it is. The certificate stays.

        Raises TokenAway; ValueError where it is done already, or no device is named.
        """
        if self._token is None or (self.folder / SEAL_CERTIFICATE).exists():
            raise ValueError("no token is named, or the key is in it already")
        held, file = self.seal, self.folder / "seal.p12"
        self._token.bring(held.key)
        moved = TokenKey(self._token, held.key.public_key())
        held.key.public_key().verify(
            moved.sign(b"seal", PKCS1v15(), hashes.SHA256()), b"seal", PKCS1v15(), hashes.SHA256()
        )
        self._write_once(copy, file.read_bytes())
        self._write_once(self.folder / SEAL_CERTIFICATE, held.certificate.public_bytes(serialization.Encoding.PEM))
        file.unlink()
        self._kept.clear()

    def _in_token(self) -> Identity:
        with self._lock:
            if (kept := self._kept.get(SEAL_CERTIFICATE)) is None:
                if self._token is None:
                    raise KeysUnreadable("the seal's key is in a token, and PKCS11_LIBRARY names none")
                certificate = x509.load_pem_x509_certificate((self.folder / SEAL_CERTIFICATE).read_bytes())
                public = certificate.public_key()
                if not isinstance(public, rsa.RSAPublicKey):
                    raise KeysUnreadable(f"{SEAL_CERTIFICATE} is not the certificate of an RSA key")
                kept = Identity(certificate, TokenKey(self._token, public), self.root.certificate)
                self._kept[SEAL_CERTIFICATE] = kept
            return kept

    def crl(self, at: datetime) -> bytes:
        """The list of revoked certificates (DER) as of `at`: what a file needs to be checked long after that day."""
        root = self.root
        moment = at.astimezone(UTC).replace(microsecond=0)
        listed = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(root.certificate.subject)
            .last_update(moment)
            .next_update(moment + CRL_STANDS)
            .add_extension(x509.CRLNumber(int(moment.timestamp())), critical=False)
            .add_extension(_issued_by(root), critical=False)
        )
        for serial, day in self._revoked():
            if day <= moment:
                entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(day).build()
                listed = listed.add_revoked_certificate(entry)
        return listed.sign(root.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def revoke(self, serial: str, at: datetime) -> None:
        """From `at` on each list names this certificate (serial in hexadecimal); files from before keep theirs."""
        if not re.fullmatch("[0-9a-f]{1,40}", serial):
            raise ValueError(f"not a serial number: {serial!r}")
        self._write_once(self.folder / "revoked" / serial, at.astimezone(UTC).isoformat(timespec="seconds").encode())

    def _revoked(self) -> list[tuple[int, datetime]]:
        entries = sorted((self.folder / "revoked").glob("[0-9a-f]*"))
        return [(int(entry.name, 16), datetime.fromisoformat(entry.read_text())) for entry in entries]

    def signer(self, *, user_id: int | str, full_name: str, unit: str) -> Identity:
        """The certificate of this person as a member of this unit; another name or unit is another certificate."""
        full_name, unit = nfc(full_name.strip()), nfc(unit.strip())
        if not full_name:
            raise ValueError("a certificate needs the name of a person")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", str(user_id)):
            raise ValueError(f"not a user id: {user_id!r}")
        who = hashlib.sha256(f"{full_name}\n{unit}".encode()).hexdigest()[:16]
        file = f"signers/{user_id}-{who}.p12"
        return self._identity(file, lambda: self._new_identity(full_name, unit, str(user_id), file))

    @property
    def root_certificate(self) -> x509.Certificate:
        return self.root.certificate

    def fingerprints(self) -> dict[str, str]:
        """SHA-256 of every certificate, by file name without ending: what an auditor copies off the server."""
        names = sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.p12"))
        found = {name.removesuffix(".p12"): self._open(self.folder / name).fingerprint for name in names}
        return found | ({"seal": self.seal.fingerprint} if (self.folder / SEAL_CERTIFICATE).exists() else {})

    # --- files ------------------------------------------------------------------------------------------------------

    def _identity(self, file: str, make: Callable[[], bytes]) -> Identity:
        with self._lock:
            if kept := self._kept.get(file):
                self._kept.move_to_end(file)
                return kept
            path = self.folder / file
            if not path.exists():
                self._write_once(path, make())
            identity = self._open(path)
            self._kept[file] = identity
            # Memory stays flat however many people sign; root and seal are asked for again and so stay.
            while len(self._kept) > KEPT_KEYS:
                self._kept.popitem(last=False)
            return identity

    def _write_once(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        waiting = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(8)}")
        handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(waiting, path)
            except FileExistsError:
                return  # another process was first: its key is the key
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        finally:
            waiting.unlink(missing_ok=True)

    def _open(self, path: Path) -> Identity:
        try:
            key, certificate, chain = pkcs12.load_key_and_certificates(path.read_bytes(), self._passphrase)
        except ValueError as problem:
            raise KeysUnreadable(f"{path.name} does not open with this installation's passphrase") from problem
        if not isinstance(key, rsa.RSAPrivateKey) or certificate is None:
            raise KeysUnreadable(f"{path.name} holds no RSA key with its certificate")
        return Identity(certificate, key, chain[0] if chain else certificate)

    def _pack(
        self, name: str, key: rsa.RSAPrivateKey, certificate: x509.Certificate, chain: list[x509.Certificate] | None
    ) -> bytes:
        protection = serialization.BestAvailableEncryption(self._passphrase)
        return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, chain, protection)

    # --- certificates -----------------------------------------------------------------------------------------------

    def _new_root(self) -> bytes:
        key = _new_key()
        name = _subject(ROOT_NAME, "Khối Thi Đua", "")
        certificate = (
            _builder(name, name, key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_key_usage(key_cert_sign=True, crl_sign=True), critical=True)
            .sign(key, hashes.SHA256())
        )
        return self._pack("root", key, certificate, None)

    def _new_identity(self, common_name: str, organisation: str, user_id: str, name: str) -> bytes:
        root, key = self.root, _new_key()
        described = (
            _builder(_subject(common_name, organisation, user_id), root.certificate.subject, key.public_key())
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            # nonRepudiation: pyHanko and every validator of signatures on documents ask for it.
            .add_extension(_key_usage(digital_signature=True, content_commitment=True), critical=True)
            .add_extension(_issued_by(root), critical=False)
        )
        if common_name == CLOCK_NAME:  # RFC 3161: time stamps and nothing else
            described = described.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
        return self._pack(name, key, described.sign(root.key, hashes.SHA256()), [root.certificate])


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _issued_by(root: Identity) -> x509.AuthorityKeyIdentifier:
    key = root.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(key)


def _short(text: str, length: Callable[[str], int] = len) -> str:
    if length(text) <= LONGEST_NAME:
        return text
    while length(f"{text}…") > LONGEST_NAME:
        text = text[:-1].rstrip()
    return f"{text}…"


def _bytes(text: str) -> int:
    return len(text.encode())


def _subject(common_name: str, organisation: str, user_id: str) -> x509.Name:
    attributes = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, TEST_ONLY),
        x509.NameAttribute(NameOID.COMMON_NAME, _short(common_name, _bytes)),
    ]
    if organisation:
        attributes.insert(1, x509.NameAttribute(NameOID.ORGANIZATION_NAME, _short(organisation)))
    if user_id:
        attributes.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, user_id))
    return x509.Name(attributes)


def _builder(subject: x509.Name, issuer: x509.Name, public_key: rsa.RSAPublicKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID_FROM)
        .not_valid_after(VALID_UNTIL)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _key_usage(**used: bool) -> x509.KeyUsage:
    every = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"]
    every += ["key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]
    return x509.KeyUsage(**{name: used.get(name, False) for name in every})


_stores: dict[tuple[Path, str, Token | None], KeyStore] = {}
_stores_lock = threading.Lock()


def installed_keys() -> KeyStore:
    """The keys of this installation (settings DATA_FOLDER, KEY_PASSPHRASE, PKCS11_…), one store a process."""
    from django.conf import settings  # imported here: no Django

    token = None
    if settings.PKCS11_LIBRARY:
        token = Token(settings.PKCS11_LIBRARY, settings.PKCS11_TOKEN, settings.PKCS11_PIN)
    place = (Path(settings.DATA_FOLDER) / "keys", settings.KEY_PASSPHRASE, token)
    with _stores_lock:
        if place not in _stores:
            _stores[place] = KeyStore(*place)
        return _stores[place]

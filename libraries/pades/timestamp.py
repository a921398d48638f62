"""Time stamps of an authority (RFC 3161): somebody else says that these bytes were there at that moment."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import cms, core, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.keys.internal import translate_pyca_cryptography_key_to_asn1
from pyhanko.sign.general import as_signing_certificate
from pyhanko.sign.timestamps import DummyTimeStamper, HTTPTimeStamper, TimeStamper
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext

from libraries.pades.cms import run
from libraries.pades.keys import Identity, KeyStore, installed_keys

# The setting that names no address: the installation's own authority, of which every answer says so.
LOCAL = "local"
PATIENCE = 5  # seconds for an authority's answer


class NoTimestamp(Exception):
    """The authority gave none, or what is called one is none of these bytes; str() says which."""


@dataclass(frozen=True)
class Timestamp:
    """`trusted`: the authority's certificate leads to one that the installation was told to trust.

    called: the authority's own name; certificate_sha256: of the certificate that made it; token_sha256: of the token
    itself; both in lower-case hex.
    """

    at: datetime
    authority: str
    trusted: bool
    called: str
    certificate_sha256: str
    token_sha256: str


class LocalTimeStamper(DummyTimeStamper):
    """The library's authority of tests with the key object kept, as in `cms.KeptKeySigner`, and a clock given to it."""

    def __init__(self, identity: Identity, at: datetime) -> None:
        self._kept = identity.key
        super().__init__(
            tsa_cert=asn1.Certificate.load(identity.der),
            tsa_key=translate_pyca_cryptography_key_to_asn1(identity.key),
            fixed_dt=at,
        )

    def _sign_tst_info(self, tst_info_data: bytes, md_algorithm: str, dt: datetime) -> tuple[bytes, cms.CMSAttributes]:
        attributes = cms.CMSAttributes([
            _attribute("content_type", "tst_info"),
            _attribute("signing_time", cms.Time({"utc_time": core.UTCTime(dt)})),
            _attribute("signing_certificate", as_signing_certificate(self.tsa_cert)),
            _attribute("message_digest", hashlib.new(md_algorithm, tst_info_data).digest()),
        ])  # fmt: skip
        return self._kept.sign(attributes.dump(), padding.PKCS1v15(), hashes.SHA256()), attributes


def _attribute(kind: str, value: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": kind, "values": (value,)})


def authority_of(setting: str, *, at: datetime, keys: KeyStore) -> TimeStamper | None:
    """The authority that TSA_URL names: none, the local one as of `at`, or one at an address."""
    if not setting:
        return None
    if setting == LOCAL:
        return LocalTimeStamper(keys.timestamping, at)
    return HTTPTimeStamper(setting, timeout=PATIENCE)


def installed_authority(at: datetime) -> TimeStamper | None:
    """The one that this installation's setting TSA_URL names."""
    from django.conf import settings  # imported here: no Django

    return authority_of(settings.TSA_URL, at=at, keys=installed_keys())


def trusted_authorities() -> bytes:
    """Certificates (PEM) of authorities that this installation was told to trust: TSA_CERTIFICATES, its own root."""
    from django.conf import settings  # imported here: no Django

    named = Path(settings.TSA_CERTIFICATES).read_bytes() if settings.TSA_CERTIFICATES else b""
    own = installed_keys().root_certificate.public_bytes(Encoding.PEM) if settings.TSA_URL == LOCAL else b""
    return named + own


def ask_timestamp(content: bytes, authority: TimeStamper | str) -> bytes:
    """A token (DER) of the authority, or of the address of one, for these bytes. Raises NoTimestamp."""
    stamper = HTTPTimeStamper(authority, timeout=PATIENCE) if isinstance(authority, str) else authority
    try:
        token = run(stamper.async_timestamp(hashlib.sha256(content).digest(), "sha256"))
    except Exception as problem:
        # Its libraries raise what theirs raise: network, HTTP, ASN.1.
        raise NoTimestamp(f"{type(problem).__name__}: {problem}") from problem
    der: bytes = token.dump()
    return der


def check_timestamp(token: bytes, content: bytes, trusted: bytes = b"") -> Timestamp:
    """What the token says of these bytes; `trusted`: certificates of authorities (PEM). Raises NoTimestamp."""
    try:
        signed = cms.ContentInfo.load(token)["content"]
        said: tsp.TSTInfo = signed["encap_content_info"]["content"].parsed
        embedded = [x509.load_der_x509_certificate(one.dump()) for one in signed["certificates"]]
        # Without a root of its own the signature is still checked, against the certificate that it brings.
        roots = trusted or b"".join(one.public_bytes(Encoding.PEM) for one in embedded)
        context = ValidationContext(
            trust_roots=list(load_certs_from_pemder_data(roots)), moment=said["gen_time"].native, allow_fetching=False,
            other_certs=list(load_certs_from_pemder_data(b"".join(one.public_bytes(Encoding.PEM) for one in embedded))),
        )  # fmt: skip
        verdict = run(validate_tst_signed_data(signed, context, lambda name: hashlib.new(name, content).digest()))
    except Exception as problem:
        raise NoTimestamp(f"{type(problem).__name__}: {problem}") from problem
    if not (verdict["intact"] and verdict["valid"]):
        raise NoTimestamp("the token is of other bytes, or was changed")
    chained = verdict["trust_problem_indic"] is None
    if trusted and not chained:
        raise NoTimestamp("the authority is not one that this installation trusts")
    by: asn1.Certificate = verdict["signing_cert"]
    name: str = by.subject.human_friendly
    return Timestamp(
        moment_of(signed), name, bool(trusted), called(by), by.sha256.hex(), hashlib.sha256(token).hexdigest()
    )


def tokens_of(signer: cms.SignerInfo) -> list[cms.SignedData]:
    """The time stamps that a signature carries of itself."""
    added = signer["unsigned_attrs"]
    attributes = [] if isinstance(added, core.Void) else added
    stamps = [each for each in attributes if each["type"].native == "signature_time_stamp_token"]
    return [token["content"] for each in stamps for token in each["values"]]


def moment_of(token: cms.SignedData) -> datetime:
    """When it was made, by the authority's clock."""
    moment: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
    return moment


def called(certificate: asn1.Certificate) -> str:
    """The name by which people know whose certificate this is."""
    return str(certificate.subject.native.get("common_name") or certificate.subject.human_friendly)

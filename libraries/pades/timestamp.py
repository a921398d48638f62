"""Time stamps of an authority (RFC 3161): somebody else says that these bytes were there at that moment."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, tsp
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext


class NoTimestamp(Exception):
    """The authority gave none, or what is called one is none of these bytes; str() says which."""


@dataclass(frozen=True)
class Timestamp:
    """`trusted`: the authority's certificate leads to one that the installation was told to trust."""

    at: datetime
    authority: str
    trusted: bool


def ask_timestamp(content: bytes, authority: TimeStamper | str) -> bytes:
    """A token (DER) of the authority, or of the address of one, for these bytes. Raises NoTimestamp."""
    stamper = HTTPTimeStamper(authority, timeout=10) if isinstance(authority, str) else authority
    try:
        token = asyncio.run(stamper.async_timestamp(hashlib.sha256(content).digest(), "sha256"))
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
        verdict = asyncio.run(
            validate_tst_signed_data(signed, context, lambda name: hashlib.new(name, content).digest())
        )
    except Exception as problem:
        raise NoTimestamp(f"{type(problem).__name__}: {problem}") from problem
    if not (verdict["intact"] and verdict["valid"]):
        raise NoTimestamp("the token is of other bytes, or was changed")
    chained = verdict["trust_problem_indic"] is None
    if trusted and not chained:
        raise NoTimestamp("the authority is not one that this installation trusts")
    name: str = verdict["signing_cert"].subject.human_friendly
    return Timestamp(at=said["gen_time"].native, authority=name, trusted=bool(trusted))

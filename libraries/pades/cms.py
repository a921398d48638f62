"""The CMS container of a signature, made from a template of the key's own.

In a PAdES B-B container of one key nothing changes from file to file but the digest of the file and the signature over
it (PAdES forbids the signing-time attribute; the time stands in the PDF's /M). So the library builds the container once
a key, and every signature fills in these two places: one RSA operation instead of 15 ms of encoding, and an exact
length known beforehand, so that no padding is left in the file for anyone to play with.
"""

import asyncio
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Coroutine
from typing import Any

from asn1crypto import cms, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from libraries.pades.keys import KEPT_KEYS, Identity

DIGEST = "sha256"


class KeptKeySigner(SimpleSigner):
    """pyHanko's signer with the key object kept: as shipped it parses and checks the key at every signature."""

    def __init__(self, identity: Identity) -> None:
        self.kept_key: rsa.RSAPrivateKey = identity.key
        # The root travels neither in the file nor in trust: whoever verifies brings their own copy.
        super().__init__(
            signing_cert=x509.Certificate.load(identity.der),
            signing_key=None,  # nobody asks for it: kept_key signs, which may be in a device
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]  # the library leaves it untyped
            embed_roots=False,
        )

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        if digest_algorithm != DIGEST:
            raise ValueError(f"signatures use {DIGEST}, not {digest_algorithm}")
        return self.kept_key.sign(data, padding.PKCS1v15(), hashes.SHA256())


class CmsTemplate:
    """Container of one key, with the places of digest and signature left open."""

    def __init__(self, identity: Identity) -> None:
        signer = KeptKeySigner(identity)
        self._key = identity.key
        sample = hashlib.sha256(b"sample of " + identity.der).digest()
        whole = _built_by_library(signer, sample)
        info = cms.ContentInfo.load(whole)["content"]["signer_infos"][0]
        signed = info["signed_attrs"].untag().dump()
        signature = info["signature"].native
        if signed.count(sample) != 1 or whole.count(sample) != 1 or whole.count(signature) != 1:
            raise ValueError("the library's container has another shape than the template expects")
        self._signed = signed.split(sample)
        self._before, rest = whole.split(sample)
        self._between, self._after = rest.split(signature)
        self.length = len(whole)
        # RSA PKCS#1 v1.5 is deterministic, so the short way must give the library's bytes exactly.
        other = hashlib.sha256(sample).digest()
        if self.fill(other) != _built_by_library(signer, other):
            raise ValueError("the template and the library disagree")

    def fill(self, digest: bytes) -> bytes:
        """DER of the container for a file of this SHA-256 digest."""
        signature = self._key.sign(digest.join(self._signed), padding.PKCS1v15(), hashes.SHA256())
        return b"".join((self._before, digest, self._between, signature, self._after))


def with_timestamp(container: bytes, token: bytes) -> bytes:
    """The container with a time stamp (RFC 3161, DER) of its signature among what is not signed: PAdES B-T."""
    whole = cms.ContentInfo.load(container)
    attribute = cms.CMSAttribute({"type": "signature_time_stamp_token", "values": [cms.ContentInfo.load(token)]})
    whole["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([attribute])
    stamped: bytes = whole.dump()
    return stamped


def signature_in(container: bytes) -> bytes:
    """The signature itself, which a time stamp is asked for."""
    value: bytes = cms.ContentInfo.load(container)["content"]["signer_infos"][0]["signature"].native
    return value


def _built_by_library(signer: KeptKeySigner, digest: bytes) -> bytes:
    built: bytes = run(signer.async_sign(digest, DIGEST, use_pades=True)).dump()
    return built


def run(job: Coroutine[Any, Any, Any]) -> Any:
    """The result of a library coroutine, also where the calling thread already runs an event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(job)
    result: list[Any] = []

    def elsewhere() -> None:
        try:
            result.extend((True, asyncio.run(job)))
        except BaseException as problem:  # handed to the caller below
            result.extend((False, problem))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    done, value = result
    if not done:
        raise value
    return value


_templates: OrderedDict[str, CmsTemplate] = OrderedDict()
_lock = threading.Lock()


def template_of(identity: Identity) -> CmsTemplate:
    """The template of this key, built once a process."""
    mark = identity.fingerprint
    with _lock:
        if found := _templates.get(mark):
            _templates.move_to_end(mark)
            return found
    made = CmsTemplate(identity)
    with _lock:
        _templates[mark] = made
        while len(_templates) > KEPT_KEYS:
            _templates.popitem(last=False)
    return made

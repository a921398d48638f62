"""Every signature of a PDF, judged as of any day with nothing but the file and certificates somebody trusts.

Time stamps over the file are walked from the newest to the oldest: one that is good on the day asked proves that all
before it was there at its own moment, and the next is judged as of that moment. So a signature is judged as of the
oldest proof of it, with the lists of revoked certificates that the file brings; what ended later does not matter.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from libraries.pades.cms import run
from libraries.pades.timestamp import called, moment_of, tokens_of

ENDINGS = (".pem", ".crt", ".cer", ".der")


@dataclass(frozen=True)
class Judged:
    """One signature: what it says of itself, and what holds on the day asked.

    claimed: the time it says; proved: the oldest moment that a trusted time stamp proves; authority: whose.
    level: B-B, B-T, B-LT or B-LTA. revocation: True none revoked, False revoked, None no list to tell.
    """

    field: str
    name: str
    organisation: str
    reason: str
    claimed: datetime | None
    proved: datetime | None
    authority: str
    level: str
    intact: bool
    trusted: bool
    revocation: bool | None
    certifies: bool
    certificate_sha256: str

    @property
    def is_good(self) -> bool:
        return self.intact and self.trusted and self.revocation is not False


@dataclass(frozen=True)
class Judgement:
    """whole: nothing stands behind the last signature or time stamp; stamps: moments of those over the whole file."""

    signatures: tuple[Judged, ...]
    stamps: tuple[tuple[datetime, str, bool], ...]
    whole: bool

    @property
    def is_good(self) -> bool:
        return bool(self.signatures) and self.whole and all(one.is_good for one in self.signatures)


def judge(pdf: bytes, roots: Sequence[x509.Certificate], at: datetime) -> Judgement:
    """Raises whatever the library raises for a file that is no PDF, or a broken one."""
    reader = PdfFileReader(BytesIO(pdf), strict=False)
    judge_of = _Judge(reader, list(roots), at)
    stamps = sorted(reader.embedded_timestamp_signatures, key=lambda one: one.signed_revision, reverse=True)
    chain = judge_of.walk(stamps)
    signatures = tuple(judge_of.signature(one, chain) for one in reader.embedded_regular_signatures)
    last = max(reader.embedded_signatures, key=lambda one: one.signed_revision, default=None)
    whole = last is not None and last.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    return Judgement(signatures, tuple((moment, name, good) for _, moment, name, good in reversed(chain)), whole)


def trusted_in(folder: Path) -> list[x509.Certificate]:
    """The certificates of a folder, PEM or DER."""
    files = sorted(path for path in folder.glob("*") if path.suffix.lower() in ENDINGS)
    return [one for path in files for one in load_certs_from_pemder_data(path.read_bytes())]


# Revision, moment, authority, whether it is good.
Stamp = tuple[int, datetime, str, bool]


class _Judge:
    def __init__(self, reader: PdfFileReader, roots: list[x509.Certificate], at: datetime) -> None:
        self.roots, self.at = roots, at
        try:
            store = DocumentSecurityStore.read_dss(reader)
        except NoDSSFoundError:
            store = None
        self.has_data = store is not None
        self.certificates = list(store.load_certs()) if store else []
        self.lists = [one.get_object().data for one in store.crls] if store else []
        self.answers = [one.get_object().data for one in store.ocsps] if store else []

    def context(self, moment: datetime, *, mode: str) -> ValidationContext:
        return ValidationContext(
            trust_roots=self.roots,
            other_certs=self.certificates,
            crls=list(self.lists),
            ocsps=list(self.answers),
            moment=moment,
            allow_fetching=False,
            revocation_mode=mode,
            # A list made after the moment tells of it too: whoever was revoked before stands on it with the day.
            retroactive_revinfo=True,
        )

    def walk(self, stamps: Sequence[EmbeddedPdfSignature]) -> list[Stamp]:
        """Newest first; behind one that is not good none is."""
        moment, good, chain = self.at, True, list[Stamp]()
        for stamp in stamps:
            status = run(async_validate_pdf_timestamp(stamp, self.context(moment, mode="soft-fail")))
            good = good and status.intact and status.valid and status.trusted
            said = moment_of(stamp.signed_data)
            chain.append((stamp.signed_revision, said, called(stamp.signer_cert), good))
            moment = said if good else moment
        return chain

    def signature(self, one: EmbeddedPdfSignature, chain: Sequence[Stamp]) -> Judged:
        over = [stamp for stamp in chain if stamp[0] >= one.signed_revision]
        good = [stamp for stamp in over if stamp[3]]
        moment, authority = (good[-1][1], good[-1][2]) if good else (None, "")
        tokens = tokens_of(one.signer_info)
        if tokens:
            status = self._status(one, moment or self.at, mode="soft-fail")
            stamp = status.timestamp_validity
            if stamp and stamp.intact and stamp.valid and stamp.trusted:
                moment, authority = stamp.timestamp, called(stamp.signing_cert)
        status = self._status(one, moment or self.at, mode="soft-fail")
        # Asked with lists required: otherwise the library looks into them only for certificates that name an address.
        listed = self._status(one, moment or self.at, mode="require") if self.has_data else status
        revoked = status.revoked or listed.revoked
        parts = one.signer_cert.subject.native
        return Judged(
            field=one.field_name,
            name=called(one.signer_cert),
            organisation=str(parts.get("organization_name") or ""),
            reason=str(one.sig_object.get("/Reason", "")),
            claimed=one.self_reported_timestamp,
            proved=moment,
            authority=authority,
            level=_level(bool(tokens), bool(over), self.has_data),
            intact=bool(status.intact and status.valid and (status.docmdp_ok or status.modification_level is None)),
            trusted=status.trusted,
            revocation=False if revoked else (True if self.has_data and listed.trusted else None),
            certifies=one.docmdp_level is not None,
            certificate_sha256=one.signer_cert.sha256.hex(),
        )

    def _status(self, one: EmbeddedPdfSignature, moment: datetime, *, mode: str) -> PdfSignatureStatus:
        contexts = self.context(moment, mode=mode), self.context(moment, mode="soft-fail")
        status: PdfSignatureStatus = run(
            async_validate_pdf_signature(one, contexts[0], ts_validation_context=contexts[1])
        )
        return status


def _level(stamped: bool, archived: bool, has_data: bool) -> str:
    if has_data:
        return "B-LTA" if archived else "B-LT"
    return "B-T" if stamped or archived else "B-B"


# --- Of a stranger's file, in the limited child (libraries/pades/outside.py) ------------------------------------------


def look(content: bytes, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Signatures as plain facts; readable: False where the file breaks the parser, as hostile ones do in many ways."""
    roots = [x509.Certificate.load(bytes.fromhex(one)) for one in options["roots"]]
    try:
        found = judge(content, roots, datetime.fromisoformat(options["at"]))
    except MemoryError:
        raise
    except Exception:
        yield {"rows": [], "whole": False, "readable": False}
        return
    yield {"rows": [_plain(one) for one in found.signatures], "whole": found.whole, "readable": True}


def _plain(one: Judged) -> dict[str, Any]:
    return {
        "name": one.name[:200],
        "organisation": one.organisation[:200],
        "claimed": one.claimed.isoformat() if one.claimed else "",
        "proved": one.proved.isoformat() if one.proved else "",
        "authority": one.authority[:200],
        "level": one.level,
        "intact": one.intact,
        "trusted": one.trusted,
        "revocation": one.revocation,
    }

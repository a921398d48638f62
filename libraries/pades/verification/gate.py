"""The gate (docs/security.md: Gate for signed files): the library's verdict is necessary and not enough.

Alone it lets pass a file rolled back to fewer signatures, the right person in another unit's place, another document
signed by the same people, bytes after the end and a changed /Info. So the gate also asks for exactly the fields, the
certificates and the number of signatures that the ledger expects, and for nothing after the last one. Time stamps of
the archive are expected like signatures: which ones, by whose certificate, behind everybody's signature, to the end.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from asn1crypto import cms, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from libraries.pades import SEAL_FIELD
from libraries.pades.cms import run
from libraries.pades.keys import KeyStore, installed_keys
from libraries.pades.timestamp import moment_of, tokens_of
from libraries.pades.verification.facts import ExpectedSignature
from libraries.pades.verification.verdict import SEAL_LEVEL, SignatureVerdict

SEAL_SIGNER = "Hệ thống Khối thi đua"


class Rejected(Exception):
    """The file does not pass. The text says which rule, in English, for the log."""


def check_signatures(
    pdf: bytes,
    expected: Sequence[ExpectedSignature],
    *,
    previous: bytes | None = None,
    keys: KeyStore | None = None,
) -> list[SignatureVerdict]:
    """The signatures of a PDF of ours, the seal first; raises Rejected unless every rule holds.

    `expected` are the people's signatures, in any order, and may name the seal; the seal is asked for in any case.
    `previous` is the stored head this file was made from: it must be the file's beginning, byte for byte.
    """
    keys = keys or installed_keys()
    try:
        return _check(pdf, expected, previous, keys)
    except Rejected:
        raise
    except Exception as problem:  # hostile files break parsers in unforeseen ways: any exception is a refusal
        raise Rejected(f"unreadable: {type(problem).__name__}: {problem}") from problem


def signed_fields(pdf: bytes) -> set[str]:
    """Names of the fields that carry a signature, of a file already known to be ours."""
    return {name for name, value, _ in enumerate_sig_fields(PdfFileReader(BytesIO(pdf))) if value is not None}


def _check(
    pdf: bytes, expected: Sequence[ExpectedSignature], previous: bytes | None, keys: KeyStore
) -> list[SignatureVerdict]:
    if previous is not None and (not pdf.startswith(previous) or len(pdf) == len(previous)):
        raise Rejected("the file does not continue the stored head")
    wanted = {row.field: row for row in expected}
    if len(wanted) != len(expected):
        raise Rejected("the ledger expects two signatures in one field")
    certificates = {name: row.certificate_sha256 for name, row in wanted.items() if not row.is_archive}
    archived = {name: row.certificate_sha256 for name, row in wanted.items() if row.is_archive}
    if certificates.setdefault(SEAL_FIELD, keys.seal.fingerprint) != keys.seal.fingerprint:
        raise Rejected("the ledger expects a foreign seal")

    reader = PdfFileReader(BytesIO(pdf))
    stamps = {stamp.field_name: stamp for stamp in reader.embedded_timestamp_signatures}
    if reader.encrypted or stamps.keys() != archived.keys() or len(reader.embedded_timestamp_signatures) != len(stamps):
        raise Rejected("the file is encrypted or carries other time stamps than we made")
    if previous is not None:
        before = {name for name, _, _ in enumerate_sig_fields(PdfFileReader(BytesIO(previous)))}
        if before | archived.keys() != {name for name, _, _ in enumerate_sig_fields(reader)}:
            raise Rejected("the file has other signature fields than the stored head")
    found = {signature.field_name: signature for signature in reader.embedded_regular_signatures}
    if found.keys() != certificates.keys() or len(reader.embedded_regular_signatures) != len(certificates):
        raise Rejected(f"signed fields are {sorted(found)}, expected {sorted(certificates)}")
    if len({signature.signed_revision for signature in found.values()}) != len(found):
        raise Rejected("two signatures in one revision")
    in_order = sorted(found.values(), key=lambda signature: signature.signed_revision)
    if in_order[0].field_name != SEAL_FIELD or in_order[0].docmdp_level != MDPPerm.FILL_FORMS:
        raise Rejected("the file does not begin with our certification")
    for name, signature in (found | stamps).items():
        if signature.signer_cert.sha256.hex() != (certificates | archived)[name]:
            raise Rejected(f"field {name} is signed by another certificate")
    archive = sorted(stamps.values(), key=lambda stamp: stamp.signed_revision)
    if archive and archive[0].signed_revision < in_order[-1].signed_revision:
        raise Rejected("a signature follows a time stamp of the archive")

    root = x509.Certificate.load(keys.root.der)
    verdicts = []
    for signature in in_order:
        row = wanted.get(signature.field_name)
        moment = row.signed_at if row else signature.self_reported_timestamp
        _validate(signature, root, moment, row, last=not archive and signature is in_order[-1])
        verdicts.append(
            SignatureVerdict(
                signer=row.signer if row and signature.field_name != SEAL_FIELD else SEAL_SIGNER,
                unit=row.unit if row and signature.field_name != SEAL_FIELD else "",
                time=moment,
                intact=True,
                trusted=True,
                level=row.level if row and signature.field_name != SEAL_FIELD else SEAL_LEVEL,
                field=signature.field_name,
                certificate_sha256=certificates[signature.field_name],
                identified=row.identified if row else "",
                called=row.called if row else "",
                capacity=row.capacity if row else "",
                authority=row.authority if row else "",
            )
        )
    return verdicts + [_archived(stamp, wanted[stamp.field_name], last=stamp is archive[-1]) for stamp in archive]


def _validate(
    signature: EmbeddedPdfSignature,
    root: x509.Certificate,
    moment: datetime | None,
    row: ExpectedSignature | None,
    *,
    last: bool,
) -> None:
    # A context remembers what it has seen, so each signature gets its own; without roots it would trust the machine's.
    # The moment is the ledger's: a certificate must have been valid when the signature was taken, not today.
    context = ValidationContext(trust_roots=[root], allow_fetching=False, moment=moment)
    status = run(async_validate_pdf_signature(signature, context, ts_validation_context=_of_token(signature)))
    name = signature.field_name
    if not status.bottom_line:
        raise Rejected(f"the library refuses the signature in {name}: {status.summary()}")
    if signature.md_algorithm != "sha256":
        raise Rejected(f"the signature in {name} uses {signature.md_algorithm}")
    stamp = status.timestamp_validity
    if (stamp.signing_cert.sha256.hex() if stamp else "") != (row.authority_sha256 if row else ""):
        raise Rejected(f"the signature in {name} carries another time stamp than we asked for")
    container = bytes(signature.pkcs7_content)
    if container[len(cms.ContentInfo.load(container).dump()) :].strip(b"\0"):
        raise Rejected(f"something stands behind the signature in {name}")
    if last and status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        raise Rejected("bytes follow the last signature")


def _of_token(signature: EmbeddedPdfSignature) -> ValidationContext | None:
    """Trust in whoever made the signature's own time stamp: that it is the one we asked, the ledger knows."""
    tokens = tokens_of(signature.signer_info)
    if len(tokens) > 1:
        raise Rejected(f"the signature in {signature.field_name} carries several time stamps")
    return _by_itself(tokens[0]) if tokens else None


def _by_itself(token: cms.SignedData) -> ValidationContext:
    brought = [one.chosen for one in token["certificates"]]
    return ValidationContext(trust_roots=brought, allow_fetching=False, moment=moment_of(token))


def _archived(stamp: EmbeddedPdfSignature, row: ExpectedSignature, *, last: bool) -> SignatureVerdict:
    status = run(async_validate_pdf_timestamp(stamp, _by_itself(stamp.signed_data)))
    if not (status.intact and status.valid and status.trusted):
        raise Rejected(f"the library refuses the time stamp in {stamp.field_name}: {status.summary()}")
    if last and status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        raise Rejected("bytes follow the last time stamp")
    return SignatureVerdict(
        signer=row.signer,
        unit="",
        time=status.timestamp,
        intact=True,
        trusted=True,
        level=row.level,
        field=row.field,
        certificate_sha256=row.certificate_sha256,
        authority=row.signer,
    )

"""The gate (docs/security.md: Gate for signed files): the library's verdict is necessary and not enough.

Alone it lets pass a file rolled back to fewer signatures, the right person in another unit's place, another document
signed by the same people, bytes after the end and a changed /Info. So the gate also asks for exactly the fields, the
certificates and the number of signatures that the ledger expects, and for nothing after the last one. Time stamps of
the archive are expected like signatures: which ones, by whose certificate, behind everybody's signature, to the end.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO

from asn1crypto import cms, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
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
    passed: bool = False,
    keys: KeyStore | None = None,
) -> list[SignatureVerdict]:
    """The signatures of a PDF of ours, the seal first; raises Rejected unless every rule holds.

    `expected` are the people's signatures, in any order, and may name the seal; the seal is asked for in any case.
    `previous` is the stored head this file was made from: it must be the file's beginning, byte for byte.
    `passed`: those very bytes passed the gate before, as the same rows expect them, and were kept under their SHA-256.
    Then what is new is judged and answered for: see `_check_new`.
    """
    keys = keys or installed_keys()
    try:
        return _check(pdf, expected, None if passed else previous, keys, previous if passed else None)
    except Rejected:
        raise
    except Exception as problem:  # hostile files break parsers in unforeseen ways: any exception is a refusal
        raise Rejected(f"unreadable: {type(problem).__name__}: {problem}") from problem


def signed_fields(pdf: bytes) -> set[str]:
    """Names of the fields that carry a signature, of a file already known to be ours."""
    return {name for name, value, _ in enumerate_sig_fields(PdfFileReader(BytesIO(pdf))) if value is not None}


def _check(
    pdf: bytes, expected: Sequence[ExpectedSignature], previous: bytes | None, keys: KeyStore, passed: bytes | None
) -> list[SignatureVerdict]:
    base = previous or passed
    if base is not None and (not pdf.startswith(base) or len(pdf) == len(base)):
        raise Rejected("the file does not continue the stored head")
    wanted = {row.field: row for row in expected}
    if len(wanted) != len(expected):
        raise Rejected("the ledger expects two signatures in one field")
    certificates = {name: row.certificate_sha256 for name, row in wanted.items() if not row.is_archive}
    archived = {name: row.certificate_sha256 for name, row in wanted.items() if row.is_archive}
    if certificates.setdefault(SEAL_FIELD, keys.seal.fingerprint) != keys.seal.fingerprint:
        raise Rejected("the ledger expects a foreign seal")

    reader = PdfFileReader(BytesIO(pdf))
    root = x509.Certificate.load(keys.root.der)
    if passed is not None:
        return _check_new(reader, wanted, certificates, archived, passed, root)
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

    verdicts = []
    for signature in in_order:
        row = wanted.get(signature.field_name)
        moment = row.signed_at if row else signature.self_reported_timestamp
        _validate(signature, root, moment, row, last=not archive and signature is in_order[-1])
        verdicts.append(_verdict(signature, row, moment))
    for stamp in archive:
        _validate_archive(stamp, last=stamp is archive[-1])
        verdicts.append(_verdict(stamp, wanted[stamp.field_name], moment_of(stamp.signed_data)))
    return verdicts


def _check_new(
    reader: PdfFileReader,
    wanted: Mapping[str, ExpectedSignature],
    certificates: Mapping[str, str],
    archived: Mapping[str, str],
    passed: bytes,
    root: x509.Certificate,
) -> list[SignatureVerdict]:
    """Of a file that goes on from one that passed: the new signatures, and the last old one.

    The last old one is compared with all that came after it, more strictly than older ones would be: for them the
    fields that were signed since are still empty. What lies before it is the beginning that passed, byte for byte. So a
    paper with many signatures is not judged as often as it has signatures.
    """
    was = {name: value for name, value, _ in enumerate_sig_fields(PdfFileReader(BytesIO(passed)))}
    places = list(enumerate_sig_fields(reader))
    signed = {name: (value, field) for name, value, field in places if value is not None}
    if reader.encrypted or len({name for name, _, _ in places}) != len(places):
        raise Rejected("the file is encrypted or has two fields of one name")
    if {name for name, _, _ in places} != was.keys() | archived.keys():
        raise Rejected("the file has other signature fields than the stored head")
    if signed.keys() != certificates.keys() | archived.keys():
        raise Rejected(f"signed fields are {sorted(signed)}, expected {sorted({**certificates, **archived})}")
    # By the revision in which each was written; those of the beginning that passed come first.
    revisions = {name: reader.xrefs.get_last_change(value.reference) for name, (value, _) in signed.items()}
    if len(set(revisions.values())) != len(revisions):
        raise Rejected("two signatures in one revision")
    in_order = sorted(signed, key=lambda name: revisions[name])
    old = [name for name in in_order if was.get(name) is not None]
    new = in_order[len(old) :]
    if in_order[: len(old)] != old or not new or not old:
        raise Rejected("a new signature stands before an old one, or there is none")
    if any(name in archived for name in in_order[: len(certificates)]):
        raise Rejected("a signature follows a time stamp of the archive")
    verdicts = []
    for name in [old[-1], *new]:
        one, row, last = EmbeddedPdfSignature(reader, signed[name][1], name), wanted.get(name), name == in_order[-1]
        if one.sig_object_type != ("/DocTimeStamp" if name in archived else "/Sig"):
            raise Rejected(f"field {name} holds another kind of signature")
        if one.signer_cert.sha256.hex() != {**certificates, **archived}[name]:
            raise Rejected(f"field {name} is signed by another certificate")
        moment = row.signed_at if row and not row.is_archive else one.self_reported_timestamp
        if name in archived:
            moment = moment_of(one.signed_data)
            _validate_archive(one, last=last)
        else:
            _validate(one, root, moment, row, last=last)
        if name in new:
            verdicts.append(_verdict(one, row, moment))
    return verdicts


def _verdict(
    signature: EmbeddedPdfSignature, row: ExpectedSignature | None, moment: datetime | None
) -> SignatureVerdict:
    own = signature.field_name == SEAL_FIELD or row is None
    return SignatureVerdict(
        signer=SEAL_SIGNER if own or row is None else row.signer,
        unit="" if own or row is None else row.unit,
        time=moment,
        intact=True,
        trusted=True,
        level=SEAL_LEVEL if own or row is None else row.level,
        field=signature.field_name,
        certificate_sha256=signature.signer_cert.sha256.hex(),
        identified=row.identified if row else "",
        called=row.called if row else "",
        capacity=row.capacity if row else "",
        authority=(row.signer if row.is_archive else row.authority) if row else "",
    )


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
    if status.modification_level is not None and status.modification_level > ModificationLevel.FORM_FILLING:
        raise Rejected(f"more than a signature was added after {name}")
    if signature.md_algorithm != "sha256":
        raise Rejected(f"the signature in {name} uses {signature.md_algorithm}")
    stamp = status.timestamp_validity
    if (stamp.signing_cert.sha256.hex() if stamp else "") != (row.authority_sha256 if row else ""):
        raise Rejected(f"the signature in {name} carries another time stamp than we asked for")
    _refuse_other_spelling(signature)
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


def _refuse_other_spelling(signature: EmbeddedPdfSignature) -> None:
    """No signature covers the hexadecimal digits that spell it: these must be the ones that we write, and all of them.

    So also a change that says the same (a small letter, something behind the container) is another file to the gate.
    """
    container = bytes(signature.pkcs7_content)
    if container[len(cms.ContentInfo.load(container).dump()) :].strip(b"\0"):
        raise Rejected(f"something stands behind the signature in {signature.field_name}")
    _, before, after, _ = (int(number) for number in signature.byte_range)
    file = signature.reader.stream
    file.seek(before)
    if file.read(after - before) != f"<{container.hex().upper()}>".encode():
        raise Rejected(f"the signature in {signature.field_name} is spelt in another way")


def _validate_archive(stamp: EmbeddedPdfSignature, *, last: bool) -> None:
    status = run(async_validate_pdf_timestamp(stamp, _by_itself(stamp.signed_data)))
    if not (status.intact and status.valid and status.trusted):
        raise Rejected(f"the library refuses the time stamp in {stamp.field_name}: {status.summary()}")
    _refuse_other_spelling(stamp)
    if last and status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        raise Rejected("bytes follow the last time stamp")

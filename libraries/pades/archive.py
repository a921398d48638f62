"""Proof that outlives certificates: what is needed to check a file, put into it, and a time stamp over all of it.

One revision behind the last signature: the certificates and the list of revoked ones as of that day (PAdES B-LT), and a
time stamp of the whole file (B-LTA). Made again before the authority's own certificate ends, each time stamp protects
what the one before needs, so the file stands on its own however long it lies.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import crl as lists
from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper, TimestampDSSContentSettings
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.status import SignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.path import ValidationPath

from libraries.pades.cms import DIGEST, run
from libraries.pades.keys import KeyStore, installed_keys
from libraries.pades.signature import RevisionWriter, SigningRefused
from libraries.pades.timestamp import NoTimestamp, called, moment_of

FIELD = "Archive-{}"
# The authority's own certificates stand before its time stamp: nothing ever follows the last one.
DATA_FIRST = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)


@dataclass(frozen=True)
class Archived:
    """The longer file; field, moment and authority of its time stamp; SHA-256 of the authority's certificate."""

    pdf: bytes
    field: str
    at: datetime
    authority: str
    certificate_sha256: str


def archive(
    pdf: bytes, *, at: datetime, authority: TimeStamper, trusted: bytes = b"", keys: KeyStore | None = None
) -> Archived:
    """A file of ours with the data to check it and a time stamp behind. trusted: certificates of authorities (PEM).

    Raises NoTimestamp when the authority gives none; SigningRefused for a file that cannot take one.
    """
    try:
        archived: Archived = run(_archive(pdf, at, authority, trusted, keys or installed_keys()))
        return archived
    except (TimestampRequestError, OSError) as problem:
        raise NoTimestamp(f"{type(problem).__name__}: {problem}") from problem
    except (PdfError, SigningError) as problem:
        raise SigningRefused(str(problem)) from problem


async def _archive(pdf: bytes, at: datetime, authority: TimeStamper, trusted: bytes, keys: KeyStore) -> Archived:
    writer = RevisionWriter(BytesIO(pdf))
    reader = writer.prev
    context = _context(at, authority, trusted, keys)
    paths = await _paths(reader, context)
    known = len(reader.embedded_timestamp_signatures)
    field = FIELD.format(known + 1)
    DocumentSecurityStore.supply_dss_in_writer(writer, None, paths=paths, validation_context=context)
    out = await PdfTimeStamper(authority, field_name=field).async_timestamp_pdf(
        writer, DIGEST, context, dss_settings=DATA_FIRST
    )
    done = PdfFileReader(BytesIO(out.getvalue()))
    stamp = done.embedded_timestamp_signatures[-1]
    by: x509.Certificate = stamp.signer_cert
    return Archived(out.getvalue(), field, moment_of(stamp.signed_data), called(by), by.sha256.hex())


def _context(at: datetime, authority: TimeStamper, trusted: bytes, keys: KeyStore) -> ValidationContext:
    roots = [x509.Certificate.load(keys.root.der), *(load_certs_from_pemder_data(trusted) if trusted else ())]
    elsewhere = isinstance(authority, HTTPTimeStamper)
    return ValidationContext(
        trust_roots=roots,
        crls=[lists.CertificateList.load(keys.crl(at))],
        # Of another authority the lists are fetched; a moment of one's own can then not be given.
        allow_fetching=elsewhere,
        moment=None if elsewhere else at,
        revocation_mode="soft-fail",
    )


async def _paths(reader: PdfFileReader, context: ValidationContext) -> list[ValidationPath]:
    """The certificates of every signature and time stamp up to their roots."""
    statuses: list[SignatureStatus] = []
    for signature in reader.embedded_regular_signatures:
        status = await async_validate_pdf_signature(signature, context)
        statuses += [status, *((status.timestamp_validity,) if status.timestamp_validity else ())]
    statuses += [await async_validate_pdf_timestamp(stamp, context) for stamp in reader.embedded_timestamp_signatures]
    return [status.validation_path for status in statuses if status.validation_path]

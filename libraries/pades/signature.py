"""Seal and signature as incremental revisions of a PDF: the bytes before them are never touched."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, cast
from zoneinfo import ZoneInfo

from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import (
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigAppearanceSetup, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import BuildProps, SignatureObject
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import StaticStampStyle

from libraries.pades.cms import DIGEST, signature_in, template_of, with_timestamp
from libraries.pades.keys import Identity, KeyStore, installed_keys
from libraries.pades.stamp import LEVEL_L1
from libraries.pades.timestamp import NoTimestamp, Timestamp, ask_timestamp, check_timestamp
from libraries.text import nfc

log = logging.getLogger(__name__)

SEAL_FIELD = "Seal"
LOCAL_TIME = ZoneInfo("Asia/Ho_Chi_Minh")
TOOL = BuildProps(name="Khoi Thi Dua")
# Around a time stamp in its container, and for one that comes out a little longer than the one that was measured.
ROOM_AROUND = 256
_rooms: dict[str, int] = {}


class SigningRefused(Exception):
    """The file cannot take this seal or signature: no such field, field already signed, not a PDF of ours."""


@dataclass(frozen=True)
class SignatureField:
    """An empty place to sign. `box` is (left, bottom, right, top) in PDF points on `page` (0 first, -1 last).

    `name` is ASCII letters, digits, - and _; `label` is what a reader shows for it, in Vietnamese.
    """

    name: str
    label: str
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Signer:
    """Who signs, as of the moment of signing."""

    user_id: int | str
    full_name: str
    post: str
    unit: str


@dataclass(frozen=True)
class SignedResult:
    """The new head of the file; fingerprint (SHA-256) and serial of the certificate in lower-case hex.

    timestamp: of the signature, by the authority asked for; None when it gave none, and the signature stands without.
    """

    pdf: bytes
    certificate_sha256: str
    certificate_serial: str
    timestamp: Timestamp | None = None


class RevisionWriter(IncrementalPdfFileWriter):
    """A revision that holds the signature and nothing else.

    As shipped the writer also puts the machine's clock and its own name into /Info; the sample year is played with a
    shifted clock, and a changed /Info is what a forger's revision looks like.
    """

    def _update_meta(self) -> None:
        return


class StampPage(PdfContent):
    """First page of a small PDF as the picture of a signature (`StaticStampStyle.from_pdf_file`, from memory)."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        super().__init__()

    def render(self) -> bytes:
        drawing = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject["/Stamp"] = drawing
        left, bottom, right, top = drawing.get_object()["/BBox"]
        self.box = layout.BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Stamp Do"


def seal(
    pdf: bytes, *, reason: str, at: datetime, fields: Sequence[SignatureField] = (), keys: KeyStore | None = None
) -> bytes:
    """The file certified by the platform at the moment `at`, with the empty `fields` in which people will sign.

    Afterwards any change but a signature in one of these fields breaks the certification. Raises SigningRefused for a
    file that already carries signature fields, or is no PDF.
    """
    identity = (keys or installed_keys()).seal
    try:
        writer = RevisionWriter(BytesIO(pdf))
        if any(enumerate_sig_fields(writer.prev)):
            raise SigningRefused("the file already has signature fields")
        for place in _checked(fields):
            append_signature_field(
                writer,
                SigFieldSpec(
                    place.name,
                    on_page=place.page,
                    box=cast(Any, tuple(round(edge, 2) for edge in place.box)),  # the library takes fractions too
                    readable_field_name=nfc(place.label),
                ),
            )
        # ETSI EN 319 142-1: tells a reader of PDF 1.7 that the file carries a PAdES signature.
        writer.ensure_output_version((1, 7))  # type: ignore[no-untyped-call]  # the library leaves it untyped
        if writer.output_version < (2, 0):
            writer.register_extension(ESIC_EXTENSION_1)
        return _signed(
            writer,
            SEAL_FIELD,
            identity,
            at=at,
            described={"reason": reason},
            limits=SigMDPSetup(DIGEST, certify=True, docmdp_perms=MDPPerm.FILL_FORMS),
        )
    except (PdfError, SigningError) as problem:
        raise SigningRefused(str(problem)) from problem


def sign(
    pdf: bytes,
    *,
    field: str,
    signer: Signer,
    reason: str,
    at: datetime,
    stamp_pdf: bytes | None = None,
    level: str = LEVEL_L1,
    authority: TimeStamper | None = None,
    keys: KeyStore | None = None,
) -> SignedResult:
    """The file with this person's signature in the empty field `field`, shown as the first page of `stamp_pdf`.

    authority: who is asked for a time stamp of the signature (PAdES B-T); one that gives none does not stop it.

    Call it under the row lock of the document: of nine signatures made at once on the same head one is left.
    Raises SigningRefused when the field is missing or taken, or the level is not one this program can make.
    """
    if level != LEVEL_L1:
        # L2 needs the signer's own key in a token, L3 is signed outside and uploaded: neither is made here.
        raise SigningRefused(f"level {level} is not made by the platform")
    identity = (keys or installed_keys()).signer(user_id=signer.user_id, full_name=signer.full_name, unit=signer.unit)
    try:
        writer = RevisionWriter(BytesIO(pdf))
        states = {name: value for name, value, _ in enumerate_sig_fields(writer.prev)}
        if field == SEAL_FIELD or field not in states:
            raise SigningRefused(f"the file has no field {field} to sign")
        if states[field] is not None:
            raise SigningRefused(f"field {field} is already signed")
        signed, timestamp = _signed_and_stamped(
            writer,
            field,
            identity,
            at=at,
            authority=authority,
            described={
                "name": nfc(signer.full_name),
                "location": nfc(", ".join(part for part in (signer.post, signer.unit) if part)),
                "reason": reason,
            },
            stamp=stamp_pdf,
        )
    except (PdfError, SigningError) as problem:
        raise SigningRefused(str(problem)) from problem
    return SignedResult(signed, identity.fingerprint, identity.serial, timestamp)


def seal_into(
    pdf: bytes, *, field: str, reason: str, at: datetime, stamp_pdf: bytes, keys: KeyStore | None = None
) -> SignedResult:
    """The file with the platform's second signature in the empty field `field`, shown as `stamp_pdf`.

    It comes last: what the platform adds after people have signed (number and day), under its own name.
    """
    identity = (keys or installed_keys()).seal
    try:
        writer = RevisionWriter(BytesIO(pdf))
        states = {name: value for name, value, _ in enumerate_sig_fields(writer.prev)}
        if field == SEAL_FIELD or states.get(field, field) is not None:
            raise SigningRefused(f"the file has no empty field {field}")
        sealed = _signed(writer, field, identity, at=at, described={"reason": reason}, stamp=stamp_pdf)
    except (PdfError, SigningError) as problem:
        raise SigningRefused(str(problem)) from problem
    return SignedResult(sealed, identity.fingerprint, identity.serial)


def reasons_of(pdf: bytes) -> list[str]:
    """What seal and signatures of a file of ours say they are for, in the order of their fields."""
    values = [value for _, value, _ in enumerate_sig_fields(PdfFileReader(BytesIO(pdf)))]
    return [str(value.get_object()["/Reason"]) for value in values if value is not None]


def _checked(fields: Sequence[SignatureField]) -> Sequence[SignatureField]:
    names = [place.name for place in fields]
    wrong = [name for name in names if not re.fullmatch(r"[A-Za-z0-9_-]{1,100}", name) or name == SEAL_FIELD]
    if wrong or len(set(names)) != len(names):
        raise SigningRefused(f"field names must be plain, unlike and not {SEAL_FIELD}: {wrong or names}")
    return fields


def _signed(
    writer: RevisionWriter,
    field: str,
    identity: Identity,
    *,
    at: datetime,
    described: dict[str, str],
    stamp: bytes | None = None,
    limits: SigMDPSetup | None = None,
) -> bytes:
    """By the platform itself, whose clock is the only one it has."""
    return _signed_and_stamped(writer, field, identity, at=at, described=described, stamp=stamp, limits=limits)[0]


def _signed_and_stamped(
    writer: RevisionWriter,
    field: str,
    identity: Identity,
    *,
    at: datetime,
    described: dict[str, str],
    stamp: bytes | None = None,
    limits: SigMDPSetup | None = None,
    authority: TimeStamper | None = None,
) -> tuple[bytes, Timestamp | None]:
    if at.tzinfo is None:
        raise ValueError("the moment of signing needs its time zone")
    moment = at.astimezone(LOCAL_TIME).replace(microsecond=0)
    container = template_of(identity)
    room = _room_for_timestamp(authority)
    place = SignatureObject(
        bytes_reserved=2 * (container.length + room),  # hexadecimal digits, without a time stamp none to spare
        subfilter=SigSeedSubFilter.PADES,
        timestamp=moment,
        app_build_props=TOOL,
        **{name: cast(Any, nfc(text)) for name, text in described.items()},
    )
    picture = None
    if stamp is not None:
        picture = SigAppearanceSetup(style=_style(stamp), timestamp=moment, name=described.get("name"))
    steps: Any = PdfCMSEmbedder().write_cms(field, writer, existing_fields_only=field != SEAL_FIELD)
    next(steps)
    steps.send(SigObjSetup(sig_placeholder=place, mdp_setup=limits, appearance_setup=picture))
    prepared, output = steps.send(SigIOSetup(md_algorithm=DIGEST))
    filled = container.fill(prepared.document_digest)
    timestamp = None
    if authority is not None and room:
        filled, timestamp = _stamped(filled, authority, container.length + room)
    steps.send(filled)
    signed: bytes = output.getvalue()
    return signed, timestamp


def _room_for_timestamp(authority: TimeStamper | None) -> int:
    """Bytes that a time stamp of this authority takes at most; 0 when it is not to be reached now."""
    if authority is None:
        return 0
    address = getattr(authority, "url", "")
    if address in _rooms:
        return _rooms[address]
    try:
        room = len(ask_timestamp(b"a sample, to measure", authority)) + ROOM_AROUND
    except NoTimestamp as problem:
        log.warning("no time stamp for a signature: %s", problem)
        return 0
    if address:  # one question more a process, not a signature
        _rooms[address] = room
    return room


def _stamped(container: bytes, authority: TimeStamper, most: int) -> tuple[bytes, Timestamp | None]:
    value = signature_in(container)
    try:
        token = ask_timestamp(value, authority)
        timestamp = check_timestamp(token, value)
    except NoTimestamp as problem:
        log.warning("no time stamp for a signature: %s", problem)
        return container, None
    stamped = with_timestamp(container, token)
    return (stamped, timestamp) if len(stamped) <= most else (container, None)


def _style(stamp_pdf: bytes) -> StaticStampStyle:
    return StaticStampStyle(
        background=StampPage(stamp_pdf),
        background_layout=layout.SimpleBoxLayoutRule(
            x_align=layout.AxisAlignment.ALIGN_MID,
            y_align=layout.AxisAlignment.ALIGN_MID,
            inner_content_scaling=layout.InnerScaling.SHRINK_TO_FIT,
        ),
        background_opacity=1.0,
        border_width=0,
    )

"""A paper that people sign first and that gets its number last: printed with an empty row, then numbered and sealed.

    prepared = prepare_for_signing(new, labels)          # prints and seals, before any lock
    with transaction.atomic():
        kept = keep_for_signing(new, prepared, labels, by=by)   # a file without number, code and public facts
    ...                                                  # people sign that file, revision by revision
    numbered = prepare_number(new, signed, code=code)    # fills the row with the number next in line
    with transaction.atomic():
        issued = issue_signed(new, numbered, signed, by=by)     # takes the number; now there is an issued document

The document that was signed stays as it is; the issued one is a document of its own, whose first file carries all
signatures and, last, the platform's over number, place and day. docs/adr/0020.
"""

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from libraries.pades import SignatureField, seal, seal_into
from libraries.pades.verification import ExpectedSignature, check_signatures
from libraries.pades.verification.gate import SEAL_SIGNER
from libraries.pades.verification.verdict import SEAL_LEVEL
from libraries.printing.number_row import number_row_pdf
from libraries.printing.paper import Paper
from libraries.printing.paper.pieces import texts_of
from libraries.printing.pdf import signature_boxes
from libraries.web import clock
from records.documents import new_code, store_document
from records.issuing import Issued, NewDocument, Prepared, Stamp, name_of, pdf_of, store_issued, to_word, year_of
from records.models import DocumentFile
from records.numbers import next_number, official_number, take_number
from records.printed_heads import with_head

NUMBER_FIELD = "Number"


def fields_in(pdf: bytes, labels: Mapping[str, str]) -> list[SignatureField]:
    """The rooms that the printed file left for signatures; labels: name of the room → what a reader shows for it."""
    boxes = signature_boxes(pdf)
    return [SignatureField(name, label, *boxes[name]) for name, label in labels.items()]


def content_sha256(paper: Paper) -> str:
    """Of all its words but the code: another one when what it says was changed since."""
    words = texts_of(dataclasses.replace(paper, verification=None))
    return hashlib.sha256("\n".join(word for word in words if word).encode()).hexdigest()


# --- Before it is signed ---------------------------------------------------------------------------------------------


def prepare_for_signing(new: NewDocument, labels: Mapping[str, str]) -> Prepared:
    """Print with an empty row for the number and a room for each who signs, and seal. Slow: before any lock."""
    return _fixed(new, labels, new_code())


def keep_for_signing(new: NewDocument, prepared: Prepared, labels: Mapping[str, str], *, by: Any) -> Issued:
    """Keep the file that will be signed; `new` is described anew from the locked row, and printed again if changed.

    It has no number yet, and no code by which the public finds it: its code is printed, and kept by whoever asked.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a paper is fixed inside the transaction of the act that puts it before its signers")
    if _roomy(new, prepared.stamp) != prepared.paper:
        prepared = _fixed(new, labels, prepared.stamp.code)
    document = store_document(
        prepared.pdf,
        chain=new.chain,
        kind=new.kind.slug,
        title=new.title,
        filename=name_of(new, Stamp("", ""), ".pdf"),
        by=by,
        is_sample=new.is_sample,
    )
    return Issued(document, None, 0, "", prepared.pdf)


def _roomy(new: NewDocument, stamp: Stamp) -> Paper:
    paper: Paper = new.paper(stamp)
    if paper.number_room != NUMBER_FIELD:
        raise ValueError(f"{new.title} leaves no room for its number")
    return paper


def _fixed(new: NewDocument, labels: Mapping[str, str], code: str) -> Prepared:
    stamp = Stamp("", code)
    paper = _roomy(new, stamp)
    pdf = pdf_of(new, paper)
    fields = fields_in(pdf, {**labels, NUMBER_FIELD: "Số và ngày ban hành"})
    reason = f"Khóa nội dung để ký: {new.title}"
    sealed = seal(pdf, reason=with_head(reason, new.chain), at=clock.now(), fields=fields)
    return Prepared(stamp, paper, reason, sealed, None)


# --- After it was signed ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Numbered:
    """The signed file with its number: what was filled in, and the platform's signature over it."""

    stamp: Stamp
    paper: Paper
    pdf: bytes
    signatures: Sequence[ExpectedSignature]
    word: bytes | None


def prepare_number(new: NewDocument, signed: DocumentFile, *, code: str) -> Numbered:
    """Fill the row with the number next in line. Slow: before the transaction that locks anything."""
    number = next_number(chain=new.chain, series=new.series, year=year_of(new)) if new.series else new.number
    return _numbered(new, signed, Stamp(number, code))


def issue_signed(new: NewDocument, numbered: Numbered, signed: DocumentFile, *, by: Any) -> Issued:
    """Take the number and keep the issued document, PDF and Word, under the code that is printed on it."""
    if not connection.in_atomic_block:
        raise RuntimeError("a document is issued inside the transaction of the act that needs it")
    number, stamp = 0, Stamp(new.number, numbered.stamp.code)
    if new.series:
        number = take_number(chain=new.chain, series=new.series, year=year_of(new))
        stamp = Stamp(official_number(number, new.series), numbered.stamp.code)
    if (stamp, new.paper(stamp)) != (numbered.stamp, numbered.paper):
        numbered = _numbered(new, signed, stamp)
    rows = [row.as_json() for row in numbered.signatures]
    return store_issued(new, stamp, numbered.pdf, numbered.word, number=number, by=by, signatures=rows)


def _numbered(new: NewDocument, signed: DocumentFile, stamp: Stamp) -> Numbered:
    at, paper, content = clock.now(), new.paper(stamp), signed.read()
    result = seal_into(
        content,
        field=NUMBER_FIELD,
        reason=with_head(f"{new.purpose} số {stamp.number}", new.chain),
        at=at,
        stamp_pdf=number_row_pdf(paper),
    )
    last = ExpectedSignature(NUMBER_FIELD, result.certificate_sha256, SEAL_SIGNER, "", SEAL_LEVEL, at)
    expected = [*(ExpectedSignature.from_json(row) for row in signed.signatures), last]
    check_signatures(result.pdf, expected, previous=content)
    word = to_word(paper) if new.word else None
    return Numbered(stamp, paper, result.pdf, expected, word)

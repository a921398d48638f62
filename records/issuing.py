"""Issuing a document (ban hành): number, code, paper, seal, PDF, Word, public facts, file name; one way for all rooms.

    prepared = prepare(minutes_document(conference))  # prints and seals, before any lock
    with transaction.atomic():
        conference = locked_conference(conference.pk)
        ...
        issued = issue(minutes_document(conference), prepared, by=by)

The number stands in the file, and a number is never reserved: a printing that fails would leave a gap. So the file is
printed before any lock, with the number that is next in line. Under the lock the number is taken and the document is
described again, which costs a few queries; only when number or words are no longer those that were printed is it
printed again, within the bounds of libraries.printing.pdf.
"""

import dataclasses
import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from libraries.pades import SignatureField, seal
from libraries.printing.letters import missing_letters
from libraries.printing.paper import Paper, PaperTooHeavy
from libraries.printing.pdf import paper_to_pdf
from libraries.printing.word import paper_to_docx
from libraries.web import clock
from libraries.web.downloads import WORD, file_name
from records.document_kinds import DocumentKind
from records.documents import Stored, new_code, store_document, store_documents, verification_url
from records.models import Document
from records.numbers import next_number, official_number, take_number
from records.printed_heads import with_head
from records.transitions import NotAllowedNow

LONGEST_TITLE = 500


@dataclass(frozen=True)
class Stamp:
    """What only the issue knows: the official number as printed, and the verification code; "" for none."""

    number: str
    code: str

    @property
    def verification(self) -> tuple[str, str] | None:
        """(code, address) as a Paper prints them."""
        return (self.code, verification_url(self.code)) if self.code else None


@dataclass(frozen=True)
class NewDocument:
    """A document as its room describes it, before it has a number.

    paper       what is printed, from the stamp; equal papers are the same document
    name        words of the file name after those of its kind, and after the number if `number_in_name`
    purpose     what the seal says ("Ban hành biên bản"); "" keeps the file inside, without seal, code and public facts
    public      label → text for the verification page, besides kind and number
    series, on  the series that gives the number, and the day whose year counts
    number      a number that somebody else gave, or that was taken before
    fields      the empty signature fields, found in the printed file
    to_pdf      how the paper is printed, when it is no administrative document
    """

    kind: DocumentKind
    chain: str
    title: str
    paper: Callable[[Stamp], Any]
    name: str = ""
    number_in_name: bool = False
    purpose: str = ""
    public: dict[str, str] = field(default_factory=dict)
    series: str = ""
    on: datetime.date | None = None
    number: str = ""
    word: bool = False
    fields: Callable[[bytes], Sequence[SignatureField]] | None = None
    to_pdf: Callable[[Any], bytes] | None = None
    is_sample: bool = False

    def __post_init__(self) -> None:
        if self.series and (self.on is None or self.number):
            raise ValueError("a number of a series takes the year of a day, and nobody else gives one")
        if self.public and not self.purpose:
            raise ValueError("public facts need a code, and a document with a code is sealed")

    def reason(self, stamp: Stamp) -> str:
        """What the seal of the platform says."""
        return f"{self.purpose} số {stamp.number}" if stamp.number else self.purpose


@dataclass(frozen=True)
class Prepared:
    """What was printed, and for which stamp."""

    stamp: Stamp
    paper: Any
    reason: str
    pdf: bytes
    word: bytes | None


@dataclass(frozen=True)
class Issued:
    """What is kept now. number: the count within its series, 0 without one; content: the bytes of the PDF.

    annex: a file of its own that was issued with it.
    """

    pdf: Document
    word: Document | None
    number: int
    number_text: str
    content: bytes
    annex: "Issued | None" = None

    @property
    def code(self) -> str:
        return self.pdf.code or ""

    @property
    def word_file(self) -> Document:
        """The Word file of a document that was described as having one."""
        if self.word is None:
            raise LookupError(f"{self.pdf} is issued without a Word file")
        return self.word


def prepare(new: NewDocument, *, head: str | None = None) -> Prepared:
    """Print and seal, with the number next in line. Slow: call it before the transaction that locks anything.

    head: the words of the chain's head, asked once for a batch (records.printed_heads).

    NotAllowedNow with a sentence for a document too heavy to print, and for a letter that the print faces lack.
    """
    number = new.number
    if new.series:
        number = next_number(chain=new.chain, series=new.series, year=year_of(new))
    return printed(new, Stamp(number, new_code() if new.purpose else ""), head)


def issue(new: NewDocument, prepared: Prepared, *, by: Any) -> Issued:
    """Take the number, keep PDF and Word. Inside the transaction of the act, under the lock of its row.

    `new` is described anew from the locked row; what was prepared from an older one is printed again.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a document is issued inside the transaction of the act that needs it")
    number, stamp = 0, Stamp(new.number, prepared.stamp.code)
    if new.series:
        number = take_number(chain=new.chain, series=new.series, year=year_of(new))
        stamp = dataclasses.replace(stamp, number=official_number(number, new.series))
    if (stamp, new.reason(stamp), new.paper(stamp)) != (prepared.stamp, prepared.reason, prepared.paper):
        prepared = printed(new, stamp)
    return store_issued(new, stamp, prepared.pdf, prepared.word, number=number, by=by)


def issue_prepared(prepared: Sequence[tuple[NewDocument, Prepared]], *, by: Sequence[Any]) -> list[Document]:
    """Keep a batch of PDFs that were printed as they are described now, with numbers taken before; one `by` for each.

    Inside the transaction of the act, under the locks of the rows: nothing is described or printed again.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("documents are issued inside the transaction of the act that needs them")
    stored = []
    for (new, made), person in zip(prepared, by, strict=True):
        if new.series or new.word:
            raise ValueError("a batch is of PDFs with numbers that were taken before")
        document = Document(
            chain=new.chain,
            kind=new.kind.slug,
            title=new.title[:LONGEST_TITLE],
            number=made.stamp.number,
            code=made.stamp.code or None,
            public=public_facts(new, made.stamp),
            created_by=person,
            is_sample=new.is_sample,
        )
        stored.append(Stored(document, made.pdf, name_of(new, made.stamp, ".pdf")))
    store_documents(stored)
    return [one.document for one in stored]


def store_issued(
    new: NewDocument,
    stamp: Stamp,
    content: bytes,
    word_content: bytes | None,
    *,
    number: int,
    by: Any,
    signatures: Sequence[dict[str, Any]] = (),
) -> Issued:
    """Keep PDF and Word with what is told of them."""
    fields = {
        "chain": new.chain,
        "kind": new.kind.slug,
        "title": new.title[:LONGEST_TITLE],
        "number": stamp.number,
        "by": by,
        "is_sample": new.is_sample,
    }
    pdf = store_document(
        content,
        filename=name_of(new, stamp, ".pdf"),
        code=stamp.code or None,
        public=public_facts(new, stamp),
        signatures=signatures,
        **fields,
    )
    word = None
    if word_content is not None:
        word = store_document(word_content, filename=name_of(new, stamp, ".docx"), mime=WORD, **fields)
    return Issued(pdf, word, number, stamp.number, content)


def year_of(new: NewDocument) -> int:
    assert new.on is not None
    return new.on.year


def printed(new: NewDocument, stamp: Stamp, head: str | None = None) -> Prepared:
    paper, reason = new.paper(stamp), new.reason(stamp)
    pdf = pdf_of(new, paper)
    word = to_word(paper) if new.word else None
    if reason:
        fields = new.fields(pdf) if new.fields else ()
        pdf = seal(pdf, reason=with_head(reason, new.chain, head), at=clock.now(), fields=fields)
    return Prepared(stamp, paper, reason, pdf, word)


def pdf_of(new: NewDocument, paper: Any) -> bytes:
    """Printed; NotAllowedNow for what cannot be."""
    if isinstance(paper, Paper) and (sentence := missing_letters(paper)):
        raise NotAllowedNow(sentence)
    return or_refuse(new.to_pdf or paper_to_pdf, paper)


def public_facts(new: NewDocument, stamp: Stamp) -> dict[str, str]:
    if not stamp.code:
        return {}
    head = {"Loại văn bản": new.kind.label}
    if stamp.number:
        head["Số, ký hiệu"] = stamp.number
    return head | new.public


def name_of(new: NewDocument, stamp: Stamp, ending: str) -> str:
    words = [new.kind.file_stem, stamp.number if new.number_in_name else "", new.name]
    return file_name(" ".join(words), ending)


# --- Drafts: printed for one reader, kept nowhere --------------------------------------------------------------------


def to_pdf(paper: Paper) -> bytes:
    """The paper as PDF; NotAllowedNow with a sentence when it is too heavy to print."""
    return or_refuse(paper_to_pdf, paper)


def to_word(paper: Paper) -> bytes:
    """The paper for Word; NotAllowedNow with a sentence when it is too heavy."""
    return or_refuse(paper_to_docx, paper)


def or_refuse(make: Callable[[Any], bytes], paper: Any) -> bytes:
    try:
        return make(paper)
    except PaperTooHeavy as problem:
        raise NotAllowedNow(str(problem)) from problem

"""The files of an issued regulation: made first, kept when the number is certain."""

import datetime
from dataclasses import dataclass
from typing import Any

from libraries.pades import seal
from libraries.printing.paper import Paper, PaperTooHeavy
from libraries.printing.pdf import paper_to_pdf
from libraries.printing.word import paper_to_docx
from libraries.text import file_stem
from libraries.web import clock
from libraries.web.formats import document_date, short_date
from records.documents import new_code, store_document, verification_url
from records.models import Document, NumberSeries
from records.numbers import official_number
from records.transitions import NotAllowedNow
from regulations.models import Regulation
from regulations.paper import regulation_paper
from regulations.signers import Signer

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Signing:
    """What is decided at the issue."""

    signed_on: datetime.date
    effective_from: datetime.date
    signer: Signer


@dataclass(frozen=True)
class IssueFiles:
    """What was made, for which number and version."""

    number_text: str
    version_id: int
    code: str
    pdf: bytes
    word: bytes


def next_number(regulation: Regulation, series: str, year: int) -> str:
    """The number that is next in line: a guess to render with, never a promise."""
    counter = NumberSeries.objects.filter(chain=regulation.chain, series=series, year=year).first()
    return official_number(counter.last + 1 if counter else 1, series)


def make(regulation: Regulation, signing: Signing, number_text: str) -> IssueFiles:
    """Sealed PDF with code and QR, and Word, of the adopted version."""
    code = new_code()
    paper = regulation_paper(
        regulation,
        regulation.adopted_version,
        signer=signing.signer,
        signed_on=signing.signed_on,
        number=number_text,
        verification=(code, verification_url(code)),
    )
    pdf = seal(rendered(paper_to_pdf, paper), reason=f"Ban hành Quy chế số {number_text}", at=clock.now())
    return IssueFiles(
        number_text, regulation.adopted_version_id, code, pdf, rendered(paper_to_docx, paper)
    )  # fmt: skip


def rendered(make_file, paper: Paper) -> bytes:
    """The file; a text too large is a refusal with a sentence."""
    try:
        return make_file(paper)
    except PaperTooHeavy as problem:
        raise NotAllowedNow(str(problem)) from problem


def store(regulation: Regulation, signing: Signing, made: IssueFiles, *, by: Any) -> tuple[Document, Document]:
    """(PDF, Word), kept. Inside the transaction of the issue."""
    facts = {
        "chain": regulation.chain,
        "kind": Document.Kind.REGULATION,
        "title": regulation.title,
        "number": made.number_text,
        "by": by,
        "is_sample": regulation.is_sample,
    }
    public = {
        "Loại văn bản": "Quy chế",
        "Số, ký hiệu": made.number_text,
        "Tên văn bản": regulation.title,
        "Khối thi đua": regulation.bloc.name,
        "Ngày ký": document_date(signing.signed_on),
        "Người ký": f"{signing.signer.name}, {signing.signer.post}",
        "Có hiệu lực từ": short_date(signing.effective_from),
    }
    name = f"quy chế {made.number_text} {signing.signed_on.year}"
    pdf = store_document(made.pdf, filename=filename(name, ".pdf"), code=made.code, public=public, **facts)
    word = store_document(made.word, filename=filename(name, ".docx"), mime=WORD, **facts)
    return pdf, word


def filename(words: str, ending: str) -> str:
    """ "quy-che-05-qc-ktd-2020.pdf": without accents, for every file system and mail server."""
    return file_stem(words) + ending

"""The regulation as an administrative document: NĐ 30/2020, Phụ lục I, a document with a named kind (Mẫu 1.4).

An issued Quy chế has a number of its own ("05/QC-KTĐ"), so it is the document itself, not an annex of a decision.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.documents.paper import kind_and_subject, text_blocks
from drafting.models import Version
from law.paper_forms.library import REGULATION as REGULATION_FORM
from libraries.printing.paper import Paper, Signature
from libraries.web.downloads import file_name
from libraries.web.formats import document_date, short_date
from records.issuing import NewDocument
from records.transitions import filled
from regulations.documents import REGULATION
from regulations.models import Regulation
from regulations.queries.signers import Signer
from units.models import City


@dataclass(frozen=True)
class Signing:
    """What is decided at the issue."""

    signed_on: datetime.date
    effective_from: datetime.date
    signer: Signer


@REGULATION_FORM.describes
def regulation_paper(
    regulation: Regulation,
    version: Version,
    *,
    signer: Signer | None = None,
    signed_on: datetime.date | None = None,
    number: str = "",
    verification: tuple[str, str] | None = None,
) -> Paper:
    """The words of `version` as a document. Without a number it is a draft and says so."""
    bloc = regulation.bloc
    _, subject = kind_and_subject(REGULATION_FORM.kind, version.title)
    return Paper(
        superior=bloc.superior_on(signed_on),
        issuer=bloc.name_on(signed_on).upper(),
        number=number,
        place=bloc.place_on(signed_on),
        date=signed_on,
        subject=subject[:1].upper() + subject[1:],
        legal_basis=(*version.bases, *_adoption(regulation, issued=bool(number))),
        body=tuple(text_blocks(version.content)),
        signatures=(signature_of(signer),) if signer else (),
        recipients=(
            f"{City.objects.on(signed_on).body} (để báo cáo)",
            "Các đơn vị thành viên",
            f"Lưu: VT, Tổ thư ký {bloc.short_name_on(signed_on)}",
        ),
        note_box="" if number else "Dự thảo",
        sample=regulation.is_sample,
        title_for_reader=version.title,
        verification=verification,
    )


def _adoption(regulation: Regulation, *, issued: bool) -> Iterator[str]:
    """The basis that the adoption itself is: it stands in no draft."""
    if issued and regulation.ballot is not None:
        conference = regulation.ballot.held_at.conference
        held = document_date(conference.starts_at)
        yield f"Theo kết quả biểu quyết thông qua tại {conference.title}, {held}"


def signature_of(signer: Signer) -> Signature:
    return Signature(signer.lines, signer.name, agency_post=signer.post)


def issued_paper(regulation: Regulation) -> Paper:
    """The issued regulation as its page shows it; the sealed PDF is the true form."""
    lines = tuple(filled(regulation.signer_lines).splitlines())
    unit, name, post = regulation.signer_unit, regulation.signer_name, regulation.signer_post
    return regulation_paper(
        regulation,
        filled(regulation.adopted_version),
        signer=Signer("", filled(unit), filled(name), filled(post), lines),
        signed_on=regulation.signed_on,
        number=filled(regulation.number_text),
    )


def series_of(regulation: Regulation) -> str:
    return REGULATION_FORM.series(regulation.bloc.series_code)


def regulation_document(regulation: Regulation, signing: Signing) -> NewDocument:
    """The adopted version as it is issued: number of the year of signing, sealed PDF with a code, Word."""
    signer = signing.signer
    return NewDocument(
        kind=REGULATION,
        chain=regulation.chain,
        title=regulation.title,
        paper=lambda stamp: regulation_paper(
            regulation,
            filled(regulation.adopted_version),
            signer=signer,
            signed_on=signing.signed_on,
            number=stamp.number,
            verification=stamp.verification,
        ),
        name=str(signing.signed_on.year),
        number_in_name=True,
        purpose="Ban hành Quy chế",
        public={
            "Tên văn bản": regulation.title,
            "Khối thi đua": regulation.bloc.name_on(signing.signed_on),
            "Ngày ký": document_date(signing.signed_on),
            "Người ký": f"{signer.name}, {signer.post}",
            "Có hiệu lực từ": short_date(signing.effective_from),
        },
        series=series_of(regulation),
        on=signing.signed_on,
        word=True,
        is_sample=regulation.is_sample,
    )


def draft_name(words: str, regulation: Regulation, ending: str) -> str:
    """ "du-thao-quy-che-hoat-dong-cua-khoi.pdf"."""
    return file_name(f"{words} {regulation}", ending)

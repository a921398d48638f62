"""The regulation as an administrative document: NĐ 30/2020, Phụ lục I, a document with a named kind (Mẫu 1.4).

An issued Quy chế has a number of its own ("05/QC-KTĐ"), so it is the document itself, not an annex of a decision.
"""

import datetime
from collections.abc import Iterator

from drafting.documents.paper import annex_blocks, kind_and_subject, text_blocks
from drafting.models import Version
from drafting.queries.amended import printed_content
from law.paper_forms.library import REGULATION as REGULATION_FORM
from libraries.printing.paper import Paper, Signature
from libraries.web.downloads import file_name
from libraries.web.formats import document_date
from records.issuing import NewDocument
from records.numbering import NUMBER_FIELD
from records.transitions import filled
from regulations.documents import REGULATION
from regulations.models import Regulation
from signatures.candidates import APPROVAL, ON_BEHALF
from signatures.kinds import NOT_SIGNED, SIGNED, Signers
from units.models import City


@REGULATION_FORM.describes
def regulation_paper(
    regulation: Regulation,
    version: Version,
    *,
    signature: Signature | None = None,
    approved: bool = False,
    signed_on: datetime.date | None = None,
    number: str = "",
    verification: tuple[str, str] | None = None,
) -> Paper:
    """The words of `version` as a document. Without whoever signs it is a draft and says so."""
    bloc = regulation.bloc
    _, subject = kind_and_subject(REGULATION_FORM.kind, version.title)
    content = printed_content(version)
    return Paper(
        superior=bloc.superior_on(signed_on),
        issuer=bloc.name_on(signed_on).upper(),
        number=number,
        place=bloc.place_on(signed_on),
        date=signed_on,
        subject=subject[:1].upper() + subject[1:],
        legal_basis=(*version.bases, *_adoption(regulation, final=signature is not None)),
        body=text_blocks(content),
        annexes=annex_blocks(content, _belonging(version, bloc.name_on(signed_on), number, signed_on, bool(signature))),
        signatures=(signature or Signature((ON_BEHALF, "KHỐI TRƯỞNG"), mark=NOT_SIGNED),),
        approvals=(APPROVAL,) if approved else (),
        number_room="" if number or not signature else NUMBER_FIELD,
        recipients=(
            f"{City.objects.on(signed_on).body} (để báo cáo)",
            "Các đơn vị thành viên",
            f"Lưu: VT, Tổ thư ký {bloc.short_name_on(signed_on)}",
        ),
        note_box="" if signature else "Dự thảo",
        sample=regulation.is_sample,
        title_for_reader=version.title,
        verification=verification,
    )


def _belonging(version: Version, issuer: str, number: str, on: datetime.date | None, is_final: bool) -> str:
    """To what each Phụ lục says it belongs (PL I, III.1): number, day and issuer of the text.

    The file that people sign has its number filled in last, on its first page: there each Phụ lục leads to it.
    """
    kind = REGULATION_FORM.kind
    if number and on is not None:
        return f"{kind} số {number} {document_date(on)} của {issuer}"
    return f"{kind} của {issuer}, số và ngày ban hành ghi tại trang 1" if is_final else version.title


def _adoption(regulation: Regulation, *, final: bool) -> Iterator[str]:
    """The basis that the adoption itself is: it stands in no draft."""
    if final and regulation.ballot is not None:
        conference = regulation.ballot.held_at.conference
        held = document_date(conference.starts_at)
        yield f"Theo kết quả biểu quyết thông qua tại {conference.title}, {held}"


def issued_paper(regulation: Regulation) -> Paper:
    """The issued regulation as its page shows it; the sealed PDF is the true form."""
    lines = tuple(filled(regulation.signer_lines).splitlines())
    name, post = filled(regulation.signer_name), filled(regulation.signer_post)
    return regulation_paper(
        regulation,
        filled(regulation.adopted_version),
        signature=Signature(lines, name, agency_post=post, mark=SIGNED),
        signed_on=regulation.signed_on,
        number=filled(regulation.number_text),
    )


def series_of(regulation: Regulation) -> str:
    return REGULATION_FORM.series(regulation.bloc.series_code)


def regulation_document(regulation: Regulation, signers: Signers, on: datetime.date) -> NewDocument:
    """The adopted version with room for its signer, or with the number of a day and who has signed."""
    signer = signers["signer"]
    return NewDocument(
        kind=REGULATION,
        chain=regulation.chain,
        title=regulation.title,
        paper=lambda stamp: regulation_paper(
            regulation,
            filled(regulation.adopted_version),
            signature=signer.printed("signer", SIGNED if stamp.number else ""),
            approved=APPROVAL in signers,
            signed_on=on,
            number=stamp.number,
            verification=stamp.verification,
        ),
        name=str(on.year),
        number_in_name=True,
        purpose="Ban hành Quy chế",
        public={
            "Tên văn bản": regulation.title,
            "Khối thi đua": regulation.bloc.name_on(on),
            "Ngày ban hành": document_date(on),
            "Người ký": f"{signer.name}, {signer.post}",
        },
        series=series_of(regulation),
        on=on,
        word=True,
        is_sample=regulation.is_sample,
    )


def draft_name(words: str, regulation: Regulation, ending: str) -> str:
    """ "du-thao-quy-che-hoat-dong-cua-khoi.pdf"."""
    return file_name(f"{words} {regulation}", ending)

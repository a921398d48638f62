"""The letter that corrects slips (công văn đính chính): NĐ 30/2020, Phụ lục III, Mẫu 1.5; Điều 17 khoản 3."""

import datetime

from law.paper_forms.library import LETTER
from libraries.printing.paper import Column, Paper, Paragraph, Signature, Table
from libraries.web.formats import document_date
from records.issuing import NewDocument
from records.numbering import NUMBER_FIELD
from regulations.documents import ERRATUM
from regulations.models import Erratum
from signatures.candidates import APPROVAL, ON_BEHALF
from signatures.kinds import NOT_SIGNED, SIGNED, Signers
from units.models import City


@LETTER.describes
def erratum_paper(
    erratum: Erratum,
    *,
    signature: Signature | None = None,
    approved: bool = False,
    signed_on: datetime.date | None = None,
    number: str = "",
    verification: tuple[str, str] | None = None,
) -> Paper:
    """Which words of which part were printed wrong and how they read right. Without whoever signs it is a draft."""
    regulation = erratum.regulation
    bloc = regulation.bloc
    name = bloc.name_on(signed_on)
    rows = tuple((str(n), line.place, f"“{line.wrong}”", f"“{line.right}”") for n, line in enumerate(erratum.lines, 1))
    return Paper(
        superior=bloc.superior_on(signed_on),
        issuer=name.upper(),
        number=number,
        place=bloc.place_on(signed_on),
        date=signed_on,
        subject=f"đính chính Quy chế số {regulation.number_text}",
        addressees=("Các đơn vị thành viên",),
        body=(
            Paragraph(
                f"{name} đã ban hành {regulation.cited}. Qua rà soát, có sai sót khi in, nay đính chính như sau:"
            ),
            Table(
                (
                    Column("STT", 0.5, "center"),
                    Column("Vị trí", 1.6),
                    Column("Đã in là", 2.4),
                    Column("Đính chính là", 2.4),
                ),
                rows,
            ),
            Paragraph(
                f"Các nội dung khác của Quy chế số {regulation.number_text} không thay đổi. "
                "Đề nghị các đơn vị biết và thực hiện."
            ),
        ),
        signatures=(signature or Signature((ON_BEHALF, "KHỐI TRƯỞNG"), mark=NOT_SIGNED),),
        approvals=(APPROVAL,) if approved else (),
        number_room="" if number or not signature else NUMBER_FIELD,
        recipients=(
            "Như trên",
            f"{City.objects.on(signed_on).body} (để báo cáo)",
            f"Lưu: VT, Tổ thư ký {bloc.short_name_on(signed_on)}",
        ),
        note_box="" if signature else "Dự thảo",
        sample=erratum.is_sample,
        title_for_reader=title_of(erratum),
        verification=verification,
    )


def title_of(erratum: Erratum) -> str:
    return f"Công văn đính chính Quy chế số {erratum.regulation.number_text}"


def erratum_document(erratum: Erratum, signers: Signers, on: datetime.date) -> NewDocument:
    """The letter with room for its signer, or with the number of a day and who has signed."""
    signer = signers["signer"]
    bloc = erratum.regulation.bloc
    return NewDocument(
        kind=ERRATUM,
        chain=erratum.chain,
        title=title_of(erratum),
        paper=lambda stamp: erratum_paper(
            erratum,
            signature=signer.printed("signer", SIGNED if stamp.number else ""),
            approved=APPROVAL in signers,
            signed_on=on,
            number=stamp.number,
            verification=stamp.verification,
        ),
        name=str(on.year),
        number_in_name=True,
        purpose="Đính chính Quy chế",
        public={
            "Tên văn bản": title_of(erratum),
            "Khối thi đua": bloc.name_on(on),
            "Ngày ban hành": document_date(on),
            "Người ký": f"{signer.name}, {signer.post}",
        },
        series=LETTER.series(bloc.series_code),
        on=on,
        word=True,
        is_sample=erratum.is_sample,
    )

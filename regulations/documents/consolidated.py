"""The consolidated text (văn bản hợp nhất) as a paper to read: it is no document of its own and bears no signature."""

import datetime

from drafting.documents.paper import annex_blocks, kind_and_subject, text_blocks
from law.paper_forms.library import REGULATION as REGULATION_FORM
from libraries.printing.paper import Paper, Paragraph
from libraries.web.formats import document_date
from records.transitions import filled
from regulations.models import Regulation
from regulations.queries.consolidated import Consolidated

NOTE_BOX = "VĂN BẢN HỢP NHẤT"


def consolidated_paper(regulation: Regulation, found: Consolidated, day: datetime.date) -> Paper:
    """The text as it holds on that day, with a footnote for each piece that an amendment made."""
    bloc, version = regulation.bloc, filled(regulation.adopted_version)
    _, subject = kind_and_subject(REGULATION_FORM.kind, version.title)
    made_of = [regulation.cited, *(f"{source.cited} (sửa đổi, bổ sung)" for source in found.sources)]
    made_of += [f"Công văn số {row.number_text} {document_date(row.signed_on)} (đính chính)" for row in found.errata]
    return Paper(
        superior=bloc.superior_on(day),
        issuer=bloc.name_on(day).upper(),
        kind=REGULATION_FORM.kind,
        place=bloc.place_on(day),
        subject=subject[:1].upper() + subject[1:],
        legal_basis=tuple(version.bases),
        body=(
            *text_blocks(found.marked),
            Paragraph("Ghi chú", bold=True, keep_with_next=True),
            *(Paragraph(f"[{origin.n}] {origin.words}") for origin in found.origins),
            Paragraph(
                f"Hợp nhất từ: {'; '.join(made_of)}. Nội dung có hiệu lực tại {document_date(day)}.", italic=True
            ),
            Paragraph("Bản hợp nhất dùng để tra cứu. Căn cứ áp dụng là các văn bản đã ban hành.", italic=True),
        ),
        annexes=annex_blocks(found.marked, version.title),
        note_box=NOTE_BOX,
        sample=regulation.is_sample,
        title_for_reader=f"{version.title} (văn bản hợp nhất)",
    )

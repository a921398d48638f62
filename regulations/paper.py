"""The regulation as an administrative document: NĐ 30/2020, Phụ lục I, a document with a named kind (Mẫu 1.4).

An issued Quy chế has a number of its own ("05/QC-KTĐ"), so it is the document itself, not an annex of a decision.
"""

import datetime

from drafting.models import Version
from drafting.paper import kind_and_subject, text_blocks
from libraries.printing.paper import Paper, Signature
from regulations.models import Regulation
from regulations.signers import Signer

KIND = "Quy chế"


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
    kind, subject = kind_and_subject(KIND, version.title)
    return Paper(
        superior=bloc.superior,
        issuer=bloc.name.upper(),
        number=number,
        place=bloc.place,
        date=signed_on,
        kind=kind,
        subject=subject[:1].upper() + subject[1:],
        legal_basis=tuple(line for line in version.legal_basis.splitlines() if line.strip()),
        body=tuple(text_blocks(version.content)),
        signatures=(signature_of(signer),) if signer else (),
        recipients=(
            f"Cơ quan thường trực thi đua, khen thưởng {bloc.city} (để báo cáo)",
            "Các đơn vị thành viên",
            f"Lưu: VT, Tổ thư ký {bloc.short_name}",
        ),
        note_box="" if number else "Dự thảo",
        sample=regulation.is_sample,
        title_for_reader=version.title,
        verification=verification,
        ends_with_mark=True,
    )


def signature_of(signer: Signer) -> Signature:
    return Signature(signer.lines, signer.name, agency_post=signer.post)


def issued_paper(regulation: Regulation) -> Paper:
    """The issued regulation as its page shows it; the sealed PDF is the true form."""
    lines = tuple(regulation.signer_lines.splitlines())
    signer = Signer("", regulation.signer_unit, regulation.signer_name, regulation.signer_post, lines)
    return regulation_paper(
        regulation,
        regulation.adopted_version,
        signer=signer,
        signed_on=regulation.signed_on,
        number=regulation.number_text,
    )

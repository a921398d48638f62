"""The platform's record of a decision of the city: what was decided, by whom, for whom. Not the decision itself."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from awards.documents import DECISION
from awards.models import Nomination
from libraries.printing.paper import Block, Column, Paper, Paragraph, Table
from libraries.web import clock
from libraries.web.formats import document_date, padded
from records.audit import CITY
from records.issuing import NewDocument
from units.models import City

RECORD_NOTE = "Thông tin quyết định lưu trên hệ thống. Quyết định do cơ quan có thẩm quyền ban hành và lưu giữ."


@dataclass(frozen=True)
class DecisionWords:
    """What a decision says of itself: the columns of `Decision` that are typed."""

    number: str
    decided_on: datetime.date
    decided_by: str
    authority: str
    signer_lines: str
    signer_name: str


def subject_words(nominations: Sequence[Nomination]) -> str:
    """The subject line: "Về việc tặng Cờ thi đua, Bằng khen năm 2019"."""
    names = list(dict.fromkeys(row.kind.short_name for row in nominations))
    years = sorted({row.emulation_year.year for row in nominations})
    return f"Về việc tặng {', '.join(names)} năm {', '.join(map(str, years))}"


def record_paper(
    nominations: Sequence[Nomination], words: DecisionWords, *, verification: tuple[str, str] | None = None
) -> Paper:
    """A card of facts under the name of who keeps it: nothing that could be taken for the decision itself.

    Golden-book numbers are the places in the list.
    """
    city = City.objects.on(words.decided_on)
    return Paper(
        superior=city.committee,
        issuer=city.body.upper(),
        kind="Thông tin quyết định khen thưởng",
        subject=subject_words(nominations),
        body=tuple(_body(nominations, words)),
        sample=any(row.is_sample for row in nominations),
        title_for_reader=f"Thông tin Quyết định số {words.number}",
        verification=verification,
    )


def _body(nominations: Sequence[Nomination], words: DecisionWords) -> Iterator[Block]:
    yield Table(
        (Column("Nội dung", 1.4), Column("Theo quyết định", 3)),
        (
            ("Số, ký hiệu", words.number),
            ("Ngày ban hành", document_date(words.decided_on)),
            ("Cơ quan, người quyết định", words.authority),
            ("Người ký", f"{' '.join(words.signer_lines.split())}, {words.signer_name}"),
        ),
    )
    yield Paragraph("Danh sách khen thưởng:", bold=True, keep_with_next=True)
    yield Table(
        (
            Column("Số sổ vàng", 0.7, "center"),
            Column("Tập thể", 2.4),
            Column("Danh hiệu, hình thức", 1.8),
            Column("Thành tích ghi trên bằng", 2.8),
        ),
        tuple(
            (padded(place), row.recipient_name, row.kind.name, row.citation) for place, row in enumerate(nominations, 1)
        ),
    )
    yield Paragraph(f"{RECORD_NOTE} Ngày nhập: {document_date(clock.today())}.", italic=True)


def record_document(nominations: Sequence[Nomination], words: DecisionWords) -> NewDocument:
    """The record as it is kept on the city's chain: the number is the decision's own, sealed PDF with a code."""
    return NewDocument(
        kind=DECISION,
        chain=CITY,
        title=subject_words(nominations),
        paper=lambda stamp: record_paper(nominations, words, verification=stamp.verification),
        number_in_name=True,
        purpose="Thông tin quyết định",
        public={
            "Ngày": document_date(words.decided_on),
            "Cơ quan quyết định": words.authority,
            "Nội dung": subject_words(nominations),
        },
        number=words.number,
        is_sample=any(row.is_sample for row in nominations),
    )

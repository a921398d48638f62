"""The platform's record of a decision of the city: what was decided, by whom, for whom. Not the decision itself."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from awards.documents import DECISION
from awards.models import Nomination
from libraries.printing.paper import Article, Block, Column, Paper, Paragraph, Signature, Table
from libraries.web import clock
from libraries.web.formats import document_date, padded
from records.audit import CITY
from records.issuing import NewDocument

RECORD_NOTE = "Thông tin quyết định lưu trên hệ thống. Quyết định do cơ quan có thẩm quyền ban hành và lưu giữ."


@dataclass(frozen=True)
class DecisionWords:
    """What a decision says of itself: the columns of `Decision` that are typed."""

    number: str
    decided_on: datetime.date
    authority: str
    signer_lines: str
    signer_name: str


def subject_words(nominations: Sequence[Nomination]) -> str:
    """The subject line: "Về việc tặng Cờ thi đua, Bằng khen năm 2019"."""
    names = list(dict.fromkeys(row.kind.short_name for row in nominations))
    years = sorted({row.emulation_year.year for row in nominations})
    return f"Về việc tặng {', '.join(names)} năm {', '.join(map(str, years))}"


def decision_paper(
    nominations: Sequence[Nomination],
    words: DecisionWords,
    *,
    number: str,
    verification: tuple[str, str] | None = None,
) -> Paper:
    """Golden-book numbers are the places in the list."""
    first = nominations[0]
    day = clock.today()
    sources = [row.kind.terms_on(row.receipt_day) for row in nominations]
    basis = list(dict.fromkeys(terms.legal_source for terms in sources if terms))
    blocs = list(dict.fromkeys(row.bloc.name for row in nominations))
    return Paper(
        issuer=issuer_of(words.authority),
        number=number,
        place=first.bloc.place_on(words.decided_on),
        date=words.decided_on,
        kind="Quyết định",
        subject=subject_words(nominations),
        authority=words.authority,
        legal_basis=(
            *(f"Căn cứ {source}" for source in basis),
            f"Xét hồ sơ đề nghị của {', '.join(blocs)} và kết quả thẩm định",
        ),
        body=tuple(_body(nominations, day)),
        signatures=(Signature(tuple(words.signer_lines.splitlines()), words.signer_name),),
        recipients=("Các tập thể có tên tại Điều 1", *blocs),
        note_box="THÔNG TIN QUYẾT ĐỊNH (KHÔNG THAY BẢN CHÍNH)",
        sample=any(row.is_sample for row in nominations),
        title_for_reader=f"Quyết định số {number}",
        verification=verification,
    )


def issuer_of(authority: str) -> str:
    """The agency in the head of the paper: a chairman decides, his committee's name stands there, on two lines."""
    return (
        authority.removeprefix("CHỦ TỊCH ")
        .strip()
        .replace(" THÀNH PHỐ ", "\nTHÀNH PHỐ ", 1)
        .replace(" TỈNH ", "\nTỈNH ", 1)
    )


def _body(nominations: Sequence[Nomination], recorded: datetime.date) -> Iterator[Block]:
    by_kind: dict[str, int] = {}
    for row in nominations:
        by_kind[row.kind.name] = by_kind.get(row.kind.name, 0) + 1
    what = "; ".join(f"{name} cho {padded(count)} tập thể" for name, count in by_kind.items())
    yield Article("Điều 1", f"Tặng {what}, có tên sau đây:")
    yield Table(
        (
            Column("Số sổ vàng", 0.7, "center"), Column("Tập thể", 2.4), Column("Danh hiệu, hình thức", 1.8),
            Column("Thành tích ghi trên bằng", 2.8),
        ),
        tuple(
            (str(place), row.recipient_name, row.kind.name, row.citation) for place, row in enumerate(nominations, 1)
        ),
    )  # fmt: skip
    yield Article("Điều 2", "Quyết định có hiệu lực kể từ ngày ký.")
    yield Paragraph(f"{RECORD_NOTE} Ngày nhập: {recorded:%d/%m/%Y}.", italic=True)


def record_document(nominations: Sequence[Nomination], words: DecisionWords) -> NewDocument:
    """The record as it is kept on the city's chain: the number is the decision's own, sealed PDF with a code."""
    return NewDocument(
        kind=DECISION,
        chain=CITY,
        title=subject_words(nominations),
        paper=lambda stamp: decision_paper(nominations, words, number=stamp.number, verification=stamp.verification),
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

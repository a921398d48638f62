"""The minutes of a secret count (biên bản kiểm phiếu), as Paper for PDF and Word: Mẫu 1.9 of NĐ 30/2020.

Made of the result, never typed. It is signed by two tellers, the first of whom leads; then it gets its number.
"""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from ballots.documents import COUNTING
from ballots.models import Ballot, Teller
from ballots.queries import invalid_papers, questions_on, tally_of, tellers_of
from law.paper_forms.library import COUNTING_MINUTES
from libraries.printing.paper import Block, Column, Paper, Paragraph, Signature, Table
from libraries.web.downloads import file_name
from libraries.web.formats import document_date, local_date, padded
from records.issuing import NewDocument
from records.numbering import NUMBER_FIELD
from records.transitions import filled
from signatures.kinds import NOT_SIGNED, SIGNED, Signers

RESULT = (
    Column("Ý kiến", 3),
    Column("Số phiếu", 1.2, "center"),
    Column("Tỷ lệ", 1.2, "center"),
)


MEMBER, HEAD = "member", "head"
MEMBER_LINES, HEAD_LINES = ("THÀNH VIÊN BAN KIỂM PHIẾU",), ("TRƯỞNG BAN KIỂM PHIẾU",)


@COUNTING_MINUTES.describes
def counting_paper(
    ballot: Ballot,
    *,
    signers: Signers | None = None,
    number: str = "",
    verification: tuple[str, str] | None = None,
) -> Paper:
    """Of a secret ballot that was counted, with all questions of its paper.

    signers: with room for them, or as signed; without them a draft.
    """
    tellers = tellers_of(ballot)
    day = local_date(filled(ballot.closed_at))
    bloc = ballot.bloc
    return Paper(
        superior=bloc.superior_on(day),
        issuer=bloc.name_on(day).upper(),
        date=day,
        subject=f"Kiểm phiếu kín tại {ballot.occasion}",
        body=tuple(_body(ballot, tellers)),
        number=number,
        number_room=NUMBER_FIELD if signers and not number else "",
        verification=verification,
        signatures=tuple(signers[field].printed(field, SIGNED if number else "") for field in (MEMBER, HEAD))
        if signers
        else (
            Signature(MEMBER_LINES, tellers[1].user.full_name, mark=NOT_SIGNED),
            Signature(HEAD_LINES, tellers[0].user.full_name, mark=NOT_SIGNED),
        ),
        recipients=("Các đơn vị thành viên", "Lưu: VT, Hồ sơ hội nghị"),
        sample=ballot.is_sample,
        title_for_reader=f"Biên bản kiểm phiếu: {ballot.question}",
    )


def _body(ballot: Ballot, tellers: list[Teller]) -> Iterator[Block]:
    ended = filled(ballot.closed_at)
    names = [row.user.full_name for row in tellers]
    yield Paragraph(f"Ban kiểm phiếu gồm: {names[0]} (Trưởng ban), {', '.join(names[1:])}.")
    for question in questions_on(ballot):
        yield from _question(question)
    if ballot.is_printed:
        yield Paragraph(
            "Phiếu in, phát và thu tại hội trường; từng thành viên Ban kiểm phiếu đếm riêng, kết quả khớp nhau."
        )
    else:
        yield Paragraph(
            "Phiếu được mã hóa, chỉ mở tổng số bằng mã của tất cả thành viên Ban kiểm phiếu; danh sách phiếu kèm chứng "
            "minh được công bố tại trang biểu quyết để kiểm lại."
        )
    yield Paragraph(f"Việc kiểm phiếu kết thúc vào {timezone.localtime(ended):%H giờ %M phút}, {document_date(ended)}.")


def _question(ballot: Ballot) -> Iterator[Block]:
    """What was asked, the papers, the answers, the result."""
    yield Paragraph(f"Nội dung bỏ phiếu kín: {ballot.question}")
    yield Paragraph(f"Được thông qua khi {ballot.threshold_words} đồng ý (từ {padded(ballot.needed)} phiếu đồng ý).")
    if aside := [elector for elector in tally_of(ballot).electors if elector.recusal]:
        words = "; ".join(f"{elector} ({elector.recusal})" for elector in aside)
        yield Paragraph(f"Không tham gia bỏ phiếu: {words}.")
    valid, invalid = filled(ballot.cast), invalid_papers(ballot)
    yield Paragraph(
        f"Số phiếu phát ra: {_count(ballot.present)}; thu về: {_count(valid + invalid)}; hợp lệ: {_count(valid)}; "
        f"không hợp lệ: {_count(invalid)}.",
        keep_with_next=True,
    )
    counts = (("Đồng ý", ballot.yes), ("Không đồng ý", ballot.no), ("Không có ý kiến", ballot.abstain))
    yield Table(RESULT, tuple((label, _count(count), ballot.share_of(count or 0)) for label, count in counts))
    yield Paragraph(f"Kết quả: {ballot.result_words}.")


def _count(number: int | None) -> str:
    return padded(number) if number else "không"


def counting_document(ballot: Ballot, signers: Signers, on: datetime.date) -> NewDocument:
    """The minutes with room for the tellers, or with the number of a day and who has signed; PDF and Word."""
    day = local_date(filled(ballot.closed_at))
    return NewDocument(
        kind=COUNTING,
        chain=ballot.chain,
        title=f"Biên bản kiểm phiếu: {ballot.question}",
        paper=lambda stamp: counting_paper(
            ballot, signers=signers, number=stamp.number, verification=stamp.verification
        ),
        name=ballot.question,
        purpose="Hoàn thành biên bản kiểm phiếu",
        public={
            "Nội dung bỏ phiếu": ballot.question,
            "Khối thi đua": ballot.bloc.name_on(day),
            "Ngày": document_date(filled(ballot.closed_at)),
            "Ban kiểm phiếu": f"{signers[HEAD].name}, {signers[MEMBER].name}",
        },
        series=COUNTING_MINUTES.series(ballot.bloc.series_code),
        on=on,
        word=True,
        is_sample=ballot.is_sample,
    )


def counting_name(ballot: Ballot, ending: str) -> str:
    return file_name(f"biên bản kiểm phiếu {ballot.question}", ending)

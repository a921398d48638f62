"""The list of a submission (danh sách trích ngang): its annex, as a file of its own because it lies on its side."""

import datetime
from collections.abc import Sequence

from awards.documents import RECIPIENT_LIST
from awards.documents.submission import Proposal, proposal_of
from awards.models import Submission
from awards.queries.recipient_rows import recipient_row
from awards.queries.submissions import listed_cells
from libraries.printing.paper import Column, Paper, Table
from libraries.web.formats import document_date, padded
from records.issuing import NewDocument

COLUMNS = (
    Column("STT", 0.65, "center"),
    Column("Tên tập thể", 1.9),
    Column("Cơ quan chủ quản", 1.3),
    Column("Danh hiệu, hình thức đề nghị", 1.4),
    Column("Tóm tắt thành tích", 2.9),
    Column("Điểm, xếp hạng", 0.9, "center"),
    Column("Kết quả bình xét", 1, "center"),
    Column("Khen thưởng gần nhất", 1.4),
    Column("Xác nhận thuế, BHXH, PCCC", 1.3),
    Column("Ghi chú", 0.7),
)


def recipient_list_paper(
    proposal: Proposal,
    *,
    cells: Sequence[Sequence[str]] | None = None,
    number: str = "",
    verification: tuple[str, str] | None = None,
) -> Paper:
    """The list as the annex of the submission of that number; of a draft the places stay open.

    cells: what it says of each, where that is fixed; without them as of the day.
    """
    if cells is None:
        cells = [recipient_row(row, proposal.on).cells for row in proposal.nominations]
    name, year = proposal.year.bloc.name_on(proposal.on), proposal.year.year
    paper = f"Tờ trình số {number} {document_date(proposal.on)}" if number else "Tờ trình số ……… ngày … tháng … năm ……"
    return Paper(
        annex_label="Phụ lục",
        issuer=name.upper(),
        number=number,
        date=proposal.on if number else None,
        kind=f"Danh sách trích ngang các tập thể đề nghị khen thưởng năm {year}",
        attached_to=f"(Kèm theo {paper} của {name})",
        body=(Table(COLUMNS, tuple((padded(place), *row) for place, row in enumerate(cells, 1))),),
        sample=proposal.is_sample,
        landscape=True,
        title_for_reader=f"Danh sách trích ngang đề nghị khen thưởng năm {year}, {name}",
        verification=verification,
    )


def recipient_list_document(submission: Submission, number: str, on: datetime.date) -> NewDocument:
    """The list as it is sent with the submission of that number: sealed PDF with a code, Word."""
    proposal, cells = proposal_of(submission, on), listed_cells(submission)
    year = proposal.year
    return NewDocument(
        kind=RECIPIENT_LIST,
        chain=year.chain,
        title=f"Danh sách trích ngang đề nghị khen thưởng năm {year.year}, kèm theo Tờ trình số {number}",
        paper=lambda stamp: recipient_list_paper(
            proposal, cells=cells, number=stamp.number, verification=stamp.verification
        ),
        name=f"đề nghị khen thưởng năm {year.year}",
        purpose="Phụ lục Tờ trình",
        public={
            "Kèm theo": f"Tờ trình số {number} {document_date(on)}",
            "Đơn vị trình": year.bloc.name_on(on),
            "Số tập thể": padded(len(proposal.nominations)),
        },
        number=number,
        word=True,
        is_sample=proposal.is_sample,
    )

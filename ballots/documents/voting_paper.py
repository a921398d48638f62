"""The printed paper of a secret ballot (phiếu bầu): one for each delegate, without a name; all its questions on it."""

from ballots.models import Ballot
from ballots.queries import questions_on
from law.paper_forms.library import BALLOT
from libraries.printing.paper import Block, Column, Paper, Paragraph, Table
from libraries.web.downloads import file_name
from libraries.web.formats import local_date

QUESTIONS = (
    Column("STT", 0.5, "center"),
    Column("Nội dung", 4),
    Column("Đồng ý", 0.9, "center"),
    Column("Không đồng ý", 1, "center"),
    Column("Không có ý kiến", 1, "center"),
)


@BALLOT.describes
def voting_paper(ballot: Ballot) -> Paper:
    """As it is handed out in the hall."""
    day = local_date(ballot.opened_at)
    bloc = ballot.bloc
    rows = tuple((str(place), row.question, "", "", "") for place, row in enumerate(questions_on(ballot), 1))
    body: tuple[Block, ...] = (
        Table(QUESTIONS, rows),
        Paragraph(
            "Cách ghi phiếu: đánh dấu x vào một trong ba cột của từng nội dung. Nội dung không đánh dấu, đánh dấu "
            "nhiều cột, tẩy xóa, hoặc phiếu không do Ban kiểm phiếu phát ra là không hợp lệ."
        ),
        Paragraph("Người bỏ phiếu không ghi tên, không ký."),
    )
    return Paper(
        superior=bloc.superior_on(day),
        issuer=bloc.name_on(day).upper(),
        place=bloc.place_on(day),
        date=day,
        subject=ballot.occasion,
        body=body,
        sample=ballot.is_sample,
        title_for_reader=f"Phiếu: {ballot.question}",
    )


def voting_paper_name(ballot: Ballot) -> str:
    return file_name(f"phiếu bầu {ballot.question}", ".pdf")

"""The minutes of the selection as a document: who was there, how it was voted, the count, what follows from it.

The form that circulars give for the meeting of a council, a cluster or a bloc, in the frame of Mẫu 1.9 of NĐ 30/2020.
"""

import datetime
from collections.abc import Iterator, Sequence

from awards.documents import SELECTION
from awards.models import Nomination, SelectionMinutes
from awards.queries.ranking import score_words
from awards.queries.selection import told_of
from ballots.models import Ballot
from conferences.documents.minutes import clock_words, framed, signed_by
from conferences.models import Attendance, Conference, named
from law.paper_forms.library import SELECTION_MINUTES as SELECTION_FORM
from libraries.printing.paper import Block, Column, Paper, Paragraph, Table
from libraries.web.formats import document_date, local_date, lower_first, padded, share_words
from records.issuing import NewDocument
from records.transitions import filled
from regulations.queries import basis_of
from signatures.kinds import Signers

DOTS = "…………………………"
RESULT = (
    Column("STT", 0.72, "center"),
    Column("Tập thể, danh hiệu, hình thức đề nghị", 2.7),
    Column("Điểm, xếp hạng", 1.15, "center"),
    Column("Phát ra", 0.9, "center"),
    Column("Thu về", 0.9, "center"),
    Column("Hợp lệ", 0.9, "center"),
    Column("Không hợp lệ", 1.05, "center"),
    Column("Đồng ý", 0.95, "center"),
    Column("Tỷ lệ trên tổng số thành viên", 1.25, "center"),
)


@SELECTION_FORM.describes
def selection_paper(
    conference: Conference,
    nominations: Sequence[Nomination],
    *,
    signers: Signers | None = None,
    number: str = "",
    verification: tuple[str, str] | None = None,
) -> Paper:
    """All that was proposed for one year by votes of this conference, in the order of the list.

    signers: with room for them, or as signed.
    """
    year = nominations[0].emulation_year.year
    return framed(
        conference,
        subject=f"Họp bình xét thi đua, đề nghị khen thưởng năm {year}",
        body=_body(conference, nominations),
        filed_in="Hồ sơ khen thưởng",
        title=f"Biên bản bình xét thi đua năm {year}",
        number=number,
        signatures=signed_by(signers, number),
        verification=verification,
    )


def _body(conference: Conference, nominations: Sequence[Nomination]) -> Iterator[Block]:
    year = nominations[0].emulation_year.year
    yield Paragraph(f"Thời gian bắt đầu: {clock_words(conference.starts_at)}.")
    yield Paragraph(f"Địa điểm: {conference.place}.")
    yield _head("Thành phần tham dự:")
    yield from _attendance(conference)
    yield Paragraph(f"Chủ trì: {named(conference.chair_name, conference.chair_post) or DOTS}.")
    yield Paragraph(f"Thư ký: {named(conference.secretary_name, conference.secretary_post) or DOTS}.")
    yield _head("Nội dung:")
    day = local_date(conference.starts_at)
    if basis := basis_of(conference.bloc, day):
        yield Paragraph(f"1. {basis}, hội nghị bình xét thành tích năm {year} của các đơn vị được đề nghị.")
    else:
        yield Paragraph(f"1. Hội nghị bình xét thành tích năm {year} của các đơn vị được đề nghị khen thưởng.")
    ballots = [row.ballot for row in nominations if row.ballot is not None]
    forms = "; ".join(dict.fromkeys(lower_first(ballot.kind_words()) for ballot in ballots))
    passed = "; ".join(dict.fromkeys(ballot.threshold_words for ballot in ballots))
    yield Paragraph(f"2. Hình thức: {forms}. Được đề nghị khi {passed} đồng ý. Kết quả:", keep_with_next=True)
    yield Table(RESULT, tuple(_row(place, row) for place, row in enumerate(nominations, 1)))
    yield Paragraph("3. Kết luận: Hội nghị thống nhất đề nghị cấp có thẩm quyền xem xét, tặng:", keep_with_next=True)
    for row in nominations:
        end = "." if row == nominations[-1] else ";"
        yield Paragraph(f"- {row.kind.name} năm {year} cho {row.recipient_name}{end}")
    ended = clock_words(conference.ends_at) if conference.ends_at else DOTS
    yield Paragraph(f"Cuộc họp kết thúc vào {ended}.")


def _attendance(conference: Conference) -> Iterator[Block]:
    """All members, those here, those away and why (an absent one may have written)."""
    quorum, day = conference.quorum(), local_date(conference.starts_at)
    away = [
        f"{row.unit.name_on(day)} ({row.get_status_display().lower()})"
        for row in conference.attendances.exclude(status=Attendance.Status.PRESENT).select_related("unit")
    ]
    yield Paragraph(
        f"Tổng số đơn vị thành viên: {padded(quorum.members)}; có mặt: {padded(quorum.present)}; "
        f"vắng: {padded(quorum.members - quorum.present) or '0'}{': ' if away else ''}{'; '.join(away)}."
    )


def _row(place: int, nomination: Nomination) -> tuple[str, ...]:
    """Where opinions are given by name or by hand, each unit here was asked and each opinion given counts."""
    ballot = nomination.ballot
    counts = _counts(ballot) if ballot else ("",) * 6
    return (
        padded(place),
        f"{nomination.recipient_name} ({nomination.kind.short_name})",
        score_words(nomination),
        *counts,
    )


def _counts(ballot: Ballot) -> tuple[str, ...]:
    handed_out, given, yes = ballot.present, ballot.cast or 0, ballot.yes or 0
    return (
        padded(handed_out), padded(given), padded(given), "0", padded(yes) or "0", share_words(yes, ballot.members),
    )  # fmt: skip


def _head(text: str) -> Block:
    return Paragraph(text, bold=True, keep_with_next=True)


def title_of(year: int) -> str:
    return f"Biên bản bình xét thi đua, đề nghị khen thưởng năm {year}"


def selection_document(minutes: SelectionMinutes, signers: Signers, on: datetime.date) -> NewDocument:
    """The minutes with room for their signers, or with the number of a day and who has signed; PDF and Word."""
    conference, nominations, year = minutes.conference, told_of(minutes), minutes.emulation_year.year
    return NewDocument(
        kind=SELECTION,
        chain=conference.chain,
        title=title_of(year),
        paper=lambda stamp: selection_paper(
            conference, nominations, signers=signers, number=stamp.number, verification=stamp.verification
        ),
        name=f"năm {year}",
        purpose="Hoàn thành biên bản bình xét",
        public={
            "Hội nghị": conference.title,
            "Ngày": document_date(filled(conference.ends_at)),
            "Số tập thể": padded(len(nominations)),
            "Thư ký": signers["secretary"].name,
            "Chủ tọa": signers["chair"].name,
        },
        series=SELECTION_FORM.series(conference.bloc.series_code),
        on=on,
        word=True,
        is_sample=conference.is_sample,
    )

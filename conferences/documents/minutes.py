"""Minutes (biên bản) from what the conference recorded: Mẫu 1.9 of NĐ 30/2020, as Paper for PDF, Word and page.

Nothing is invented: what nobody recorded is a row of dots in a draft, and stops the issue.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from ballots.models import Ballot, Vote
from ballots.queries import tally_of
from conferences.documents import MINUTES
from conferences.documents.record import HEADS, record_lines
from conferences.models import AgendaItem, Attendance, Conference, Minutes, named
from conferences.queries import agenda_of, followed_up
from law.paper_forms.library import MINUTES as MINUTES_FORM
from libraries.printing.paper import Block, Column, Paper, Paragraph, Signature, Table
from libraries.web.downloads import file_name
from libraries.web.formats import document_date, local_date, padded, short_date
from records.issuing import NewDocument
from records.numbering import NUMBER_FIELD
from records.transitions import filled
from signatures.kinds import NOT_SIGNED, SIGNED, Signers
from signatures.papers import signers_of_request

SECRETARY, CHAIR = ("Thư ký",), ("Chủ tọa",)
ROLES = ("secretary", "chair")
DOTS = "…………………………"
NUMBER = Column("STT", 0.5, "center")
ROLL = (NUMBER, Column("Đơn vị", 3), Column("Đại biểu dự", 2.4), Column("Điểm danh", 1.1))
RESULT = (
    Column("Đồng ý", 0.8, "center"),
    Column("Không đồng ý", 1.25, "center"),
    Column("Không có ý kiến", align="center"),
    Column("Không tham gia biểu quyết", 1.3, "center"),
    Column("Tỷ lệ đồng ý", align="center"),
    Column("Kết quả", 1.2, "center"),
)
VOTES = (NUMBER, Column("Đơn vị", 4), Column("Ý kiến", 2.5))
FOLLOWED = (
    NUMBER,
    Column("Đơn vị", 2.4),
    Column("Nhiệm vụ", 3),
    Column("Thời hạn", 1.1, "center"),
    Column("Kết quả", 2.6),
)
TABLE_NAMES = {
    ROLL: "Điểm danh các đơn vị",
    FOLLOWED: "Kết quả thực hiện kết luận",
    RESULT: "Kết quả biểu quyết",
    VOTES: "Ý kiến của từng đơn vị",
}


def framed(
    conference: Conference,
    *,
    subject: str,
    body: Iterable[Block],
    filed_in: str,
    title: str,
    number: str,
    signatures: tuple[Signature, ...] = (),
    **more: Any,
) -> Paper:
    """What all minutes of a conference have around them. Without a number or signers it is a draft and says so."""
    bloc = conference.bloc
    day = local_date(conference.ends_at) if conference.ends_at else None
    return Paper(
        superior=bloc.superior_on(day),
        issuer=bloc.name_on(day).upper(),
        number=number,
        # Mẫu 1.9 has no place and day in its head: both stand in the text.
        date=day,
        subject=subject,
        body=tuple(body),
        signatures=signatures
        or (
            Signature(SECRETARY, conference.secretary_name, mark=NOT_SIGNED),
            Signature(CHAIR, conference.chair_name, mark=NOT_SIGNED),
        ),
        recipients=("Các đơn vị thành viên", f"Lưu: VT, {filed_in}"),
        note_box="" if number or signatures else "DỰ THẢO",
        number_room="" if number or not signatures else NUMBER_FIELD,
        sample=conference.is_sample,
        title_for_reader=title,
        **more,
    )


@MINUTES_FORM.describes
def minutes_paper(
    conference: Conference,
    *,
    signers: Signers | None = None,
    number: str = "",
    verification: tuple[str, str] | None = None,
) -> Paper:
    """The minutes as a document; (code, address) is printed when given. signers: with room for them, or as signed."""
    return framed(
        conference,
        subject=conference.title,
        body=_body(conference),
        filed_in="Hồ sơ hội nghị",
        title=f"Biên bản {conference.title}",
        number=number,
        verification=verification,
        signatures=signed_by(signers, number),
    )


def signed_by(signers: Signers | None, number: str) -> tuple[Signature, ...]:
    """Secretary and chair under minutes of a conference: with room to sign in, or as signed; none in a draft."""
    mark = SIGNED if number else ""
    return tuple(signers[field].printed(field, mark) for field in ROLES) if signers else ()


def issued_paper(issued: Minutes) -> Paper:
    """As the page shows them once they are issued; the sealed PDF is the true form."""
    return minutes_paper(issued.conference, signers=signers_of_request(issued.signing), number=issued.number)


def clock_words(moment: datetime.datetime) -> str:
    """ "08 giờ 30 phút, ngày 02 tháng 7 năm 2020"."""
    return f"{timezone.localtime(moment):%H giờ %M phút}, {document_date(moment)}"


def _body(conference: Conference) -> Iterator[Block]:
    yield _line(f"Thời gian bắt đầu: {clock_words(conference.starts_at)}.")
    yield _line(f"Địa điểm: {conference.place}.")
    yield from _participants(conference)
    yield _line(f"Chủ trì: {conference.chair_words or DOTS}.")
    yield _line(f"Thư ký: {conference.secretary_words or DOTS}.")
    yield _head("Nội dung (theo diễn biến hội nghị):")
    names = _names(conference)
    for line in agenda_of(conference):
        yield _head(f"{line.item.position}. {line.item.title}")
        if line.item.speaker:
            yield _line(f"Người trình bày: {line.item.speaker_words}.")
        yield from _paragraphs(line.item.note)
        for text in record_lines(line.contributions, names):
            yield _line(text, keep=text in HEADS.values())
        if line.item.kind == AgendaItem.Kind.FOLLOW_UP:
            yield from _followed_up(conference)
        for ballot in line.ballots:
            yield from _ballot(ballot, names)
        if not line.is_recorded:
            yield _line(DOTS)
    if conference.conclusions:
        yield _head("Kết luận của hội nghị:")
        yield from _paragraphs(conference.conclusions)
    yield _line(f"Hội nghị kết thúc vào {clock_words(conference.ends_at) if conference.ends_at else DOTS}.")


def _followed_up(conference: Conference) -> Iterator[Block]:
    """What became of the conclusions and instructions of earlier conferences, unit by unit."""
    rows = followed_up(conference)
    if not rows:
        yield _line("Không có nhiệm vụ được giao từ hội nghị trước.")
        return
    day = local_date(conference.starts_at)
    done = sum(row.state == row.State.DONE for row in rows)
    yield _line(f"Kết quả thực hiện: đã hoàn thành {padded(done)}/{padded(len(rows))} nhiệm vụ.", keep=True)
    table = []
    for place, row in enumerate(rows, 1):
        words = [row.get_state_display(), *_paragraph_texts(row.report)]
        table.append((str(place), row.unit.name_on(day), row.task, short_date(row.due_at), ". ".join(words)))
    yield Table(FOLLOWED, tuple(table))


def _participants(conference: Conference) -> Iterator[Block]:
    yield _head("Thành phần tham dự:")
    guests = [guest for guest in conference.guests.all() if guest.attended]
    if guests:
        yield _line("Đại biểu mời:")
        for place, guest in enumerate(guests, 1):
            yield _line(f"- {guest}{';' if place < len(guests) else '.'}")
    quorum = conference.quorum()
    yield _line(
        f"Đơn vị thành viên: có mặt {padded(quorum.present)}/{padded(quorum.members)} đơn vị, đạt {quorum.share}; "
        f"để biểu quyết cần từ {padded(quorum.needed)} đơn vị ({quorum.threshold.written}).",
        keep=True,
    )
    names = _names(conference)
    rows = {row.unit_id: row for row in conference.attendances.prefetch_related("companions")}
    table = []
    for place, (unit, name) in enumerate(names.items(), 1):
        row = rows.get(unit)
        who = ""
        if row is not None and row.status == Attendance.Status.PRESENT:
            people = (named(row.representative_name, row.representative_post), *map(str, row.companions.all()))
            who = "; ".join(filter(None, people))
        table.append((str(place), name, who, row.get_status_display() if row else DOTS))
    yield Table(
        ROLL,
        tuple(table),
    )


def _ballot(ballot: Ballot, names: dict[int, str]) -> Iterator[Block]:
    yield _line(f"Biểu quyết: {ballot.question}", keep=True)
    if ballot.repeats_because:
        yield _line(f"Biểu quyết lại, lý do: {ballot.repeats_because}.", keep=True)
    if ballot.void_reason:
        yield _line(f"Lần bỏ phiếu kín đã hủy, lý do: {ballot.void_reason}.")
        return
    if ballot.passed is None:
        yield _line("Đang biểu quyết, chưa có kết quả.")
        return
    yield _line(
        f"{ballot.kind_words()}; thông qua khi {ballot.threshold_words} đồng ý. "
        f"Có mặt {padded(ballot.present)}/{padded(ballot.members)} đơn vị, "
        f"cần từ {padded(ballot.needed)} đơn vị đồng ý.",
        keep=True,
    )
    electors = tally_of(ballot).electors
    for aside in electors:
        if aside.recusal:
            yield _line(f"Không tham gia biểu quyết: {names[aside.unit_id or 0]} ({aside.recusal}).", keep=True)
    counted = (ballot.yes, ballot.no, ballot.abstain, ballot.members - (ballot.cast or 0))
    yield Table(
        RESULT,
        ((*map(str, counted), ballot.share_words, ballot.result_words),),
    )
    if ballot.kind == Ballot.Kind.NAMED:
        yield _line("Ý kiến của từng đơn vị:", keep=True)
        yield _named_votes(names, {elector.unit_id: elector.given for elector in electors})


def _named_votes(names: dict[int, str], votes: dict[int | None, Vote | None]) -> Table:
    rows = []
    for place, (unit, name) in enumerate(names.items(), 1):
        rows.append((str(place), name, vote_words(votes.get(unit))))
    return Table(VOTES, tuple(rows))


def vote_words(vote: Vote | None) -> str:
    if vote is None:
        return "Không tham gia biểu quyết"
    return vote.get_choice_display() + (" (Tổ thư ký nhập)" if vote.on_paper else "")


def _names(conference: Conference) -> dict[int, str]:
    """unit → the name it bore on the day, in protocol order."""
    day = local_date(conference.starts_at)
    return {unit.pk: unit.name_on(day) for unit in conference.units()}


def _head(text: str) -> Block:
    return Paragraph(text, bold=True, keep_with_next=True)


def _line(text: str, *, keep: bool = False) -> Block:
    return Paragraph(re.sub(r"\.\.$", ".", text), keep_with_next=keep)


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(line) for line in _paragraph_texts(text)]


def _paragraph_texts(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


# --- The page --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PageBlock:
    """A block for a page. A table has a name and its rows; `numbered`: number and name of the unit stand first."""

    block: Block
    label: str = ""
    numbered: bool = False


def page_blocks(paper: Paper) -> list[PageBlock]:
    """Tables of one kind are told apart by their number: "Kết quả biểu quyết", "Kết quả biểu quyết (2)"."""
    found, tables = [], Counter[str]()
    for block in paper.finished_body:
        if not isinstance(block, Table):
            found.append(PageBlock(block))
            continue
        name = TABLE_NAMES[block.columns]
        tables[name] += 1
        label = f"{name} ({tables[name]})" if tables[name] > 1 else name
        found.append(PageBlock(block, label, block.columns[0] == NUMBER))
    return found


# --- Files -----------------------------------------------------------------------------------------------------------


def minutes_document(conference: Conference, signers: Signers, on: datetime.date) -> NewDocument:
    """The minutes with room for their signers, or with the number of a day and who has signed; PDF and Word."""
    return NewDocument(
        kind=MINUTES,
        chain=conference.chain,
        title=f"Biên bản {conference.title}",
        paper=lambda stamp: minutes_paper(
            conference, signers=signers, number=stamp.number, verification=stamp.verification
        ),
        name=conference.title,
        purpose="Hoàn thành biên bản",
        public={
            "Hội nghị": conference.title,
            "Khối thi đua": conference.bloc.name_on(local_date(filled(conference.ends_at))),
            "Ngày": document_date(filled(conference.ends_at)),
            "Thư ký": signers["secretary"].name,
            "Chủ tọa": signers["chair"].name,
        },
        series=MINUTES_FORM.series(conference.bloc.series_code),
        on=on,
        word=True,
        is_sample=conference.is_sample,
    )


def draft_name(conference: Conference, ending: str) -> str:
    """The name of a draft, as the issued file will be called."""
    return file_name(f"{MINUTES.file_stem} {conference.title}", ending)

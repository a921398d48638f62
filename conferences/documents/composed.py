"""Papers composed from the record: list of delegates, resolution, notice of conclusions.

Until they are put before their signer they are drafts and say so.
"""

from collections.abc import Iterator

from conferences.documents.framing import DRAFT, KEPT, Stage, framed_one_signer, unsigned
from conferences.models import Attendance, Conference, Contribution
from conferences.queries import AgendaLine, agenda_of
from law.paper_forms.library import ANNOUNCEMENT, DELEGATES, RESOLUTION
from libraries.printing.paper import Article, Block, Column, Paper, Paragraph, Table
from libraries.web.formats import document_date, local_date, lower_first, padded, short_date, short_datetime

Kind = Contribution.Kind
RECIPIENTS = ("Các đơn vị thành viên", KEPT)
SECRETARY_LINES = ("THƯ KÝ HỘI NGHỊ",)
CHAIR_LINES = ("TM. HỘI NGHỊ", "CHỦ TỌA")
PEOPLE = (
    Column("STT", 0.5, "center"),
    Column("Họ và tên", 2),
    Column("Chức vụ", 2),
    Column("Đơn vị", 2.8),
    Column("Ghi chú", 1.2),
)


@DELEGATES.describes
def delegates_paper(conference: Conference, stage: Stage = DRAFT) -> Paper:
    """Who was there: guests, then each unit with its representative and who came along, in protocol order."""
    return framed_one_signer(
        conference,
        stage,
        f"Đại biểu dự {conference.title}",
        (Table(PEOPLE, tuple((str(place), *row) for place, row in enumerate(_people(conference), 1))),),
        unsigned(SECRETARY_LINES, conference.secretary_name),
        recipients=RECIPIENTS,
        title_for_reader=f"Danh sách đại biểu dự {conference.title}",
    )


def _people(conference: Conference) -> Iterator[tuple[str, str, str, str]]:
    for guest in conference.guests.all():
        if guest.attended is not False:
            yield guest.name, guest.post, guest.organisation, "Đại biểu mời"
    day = local_date(conference.starts_at)
    rows = {row.unit_id: row for row in conference.attendances.prefetch_related("companions")}
    for unit in conference.units():
        row, name = rows.get(unit.pk), unit.name_on(day)
        if row is None or row.status != Attendance.Status.PRESENT:
            yield "", "", name, row.get_status_display() if row else "Chưa điểm danh"
            continue
        chairs = row.representative_name == conference.chair_name
        yield row.representative_name, row.representative_post, name, "Chủ trì" if chairs else ""
        for person in row.companions.all():
            yield person.name, person.post, name, "Cùng dự"


@RESOLUTION.describes
def resolution_paper(conference: Conference, stage: Stage = DRAFT) -> Paper:
    """An article for each question that was carried and for each conclusion, in the order of the day."""
    day = local_date(conference.starts_at)
    texts = [*_decided(agenda_of(conference)), *_lines(conference.conclusions)]
    texts.append(
        f"Nghị quyết này được {conference.title} của {conference.bloc.name_on(day)} thông qua {document_date(day)}; "
        "các đơn vị thành viên tổ chức thực hiện."
    )
    return framed_one_signer(
        conference,
        stage,
        conference.title,
        tuple(Article(f"Điều {place}", text=text) for place, text in enumerate(texts, 1)),
        unsigned(CHAIR_LINES, conference.chair_name),
        authority=f"Hội nghị {conference.bloc.name_on(day)}",
        legal_basis=RESOLUTION.basis(day),
        recipients=RECIPIENTS,
        title_for_reader=f"Nghị quyết {conference.title}",
    )


def _decided(agenda: list[AgendaLine]) -> Iterator[str]:
    for line in agenda:
        for ballot in line.ballots:
            if ballot.passed:
                yield (
                    f"Nhất trí {lower_first(line.item.title)}; {ballot.yes}/{ballot.members} đơn vị đồng ý, đạt "
                    f"{ballot.share_words} {ballot.get_base_display()}."
                )
        yield from (row.text for row in line.contributions if row.kind == Kind.CONCLUSION)


@ANNOUNCEMENT.describes
def conclusions_paper(conference: Conference, stage: Stage = DRAFT) -> Paper:
    """What was asked for and concluded, and which unit does it until when."""
    return framed_one_signer(
        conference,
        stage,
        f"Kết luận {conference.title}",
        _concluded(conference),
        unsigned(CHAIR_LINES, conference.chair_name),
        recipients=RECIPIENTS,
        title_for_reader=f"Thông báo kết luận {conference.title}",
    )


def _concluded(conference: Conference) -> Iterator[Block]:
    day = local_date(conference.starts_at)
    yield Paragraph(
        f"Ngày {short_date(day)}, tại {conference.place}, {conference.bloc.name_on(day)} tổ chức {conference.title}; "
        f"{conference.chair_words or 'người chủ trì'} chủ trì. Kết luận của hội nghị như sau:"
    )
    rows = [row for line in agenda_of(conference) for row in line.contributions]
    parts = (("Ý kiến chỉ đạo:", Kind.INSTRUCTION), ("Kết luận:", Kind.CONCLUSION))
    for head, kind in parts:
        said = [row for row in rows if row.kind == kind]
        if not said:
            continue
        yield Paragraph(head, bold=True, keep_with_next=True)
        for row in said:
            yield Paragraph(f"- {row.person_words}: {row.text}" if row.person_words else f"- {row.text}")
            given = list(row.assignments.all())
            if given:
                units = ", ".join(task.unit.name_on(day) for task in given)
                due = short_datetime(min(task.due_at for task in given))
                yield Paragraph(f"Giao {padded(len(given))} đơn vị thực hiện, báo cáo trước {due}: {units}.")
    for text in _lines(conference.conclusions):
        yield Paragraph(text)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]

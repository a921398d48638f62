"""The invitation (giấy mời) to units and guests: Mẫu 1.7 of NĐ 30/2020, made of the conference as it is planned."""

import datetime
from collections.abc import Iterator

from conferences.documents.framing import DRAFT, KEPT, Stage, framed_one_signer, unsigned
from conferences.documents.minutes import DOTS, clock_words
from conferences.models import Conference
from law.paper_forms.library import INVITATION
from libraries.printing.paper import Block, Paper, Paragraph
from libraries.web import clock
from libraries.web.formats import padded


@INVITATION.describes
def invitation_paper(conference: Conference, stage: Stage = DRAFT) -> Paper:
    """Whom, to what, when and where, with which programme, what is prepared and answered until when."""
    return framed_one_signer(
        conference,
        stage,
        f"Dự {conference.title}",
        _body(conference, stage.on or clock.today()),
        unsigned(("TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG"), ""),
        date=stage.on or clock.today(),
        recipients=("Như trên", KEPT),
        title_for_reader=f"Giấy mời dự {conference.title}",
    )


def _body(conference: Conference, day: datetime.date) -> Iterator[Block]:
    bloc, units = conference.bloc, list(conference.units())
    yield Paragraph(f"{bloc.name_on(day)} trân trọng kính mời:", keep_with_next=True)
    for guest in conference.guests.all():
        yield Paragraph(f"- {guest};")
    names = "; ".join(unit.name_on(day) for unit in units)
    yield Paragraph(f"- Thủ trưởng, chuyên viên phụ trách thi đua của {padded(len(units))} đơn vị thành viên: {names}.")
    yield Paragraph(f"Tới dự: {conference.title}.")
    yield Paragraph(f"Chủ trì: {conference.chair_words or DOTS}.")
    yield Paragraph(f"Thời gian: {clock_words(conference.starts_at)}.")
    yield Paragraph(f"Địa điểm: {conference.place}.")
    agenda = list(conference.agenda.all())
    if agenda:
        yield Paragraph("Nội dung:", keep_with_next=True)
    for item in agenda:
        who = f" ({item.speaker_words})" if item.speaker else ""
        yield Paragraph(f"{item.position}. {item.title}{who}.")
    to_prepare = [line.strip() for line in conference.to_prepare.splitlines() if line.strip()]
    if to_prepare:
        yield Paragraph("Đề nghị đại biểu chuẩn bị:", keep_with_next=True)
        for line in to_prepare:
            yield Paragraph(f"- {line}" if len(to_prepare) > 1 else line)
    until = clock_words(conference.reply_by) if conference.reply_by else DOTS
    yield Paragraph(
        f"Đề nghị đơn vị, đại biểu trả lời giấy mời (họ tên, chức vụ người dự) trước {until}, tại trang hội nghị trên "
        "hệ thống hoặc với Tổ thư ký. Trân trọng kính mời."
    )

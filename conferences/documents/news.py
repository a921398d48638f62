"""A news item drafted from what a conference recorded, in the shape of the bloc's public articles. Nothing is added."""

import datetime

from ballots.models import Ballot
from conferences.models import Attendance, Conference
from conferences.queries import agenda_of
from libraries.web.formats import local_date, lower_first


def news_article(conference: Conference) -> str:
    """Title, then paragraphs divided by an empty line, ending with "./."; to be read and finished by a person."""
    bloc_name = conference.bloc.name_on(local_date(conference.starts_at))
    paragraphs = [_opening(conference)]
    if conference.chair_name:
        post = f", {conference.chair_post}" if conference.chair_post else ""
        paragraphs.append(f"Chủ trì Hội nghị có đồng chí {conference.chair_name}{post}.")
    for entry in agenda_of(conference):
        paragraphs += [line.strip() for line in entry.item.note.splitlines() if line.strip()]
        for ballot in entry.ballots:
            if ballot.passed is not None:
                paragraphs.append(_vote(ballot))
    paragraphs += [line.strip() for line in conference.conclusions.splitlines() if line.strip()]
    title = conference.title if bloc_name in conference.title else f"{conference.title} của {bloc_name}"
    text = "\n\n".join(paragraphs)
    return f"{title}\n\n{text.rstrip('.')}./."


def office_date(day: datetime.date) -> str:
    """ "02/7/2020": the habit of offices in running text; months 1 and 2 take a 0."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def _opening(conference: Conference) -> str:
    bloc = conference.bloc
    who = bloc.name_on(local_date(conference.starts_at))
    if bloc.field:
        who = f"{who} (gồm các đơn vị hoạt động trong lĩnh vực {lower_first(bloc.field)})"
    # "Trụ sở …" is a common noun in running text; any other beginning may be a name.
    place = f"trụ{conference.place[3:]}" if conference.place.startswith("Trụ") else conference.place
    text = f"Ngày {office_date(local_date(conference.starts_at))}, tại {place}, {who} đã tổ chức {conference.title}."
    present = conference.attendances.filter(status=Attendance.Status.PRESENT).count()
    guests = [f"đồng chí {guest}" for guest in conference.guests.all() if guest.attended]
    units = f"đại diện {present} đơn vị thành viên trong Khối" if present else ""
    if guests:
        text += f" Tham dự Hội nghị có {'; '.join(guests)}" + (f", cùng với {units}." if units else ".")
    elif units:
        text += f" Tham dự Hội nghị có {units}."
    return text


def _vote(ballot: Ballot) -> str:
    result = "được thông qua" if ballot.passed else "không được thông qua"
    return (
        f"Hội nghị đã biểu quyết “{ballot.question}”: {ballot.yes}/{ballot.members} đơn vị đồng ý "
        f"({ballot.share_words} {ballot.get_base_display()}), {result}."
    )

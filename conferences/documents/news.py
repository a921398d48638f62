"""The news item drafted from what a conference recorded, in the shape of the bloc's articles. Nothing is added."""

import base64
import datetime
from collections.abc import Iterable, Iterator

from django.template.loader import render_to_string

from ballots.models import Ballot
from conferences.models import AgendaItem, Attendance, Companion, Conference, Contribution, News, Photo, named
from conferences.queries import AgendaLine, agenda_of
from libraries.web.formats import local_date, lower_first, padded

Kind, ItemKind = Contribution.Kind, AgendaItem.Kind


def news_article(conference: Conference) -> str:
    """Title, then paragraphs divided by an empty line, ending with "./."; to be read and finished by a person."""
    bloc_name = conference.bloc.name_on(local_date(conference.starts_at))
    paragraphs = [_opening(conference, bloc_name)]
    if conference.chair_name:
        paragraphs.append(f"Chủ trì Hội nghị có đồng chí {conference.chair_words}.")
    for entry in agenda_of(conference):
        paragraphs += _item(entry, conference)
    paragraphs += _lines(conference.conclusions)
    title = conference.title if bloc_name in conference.title else f"{conference.title} của {bloc_name}"
    text = "\n\n".join(paragraphs)
    return f"{title}\n\n{text.rstrip('.')}./."


def office_date(day: datetime.date) -> str:
    """ "02/7/2020": the habit of offices in running text; months 1 and 2 take a 0."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def _opening(conference: Conference, bloc_name: str) -> str:
    bloc = conference.bloc
    who = bloc_name
    if bloc.field:
        who = f"{bloc_name} (gồm các đơn vị hoạt động trong lĩnh vực {lower_first(bloc.field)})"
    # "Trụ sở …" is a common noun in running text; any other beginning may be a name.
    place = f"trụ{conference.place[3:]}" if conference.place.startswith("Trụ") else conference.place
    text = f"Ngày {office_date(local_date(conference.starts_at))}, tại {place}, {who} đã tổ chức {conference.title}."
    present = conference.attendances.filter(status=Attendance.Status.PRESENT)
    count = present.count()
    along = Companion.objects.filter(attendance__in=present).exists()
    whom = "lãnh đạo và chuyên viên phụ trách công tác thi đua của" if along else "đại diện"
    units = f"{whom} {count} đơn vị thành viên trong Khối" if count else ""
    guests = [f"đồng chí {guest}" for guest in conference.guests.all() if guest.attended]
    if guests:
        text += f" Tham dự Hội nghị có {'; '.join(guests)}" + (f", cùng với {units}." if units else ".")
    elif units:
        text += f" Tham dự Hội nghị có {units}."
    return text


def _item(entry: AgendaLine, conference: Conference) -> Iterator[str]:
    """An item in the order of the article: who presented it, what was said and given, then how it was voted."""
    item = entry.item
    presented = item.kind in {ItemKind.REPORT, ItemKind.REGULATION, ItemKind.VOTE} and item.on_behalf_of
    if presented and item.speaker:
        post = conference.chair_post if item.speaker == conference.chair_name else ""
        yield (
            f"Tại Hội nghị, thay mặt {item.on_behalf_of}, đồng chí {named(item.speaker, post)} trình bày nội dung: "
            f"{lower_first(item.title)}."
        )
    yield from _lines(item.note)
    said = {kind: [row for row in entry.contributions if row.kind == kind] for kind in Kind}
    yield from _opinions(said[Kind.OPINION])
    yield from _instructions(said[Kind.INSTRUCTION])
    yield from _handed_over(said[Kind.HANDOVER])
    yield from _papers(said[Kind.PAPER])
    if concluded := said[Kind.CONCLUSION]:
        yield f"Hội nghị kết luận: {_joined(row.text for row in concluded)}."
    for ballot in entry.ballots:
        if ballot.passed is not None:
            yield _vote(ballot, item)


def _opinions(rows: list[Contribution]) -> Iterator[str]:
    if not rows:
        return
    topics = [label for value, label in Contribution.Topic.choices if value and any(row.topic == value for row in rows)]
    about = f" về {', '.join(lower_first(topic) for topic in topics)}" if topics else ""
    count = len({row.unit_id for row in rows})
    yield f"Đại diện {padded(count)} đơn vị thành viên trong Khối đã tham gia đóng góp ý kiến{about}."
    noted = [row for row in rows if row.outcome == Contribution.Outcome.NOTED]
    if noted:
        yield f"Trong đó, Hội nghị tiếp thu các ý kiến: {_joined(row.text for row in noted)}."


def _instructions(rows: list[Contribution]) -> Iterator[str]:
    """One paragraph for each who spoke."""
    for who in dict.fromkeys(row.person_words for row in rows):
        yield f"Phát biểu tại Hội nghị, đồng chí {who} {_joined(row.text for row in rows if row.person_words == who)}."


def _handed_over(rows: list[Contribution]) -> Iterator[str]:
    for giver in dict.fromkeys((row.on_behalf_of, named(row.person_name, row.person_post)) for row in rows):
        whom, who = giver
        given = [
            f"{row.title} tặng tập thể {row.unit}"
            for row in rows
            if (row.on_behalf_of, named(row.person_name, row.person_post)) == giver
        ]
        behalf = f"thay mặt {whom}, " if whom else ""
        yield f"Tại Hội nghị, {behalf}đồng chí {who} đã trao {'; '.join(given)}."


def _papers(rows: list[Contribution]) -> Iterator[str]:
    if rows:
        told = [f"{row.unit} với tham luận “{row.title}”" for row in rows]
        yield (
            "Đại diện lãnh đạo các đơn vị trong Khối đã thảo luận, chia sẻ một số kinh nghiệm, cách làm hiệu quả: "
            f"{'; '.join(told)}."
        )


def _joined(sentences: Iterable[str]) -> str:
    """Sentences as one: "nhất trí với …; đề nghị các đơn vị …"."""
    return "; ".join(lower_first(" ".join(text.split()).rstrip(".")) for text in sentences)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _vote(ballot: Ballot, item: AgendaItem) -> str:
    counted = f"{ballot.yes}/{ballot.members} đơn vị đồng ý ({ballot.share_words} {ballot.get_base_display()})"
    if ballot.passed:
        return f"Các đơn vị trong Khối nhất trí {lower_first(item.title)}, với {counted}."
    return f"Nội dung “{item.title}” không được thông qua: {counted}."


# --- A file for other sites ------------------------------------------------------------------------------------------


def news_file(news: News, photos: Iterable[Photo]) -> bytes:
    """The article as one HTML file with its pictures inside, to be handed to whoever keeps a web site."""
    pictures = [
        (photo.caption, f"data:image/jpeg;base64,{base64.b64encode(photo.large.read()).decode()}") for photo in photos
    ]
    return render_to_string("conferences/news_file.html", {"news": news, "pictures": pictures}).encode()

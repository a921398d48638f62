"""A calendar file (RFC 5545) of one event, as phones and mail programs take it: put there, moved, or taken out."""

import datetime
from dataclasses import dataclass
from email.mime.text import MIMEText

from icalendar import Calendar, Event, vCalAddress

CALENDAR = "text/calendar"
FILE_NAME = "lich-hop.ics"


@dataclass(frozen=True)
class CalendarEvent:
    """uid: the same for ever, so that a calendar finds the event it has; changes: how often it was moved since.

    sender: name and address of whoever calls the meeting. A cancelled event is taken out of calendars.
    """

    uid: str
    title: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    place: str
    text: str
    page: str
    sender: tuple[str, str]
    written_at: datetime.datetime
    changes: int = 0
    cancelled: bool = False


def calendar_file(row: CalendarEvent) -> str:
    """The event as a file. It asks for no answer by mail (METHOD:PUBLISH): answers are given on the page."""
    event = Event()
    event.add("uid", row.uid)
    event.add("summary", row.title)
    # Times of the world clock need no table of time zones in the file.
    event.add("dtstart", row.starts_at.astimezone(datetime.UTC))
    event.add("dtend", row.ends_at.astimezone(datetime.UTC))
    event.add("dtstamp", row.written_at.astimezone(datetime.UTC))
    event.add("sequence", row.changes)
    event.add("location", row.place)
    event.add("description", row.text)
    event.add("status", "CANCELLED" if row.cancelled else "CONFIRMED")
    if row.page:
        event.add("url", row.page)
    name, address = row.sender
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["CN"] = name
    event.add("organizer", organizer)
    calendar = Calendar()
    calendar.add("prodid", "-//Khoi thi dua//Hoi nghi//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if row.cancelled else "PUBLISH")
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content.decode()


def calendar_part(content: str) -> MIMEText:
    """The file as a part of a mail, with the method in its type, by which a mail program knows what to offer."""
    part = MIMEText(content, "calendar", "utf-8")
    part.set_param("method", "CANCEL" if "METHOD:CANCEL" in content else "PUBLISH")
    part.add_header("Content-Disposition", "attachment", filename=FILE_NAME)
    return part

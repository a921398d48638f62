"""Who is called to a conference hears of it: invited, called to another day, told that it will not be held.

Units by a notice and a mail to their people, guests by a mail where their address is known; each with a calendar file.
"""

import datetime
from collections.abc import Callable
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from conferences import letters
from conferences.models import Conference, ConferencePaper, Reply
from conferences.queries import replies_of
from conferences.worklist import about_reply, page
from libraries.web import clock
from libraries.web.calendar_file import CalendarEvent, calendar_file
from libraries.web.letters import Letter
from notices.outbox import mail_to_guest, notify
from units import audience

ANSWER, READ_IT, SEE_IT = "Trả lời giấy mời", "Xem giấy mời", "Xem hội nghị"
# A calendar shows the room as taken so long; when a conference ends is only known afterwards.
HALF_A_DAY = datetime.timedelta(hours=3)


def calendar_of(conference: Conference) -> str:
    """The calendar file of a conference as it is planned now."""
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1] or f"thu@{host}"
    agenda = [f"{item.position}. {item.title}" for item in conference.agenda.all()]
    cancelled = conference.state == Conference.State.CANCELLED
    return calendar_file(
        CalendarEvent(
            uid=f"hoi-nghi-{conference.pk}@{host}",
            title=conference.title,
            starts_at=conference.starts_at,
            ends_at=conference.ends_at or conference.starts_at + HALF_A_DAY,
            place=conference.place,
            text="\n".join(agenda),
            page=f"{settings.PUBLIC_ADDRESS}{page('conference_detail', conference)}",
            sender=(f"Tổ thư ký {conference.bloc.name}", address),
            written_at=clock.now(),
            changes=conference.times_moved + cancelled,
            cancelled=cancelled,
        )
    )


def invite_all(conference: Conference, paper: ConferencePaper) -> None:
    """The invitation goes out: every unit of the day is asked who comes, every guest with an address is written to."""
    known = set(conference.replies.values_list("unit_id", flat=True))
    Reply.objects.bulk_create(
        Reply(conference=conference, unit=unit, is_sample=conference.is_sample)
        for unit in conference.units()
        if unit.pk not in known
    )

    def written(act: str) -> Letter:
        return letters.invitation(
            number=paper.number,
            conference=conference.title,
            starts_at=conference.starts_at,
            place=conference.place,
            reply_by=conference.reply_by,
            act=act,
        )

    code = paper.document.code if paper.document else None
    _tell(conference, written, ANSWER, reverse("records:verdict_detail", args=[code]) if code else "", READ_IT)


def tell_rescheduled(conference: Conference, was: datetime.datetime, reason: str) -> None:
    """All who were called; the units answer again."""

    def written(act: str) -> Letter:
        return letters.rescheduled(
            conference=conference.title,
            starts_at=conference.starts_at,
            place=conference.place,
            was=was,
            reason=reason,
            act=act,
        )

    _tell(conference, written, ANSWER)


def tell_cancelled(conference: Conference) -> None:
    def written(act: str) -> Letter:
        return letters.cancelled(
            conference=conference.title,
            starts_at=conference.starts_at,
            reason=conference.cancelled_because,
            act=act,
        )

    _tell(conference, written, SEE_IT)


def _tell(
    conference: Conference, written: Callable[[str], Letter], act: str, guests_url: str = "", guests_act: str = ""
) -> None:
    """act: what the units' button says; those that are asked to answer are sent to their own page."""
    calendar = calendar_of(conference)
    for reply in replies_of(conference):
        asked = act == ANSWER and reply.answer == Reply.Answer.NONE
        notify(
            audience.members([reply.unit]),
            written(act),
            url=page("invitation_reply", reply) if act == ANSWER else page("conference_detail", conference),
            bloc=conference.bloc,
            about=about_reply(reply) if asked else "",
            until=conference.starts_at if asked else None,
            calendar=calendar,
        )
    for guest in conference.guests.exclude(email=""):
        letter = written(guests_act)
        mail_to_guest(guest.email, str(guest), letter, url=guests_url, bloc=conference.bloc, calendar=calendar)

"""Who is called to a conference hears of it: invited, called to another day, told that it will not be held.

Units by a notice and a mail to their people, guests by a mail where their address is known; each with a calendar file.
"""

import datetime
import hashlib
import secrets
from collections.abc import Callable
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from conferences import letters
from conferences.models import Conference, ConferencePaper, Guest, GuestLink, Reply
from conferences.queries import replies_of
from conferences.worklist import about_reply, page
from libraries.web import clock
from libraries.web.calendar_file import CalendarEvent, calendar_file
from libraries.web.letters import Letter
from notices.outbox import mail_to_guest, notify
from units import audience

ANSWER, SEE_IT = "Trả lời giấy mời", "Xem hội nghị"
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

    _tell(conference, _invitation(conference, paper), ANSWER)


def _invitation(conference: Conference, paper: ConferencePaper) -> Callable[[str], Letter]:
    return lambda act: letters.invitation(
        number=paper.number,
        conference=conference.title,
        starts_at=conference.starts_at,
        place=conference.place,
        reply_by=conference.reply_by,
        act=act,
    )


def invite_guest_by_mail(guest: Guest, paper: ConferencePaper) -> None:
    """The invitation goes to one guest (again); the link sent before answers nothing any more."""
    _write_to_guest(guest, _invitation(guest.conference, paper), ANSWER, calendar_of(guest.conference))


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


def _tell(conference: Conference, written: Callable[[str], Letter], act: str) -> None:
    """act: what the button says; those that are asked to answer are sent to their own page, guests too."""
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
        guest.conference = conference
        _write_to_guest(guest, written, act, calendar)


def _write_to_guest(guest: Guest, written: Callable[[str], Letter], act: str, calendar: str) -> None:
    """With a link of the guest's own where an answer is asked for; without an account nothing else can be opened."""
    take_back_links(guest)
    url = reverse("conferences:guest_reply", args=[_new_link(guest)]) if act == ANSWER else ""
    letter = written(act if url else "")
    mail_to_guest(guest.email, str(guest), letter, url=url, bloc=guest.conference.bloc, calendar=calendar)


def hash_of_link(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def take_back_links(guest: Guest) -> int:
    """The links of this guest that were not used answer nothing any more; how many."""
    return GuestLink.objects.filter(guest=guest, used_at=None, revoked_at=None).update(revoked_at=clock.now())


def _new_link(guest: Guest) -> str:
    token = secrets.token_urlsafe(32)
    GuestLink.objects.create(
        guest=guest, token_hash=hash_of_link(token), made_at=clock.now(), is_sample=guest.is_sample
    )
    return token

"""Invitations: what units and guests answer, who is reminded, the conference moved to another day or cancelled."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from conferences import letters
from conferences.actions import (
    ANSWER_BY_LINK,
    ANSWER_FOR_GUEST,
    CANCEL,
    REMIND_INVITED,
    REPLY,
    RESCHEDULE,
    REVOKE_GUEST_LINK,
    SEND_TO_GUEST,
    TAKE_BACK_REMINDER,
)
from conferences.inviting import (
    hash_of_link,
    invite_guest_by_mail,
    take_back_links,
    tell_cancelled,
    tell_rescheduled,
)
from conferences.models import Conference, Guest, GuestLink, Reply
from conferences.queries import invitation_of, leader_posts
from conferences.worklist import about_reply, page
from libraries.web import clock
from libraries.web.formats import local_date
from notices.models import Notice
from notices.outbox import end_requests, notify, take_back
from notices.reminders import HOLD_SECONDS
from records.revisions import next_revision
from records.transitions import NotAllowedNow, begin, filled, finish
from units import audience
from units.models import Post, Unit, User, in_force

Answer = Reply.Answer
LINK_IS_OVER = (
    "Đường dẫn trả lời đã được sử dụng hoặc không còn hiệu lực. Muốn thay đổi trả lời, liên hệ Tổ thư ký Khối."
)
NOBODY: dict[str, Any] = {
    "person": None,
    "name": "",
    "post": "",
    "authority": "",
    "companions": "",
    "absent_because": "",
}


@transaction.atomic
def reply(
    row: Reply,
    *,
    by: User,
    answer: str,
    person: User | None = None,
    name: str = "",
    post: str = "",
    authority: str = "",
    companions: str = "",
    absent_because: str = "",
) -> Reply:
    """Who comes for an invited unit (trả lời giấy mời); may be changed until the conference opens.

    The leader is the unit's on the day of the conference. `person`: the account of another; without one name and post
    as typed. NotAllowedNow names what is missing. Locks the conference.
    """
    row = begin(REPLY, row, by=by)
    values = {**NOBODY, "companions": companions.strip()}
    if answer == Answer.LEADER:
        values |= _leader(row, name, post)
    elif answer in {Answer.DEPUTY, Answer.SPECIALIST}:
        values |= _other(row, person, name, post)
        values["authority"] = authority.strip()
        if answer == Answer.DEPUTY and not values["authority"]:
            raise NotAllowedNow("Nhập số, ngày văn bản ủy quyền của thủ trưởng đơn vị.")
    elif answer == Answer.ABSENT:
        values = {**NOBODY, "absent_because": absent_because.strip()}
        if not values["absent_because"]:
            raise NotAllowedNow("Nhập lý do không cử người dự.")
    else:
        raise NotAllowedNow("Chọn người dự hội nghị.")
    end_requests(about_reply(row))
    data = {"unit": row.unit.slug, "answer": answer, "name": values["name"]}
    now = clock.now()
    return finish(
        REPLY, row, by=by, data=data, about=row.conference, answer=answer, replied_at=now, replied_by=by, **values
    )


def _leader(row: Reply, name: str, post: str) -> dict[str, Any]:
    held = leader_posts(row.conference).get(row.unit_id)
    if held is not None:
        return {"person": held.user, "name": held.user.full_name, "post": held.title}
    if not name.strip():
        raise NotAllowedNow("Hệ thống chưa có thủ trưởng của đơn vị. Nhập họ tên, chức vụ người dự.")
    return {"name": name.strip(), "post": post.strip()}


def _other(row: Reply, person: User | None, name: str, post: str) -> dict[str, Any]:
    if person is None:
        if not name.strip():
            raise NotAllowedNow("Chọn người dự trong danh sách, hoặc nhập họ tên, chức vụ người dự.")
        return {"name": name.strip(), "post": post.strip()}
    if not audience.members([row.unit]).filter(pk=person.pk).exists():
        raise NotAllowedNow(f"{person.full_name} không thuộc {row.unit}. Chọn cán bộ của đơn vị.")
    held = Post.objects.filter(in_force(local_date(row.conference.starts_at)), unit=row.unit, user=person).first()
    return {"person": person, "name": person.full_name, "post": held.title if held else post.strip()}


@transaction.atomic
def answer_for_guest(guest: Guest, *, by: User, coming: bool) -> Guest:
    """What a guest without an account said by phone or letter."""
    conference = begin(ANSWER_FOR_GUEST, guest.conference, by=by)
    finish(ANSWER_FOR_GUEST, conference, by=by, data={"name": guest.name, "coming": coming})
    Guest.objects.filter(pk=guest.pk).update(coming=coming)
    guest.coming = coming
    return guest


@transaction.atomic
def answer_by_link(token: str, *, coming: bool) -> Guest:
    """A guest answers by the link that was sent to them, once. Locks the conference, then asks the link again.

    Raises NotAllowedNow for a link that was used or taken back, and once the conference is open or cancelled.
    """
    link = GuestLink.objects.select_related("guest").filter(token_hash=hash_of_link(token)).first()
    if link is None:
        raise NotAllowedNow(LINK_IS_OVER)
    conference = begin(ANSWER_BY_LINK, link.guest.conference, by=None)
    if not GuestLink.objects.live().filter(pk=link.pk).update(used_at=clock.now()):
        raise NotAllowedNow(LINK_IS_OVER)
    Guest.objects.filter(pk=link.guest_id).update(coming=coming)
    finish(ANSWER_BY_LINK, conference, by=None, data={"name": link.guest.name, "coming": coming})
    link.guest.coming = coming
    return link.guest


@transaction.atomic
def send_to_guest(guest: Guest, *, by: User) -> None:
    """Send the issued invitation to one guest (again): named after it went out, or the mail was lost."""
    conference = begin(SEND_TO_GUEST, guest.conference, by=by)
    if not guest.email:
        raise NotAllowedNow(f"{guest.name} chưa có thư điện tử. Gửi giấy mời bản giấy và nhập trả lời tại đây.")
    guest.conference = conference
    invite_guest_by_mail(guest, filled(invitation_of(conference)))
    finish(SEND_TO_GUEST, conference, by=by, data={"name": guest.name})


@transaction.atomic
def revoke_guest_link(guest: Guest, *, by: User) -> None:
    """The link that was sent to this guest answers nothing any more."""
    conference = begin(REVOKE_GUEST_LINK, guest.conference, by=by)
    if not take_back_links(guest):
        raise NotAllowedNow(f"{guest.name} không có đường dẫn trả lời nào còn hiệu lực.")
    finish(REVOKE_GUEST_LINK, conference, by=by, data={"name": guest.name})


# --- Reminders -------------------------------------------------------------------------------------------------------


@transaction.atomic
def remind_invited(conference: Conference, *, by: User) -> tuple[list[Unit], list[Notice]]:
    """Nhắc the units that have not answered, once a day each. Returns who was reminded, and the notices.

    Mails wait ten seconds for `take_back_reminder`.
    """
    conference = begin(REMIND_INVITED, conference, by=by)
    reminded, sent = list[Unit](), list[Notice]()
    for row in Reply.objects.waiting().filter(conference=conference).select_related("unit").order_by("pk"):
        key = f"conferences-remind-{row.pk}-{clock.today()}"
        people = audience.members([row.unit])
        if not people or Notice.objects.filter(key=key).exists():
            continue
        reminded.append(row.unit)
        letter = letters.invitation_reminder(
            unit=row.unit.name,
            conference=conference.title,
            starts_at=conference.starts_at,
            reply_by=conference.reply_by,
        )
        sent += notify(
            people,
            letter,
            url=page("invitation_reply", row),
            bloc=conference.bloc,
            hold_seconds=HOLD_SECONDS,
            key=key,
            about=about_reply(row),
            until=conference.starts_at,
        )
    if not reminded:
        raise NotAllowedNow("Hôm nay đã gửi nhắc các đơn vị này. Mỗi đơn vị chỉ được nhắc một lần trong ngày.")
    finish(REMIND_INVITED, conference, by=by, data={"units": [unit.slug for unit in reminded]})
    return reminded, sent


@transaction.atomic
def take_back_reminder(conference: Conference, *, by: User, notices: Iterable[Notice]) -> int:
    """Undo a reminder (hoàn tác), within ten seconds. Returns how many notices were taken back."""
    conference = begin(TAKE_BACK_REMINDER, conference, by=by)
    count = take_back(notices)
    if not count:
        raise NotAllowedNow("Thư nhắc đã được gửi đi nên không hoàn tác được.")
    finish(TAKE_BACK_REMINDER, conference, by=by, data={"notices": count})
    return count


# --- Another day, or none --------------------------------------------------------------------------------------------


@transaction.atomic
def reschedule(
    conference: Conference,
    *,
    by: User,
    revision: int,
    starts_at: datetime.datetime,
    place: str,
    reply_by: datetime.datetime | None,
    reason: str,
) -> Conference:
    """Move the conference (thay đổi lịch) to another time or place. Whoever was called is told and answers again.

    NotAllowedNow for a time that is past, for an answer that would be due behind it, and where nothing changes.
    """
    conference = begin(RESCHEDULE, conference, by=by)
    revision = next_revision(conference, revision)
    was, was_at = conference.starts_at, conference.place
    if (starts_at, place) == (was, was_at):
        raise NotAllowedNow("Thời gian, địa điểm không thay đổi.")
    if starts_at <= clock.now():
        raise NotAllowedNow("Thời gian bắt đầu mới phải sau thời điểm hiện tại.")
    if reply_by is not None and not clock.now() < reply_by < starts_at:
        raise NotAllowedNow("Hạn trả lời phải sau thời điểm hiện tại và trước thời gian bắt đầu mới.")
    rows = list(conference.replies.all())
    for row in rows:
        end_requests(about_reply(row))
    answers = {row.unit.slug: row.answer for row in conference.replies.exclude(answer="").select_related("unit")}
    conference.replies.update(answer="", replied_at=None, replied_by=None, **NOBODY)
    conference.guests.update(coming=None)
    data = {"was": was.isoformat(), "was_at": was_at, "starts_at": starts_at.isoformat(), "answers": answers}
    return finish(
        RESCHEDULE,
        conference,
        by=by,
        reason=reason,
        data=data,
        notice=lambda row: tell_rescheduled(row, was, reason) if rows else None,
        starts_at=starts_at,
        place=place,
        reply_by=reply_by,
        times_moved=conference.times_moved + 1,
        revision=revision,
    )


@transaction.atomic
def cancel(conference: Conference, *, by: User, reason: str) -> Conference:
    """The conference will not be held (hủy hội nghị). Whoever was called is told, and calendars forget it."""
    conference = begin(CANCEL, conference, by=by)
    called = invitation_of(conference) is not None
    for row in conference.replies.all():
        end_requests(about_reply(row))
    return finish(
        CANCEL,
        conference,
        by=by,
        reason=reason,
        notice=lambda row: tell_cancelled(row) if called else None,
        cancelled_at=clock.now(),
        cancelled_by=by,
        cancelled_because=reason,
    )

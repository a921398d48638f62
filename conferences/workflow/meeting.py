"""The meeting: who is here, opened, what happened, closed."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction

from ballots.models import Ballot
from ballots.workflow import Seat, replace_delegate
from conferences.actions import CLOSE_CONFERENCE, OPEN_CONFERENCE, RECORD_ATTENDANCE, RECORD_EVENTS
from conferences.models import AgendaItem, Attendance, Companion, Conference, Guest, Reply, companions_in
from conferences.queries import ballots_at, leaders_on, replies_of, roll_of
from libraries.web import clock
from libraries.web.formats import short_datetime
from records.revisions import next_revision
from records.transitions import NotAllowedNow, begin, finish
from units import audience
from units.models import Post, Unit, User, in_force


@dataclass(frozen=True)
class Presence:
    """What the roll says of one unit. `status`: Attendance.Status; `companions`: name and post of who came along.

    `delegate`: the account of whoever stands for it, who then votes for it here. Without one it is the unit's person of
    that name; without a name its head, where there is only one.
    """

    unit: Unit
    status: str
    representative_name: str = ""
    representative_post: str = ""
    companions: tuple[tuple[str, str], ...] = ()
    delegate: User | None = None


@transaction.atomic
def record_attendance(
    conference: Conference, *, by: User, roll: Iterable[Presence], guests_here: Iterable[Guest] | None = None
) -> Conference:
    """Record who is here (điểm danh): a row a unit; with `guests_here` also of every guest whether they came.

    Raises NotAllowedNow for a unit that has no seat this year, and for one that leaves while a ballot is open: whoever
    is in the room when a question is put stays counted until it is answered. Another delegate votes from now on.
    """
    conference = begin(RECORD_ATTENDANCE, conference, by=by)
    roll = _with_delegates(conference, list(roll))
    members = set(conference.units().values_list("pk", flat=True))
    known = {row.unit_id: row for row in conference.attendances.prefetch_related("companions")}
    voting = list(ballots_at(conference).filter(state__in=Ballot.RUNNING))
    now, written = clock.now(), []
    for entry in roll:
        if entry.unit.pk not in members:
            raise NotAllowedNow(f"{entry.unit} không có tên trong danh sách đơn vị của năm thi đua.")
        row = known.get(entry.unit.pk)
        leaves = row is not None and row.status == Attendance.Status.PRESENT != entry.status
        if voting and leaves:
            raise NotAllowedNow(f"Đang biểu quyết. Chỉ chuyển {entry.unit} sang vắng sau khi kết thúc biểu quyết.")
        values = {
            "status": entry.status,
            "delegate": entry.delegate,
            "representative_name": entry.representative_name,
            "representative_post": entry.representative_post,
        }
        along = [] if row is None else [(one.name, one.post) for one in row.companions.all()]
        same = row is not None and all(getattr(row, name) == value for name, value in values.items())
        if same and along == list(entry.companions):
            continue
        row, _ = Attendance.objects.update_or_create(
            conference=conference,
            unit=entry.unit,
            defaults=values | {"recorded_at": now, "recorded_by": by, "is_sample": conference.is_sample},
        )
        row.companions.all().delete()
        Companion.objects.bulk_create(
            Companion(attendance=row, name=name, post=post, is_sample=conference.is_sample)
            for name, post in dict.fromkeys(entry.companions)
        )
        written.append({"unit": entry.unit.slug, "status": entry.status})
        for ballot in voting:
            seat = Seat(entry.unit, entry.delegate, entry.representative_name, entry.representative_post)
            replace_delegate(ballot, seat)
    if guests_here is not None:
        here = {guest.pk for guest in guests_here}
        conference.guests.filter(pk__in=here).update(attended=True)
        conference.guests.exclude(pk__in=here).update(attended=False)
    return finish(RECORD_ATTENDANCE, conference, by=by, data={"roll": written})


def _with_delegates(conference: Conference, roll: list[Presence]) -> list[Presence]:
    """Each unit that is here with the account of whoever stands for it, where one is known.

    Whom the unit named in its answer to the invitation is known by key, others by their name.
    """
    here = [entry.unit for entry in roll if entry.status == Attendance.Status.PRESENT]
    people = {row.unit.pk: row.people for row in audience.readers(here)}
    heads: dict[int, list[User]] = {unit.pk: [] for unit in here}
    named = {row.unit_id: row for row in replies_of(conference) if row.person_id}
    held = Post.objects.filter(in_force(), unit__in=here, is_leader=True, user__is_active=True)
    for post in held.select_related("user"):
        heads[post.unit_id].append(post.user)
    return [
        replace(
            entry,
            delegate=entry.delegate
            or _answered(entry, named.get(entry.unit.pk), people[entry.unit.pk])
            or _account(entry, people[entry.unit.pk], heads[entry.unit.pk]),
        )
        if entry.unit.pk in people
        else entry
        for entry in roll
    ]


def _answered(entry: Presence, reply: Reply | None, people: Iterable[User]) -> User | None:
    """Whom the unit said it sends, if the roll names the same and they still work there."""
    if reply is None or entry.representative_name not in ("", reply.name):
        return None
    return next((person for person in people if person.pk == reply.person_id), None)


def _account(entry: Presence, people: Iterable[User], heads: list[User]) -> User | None:
    name = entry.representative_name.casefold()
    known = [person for person in people if person.full_name.casefold() == name] if name else heads
    return known[0] if len(known) == 1 else None


@transaction.atomic
def record_everybody_here(conference: Conference, *, by: User) -> Conference:
    """All units of the year are here (đủ đơn vị có mặt), in one act.

    For a unit stands whom it named in its answer to the invitation; where it did not answer, its leader.

    What the roll knows already of representatives and companions stays.
    """
    leaders, answers = leaders_on(conference), {row.unit_id: row for row in replies_of(conference) if row.comes}
    roll = []
    for line in roll_of(conference):
        row, leader = line.attendance, leaders.get(line.unit.pk, ("", ""))
        name, post = (row.representative_name, row.representative_post) if row else ("", "")
        companions = tuple((one.name, one.post) for one in row.companions.all()) if row else ()
        if row is None and (said := answers.get(line.unit.pk)):
            name, post, companions = said.name, said.post, companions_in(said.companions)
        name, post = (name, post) if name else leader
        roll.append(Presence(line.unit, Attendance.Status.PRESENT, name, post, companions))
    return record_attendance(conference, by=by, roll=roll)


@transaction.atomic
def open_conference(conference: Conference, *, by: User) -> Conference:
    """Open the conference (khai mạc). NotAllowedNow without an agenda; the quorum is asked for when a ballot opens."""
    conference = begin(OPEN_CONFERENCE, conference, by=by)
    return finish(OPEN_CONFERENCE, conference, by=by, opened_at=clock.now(), opened_by=by)


@transaction.atomic
def record_events(
    conference: Conference, *, by: User, revision: int, notes: dict[int, str], conclusions: str
) -> Conference:
    """Write what happened (diễn biến; notes: pk of the item → text) and the conclusions, until minutes are issued."""
    conference = begin(RECORD_EVENTS, conference, by=by)
    revision = next_revision(conference, revision)
    changed = []
    for item in conference.agenda.filter(pk__in=notes):
        if item.note != notes[item.pk]:
            item.note = notes[item.pk]
            changed.append(item)
    AgendaItem.objects.bulk_update(changed, ["note"])
    data = {"items": [item.title for item in changed], "conclusions_changed": conclusions != conference.conclusions}
    return finish(RECORD_EVENTS, conference, by=by, data=data, conclusions=conclusions, revision=revision)


@transaction.atomic
def close_conference(conference: Conference, *, by: User, ends_at: datetime.datetime | None = None) -> Conference:
    """Close the conference (bế mạc) at `ends_at`, now by default. From here on roll, chair and secretary are fixed.

    NotAllowedNow while a ballot is open, while one of these is missing, or for an end before the start.
    """
    conference = begin(CLOSE_CONFERENCE, conference, by=by)
    now = clock.now()
    ends_at = ends_at or now
    if not conference.starts_at < ends_at <= now:
        raise NotAllowedNow(
            f"Thời gian kết thúc phải sau thời gian bắt đầu ({short_datetime(conference.starts_at)}) "
            "và không sau thời điểm hiện tại. "
            "Nếu thời gian bắt đầu chưa đúng, sửa tại trang thông tin hội nghị."
        )
    return finish(CLOSE_CONFERENCE, conference, by=by, ends_at=ends_at, closed_at=now, closed_by=by)

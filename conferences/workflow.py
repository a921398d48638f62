"""The steps of a conference and of a ballot, then one function a verb.

Lock order: conference, ballot, number, audit chain.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.urls import reverse

from conferences.documents.minutes import minutes_document
from conferences.gaps import before_closing, before_minutes
from conferences.models import AgendaItem, Attendance, Ballot, Conference, Guest, Minutes, Vote
from conferences.worklist import about_ballot
from libraries.threshold import Threshold
from libraries.web import clock
from libraries.web.formats import short_datetime
from notices.outbox import end_requests, notify
from records import audit
from records.issuing import Prepared, issue, prepare
from records.ordering import exchanged, number
from records.revisions import next_revision
from records.transitions import NotAllowedNow, Step, Workflow, not_in_state, take
from units.models import EmulationYear, Unit, User, in_force

State = Conference.State

EDIT = Step("edit", "Sửa thông tin hội nghị", (State.PLANNED, State.OPEN), "")
ADD_AGENDA_ITEM = Step("add_agenda_item", "Thêm nội dung chương trình", (State.PLANNED, State.OPEN), "")
MOVE_AGENDA_ITEM = Step("move_agenda_item", "Đổi thứ tự chương trình", (State.PLANNED, State.OPEN), "")
REMOVE_AGENDA_ITEM = Step("remove_agenda_item", "Bỏ nội dung chương trình", (State.PLANNED, State.OPEN), "")
INVITE_GUEST = Step("invite_guest", "Thêm đại biểu mời", (State.PLANNED, State.OPEN), "")
REMOVE_GUEST = Step("remove_guest", "Bỏ đại biểu mời", (State.PLANNED, State.OPEN), "")
RECORD_ATTENDANCE = Step("record_attendance", "Ghi điểm danh", (State.PLANNED, State.OPEN), "")
OPEN = Step("open", "Khai mạc hội nghị", (State.PLANNED,), State.OPEN)
OPEN_BALLOT = Step("open_ballot", "Mở biểu quyết", (State.OPEN,), "")
RECORD_EVENTS = Step("record_events", "Ghi diễn biến và kết luận", (State.OPEN, State.CLOSED), "")
CLOSE = Step("close", "Bế mạc hội nghị", (State.OPEN,), State.CLOSED)
ISSUE_MINUTES = Step("issue_minutes", "Ban hành biên bản", (State.CLOSED,), "")
STEPS = Workflow(
    EDIT, ADD_AGENDA_ITEM, MOVE_AGENDA_ITEM, REMOVE_AGENDA_ITEM, INVITE_GUEST, REMOVE_GUEST, RECORD_ATTENDANCE, OPEN,
    OPEN_BALLOT, RECORD_EVENTS, CLOSE, ISSUE_MINUTES,
)  # fmt: skip

CAST = Step("cast", "Bỏ phiếu", (Ballot.State.OPEN,), "")
RECORD_VOTES = Step("record_votes", "Ghi phiếu", (Ballot.State.OPEN,), "")
CLOSE_BALLOT = Step("close_ballot", "Kiểm phiếu", (Ballot.State.OPEN,), Ballot.State.CLOSED)
BALLOT_STEPS = Workflow(CAST, RECORD_VOTES, CLOSE_BALLOT)
VERBS = {"plan": "Dự kiến hội nghị"}


def locked_conference(pk: int) -> Conference:
    conferences = Conference.objects.select_related("emulation_year__bloc")
    return conferences.select_for_update(of=("self",)).get(pk=pk)


def locked_ballot(pk: int) -> Ballot:
    ballots = Ballot.objects.select_related("conference__emulation_year__bloc", "agenda_item")
    return ballots.select_for_update(of=("self",)).get(pk=pk)


# --- The programme -------------------------------------------------------------------------------------------------


@transaction.atomic
def plan(
    year: EmulationYear, *, by: User, kind: str, title: str, starts_at: datetime.datetime, place: str, **facts: Any
) -> Conference:
    """Dự kiến hội nghị. `facts`: host, chair, chair_name, chair_post, secretary, secretary_name, secretary_post."""
    conference = Conference.objects.create(
        emulation_year=year, kind=kind, title=title, starts_at=starts_at, place=place, is_sample=year.is_sample, **facts
    )
    audit.record("conferences.plan", conference, by=by, to_state=conference.state)
    return conference


@transaction.atomic
def edit(conference: Conference, *, by: User, revision: int, **facts: Any) -> Conference:
    """Sửa thông tin. `revision` is what the editor had read; EditConflict when it is no longer the newest."""
    conference = locked_conference(conference.pk)
    revision = next_revision(conference, revision)
    before = {name: getattr(conference, name) for name in facts}
    changed = [name for name, value in facts.items() if before[name] != value]
    take(EDIT, conference, by=by, data={"fields": changed}, revision=revision, **facts)
    return conference


@transaction.atomic
def add_agenda_item(conference: Conference, *, by: User, kind: str, title: str, speaker: str = "") -> AgendaItem:
    """Thêm nội dung, as the last one."""
    conference = locked_conference(conference.pk)
    last = conference.agenda.aggregate(last=Max("position"))["last"] or 0
    take(ADD_AGENDA_ITEM, conference, by=by, data={"title": title})
    return AgendaItem.objects.create(
        conference=conference,
        position=last + 1,
        kind=kind,
        title=title,
        speaker=speaker,
        is_sample=conference.is_sample,
    )


@transaction.atomic
def move_agenda_item(item: AgendaItem, *, by: User, up: bool) -> None:
    """Lên, Xuống: changes places with its neighbour; the first one stays first."""
    conference = locked_conference(item.conference_id)
    take(MOVE_AGENDA_ITEM, conference, by=by, data={"title": item.title, "up": up})
    if (moved := exchanged(list(conference.agenda.all()), item.pk, up=up)) is not None:
        number(moved)


@transaction.atomic
def remove_agenda_item(item: AgendaItem, *, by: User) -> None:
    """Bỏ nội dung: only while nothing was voted at it."""
    conference = locked_conference(item.conference_id)
    if item.ballots.exists():
        raise NotAllowedNow(f"Nội dung “{item.title}” đã có biểu quyết nên không bỏ được.")
    take(REMOVE_AGENDA_ITEM, conference, by=by, data={"title": item.title, "note": item.note})
    AgendaItem.objects.filter(pk=item.pk).delete()
    number(list(conference.agenda.all()))


@transaction.atomic
def invite_guest(conference: Conference, *, by: User, name: str, post: str = "", organisation: str = "") -> Guest:
    """Thêm đại biểu mời."""
    conference = locked_conference(conference.pk)
    take(INVITE_GUEST, conference, by=by, data={"name": name})
    return Guest.objects.create(
        conference=conference, name=name, post=post, organisation=organisation, is_sample=conference.is_sample
    )


@transaction.atomic
def remove_guest(guest: Guest, *, by: User) -> None:
    """Bỏ đại biểu mời."""
    conference = locked_conference(guest.conference_id)
    take(REMOVE_GUEST, conference, by=by, data={"name": guest.name})
    Guest.objects.filter(pk=guest.pk).delete()


# --- The meeting ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Presence:
    """What the roll says of one unit. `status`: Attendance.Status."""

    unit: Unit
    status: str
    representative_name: str = ""
    representative_post: str = ""


@transaction.atomic
def record_attendance(
    conference: Conference, *, by: User, roll: Iterable[Presence], guests_here: Iterable[Guest] | None = None
) -> Conference:
    """Điểm danh. Locks the conference; writes a row a unit; with `guests_here` says of every guest whether they came.

    Raises NotAllowedNow for a unit that has no seat this year, and for one that leaves while a ballot is open: whoever
    is in the room when a question is put stays counted until it is answered.
    """
    conference = locked_conference(conference.pk)
    members = set(conference.emulation_year.seats.values_list("unit", flat=True))
    known = {row.unit_id: row for row in conference.attendances.all()}
    voting = conference.ballots.filter(state=Ballot.State.OPEN).exists()
    now, written = clock.now(), []
    for entry in roll:
        if entry.unit.pk not in members:
            raise NotAllowedNow(f"{entry.unit} không có tên trong danh sách đơn vị của năm thi đua.")
        row = known.get(entry.unit.pk)
        leaves = row is not None and row.status == Attendance.Status.PRESENT != entry.status
        if voting and leaves:
            raise NotAllowedNow(f"Đang biểu quyết: kiểm phiếu xong rồi mới ghi {entry.unit} vắng.")
        facts = {
            "status": entry.status,
            "representative_name": entry.representative_name,
            "representative_post": entry.representative_post,
        }
        if row is not None and all(getattr(row, name) == value for name, value in facts.items()):
            continue
        Attendance.objects.update_or_create(
            conference=conference,
            unit=entry.unit,
            defaults=facts | {"recorded_at": now, "recorded_by": by, "is_sample": conference.is_sample},
        )
        written.append({"unit": entry.unit.slug, "status": entry.status})
    if guests_here is not None:
        here = {guest.pk for guest in guests_here}
        conference.guests.filter(pk__in=here).update(attended=True)
        conference.guests.exclude(pk__in=here).update(attended=False)
    take(RECORD_ATTENDANCE, conference, by=by, data={"roll": written})
    return conference


@transaction.atomic
def open(conference: Conference, *, by: User) -> Conference:
    """Khai mạc. NotAllowedNow without an agenda; the quorum is asked for when a ballot opens."""
    conference = locked_conference(conference.pk)
    if not conference.agenda.exists():
        raise NotAllowedNow("Chương trình chưa có nội dung nào. Thêm nội dung rồi khai mạc.")
    take(OPEN, conference, by=by, opened_at=clock.now(), opened_by=by)
    return conference


@transaction.atomic
def record_events(
    conference: Conference, *, by: User, revision: int, notes: dict[int, str], conclusions: str
) -> Conference:
    """Ghi diễn biến của từng nội dung (notes: pk of the item → text) và kết luận; until the minutes are issued."""
    conference = locked_conference(conference.pk)
    _refuse_after_minutes(conference)
    revision = next_revision(conference, revision)
    changed = []
    for item in conference.agenda.filter(pk__in=notes):
        if item.note != notes[item.pk]:
            item.note = notes[item.pk]
            changed.append(item)
    AgendaItem.objects.bulk_update(changed, ["note"])
    data = {"items": [item.title for item in changed], "conclusions_changed": conclusions != conference.conclusions}
    take(RECORD_EVENTS, conference, by=by, data=data, conclusions=conclusions, revision=revision)
    return conference


@transaction.atomic
def close(conference: Conference, *, by: User, ends_at: datetime.datetime | None = None) -> Conference:
    """Bế mạc at `ends_at` (now by default). From here on roll, chair and secretary are fixed.

    NotAllowedNow while a ballot is open, while one of these is missing, or for an end before the start.
    """
    conference = locked_conference(conference.pk)
    now = clock.now()
    ends_at = ends_at or now
    if conference.ballots.filter(state=Ballot.State.OPEN).exists():
        raise NotAllowedNow("Còn biểu quyết chưa kiểm phiếu. Kiểm phiếu rồi bế mạc.")
    if gaps := before_closing(conference):
        raise NotAllowedNow("Chưa thể bế mạc. " + " ".join(gaps))
    if not conference.starts_at < ends_at <= now:
        raise NotAllowedNow(
            f"Giờ kết thúc phải sau lúc bắt đầu ({short_datetime(conference.starts_at)}) và không sau lúc này. "
            "Sửa giờ bắt đầu ở trang thông tin hội nghị nếu ghi sai."
        )
    take(CLOSE, conference, by=by, ends_at=ends_at, closed_at=now, closed_by=by)
    return conference


# --- Ballots ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_ballot(
    item: AgendaItem,
    *,
    by: User,
    question: str,
    kind: str = Ballot.Kind.NAMED,
    base: str = Ballot.Base.ALL_MEMBERS,
    threshold: Threshold | None = None,
) -> Ballot:
    """Mở biểu quyết. The threshold is the bloc's unless a higher one is asked for; both are copied into the ballot.

    Locks the conference; state and quorum; the ballot; audit; notice to those who vote for the units here (named only).
    Raises NotAllowedNow without a quorum, for a threshold below the bloc's, or while a ballot on this item is open.
    """
    conference = locked_conference(item.conference_id)
    quorum = conference.quorum()
    least = conference.bloc.adoption
    threshold = threshold or least
    if not OPEN_BALLOT.open_for(conference):
        take(OPEN_BALLOT, conference, by=by)  # refuses in words
    if not quorum.met:
        raise NotAllowedNow(f"Chưa đủ số đơn vị để biểu quyết. {quorum.words}. Điểm danh đủ rồi mở biểu quyết.")
    if threshold.share < least.share:
        raise NotAllowedNow(f"Ngưỡng thông qua không thấp hơn mức của Khối ({least.written}).")
    if item.ballots.filter(state=Ballot.State.OPEN).exists():
        raise NotAllowedNow(f"Nội dung “{item.title}” đang có biểu quyết. Kiểm phiếu rồi mở biểu quyết khác.")
    ballot = Ballot.objects.create(
        conference=conference,
        agenda_item=item,
        question=question,
        kind=kind,
        base=base,
        threshold_numerator=threshold.numerator,
        threshold_denominator=threshold.denominator,
        threshold_inclusive=threshold.inclusive,
        members=quorum.members,
        opened_at=clock.now(),
        opened_by=by,
        is_sample=conference.is_sample,
    )
    data = {"ballot": ballot.pk, "question": question, "threshold": ballot.threshold_words, "quorum": quorum.words}
    take(OPEN_BALLOT, conference, by=by, data=data)
    if kind == Ballot.Kind.NAMED:
        notify(
            voters(ballot),
            title=f"Bỏ phiếu: {question}",
            body=f"Biểu quyết đang mở tại {conference.title}.",
            url=reverse("conferences:ballot_detail", args=[ballot.pk]),
            bloc=conference.bloc,
            about=about_ballot(ballot),
        )
    return ballot


@transaction.atomic
def cast(ballot: Ballot, *, unit: Unit, choice: str, by: User) -> Vote:
    """Bỏ phiếu for one unit; once. Locks the ballot, so that a vote is either counted or refused."""
    ballot = locked_ballot(ballot.pk)
    if ballot.kind != Ballot.Kind.NAMED:
        raise NotAllowedNow("Nội dung này biểu quyết giơ tay; Tổ thư ký ghi kết quả.")
    _refuse_vote(ballot, unit)
    vote = _write_vote(ballot, unit, choice, by, on_paper=False)
    take(CAST, ballot, by=by, data={"unit": unit.slug})
    end_requests(about_ballot(ballot), still_asked=voters(ballot))
    return vote


@transaction.atomic
def record_votes(ballot: Ballot, *, by: User, choices: dict[Unit, str]) -> list[Vote]:
    """Ghi phiếu giấy hoặc kết quả giơ tay of several units at once, marked so."""
    ballot = locked_ballot(ballot.pk)
    if not choices:
        raise NotAllowedNow("Chưa chọn ý kiến của đơn vị nào. Chọn rồi ghi phiếu.")
    votes = []
    for unit, choice in choices.items():
        _refuse_vote(ballot, unit)
        votes.append(_write_vote(ballot, unit, choice, by, on_paper=True))
    take(RECORD_VOTES, ballot, by=by, data={"units": [unit.slug for unit in choices]})
    end_requests(about_ballot(ballot), still_asked=voters(ballot))
    return votes


@transaction.atomic
def close_ballot(ballot: Ballot, *, by: User) -> Ballot:
    """Kiểm phiếu: counts under the row lock; the result is a fact from then on.

    The conference is locked too: the number of units here is counted in the same moment.
    """
    locked_conference(ballot.conference_id)
    ballot = locked_ballot(ballot.pk)
    present = ballot.conference.attendances.filter(status=Attendance.Status.PRESENT).count()
    counts = count_votes(ballot)
    needed = ballot.needed_of(present)
    passed = counts["yes"] >= needed
    take(
        CLOSE_BALLOT,
        ballot,
        by=by,
        data=counts | {"present": present, "members": ballot.members, "needed": needed, "passed": passed},
        closed_at=clock.now(),
        closed_by=by,
        present=present,
        needed=needed,
        passed=passed,
        **counts,
    )
    end_requests(about_ballot(ballot))
    return ballot


def count_votes(ballot: Ballot) -> dict[str, int]:
    """yes, no, abstain."""
    choices = list(ballot.votes.values_list("choice", flat=True))
    return {choice.value: choices.count(choice.value) for choice in Vote.Choice}


def voters(ballot: Ballot) -> list[User]:
    """Leaders, and those authorised in writing, of the units here that have not voted yet."""
    here = ballot.conference.attendances.filter(status=Attendance.Status.PRESENT).values("unit")
    waited = Unit.objects.filter(pk__in=here).exclude(votes__ballot=ballot)
    lead = Q(posts__in=_in_force_of(waited, leads=True)) | Q(authorities__in=_in_force_of(waited, leads=False))
    return list(User.objects.filter(lead, is_active=True).distinct())


def _in_force_of(units, *, leads):
    from units.models import Post, SigningAuthority  # only this query asks for them

    if leads:
        return Post.objects.filter(in_force(), unit__in=units, is_leader=True)
    return SigningAuthority.objects.filter(in_force(), unit__in=units)


def _refuse_vote(ballot: Ballot, unit: Unit) -> None:
    if ballot.state != Ballot.State.OPEN:
        raise NotAllowedNow(f"Biểu quyết “{ballot}” đã kiểm phiếu, không nhận thêm phiếu.")
    if not ballot.conference.attendances.filter(unit=unit, status=Attendance.Status.PRESENT).exists():
        raise NotAllowedNow(f"{unit} chưa được điểm danh có mặt nên chưa bỏ phiếu được. Báo Tổ thư ký điểm danh.")
    if ballot.votes.filter(unit=unit).exists():
        raise NotAllowedNow(f"{unit} đã bỏ phiếu ở nội dung này; mỗi đơn vị một phiếu, không đổi được.")


def _write_vote(ballot: Ballot, unit: Unit, choice: str, by: User, *, on_paper: bool) -> Vote:
    return Vote.objects.create(
        ballot=ballot,
        unit=unit,
        choice=choice,
        on_paper=on_paper,
        cast_at=clock.now(),
        cast_by=by,
        is_sample=ballot.is_sample,
    )


# --- Minutes ---------------------------------------------------------------------------------------------------------


def issue_minutes(conference: Conference, *, by: User) -> Minutes:
    """Ban hành biên bản: number, sealed PDF with a code, Word, audit, notice to the bloc's leaders; once.

    Printed before the lock. NotAllowedNow when something is missing (the sentence names it) or they are out already.
    """
    conference = Conference.objects.select_related("emulation_year__bloc").get(pk=conference.pk)
    _refuse_minutes(conference)
    return _issue_minutes(conference, prepare(minutes_document(conference)), by=by)


def _refuse_minutes(conference: Conference) -> None:
    _refuse_after_minutes(conference)
    if not ISSUE_MINUTES.open_for(conference):
        raise not_in_state(ISSUE_MINUTES, conference)
    if gaps := before_minutes(conference):
        raise NotAllowedNow("Chưa thể ban hành biên bản. " + " ".join(gaps))


@transaction.atomic
def _issue_minutes(conference: Conference, prepared: Prepared, *, by: User) -> Minutes:
    conference = locked_conference(conference.pk)
    _refuse_minutes(conference)
    files = issue(minutes_document(conference), prepared, by=by)
    issued = Minutes.objects.create(
        conference=conference,
        number=files.number_text,
        document=files.pdf,
        word=files.word,
        issued_at=clock.now(),
        issued_by=by,
        is_sample=conference.is_sample,
    )
    data = {"number": files.number_text, "code": files.code, "sha256": files.pdf.head.sha256}
    take(ISSUE_MINUTES, conference, by=by, data=data)
    units = conference.emulation_year.units()
    notify(
        User.objects.filter(posts__in=_in_force_of(units, leads=True)).distinct(),
        title=f"Đã ban hành biên bản số {issued.number}",
        body=conference.title,
        url=reverse("conferences:minutes_detail", args=[conference.pk]),
        bloc=conference.bloc,
        mail=False,
    )
    return issued


def _refuse_after_minutes(conference: Conference) -> None:
    if Minutes.objects.filter(conference=conference).exists():
        raise NotAllowedNow("Biên bản đã ban hành nên không sửa nội dung hội nghị được nữa.")

"""What waits for whom with conferences: for a person, for one conference, for the year."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse

from ballots.models import Ballot
from ballots.queries import ballots_waiting_for
from ballots.worklist import asked_to_vote
from ballots.worklist import page as ballot_page
from conferences.actions import CLOSE_CONFERENCE, SUBMIT_INVITATION, SUBMIT_MINUTES
from conferences.models import Assignment, Conference, ConferencePaper, Reply
from conferences.queries import AgendaLine, agenda_of, invitation_of, newest_paper
from libraries.web import clock
from libraries.web.formats import local_date, short_date, short_datetime, vn_number
from notices.worklist import (
    CURRENT,
    DONE,
    LATER,
    MOST,
    Stage,
    Who,
    WorkItem,
    register_next_action,
    register_stages,
    register_work,
)
from records.access import has_permission
from records.transitions import in_words, requirements
from signatures.models import SigningRequest
from signatures.worklist import paper_step
from units.list_uses import ListUse, Unfinished, register_list_uses, register_unfinished
from units.models import EmulationYear, Unit, User

State, Task = Conference.State, Assignment.State
# What the secretariat does with a conference in each state, as the home page says it.
VERBS = {State.PLANNED: "Chuẩn bị", State.OPEN: "Điều hành", State.CLOSED: "Hoàn thành biên bản"}


def page(name: str, row: Conference | Assignment | Reply) -> str:
    """The address of a page of this room."""
    return reverse(f"conferences:{name}", args=[row.pk])


def about_reply(row: Reply) -> str:
    """The name that an invited unit's item and its notices share."""
    return f"conferences.reply:{row.pk}"


def about_assignment(row: Assignment) -> str:
    """The name that a task's item and its notices share."""
    return f"conferences.assignment:{row.pk}"


# --- A person ------------------------------------------------------------------------------------------------------


def work_for(user: User) -> Iterator[WorkItem]:
    """Tasks, and conferences that the secretariat has not brought to an end; ballots: ballots/worklist.py."""
    yield from _to_answer(user)
    yield from _assignments(user)
    conferences = Conference.objects.filter(emulation_year__bloc__in=user.roles().secretary_of)
    unfinished = conferences.filter(Q(minutes=None) | ~Q(state=State.CLOSED)).exclude(state=State.CANCELLED)
    unfinished = unfinished.exclude(
        minutes_signing__state__in=SigningRequest.GOING_ON
    )  # told by who collects signatures
    for conference in unfinished.order_by("-starts_at")[:MOST] if user.roles().secretary_of else ():
        yield WorkItem(
            f"{VERBS[State(conference.state)]}: {conference.title}",
            conference.place,
            Who.SECRETARIAT,
            conference.starts_at if conference.state == State.PLANNED else None,
            "Xem hội nghị",
            page("conference_detail", conference),
            "people",
        )


def _to_answer(user: User) -> Iterator[WorkItem]:
    """Invitations of the person's units that nobody has answered."""
    if not user.roles().member_of:
        return
    rows = Reply.objects.waiting().filter(unit__in=user.roles().member_of, conference__starts_at__gt=clock.now())
    known = rows.select_related("conference").prefetch_related("unit__names").order_by("conference__starts_at", "pk")
    for row in known[:MOST]:
        yield to_answer(row)


def to_answer(row: Reply) -> WorkItem:
    """Of an invited unit that is silent."""
    conference = row.conference
    return WorkItem(
        f"Trả lời giấy mời: {conference.title}",
        f"{row.unit.name}. Họp lúc {short_datetime(conference.starts_at)}, tại {conference.place}.",
        Who.UNIT,
        conference.reply_by,
        "Trả lời giấy mời",
        page("invitation_reply", row),
        "calendar-event",
        about=about_reply(row),
    )


def _assignments(user: User) -> Iterator[WorkItem]:
    """To be reported by the unit, to be confirmed by the secretariat."""
    roles = user.roles()
    rows = Assignment.objects.with_rows().order_by("due_at", "pk")
    for row in rows.filter(unit__in=roles.member_of, state=Task.GIVEN)[:MOST] if roles.member_of else ():
        yield _to_report(row)
    waiting = rows.filter(contribution__item__conference__emulation_year__bloc__in=roles.secretary_of)
    for row in waiting.filter(state=Task.REPORTED)[:MOST] if roles.secretary_of else ():
        yield _to_confirm(row)


def _to_report(row: Assignment) -> WorkItem:
    why = f"{row.unit}. " + (f"Người phụ trách: {row.owner.full_name}." if row.owner else "Chưa có người phụ trách.")
    if row.returned_because:
        why = f"{row.unit}. Tổ thư ký đề nghị bổ sung: {row.returned_because}"
    return WorkItem(
        f"Báo cáo kết quả: {row.task}",
        why,
        Who.UNIT,
        row.due_at,
        "Báo cáo kết quả",
        page("assignment_report", row),
        "clipboard-check",
        about=about_assignment(row),
    )


def _to_confirm(row: Assignment) -> WorkItem:
    return WorkItem(
        f"Xem báo cáo: {row.task}",
        f"{row.unit} đã báo cáo ngày {short_date(row.reported_at)}.",
        Who.SECRETARIAT,
        act="Xem báo cáo",
        address=page("assignment_detail", row),
        icon="clipboard-check",
    )


def next_of_assignment(user: User, row: Assignment) -> WorkItem | None:
    """For this person, on the page of the task; None when it is done."""
    if row.state == Task.GIVEN:
        if has_permission(user, "conferences.report_assignment", row):
            return _to_report(row)
        return WorkItem("Chờ đơn vị báo cáo", f"Thời hạn: {short_datetime(row.due_at)}.", Who.UNIT, row.due_at)
    if row.state == Task.REPORTED:
        if has_permission(user, "conferences.confirm_assignment", row):
            why = "Đọc báo cáo và minh chứng. Nếu chưa đủ, chọn “Đề nghị bổ sung”."
            return WorkItem(
                "Xác nhận hoàn thành nhiệm vụ",
                why,
                Who.SECRETARIAT,
                act="Xác nhận hoàn thành",
                address=page("confirm_assignment", row),
                icon="check-lg",
                posts=True,
                confirm=f"Xác nhận {row.unit} đã hoàn thành nhiệm vụ?",
            )
        return WorkItem("Chờ Tổ thư ký xác nhận", f"Đã báo cáo ngày {short_date(row.reported_at)}.", Who.SECRETARIAT)
    return None


# --- A conference --------------------------------------------------------------------------------------------------


def next_action(user: User, conference: Conference, agenda: list[AgendaLine] | None = None) -> WorkItem:
    """For this person, on the page of the conference; `agenda` where it was read already."""
    agenda = agenda_of(conference) if agenda is None else agenda
    voting = [ballot for line in agenda for ballot in line.ballots if ballot.is_running]
    if voting and (mine := ballots_waiting_for(user).filter(pk__in=[row.pk for row in voting]).first()):
        return asked_to_vote(mine)
    if has_permission(user, "conferences.plan", conference):
        steps = {State.PLANNED: _planned, State.OPEN: _open, State.CLOSED: _closed, State.CANCELLED: _cancelled}
        return steps[State(conference.state)](conference, agenda, voting)
    waiting = Reply.objects.waiting().filter(conference=conference, unit__in=user.roles().member_of)
    if conference.starts_at > clock.now() and (mine_to_answer := waiting.select_related("unit").first()):
        mine_to_answer.conference = conference
        return to_answer(mine_to_answer)
    return _for_readers(conference, voting)


def _asked(conference: Conference, title: str, why: str, act: str, name: str, icon: str, **more: Any) -> WorkItem:
    """An item of the secretariat."""
    return WorkItem(title, why, Who.SECRETARIAT, act=act, address=page(name, conference), icon=icon, **more)


def _planned(conference: Conference, agenda: list[AgendaLine], voting: list[Ballot]) -> WorkItem:
    if not agenda:
        why = "Chưa có nội dung nào. Cần có chương trình trước khi khai mạc."
        return _asked(conference, "Lập chương trình hội nghị", why, "Thêm nội dung", "agenda_edit", "list-ol")
    if clock.today() < local_date(conference.starts_at):
        return _inviting(conference)
    if not conference.attendances.exists():
        why = f"Hội nghị bắt đầu lúc {short_datetime(conference.starts_at)}."
        return _asked(conference, "Điểm danh các đơn vị", why, "Điểm danh", "attendance_edit", "people")
    why = f"{conference.quorum().words}."
    return _asked(conference, "Khai mạc hội nghị", why, "Xác nhận khai mạc", "conference_open", "megaphone", posts=True)


def _inviting(conference: Conference) -> WorkItem:
    """Before the day: the invitation to that day is signed and sent, then answers come in."""
    sent = invitation_of(conference)
    if sent is None or sent.times_moved < conference.times_moved:
        return invitation_to_sign(conference, mine=True)
    silent = Reply.objects.waiting().filter(conference=conference).count()
    title = f"Còn {vn_number(silent)} đơn vị chưa trả lời giấy mời" if silent else "Các đơn vị đã trả lời giấy mời"
    why = f"Giấy mời số {sent.number}. Hội nghị bắt đầu lúc {short_datetime(conference.starts_at)}."
    return _asked(conference, title, why, "Xem trả lời", "invitation_detail", "people")


def invitation_to_sign(conference: Conference, *, mine: bool) -> WorkItem:
    """The invitation of a conference that is still to come: what it lacks, or how far its signature is."""
    kind = ConferencePaper.Kind.INVITATION
    row = newest_paper(conference, kind)
    before = row.signing if row and not row.number else None
    going_on = before is not None and before.state in SigningRequest.GOING_ON
    if mine and not going_on and (gaps := requirements(SUBMIT_INVITATION, conference)):
        title, why = "Bổ sung trước khi trình ký giấy mời", in_words(gaps)
        return WorkItem(title, why, Who.SECRETARIAT, act="Bổ sung", address=gaps[0].address, icon="pencil")
    return paper_step(kind, conference, before, mine=mine, what="giấy mời")


def _cancelled(conference: Conference, agenda: list[AgendaLine], voting: list[Ballot]) -> WorkItem:
    return WorkItem("Hội nghị đã hủy", f"Lý do: {conference.cancelled_because}.", Who.NOBODY)


def _open(conference: Conference, agenda: list[AgendaLine], voting: list[Ballot]) -> WorkItem:
    if voting:
        why, address = f"Đang biểu quyết: {voting[0].question}", ballot_page("ballot_detail", voting[0])
        return WorkItem(
            "Kết thúc biểu quyết", why, Who.SECRETARIAT, act="Xem biểu quyết", address=address, icon="list-check"
        )
    if not conference.attendances.exists():
        return _asked(conference, "Điểm danh các đơn vị", "", "Điểm danh", "attendance_edit", "people")
    for line in agenda:
        if line.lacks_ballot:
            item = line.item
            address = f"{page('ballot_open', conference)}?noi-dung={item.pk}"
            why = f"{conference.quorum().words}."
            return WorkItem(
                f"Biểu quyết: {item.title}", why, Who.SECRETARIAT, act="Bắt đầu biểu quyết", address=address
            )
    if not all(line.is_recorded for line in agenda):
        why = "Nhập ngắn gọn diễn biến của từng nội dung. Nội dung này được đưa vào biên bản."
        return _asked(conference, "Nhập diễn biến và kết luận", why, "Nhập diễn biến", "events_edit", "pencil")
    if gaps := requirements(CLOSE_CONFERENCE, conference):
        name = "attendance_edit" if conference.chair_name and conference.secretary_name else "conference_edit"
        return _asked(
            conference,
            "Bổ sung trước khi bế mạc",
            in_words(gaps),
            "Bổ sung phần còn thiếu",
            name,
            "pencil",
        )
    why = "Đã có diễn biến của mọi nội dung và không còn biểu quyết nào đang diễn ra."
    return _asked(conference, "Bế mạc hội nghị", why, "Xác nhận bế mạc", "conference_close", "check-lg")


def _closed(conference: Conference, agenda: list[AgendaLine], voting: list[Ballot]) -> WorkItem:
    if conference.issued_minutes:
        why = f"Biên bản số {conference.issued_minutes.number} đã hoàn thành. Có thể soạn tin hội nghị."
        return _asked(conference, "Soạn tin hội nghị", why, "Soạn tin bài", "news_detail", "file-earmark-text")
    if conference.minutes_being_signed:
        return minutes_to_sign(conference, mine=True)
    if gaps := requirements(SUBMIT_MINUTES, conference):
        return _asked(
            conference,
            "Bổ sung nội dung biên bản",
            in_words(gaps),
            "Nhập diễn biến",
            "events_edit",
            "pencil",
        )
    why = "Đã đủ nội dung. Đọc lại dự thảo trước khi trình thư ký, chủ tọa ký biên bản."
    return _asked(conference, "Trình ký biên bản", why, "Xem biên bản", "minutes_detail", "file-earmark-text")


def _for_readers(conference: Conference, voting: list[Ballot]) -> WorkItem:
    if conference.state == State.CANCELLED:
        return _cancelled(conference, [], voting)
    if conference.state == State.PLANNED:
        when = short_datetime(conference.starts_at)
        return WorkItem("Chưa khai mạc", f"Hội nghị bắt đầu lúc {when}, tại {conference.place}.", Who.SECRETARIAT)
    if conference.state == State.OPEN:
        if voting:
            return WorkItem("Đang biểu quyết", voting[0].question, Who.UNIT)
        why = "Khi có biểu quyết, nút biểu quyết hiển thị tại đây và có thông báo."
        return WorkItem("Hội nghị đang họp", why, Who.SECRETARIAT)
    if conference.issued_minutes:
        why = f"Biên bản số {conference.issued_minutes.number} đã hoàn thành."
        address = page("minutes_detail", conference)
        return WorkItem("Xem biên bản hội nghị", why, act="Xem biên bản", address=address, icon="file-earmark-text")
    if conference.minutes_being_signed:
        return minutes_to_sign(conference, mine=False)
    return WorkItem("Hội nghị đã bế mạc", "Tổ thư ký đang lập biên bản.", Who.SECRETARIAT)


# --- Minutes, on their own page ----------------------------------------------------------------------


def minutes_to_complete(conference: Conference) -> WorkItem:
    """On the page of minutes that lack something."""
    why = "Bổ sung các mục sau để hoàn thành biên bản."
    return _asked(conference, "Bổ sung nội dung biên bản", why, "Nhập diễn biến và kết luận", "events_edit", "pencil")


def paper_to_sign(conference: Conference, kind: ConferencePaper.Kind, *, mine: bool) -> WorkItem:
    """On the page of another paper of the conference, until it is issued."""
    row = newest_paper(conference, kind)
    return paper_step(kind, conference, row.signing if row else None, mine=mine, what=kind.label.lower())


def minutes_to_sign(conference: Conference, *, mine: bool) -> WorkItem:
    """On the page of minutes that lack nothing: put before secretary and chair, how far that is, then the number."""
    return paper_step("minutes", conference, conference.minutes_signing, mine=mine, what="biên bản")


# --- The year ------------------------------------------------------------------------------------------------------


def stages(year: EmulationYear) -> list[Stage]:
    """The bloc's conference in the year's progress."""
    title, address = "Hội nghị của Khối", reverse("conferences:conference_list")
    rows = list(Conference.objects.filter(emulation_year=year).exclude(state=State.CANCELLED).order_by("-starts_at"))
    if open_one := next((row for row in rows if row.state != State.CLOSED), None):
        lead = f"{open_one.get_state_display()}, {short_date(open_one.starts_at)}"
        return [Stage(title, lead, CURRENT, address)]
    if rows:
        return [Stage(title, f"Đã họp ngày {short_date(rows[0].starts_at)}", DONE, address)]
    return [Stage(title, "Chưa có lịch", LATER, address)]


# --- The list of a year's units --------------------------------------------------------------------------------------


def list_uses(year: EmulationYear) -> Iterator[ListUse]:
    """A conference that was opened counted the units of its day."""
    for row in Conference.objects.filter(emulation_year=year, opened_at__isnull=False):
        yield ListUse(local_date(row.starts_at), f"họp {row.title}")


def unfinished_of_unit(unit: Unit) -> Iterator[Unfinished]:
    """Whoever is in the room stays counted until the conference is over."""
    for row in Conference.objects.filter(emulation_year__bloc=unit.bloc_id, state=State.OPEN):
        yield Unfinished(f"{row.title} đang họp", "đề nghị Tổ thư ký bế mạc hội nghị.")


register_work(30, work_for)
register_next_action(Conference, next_action)
register_stages(30, stages)
register_list_uses(list_uses)
register_unfinished(unfinished_of_unit)

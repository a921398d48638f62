"""Whose turn it is at a conference, and the one next button."""

from dataclasses import dataclass

from django.urls import reverse

from conferences.gaps import before_closing, before_minutes
from conferences.models import Attendance, Ballot, Conference, Vote
from libraries.web.formats import short_datetime
from records.access import has_permission
from units.models import Unit


@dataclass(frozen=True)
class Turn:
    """title: what is to be done; text: why, by whom, when; a link, or a post when `acts`. No url: nothing for you."""

    title: str
    text: str = ""
    button: str = ""
    url: str = ""
    acts: bool = False
    icon: str = "arrow-right"


def whose_turn(user, conference: Conference, agenda: list, ballots: list[Ballot]) -> Turn:
    """For this person, on the page of the conference."""
    voting = [ballot for ballot in ballots if ballot.state == Ballot.State.OPEN]
    if mine := _ballot_waiting_for(user, conference, voting):
        return Turn(
            f"Bỏ phiếu: {mine.question}",
            "Đang chờ ý kiến của đơn vị đồng chí.",
            "Mở phiếu",
            reverse("conferences:ballot_detail", args=[mine.pk]),
            icon="hand-thumbs-up",
        )
    if has_permission(user, "conferences.plan", conference):
        return _for_secretariat(conference, agenda, voting)
    return _for_readers(conference, voting)


def _for_secretariat(conference, agenda, voting):
    def link(name):
        return reverse(f"conferences:{name}", args=[conference.pk])

    if conference.state == Conference.State.PLANNED:
        if not agenda:
            text = "Chưa có nội dung nào; có chương trình mới khai mạc được."
            return Turn("Lập chương trình hội nghị", text, "Thêm nội dung", link("agenda_edit"), icon="list-ol")
        if not conference.attendances.exists():
            text = f"Hội nghị bắt đầu lúc {short_datetime(conference.starts_at)}."
            return Turn("Điểm danh các đơn vị", text, "Điểm danh", link("attendance_edit"), icon="people")
        text = f"{conference.quorum().words}."
        return Turn("Khai mạc hội nghị", text, "Khai mạc hội nghị", link("open"), acts=True, icon="megaphone")
    if conference.state == Conference.State.OPEN:
        if voting:
            url = reverse("conferences:ballot_detail", args=[voting[0].pk])
            return Turn("Kiểm phiếu", f"Đang biểu quyết: {voting[0].question}", "Xem phiếu", url, icon="list-check")
        if not conference.attendances.exists():
            return Turn("Điểm danh các đơn vị", "", "Điểm danh", link("attendance_edit"), icon="people")
        for item in agenda:
            if item.kind == item.Kind.VOTE and not item.shown_ballots:
                url = f"{link('ballot_open')}?noi-dung={item.pk}"
                return Turn(f"Biểu quyết: {item.title}", f"{conference.quorum().words}.", "Mở biểu quyết", url)
        if any(not item.note and not item.shown_ballots for item in agenda):
            text = "Ghi ngắn gọn việc đã diễn ra ở từng nội dung; biên bản lấy từ đây."
            return Turn("Ghi diễn biến và kết luận", text, "Ghi diễn biến", link("events_edit"), icon="pencil")
        if gaps := before_closing(conference):
            page = "attendance_edit" if conference.chair_name and conference.secretary_name else "conference_edit"
            return Turn("Ghi đủ trước khi bế mạc", " ".join(gaps), "Ghi phần còn thiếu", link(page), icon="pencil")
        text = "Đã có diễn biến của mọi nội dung và không còn biểu quyết nào đang mở."
        return Turn("Bế mạc hội nghị", text, "Bế mạc hội nghị", link("conference_close"), icon="check-lg")
    if conference.issued_minutes:
        text = f"Biên bản số {conference.issued_minutes.number} đã ban hành. Có thể đưa tin về hội nghị."
        return Turn("Soạn tin về hội nghị", text, "Xem bản tin nháp", link("news_detail"), icon="file-earmark-text")
    if gaps := before_minutes(conference):
        return Turn("Hoàn thiện biên bản", " ".join(gaps), "Ghi diễn biến", link("events_edit"), icon="pencil")
    text = "Đã đủ nội dung. Đọc lại bản dự thảo rồi ban hành."
    return Turn("Ban hành biên bản", text, "Xem biên bản", link("minutes_detail"), icon="file-earmark-text")


def _for_readers(conference, voting):
    if conference.state == Conference.State.PLANNED:
        when = short_datetime(conference.starts_at)
        return Turn("Chưa khai mạc", f"Hội nghị bắt đầu lúc {when}, {conference.place}.")
    if conference.state == Conference.State.OPEN:
        if voting:
            return Turn("Đang biểu quyết", voting[0].question)
        return Turn("Hội nghị đang họp", "Khi có biểu quyết, nút bỏ phiếu hiện ở đây và có thông báo.")
    if conference.issued_minutes:
        url = reverse("conferences:minutes_detail", args=[conference.pk])
        text = f"Biên bản số {conference.issued_minutes.number} đã ban hành."
        return Turn("Xem biên bản hội nghị", text, "Xem biên bản", url, icon="file-earmark-text")
    return Turn("Hội nghị đã bế mạc", "Tổ thư ký đang hoàn thiện biên bản.")


def _ballot_waiting_for(user, conference, voting):
    """The first named ballot in which a unit this person speaks for is here and has not voted."""
    named = [ballot for ballot in voting if ballot.kind == Ballot.Kind.NAMED]
    if not named or not user.roles().can_sign_for:
        return None
    own = conference.attendances.filter(unit__in=user.roles().can_sign_for, status=Attendance.Status.PRESENT)
    units = list(own.values_list("unit", flat=True))
    voted = set(Vote.objects.filter(ballot__in=named, unit__in=units).values_list("ballot", "unit"))
    return next((ballot for ballot in named if any((ballot.pk, unit) not in voted for unit in units)), None)


def units_to_vote_for(user, ballot: Ballot):
    """Units this person speaks for that are here and have not voted yet."""
    return Unit.objects.filter(
        pk__in=user.roles().can_sign_for,
        attendances__conference=ballot.conference_id,
        attendances__status=Attendance.Status.PRESENT,
    ).exclude(pk__in=Vote.objects.filter(ballot=ballot).values("unit"))

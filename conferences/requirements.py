"""What must be there before something is done with a conference, in sentences."""

from collections.abc import Iterator
from typing import Any

from ballots.models import Ballot
from conferences.models import AgendaItem, Conference, ConferencePaper, Minutes, Reply, Screen, UsualItem
from conferences.queries import agenda_of, ballots_at, invitation_of, issued_paper_of
from conferences.starting_data import usual_agenda_of
from libraries.web import clock
from libraries.web.formats import vn_number
from records.transitions import Unmet


def opening_gaps(conference: Conference, known: Any = None) -> Iterator[Unmet]:
    """An agenda; the quorum is asked for when a ballot opens."""
    if not conference.agenda.exists():
        sentence = "Chương trình chưa có nội dung nào. Thêm nội dung trước khi khai mạc."
        yield Unmet(sentence, "conferences:agenda_edit", (conference.pk,))


def usual_agenda_gaps(conference: Conference, known: Any = None) -> Iterator[Unmet]:
    """Nothing on the programme yet, and a kind that has a usual one."""
    here = (conference.pk,)
    if conference.agenda.exists():
        yield Unmet("Chương trình đã có nội dung. Thêm, chuyển, xóa từng nội dung.", "conferences:agenda_edit", here)
    if not usual_agenda_of(conference):
        yield Unmet("Loại hội nghị này không có chương trình thường dùng.", "conferences:agenda_edit", here)


def own_usual_gaps(conference: Conference, known: Any = None) -> Iterator[Unmet]:
    """A usual programme that the bloc arranged itself."""
    if not UsualItem.objects.filter(bloc=conference.bloc, conference_kind=conference.kind).exists():
        sentence = "Khối chưa lưu chương trình thường dùng của loại hội nghị này."
        yield Unmet(sentence, "conferences:agenda_edit", (conference.pk,))


def paper_gaps(conference: Conference, known: Any = None) -> Iterator[Unmet]:
    """A place on the programme where papers are given."""
    if not conference.agenda.filter(kind=AgendaItem.Kind.PAPERS).exists():
        sentence = "Chương trình chưa có nội dung tham luận. Đề nghị Tổ thư ký thêm nội dung này vào chương trình."
        yield Unmet(sentence, "conferences:conference_detail", (conference.pk,))


def quorum_gaps(conference: Conference, known: Any = None) -> Iterator[Unmet]:
    """Enough units here to vote."""
    quorum = conference.quorum()
    if not quorum.met:
        sentence = f"Chưa đủ số đơn vị để biểu quyết. {quorum.words}. Điểm danh đủ trước khi bắt đầu biểu quyết."
        yield Unmet(sentence, "conferences:attendance_edit", (conference.pk,))


def screen_gaps(conference: Conference, known: Any = None) -> Iterator[Unmet]:
    """A screen that was opened."""
    if not Screen.objects.exclude(address_part="").filter(conference=conference).exists():
        yield Unmet("Màn hình hội trường chưa mở.", "conferences:screen_control", (conference.pk,))


def closing_gaps(conference: Conference, known: Any = None) -> Iterator[Unmet]:
    """Votes counted, and what is fixed when the conference is closed."""
    if voting := ballots_at(conference).filter(state__in=Ballot.RUNNING).first():
        sentence = "Còn biểu quyết chưa có kết quả. Kết thúc biểu quyết trước khi bế mạc."
        yield Unmet(sentence, "ballots:ballot_detail", (voting.pk,))
    yield from _missing_for_the_minutes(conference)


def _missing_for_the_minutes(conference: Conference) -> Iterator[Unmet]:
    here = (conference.pk,)
    if not conference.chair_name:
        yield Unmet("Chưa có người chủ trì hội nghị.", "conferences:conference_edit", here)
    if not conference.secretary_name:
        yield Unmet("Chưa có thư ký hội nghị.", "conferences:conference_edit", here)
    members, recorded = conference.units().count(), conference.attendances.count()
    if recorded < members:
        sentence = f"Còn {vn_number(members - recorded)} đơn vị chưa được điểm danh."
        yield Unmet(sentence, "conferences:attendance_edit", here)


def issued_already(conference: Conference, known: Any = None) -> Iterator[Unmet]:
    """Nothing is written behind issued minutes."""
    if Minutes.objects.filter(conference=conference).exists():
        sentence = "Biên bản đã hoàn thành nên không sửa được nội dung hội nghị."
        yield Unmet(sentence, "conferences:minutes_detail", (conference.pk,))


def fixed_already(conference: Conference, known: Any = None) -> Iterator[Unmet]:
    """Nothing is written behind minutes that are issued, or before their signers."""
    yield from issued_already(conference)
    if request := conference.minutes_being_signed:
        sentence = "Biên bản đang trình ký. Thu hồi văn bản trình ký trước khi sửa nội dung."
        yield Unmet(sentence, "signatures:request_detail", (request.pk,))


def minutes_gaps(conference: Conference, known: Any = None) -> Iterator[Unmet]:
    """Not issued yet; who presided and who was here; what happened at each item."""
    yield from issued_already(conference)
    yield from _missing_for_the_minutes(conference)
    if bare := [str(line.item.position) for line in agenda_of(conference) if not line.is_recorded]:
        sentence = f"Chưa có diễn biến của nội dung {', '.join(bare)}."
        yield Unmet(sentence, "conferences:events_edit", (conference.pk,))


# --- Invitations -----------------------------------------------------------------------------------------------------


def invitation_gaps(conference: Conference, known: Any = None) -> Iterator[Unmet]:
    """Not called to this day already; a programme, who presides, a day still to come, an answer that is due before."""
    here = (conference.pk,)
    sent = invitation_of(conference)
    if sent is not None and sent.times_moved == conference.times_moved:
        sentence = (
            f"Giấy mời số {sent.number} đã phát hành. Khi thay đổi thời gian, địa điểm mới phát hành giấy mời khác."
        )
        yield Unmet(sentence, "conferences:invitation_detail", here)
    if not conference.agenda.exists():
        yield Unmet("Chương trình chưa có nội dung nào.", "conferences:agenda_edit", here)
    if not conference.chair_name:
        yield Unmet("Chưa có người chủ trì hội nghị.", "conferences:conference_edit", here)
    if conference.starts_at <= clock.now():
        yield Unmet("Thời gian bắt đầu hội nghị đã qua.", "conferences:conference_edit", here)
    if conference.reply_by is None:
        yield Unmet("Chưa có hạn trả lời giấy mời.", "conferences:conference_edit", here)
    elif not clock.now() < conference.reply_by < conference.starts_at:
        sentence = "Hạn trả lời giấy mời phải sau thời điểm hiện tại và trước thời gian bắt đầu hội nghị."
        yield Unmet(sentence, "conferences:conference_edit", here)


def reminder_gaps(conference: Conference, known: Any = None) -> Iterator[Unmet]:
    """Somebody was invited and is silent."""
    if not Reply.objects.waiting().filter(conference=conference).exists():
        sentence = "Không còn đơn vị nào chưa trả lời giấy mời."
        yield Unmet(sentence, "conferences:invitation_detail", (conference.pk,))


def sent_gaps(conference: Conference, known: Any = None) -> Iterator[Unmet]:
    """An invitation to this day that was issued."""
    sent = invitation_of(conference)
    if sent is None or sent.times_moved < conference.times_moved:
        sentence = "Giấy mời chưa phát hành. Trình ký, cấp số và phát hành giấy mời trước khi gửi cho đại biểu."
        yield Unmet(sentence, "conferences:invitation_detail", (conference.pk,))


def reply_gaps(reply: Reply, known: Any = None) -> Iterator[Unmet]:
    """The conference is still to come."""
    conference = reply.conference
    if not conference.calls:
        sentence = f"{conference.title}: {conference.get_state_display().lower()}. Giấy mời không còn nhận trả lời."
        yield Unmet(sentence, "conferences:conference_detail", (conference.pk,))


# --- Papers composed from the record ---------------------------------------------------------------------------------


def composed_gaps(kind: ConferencePaper.Kind, conference: Conference, known: Any = None) -> Iterator[Unmet]:
    """Not issued yet; who signs it is named; a resolution and a notice have something to say."""
    here = (conference.pk,)
    if issued := issued_paper_of(conference, kind):
        yield Unmet(f"{issued} đã phát hành.", "conferences:conference_detail", here)
    name, who = conference.chair_name, "người chủ trì"
    if kind == ConferencePaper.Kind.DELEGATES:
        name, who = conference.secretary_name, "thư ký"
    if not name:
        yield Unmet(f"Chưa có {who} hội nghị.", "conferences:conference_edit", here)
    if kind == ConferencePaper.Kind.DELEGATES:
        return
    lines = agenda_of(conference)
    decided = any(ballot.passed for line in lines for ballot in line.ballots)
    said = any(row.is_to_follow for line in lines for row in line.contributions)
    if not (decided or said or conference.conclusions):
        yield Unmet("Chưa có biểu quyết được thông qua, kết luận hoặc ý kiến chỉ đạo.", "conferences:events_edit", here)

"""What must be there before something is done with a conference, in sentences."""

from collections.abc import Iterator
from typing import Any

from ballots.models import Ballot
from conferences.models import AgendaItem, Conference, Minutes
from conferences.queries import agenda_of, ballots_at
from libraries.web.formats import vn_number
from records.transitions import Unmet


def opening_gaps(conference: Conference, known: Any = None) -> Iterator[Unmet]:
    """An agenda; the quorum is asked for when a ballot opens."""
    if not conference.agenda.exists():
        sentence = "Chương trình chưa có nội dung nào. Thêm nội dung trước khi khai mạc."
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

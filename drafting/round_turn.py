"""Whose turn it is in a round, by when, and the one next button: computed for the person who looks."""

from dataclasses import dataclass

from drafting.models import Comment, Consultation, ResponseTable
from drafting.progress import UnitProgress
from libraries.web import clock
from libraries.web.formats import deadline_words, padded, short_datetime
from units.models import Unit


@dataclass(frozen=True)
class Turn:
    """`act` names the button the page shows: remind, close, answer, issue, or none."""

    title: str
    text: str
    act: str = ""
    eyebrow: str = "Việc tiếp theo"


def turn_of_secretariat(
    consultation: Consultation, rows: list[UnitProgress], unanswered: int, issued: ResponseTable | None
) -> Turn:
    heard = sum(bool(row.sent) for row in rows)
    received = f"Đã nhận ý kiến của {heard}/{len(rows)} đơn vị."
    if consultation.is_open:
        until = f"Hạn góp ý {deadline_words(consultation.closes_at, clock.now())}. {received}"
        if heard < len(rows):
            return Turn(f"Chờ góp ý của {padded(len(rows) - heard)} đơn vị", until, "remind")
        return Turn("Các đơn vị đã gửi đủ ý kiến", until, "close")
    ended = f"Kết thúc lấy ý kiến lúc {short_datetime(consultation.ended_at)}. {received}"
    if unanswered:
        return Turn(f"Trả lời {padded(unanswered)} góp ý", ended, "answer")
    if issued is None:
        return Turn("Ban hành bảng tổng hợp", f"{ended} Góp ý đã được trả lời hết.", "issue")
    return Turn(
        "Đã ban hành bảng tổng hợp", f"Lúc {short_datetime(issued.issued_at)}. Tiếp theo: chốt nội dung dự thảo."
    )


@dataclass(frozen=True)
class OwnUnit:
    """A unit the reader works for, with all it has written in this round."""

    unit: Unit
    comments: list[Comment]
    speaks: bool

    @property
    def waiting(self) -> list[Comment]:
        return [comment for comment in self.comments if not comment.is_sent]

    @property
    def sent(self) -> list[Comment]:
        return [comment for comment in self.comments if comment.is_sent]

    @property
    def agrees(self) -> bool:
        return any(row.stance == Comment.Stance.AGREE and row.node_key is None for row in self.sent)

    @property
    def may_agree(self) -> bool:
        """Plain agreement is offered to a leader whose unit has said nothing yet."""
        return self.speaks and not self.comments


def turn_of_unit(consultation: Consultation, own: OwnUnit) -> Turn:
    name, waiting, sent = own.unit.short_name, len(own.waiting), len(own.sent)
    if not consultation.is_open:
        said = "nhất trí toàn văn" if own.agrees and sent == 1 else f"gửi {padded(sent)} góp ý" if sent else ""
        told = f"{name} đã {said}." if said else f"{name} không gửi góp ý, xem như thống nhất."
        lost = f" {padded(waiting)} góp ý chưa gửi không được tính." if waiting else ""
        ended = f"Thời gian góp ý đã kết thúc lúc {short_datetime(consultation.ended_at)}"
        return Turn(ended, told + lost, eyebrow="Đã kết thúc")
    until = deadline_words(consultation.closes_at, clock.now())
    if waiting and own.speaks:
        return Turn(f"Gửi {padded(waiting)} góp ý trước {until}", f"Người của {name} đã soạn. Xem lại rồi gửi.")
    if waiting:
        title = f"{padded(waiting)} góp ý chờ lãnh đạo đơn vị gửi"
        return Turn(title, f"Hạn gửi {until}. Còn sửa, thêm được đến khi gửi.", eyebrow="Đang chờ")
    if sent:
        what = "nhất trí toàn văn" if own.agrees and sent == 1 else f"gửi {padded(sent)} góp ý"
        more = f"Còn góp ý thêm được đến {until}. Tổ thư ký trả lời sau khi hết hạn."
        return Turn(f"{name} đã {what}", more, eyebrow="Đã gửi")
    what = "Góp ý từng điều, hoặc nhất trí toàn văn." if own.speaks else "Góp ý từng điều; lãnh đạo đơn vị gửi."
    return Turn(f"Góp ý trước {until}", f"{what} Đơn vị không gửi góp ý xem như thống nhất.")

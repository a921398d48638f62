"""What is still missing, in sentences: before a text can be frozen, and before it can be settled."""

from drafting.models import Text
from drafting.text_status import TextStatus
from drafting.workflow import State
from libraries.web.formats import padded, short_datetime


def before_freezing(content: list[dict]) -> list[str]:
    """An empty text, or parts nobody has filled in."""
    if not content:
        return ["Dự thảo còn trống. Thêm ít nhất một Điều."]
    empty = [row["citation"] or "một đoạn văn" for row in content if not (row["heading"] or row["body"]).strip()]
    if not empty:
        return []
    shown = ", ".join(empty[:3]) + (" …" if len(empty) > 3 else "")
    return [f"Còn {padded(len(empty))} phần chưa có nội dung: {shown}. Điền hoặc bỏ."]


def before_settling(text: Text, status: TextStatus) -> list[str]:
    """Facts that stop "Chốt nội dung"."""
    if text.state == State.DRAFT:
        return ["Chưa gửi lấy ý kiến các đơn vị."]
    gaps = []
    if status.round_is_open and status.newest_round:
        gaps.append(f"Đang lấy ý kiến đến {short_datetime(status.newest_round.closes_at)}.")
    if status.unanswered:
        gaps.append(f"Còn {padded(status.unanswered)} góp ý chưa trả lời.")
    return gaps

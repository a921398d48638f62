"""What must be there before something is done with a text, a round or a comment, in sentences."""

import datetime
from collections.abc import Iterator
from typing import Any

from drafting.models import Comment, Consultation, Text
from drafting.queries import consultation_unanswered, running_round, working_content
from drafting.queries.text_check import Finding, Weight, findings_of, of_weight
from drafting.queries.text_status import TextStatus, status_of_text
from libraries.web import clock
from libraries.web.formats import short_datetime, vn_number
from records.transitions import Unmet

# Findings that are named one by one; more are counted.
MOST_NAMED = 6


def freezing_requirements(text: Text, known: Any = None) -> Iterator[Unmet]:
    """A text with something in it, and no part that nobody has filled in."""
    content = working_content(text)
    page, args = "drafting:text_edit", (text.pk,)
    if not content:
        yield Unmet("Dự thảo chưa có nội dung. Thêm ít nhất một điều.", page, args)
    empty = [row["citation"] or "một đoạn văn" for row in content if not (row["heading"] or row["body"]).strip()]
    if empty:
        shown = ", ".join(empty[:3]) + (" …" if len(empty) > 3 else "")
        yield Unmet(
            f"Còn {vn_number(len(empty))} phần chưa có nội dung: {shown}. Nhập nội dung hoặc xóa các phần này.",
            page,
            args,
        )


def opening_requirements(text: Text, known: Any = None) -> Iterator[Unmet]:
    """No other round is open, and the text can be frozen."""
    running = running_round(text)
    if running is not None and running.is_open:
        sentence = f"Đang có đợt lấy ý kiến, hạn góp ý {short_datetime(running.closes_at)}. Kết thúc đợt này trước."
        yield Unmet(sentence, "drafting:consultation_detail", (running.pk,))
    yield from freezing_requirements(text)


def mended_at(text: Text, finding: Finding) -> tuple[str, tuple[int]]:
    """(URL name, arguments) of the page where somebody mends it."""
    if finding.comment is not None:
        return "drafting:answer_edit", (finding.comment,)
    if finding.binds:
        return "drafting:text_settings", (text.pk,)
    if finding.node is not None:
        return "drafting:node_edit", (finding.node,)
    return "drafting:text_title", (text.pk,)


def blocking_requirements(text: Text) -> Iterator[Unmet]:
    """A text with something in it, and nothing that its check says must be mended."""
    if not text.nodes.active().exists():
        yield Unmet("Dự thảo chưa có nội dung. Thêm ít nhất một điều.", "drafting:text_edit", (text.pk,))
    blocking = of_weight(findings_of(text), Weight.BLOCKS)
    for finding in blocking[:MOST_NAMED]:
        yield Unmet(finding.sentence, *mended_at(text, finding))
    if (more := len(blocking) - MOST_NAMED) > 0:
        sentence = f"Còn {vn_number(more)} nội dung khác phải sửa, xem “Kiểm tra văn bản”."
        yield Unmet(sentence, "drafting:text_check", (text.pk,))


def settling_requirements(text: Text, known: TextStatus | None = None) -> Iterator[Unmet]:
    """Units were asked, no round is open, every comment is answered, the check finds nothing that must be mended."""
    yield from blocking_requirements(text)
    if text.state == Text.State.DRAFT:
        yield Unmet("Chưa gửi lấy ý kiến các đơn vị.", "drafting:consultation_start", (text.pk,))
        return
    status = known or status_of_text(text)
    newest = status.newest_round
    page = ("drafting:consultation_detail", (newest.pk,)) if newest else ()
    if newest and newest.is_open:
        yield Unmet(f"Đang lấy ý kiến đến {short_datetime(newest.closes_at)}. Kết thúc đợt này trước.", *page)
    if status.unanswered:
        yield Unmet(
            f"Còn {vn_number(status.unanswered)} góp ý chưa trả lời. Trả lời hết trước khi chốt nội dung.", *page
        )


def round_requirements(row: Consultation | Comment, known: datetime.datetime | None = None) -> Iterator[Unmet]:
    """The round is open at the moment `known`: the reading of the clock that also stamps, as the database compares."""
    consultation = row if isinstance(row, Consultation) else row.consultation
    if not consultation.is_open_at(known or clock.now()):
        yield Unmet(
            f"Thời gian góp ý đã kết thúc lúc {short_datetime(consultation.ended_at)}, không nhận thêm góp ý. "
            "Nếu còn ý kiến, đề nghị liên hệ Tổ thư ký để lấy ý kiến thêm một đợt."
        )


def closing_requirements(consultation: Consultation, known: Any = None) -> Iterator[Unmet]:
    """Nobody has closed it yet."""
    if consultation.closed_at is not None:
        yield Unmet("Đợt lấy ý kiến này đã kết thúc.")


def table_requirements(consultation: Consultation, known: Any = None) -> Iterator[Unmet]:
    """The round has ended, and every comment is answered."""
    page = ("drafting:consultation_detail", (consultation.pk,))
    if consultation.is_open:
        yield Unmet(f"Đang lấy ý kiến đến {short_datetime(consultation.closes_at)}. Kết thúc đợt này trước.", *page)
    if left := consultation_unanswered(consultation):
        yield Unmet(f"Còn {vn_number(left)} góp ý chưa trả lời. Trả lời hết trước khi hoàn thành bảng tổng hợp.", *page)

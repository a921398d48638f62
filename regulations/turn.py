"""Whose turn it is with a regulation, by when, and the one next button."""

from dataclasses import dataclass

from django.urls import reverse

from drafting.models import Text
from drafting.workflow import silent_units, unanswered
from records import clock
from records.access import may
from records.wording import deadline_words
from regulations.adoption import ballots_of, objection_to_ballot
from regulations.models import Regulation

State = Regulation.State


@dataclass(frozen=True)
class Turn:
    """title: what is to be done; text: why, by whom, when; where the button leads. No url: nothing for you."""

    title: str
    text: str = ""
    button: str = ""
    url: str = ""
    icon: str = "arrow-right"


def whose_turn(user, regulation: Regulation) -> Turn:
    """For this person, on the page of the regulation."""
    keeps = may(user, "regulations.start_regulation", regulation)
    if regulation.state == State.DRAFT:
        return _of_draft(user, regulation, keeps)
    if regulation.state == State.ADOPTED:
        if keeps:
            url = reverse("regulations:issue_start", args=[regulation.pk])
            text = "Hội nghị đã thông qua. Chọn ngày ký, người ký, xem trước rồi ban hành."
            return Turn("Ban hành quy chế", text, "Ban hành", url, "patch-check")
        return Turn("Chờ ban hành", "Hội nghị đã thông qua. Tổ thư ký đang làm thủ tục ban hành.")
    if regulation.state == State.SUPERSEDED:
        new = regulation.successor
        url = reverse("regulations:regulation_detail", args=[new.pk])
        text = f"{regulation.force_words}. Thay thế: Quy chế số {new.number_text}."
        return Turn("Đã có quy chế thay thế", text, f"Xem Quy chế số {new.number_text}", url)
    url = reverse("regulations:regulation_pdf", args=[regulation.pk])
    text = "Bản PDF có dấu của hệ thống và mã xác thực là bản dùng để gửi, lưu."
    return Turn(regulation.force_words, text, "Tải PDF", url, "file-earmark-pdf")


def _of_draft(user, regulation, keeps) -> Turn:
    text, sent = regulation.text, regulation.text.current_consultation()
    if text.state == Text.State.SETTLED:
        return _of_settled(regulation, keeps)
    if sent is None or text.state == Text.State.DRAFT:
        if keeps:
            words = "Soạn xong thì gửi lấy ý kiến các đơn vị."
            return Turn("Soạn thảo quy chế", words, "Soạn thảo", _drafting(text), "pencil")
        return Turn("Tổ thư ký đang sửa dự thảo", "Khi có đợt lấy ý kiến mới, hệ thống gửi thông báo.")
    page = reverse("drafting:consultation_detail", args=[sent.pk])
    if sent.is_open:
        return _of_open_round(user, regulation, sent, page, keeps)
    if not keeps:
        return Turn("Đã hết thời gian góp ý", "Tổ thư ký đang trả lời góp ý.", "Xem góp ý", page, "chat-left-text")
    if left := unanswered(text):
        return Turn(f"Trả lời {left} góp ý", "Trả lời hết mới chốt được nội dung.", "Trả lời góp ý", page, "reply")
    words = "Mọi góp ý đã được trả lời. Sửa dự thảo theo ý kiến tiếp thu rồi chốt."
    return Turn("Chốt nội dung", words, "Soạn thảo", _drafting(text), "check-lg")


def _of_open_round(user, regulation, sent, page, keeps) -> Turn:
    until = f"Hạn góp ý {deadline_words(sent.closes_at, clock.now())}"
    silent = silent_units(sent)
    if keeps:
        heard = regulation.emulation_year.seats.count() - len(silent)
        words = f"{heard}/{heard + len(silent)} đơn vị đã gửi ý kiến. {until}."
        return Turn("Đang lấy ý kiến các đơn vị", words, "Xem góp ý", page, "chat-left-text")
    mine = user.held().worked_for | user.held().speaks_for
    if any(unit.pk in mine for unit in silent):
        return Turn("Góp ý dự thảo", f"{until}.", "Góp ý", page, "chat-left-text")
    return Turn("Đơn vị đã gửi ý kiến", f"{until}.", "Xem góp ý", page, "chat-left-text")


def _of_settled(regulation, keeps) -> Turn:
    if not keeps:
        return Turn("Chờ hội nghị thông qua", "Nội dung đã chốt, sẽ đưa ra hội nghị của Khối biểu quyết.")
    if any(not objection_to_ballot(regulation, ballot) for ballot in ballots_of(regulation)):
        url = reverse("regulations:adoption_start", args=[regulation.pk])
        return Turn("Ghi thông qua", "Hội nghị đã biểu quyết thông qua.", "Thông qua", url, "check-lg")
    words = "Nội dung đã chốt. Đưa vào chương trình hội nghị và mở biểu quyết; có kết quả thì ghi thông qua ở đây."
    return Turn("Đưa ra hội nghị biểu quyết", words, "Mở hội nghị", reverse("conferences:conference_list"), "people")


def _drafting(text: Text) -> str:
    return reverse("drafting:text_detail", args=[text.pk])


def progress(regulation: Regulation) -> list[dict]:
    """The five stages of a regulation as the page lists them: number, title, lead, state (done, current, later)."""
    text = regulation.text
    stages = ["Soạn thảo", "Lấy ý kiến các đơn vị", "Chốt nội dung", "Thông qua tại hội nghị", "Ban hành"]
    if regulation.is_published:
        reached = 5
    elif regulation.state == State.ADOPTED:
        reached = 4
    else:
        reached = {Text.State.DRAFT: 0, Text.State.CONSULTING: 1, Text.State.SETTLED: 3}[Text.State(text.state)]
        sent = text.current_consultation()
        if reached == 1 and sent is not None and not sent.is_open:
            reached = 2
    return [
        {"number": n + 1, "title": title, "state": "done" if n < reached else "current" if n == reached else "later"}
        for n, title in enumerate(stages)
    ]

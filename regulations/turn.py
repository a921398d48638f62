"""Whose turn it is with a regulation, by when, and the one next button. (While it is drafted: drafting.turn.)"""

from django.urls import reverse

from drafting.models import Text
from drafting.text_status import standing_of
from drafting.turn import NOBODY, SECRETARIAT, Turn
from drafting.turn import whose_turn as whose_turn_with_text
from libraries.web.formats import short_date
from records.access import has_permission
from regulations.adoption import ballots_of, objection_to_ballot
from regulations.models import Regulation

State = Regulation.State


def whose_turn(user, regulation: Regulation) -> Turn:
    """For this person, on the page of the regulation."""
    mine = has_permission(user, "regulations.start_regulation", regulation)  # the secretariat of its bloc
    if regulation.state == State.DRAFT and regulation.text.state != Text.State.SETTLED:
        return whose_turn_with_text(user, regulation.text, standing_of(regulation.text))
    if regulation.state == State.DRAFT:
        return _settled(regulation, mine)
    if regulation.state == State.ADOPTED:
        words = "Hội nghị đã thông qua. Chọn ngày ký, người ký, xem trước rồi ban hành."
        url = reverse("regulations:issue_start", args=[regulation.pk])
        return _for_secretariat(mine, "Ban hành quy chế", words, "Ban hành", url, "patch-check")
    if regulation.state == State.SUPERSEDED:
        new = regulation.successor
        words = f"{regulation.force_words}. Thay thế: Quy chế số {new.number_text}."
        url = reverse("regulations:regulation_detail", args=[new.pk])
        return Turn(NOBODY, "Đã có quy chế thay thế", words, None, f"Xem Quy chế số {new.number_text}", url)
    words = "Bản PDF có dấu của hệ thống và mã xác thực là bản dùng để gửi, lưu."
    url = reverse("regulations:regulation_pdf", args=[regulation.pk])
    return Turn(NOBODY, regulation.force_words, words, None, "Tải PDF", url, icon="file-earmark-pdf")


def _settled(regulation, mine) -> Turn:
    if any(not objection_to_ballot(regulation, ballot) for ballot in ballots_of(regulation)):
        url = reverse("regulations:adoption_start", args=[regulation.pk])
        words = "Hội nghị đã biểu quyết. Kiểm tra kết quả rồi ghi thông qua."
        return _for_secretariat(mine, "Ghi thông qua", words, "Thông qua", url, "check-lg")
    url = reverse("conferences:conference_list")
    words = "Nội dung đã chốt. Đưa vào chương trình hội nghị, mở biểu quyết, kiểm phiếu; rồi ghi thông qua ở đây."
    return _for_secretariat(mine, "Đưa ra hội nghị biểu quyết", words, "Mở hội nghị", url, "people")


def _for_secretariat(mine, title, words, button, url, icon) -> Turn:
    """Others see whose turn it is, without a button."""
    return Turn(SECRETARIAT, title, words, None, button, url, icon=icon) if mine else Turn(SECRETARIAT, title)


def progress(user, regulation: Regulation) -> list[dict]:
    """The five stages as the page lists them: number, title, lead, state (done, current, later), url where it has one.

    How the words were made is for the people of the bloc; others get the way to what was issued.
    """
    text = regulation.text
    stages = ["Soạn thảo", "Lấy ý kiến các đơn vị", "Chốt nội dung", "Thông qua tại hội nghị", "Ban hành"]
    newest = text.current_consultation()
    if regulation.is_published:
        reached = 5
    elif regulation.state == State.ADOPTED:
        reached = 4
    else:
        reached = {Text.State.DRAFT: 0, Text.State.CONSULTING: 1, Text.State.SETTLED: 3}[text.state]
        if reached == 1 and newest is not None and not newest.is_open:
            reached = 2
    pages = _stage_pages(user, regulation, newest)
    leads = _stage_leads(regulation, newest)
    return [
        {
            "number": n + 1,
            "title": title,
            "lead": leads[n],
            "state": "done" if n < reached else "current" if n == reached else "later",
            "url": pages[n],
        }
        for n, title in enumerate(stages)
    ]


def _stage_pages(user, regulation, newest) -> list[str]:
    """Addresses this person may open, in the order of the stages; empty where there is nothing yet."""
    text, pages = regulation.text, ["", "", "", "", ""]
    if regulation.bloc_id in user.bloc_ids:
        if Text.objects.visible_to(user).filter(pk=text.pk).exists():
            pages[0] = reverse("drafting:text_detail", args=[text.pk])
        if newest is not None:
            pages[1] = reverse("drafting:consultation_detail", args=[newest.pk])
        if text.settled_version is not None:
            pages[2] = reverse("drafting:version_detail", args=[text.pk, text.settled_version.no])
        if regulation.ballot is not None:
            pages[3] = reverse("conferences:ballot_detail", args=[regulation.ballot.pk])
    if regulation.document is not None:
        pages[4] = reverse("records:verdict_detail", args=[regulation.document.code])
    elif has_permission(user, "regulations.issue", regulation):
        pages[4] = reverse("regulations:issue_start", args=[regulation.pk])
    return pages


def _stage_leads(regulation, newest) -> list[str]:
    text, ballot = regulation.text, regulation.ballot
    return [
        "",
        f"Đến {short_date(newest.ended_at)}" if newest is not None else "",
        f"Chốt {short_date(text.settled_at)}" if text.settled_at else "",
        f"Kiểm phiếu {short_date(ballot.closed_at)}" if ballot is not None else "",
        f"Số {regulation.number_text}, ký {short_date(regulation.signed_on)}" if regulation.signed_on else "",
    ]

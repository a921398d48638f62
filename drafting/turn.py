"""Whose turn it is with a text, by when, and the one next button. (Of one round: drafting.round_turn.)"""

import datetime
from dataclasses import dataclass

from django.urls import reverse

from drafting.models import Text
from drafting.text_status import Standing
from drafting.workflow import State
from libraries.web.formats import padded, short_datetime
from records.access import has_permission

SECRETARIAT, UNITS, NOBODY = "Tổ thư ký", "các đơn vị", ""


@dataclass(frozen=True)
class Turn:
    """who: whose turn; title: the act; text: why; due: by when. A link, or a post when `acts`; no url: not yours."""

    who: str
    title: str
    text: str = ""
    due: datetime.datetime | None = None
    button: str = ""
    url: str = ""
    acts: bool = False
    icon: str = "arrow-right"


def whose_turn(user, text: Text, standing: Standing) -> Turn:
    """For this person."""
    mine = has_permission(user, "drafting.create_text", text)  # the secretariat of its bloc
    if text.state == State.DRAFT:
        return _drafting(text, standing, mine)
    if text.state == State.CONSULTING:
        return _consulting(text, standing, mine)
    when = f"Chốt lúc {short_datetime(text.settled_at)}. " if text.settled_at else ""
    where = "Quy chế" if text.kind == Text.Kind.REGULATION else "Giao ước"
    return Turn(
        NOBODY,
        "Nội dung đã chốt",
        f"{when}Việc tiếp theo (thông qua, ban hành, ký) làm ở mục {where}.",
        button="Đọc bản đã chốt",
        url=reverse("drafting:version_detail", args=[text.pk, text.settled_version.no]) if text.settled_version else "",
        icon="file-earmark-text",
    )


def _drafting(text, standing, mine):
    if not mine:
        return Turn(SECRETARIAT, "Tổ thư ký đang soạn lại", "Khi gửi lấy ý kiến, đơn vị nhận được thông báo.")
    if not standing.nodes:
        url = reverse("drafting:text_edit", args=[text.pk])
        return Turn(SECRETARIAT, "Soạn nội dung", "Dự thảo chưa có Điều nào.", button="Soạn", url=url, icon="pencil")
    return Turn(
        SECRETARIAT,
        "Gửi lấy ý kiến các đơn vị",
        "Nội dung lúc gửi được lưu thành một bản dự thảo; các đơn vị góp ý trên bản đó.",
        button="Gửi lấy ý kiến",
        url=reverse("drafting:consultation_start", args=[text.pk]),
        icon="send",
    )


def _consulting(text, standing, mine):
    newest = standing.newest_round
    page = reverse("drafting:consultation_detail", args=[newest.pk]) if newest else ""
    if standing.round_is_open:
        title = "Các đơn vị góp ý" if mine else f"Góp ý {newest.on_version}"
        words = "Xem đơn vị nào đã gửi, nhắc đơn vị chưa gửi." if mine else "Đọc dự thảo và gửi góp ý của đơn vị."
        button = "Xem góp ý" if mine else "Góp ý"
        return Turn(UNITS, title, words, newest.closes_at, button, page, icon="chat-left-text")
    if standing.unanswered:
        if mine:
            words = f"Còn {padded(standing.unanswered)} góp ý chưa trả lời."
            return Turn(SECRETARIAT, "Trả lời góp ý", words, None, "Trả lời góp ý", page, icon="reply")
        return Turn(SECRETARIAT, "Tổ thư ký đang trả lời góp ý", "", None, "Xem góp ý", page, icon="chat-left-text")
    if mine:
        return Turn(
            SECRETARIAT,
            "Chốt nội dung",
            "Mọi góp ý đã được trả lời. Nội dung đang soạn được lưu thành bản cuối cùng.",
            button="Chốt nội dung",
            url=reverse("drafting:settle", args=[text.pk]),
            acts=True,
            icon="check-lg",
        )
    return Turn(SECRETARIAT, "Tổ thư ký hoàn thiện dự thảo", "", None, "Xem góp ý", page, icon="chat-left-text")

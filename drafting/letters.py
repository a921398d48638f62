"""The letters of this room: what is written to people about a draft on which units comment."""

import datetime
from typing import Any

from libraries.web.formats import long_datetime, short_date
from libraries.web.letters import Words, letter

UNITS = "thủ trưởng và chuyên viên các đơn vị"
SECRETARIAT = "Tổ thư ký Khối"
SILENCE = "Đơn vị không gửi góp ý đúng hạn được coi là nhất trí."
EXAMPLE: dict[str, Any] = {"title": "Quy chế hoạt động của Khối thi đua"}
UNIT = "Công ty Bảo đảm an toàn hàng hải"
DEADLINE = datetime.datetime(2026, 11, 27, 17)


@letter(
    "drafting.consultation",
    occasion="Tổ thư ký gửi dự thảo lấy ý kiến",
    to=UNITS,
    example=EXAMPLE
    | {"version": "Dự thảo lần 2", "closes_at": DEADLINE, "note": "Đề nghị góp ý kỹ Điều 5 về chấm điểm."},
)
def consultation(*, title: str, version: str, closes_at: datetime.datetime, note: str) -> Words:
    """note: what the secretariat adds; may be empty."""
    return Words(
        title=f"Kính mời góp ý (hạn {short_date(closes_at)}): {title}",
        text=f"Tổ thư ký gửi {version} {title} để lấy ý kiến các đơn vị. Kính mời thủ trưởng đơn vị "
        "gửi góp ý từng điều hoặc ý kiến nhất trí toàn văn." + (f"\n{note}" if note else ""),
        facts=(("Văn bản", f"{title} ({version})"), ("Hạn góp ý", long_datetime(closes_at))),
        note=SILENCE,
        act="Đọc và góp ý",
    )


@letter(
    "drafting.reminder",
    occasion="Tổ thư ký gửi nhắc góp ý",
    to="thủ trưởng và chuyên viên các đơn vị chưa gửi ý kiến",
    example=EXAMPLE | {"unit": UNIT, "closes_at": DEADLINE, "times": 2},
)
def reminder(*, title: str, unit: str, closes_at: datetime.datetime, times: int) -> Words:
    """times: which reminder it is."""
    return Words(
        title=f"Kính đề nghị góp ý (nhắc lần {times}, hạn {short_date(closes_at)}): {title}",
        text=f"{unit} chưa gửi ý kiến về dự thảo {title}. Kính đề nghị gửi góp ý hoặc ý kiến nhất trí trước hạn.",
        facts=(("Văn bản", title), ("Hạn góp ý", long_datetime(closes_at))),
        note=SILENCE,
        act="Đọc và góp ý",
    )


@letter(
    "drafting.extended",
    occasion="Tổ thư ký gia hạn góp ý",
    to=UNITS,
    example=EXAMPLE | {"was": datetime.datetime(2026, 11, 20, 17), "closes_at": DEADLINE},
)
def extended(*, title: str, was: datetime.datetime, closes_at: datetime.datetime) -> Words:
    return Words(
        title=f"Gia hạn góp ý đến {short_date(closes_at)}: {title}",
        text=f"Hạn góp ý dự thảo {title} được gia hạn. Đơn vị đã gửi ý kiến không phải gửi lại, vẫn góp ý thêm được.",
        facts=(("Hạn góp ý mới", long_datetime(closes_at)), ("Hạn góp ý cũ", long_datetime(was))),
        note=SILENCE,
        act="Đọc và góp ý",
    )


@letter(
    "drafting.ended_early",
    occasion="Tổ thư ký kết thúc lấy ý kiến trước hạn",
    to=UNITS,
    example=EXAMPLE | {"was": DEADLINE, "reason": "Các đơn vị đã thống nhất tại cuộc họp ngày 20/11/2026."},
)
def ended_early(*, title: str, was: datetime.datetime, reason: str) -> Words:
    """reason: why, as the secretariat gave it."""
    return Words(
        title=f"Kết thúc lấy ý kiến trước hạn: {title}",
        text=f"Tổ thư ký kết thúc lấy ý kiến dự thảo {title} trước hạn.\nLý do: {reason}",
        facts=(("Hạn góp ý đã thông báo", long_datetime(was)),),
        note="Nếu còn ý kiến, đề nghị liên hệ Tổ thư ký.",
        act="Xem góp ý",
    )


@letter(
    "drafting.comments",
    occasion="Một đơn vị gửi góp ý",
    to=SECRETARIAT,
    at_once=False,
    example=EXAMPLE | {"unit": UNIT, "count": 3, "unanswered": True},
)
def comments(*, title: str, unit: str, count: int, unanswered: bool) -> Words:
    """count: how many were sent now. unanswered: some comment waits for its answer."""
    return Words(
        title=f"Đã gửi {count} góp ý: {unit}, {title}",
        text=f"{unit} đã gửi {count} góp ý về dự thảo {title}.\n{_what_next(unanswered)}",
        act="Xem góp ý",
    )


@letter(
    "drafting.agreed",
    occasion="Một đơn vị nhất trí toàn văn dự thảo",
    to=SECRETARIAT,
    at_once=False,
    example=EXAMPLE | {"unit": UNIT, "unanswered": False},
)
def agreed(*, title: str, unit: str, unanswered: bool) -> Words:
    """unanswered: some comment of another unit waits for its answer."""
    return Words(
        title=f"Nhất trí toàn văn: {unit}, {title}",
        text=f"{unit} nhất trí toàn văn dự thảo {title}.\n{_what_next(unanswered)}",
        act="Xem góp ý",
    )


def _what_next(unanswered: bool) -> str:
    if unanswered:
        return "Còn góp ý chưa trả lời. Đề nghị trả lời tại trang lấy ý kiến."
    return "Không có góp ý phải trả lời. Tình hình các đơn vị có tại trang lấy ý kiến."

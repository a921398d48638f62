"""The letters of this room: what is written to people about a pledge."""

import datetime
from typing import Any

from libraries.web.formats import short_datetime
from libraries.web.letters import Words, letter

EXAMPLE: dict[str, Any] = {"agreement": "Giao ước thi đua năm 2026"}
DEADLINE = datetime.datetime(2026, 11, 27, 17)


@letter(
    "pledges.in_force",
    occasion="Đơn vị cuối cùng ký giao ước",
    to="thủ trưởng, chuyên viên các đơn vị và Tổ thư ký Khối",
    example=EXAMPLE | {"units": 9, "at": DEADLINE},
)
def in_force(*, agreement: str, units: int, at: datetime.datetime | None) -> Words:
    return Words(
        title=f"Giao ước có hiệu lực: {agreement}",
        text=f"{agreement} đã có đủ {units}/{units} chữ ký và có hiệu lực từ {short_datetime(at)}.",
        note="Kính mời mở trang giao ước để tải bản có đủ chữ ký.",
        act="Xem và tải giao ước",
    )


@letter(
    "pledges.closed",
    occasion="Tổ thư ký kết thúc giao ước",
    to="thủ trưởng, chuyên viên các đơn vị và Tổ thư ký Khối",
    at_once=False,
    example=EXAMPLE | {"reason": ""},
)
def closed(*, agreement: str, reason: str) -> Words:
    """reason: of an end before the year is over; empty otherwise."""
    return Words(
        title=f"Thông báo kết thúc giao ước: {agreement}",
        text=f"{agreement} đã kết thúc. " + (f"Lý do kết thúc sớm: {reason}" if reason else "Năm thi đua đã hết."),
        act="Xem giao ước",
    )

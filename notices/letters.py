"""The letter of this room: the morning's mail (bản tin)."""

import datetime

from libraries.web.formats import long_datetime, short_date
from libraries.web.letters import Words, letter


@letter(
    "notices.digest",
    occasion="Lúc 8 giờ sáng, khi còn thông báo chưa đọc và chưa gửi thư riêng",
    to="người có thông báo chưa đọc",
    inbox=False,
    example={
        "day": datetime.date(2026, 11, 20),
        "notices": ["Công ty Bảo đảm an toàn hàng hải đã ký (3/9): Giao ước thi đua năm 2026"],
        "work": [
            ("Góp ý Quy chế hoạt động", datetime.datetime(2026, 11, 27, 17)),
            ("Nhập quyết định khen thưởng", None),
        ],
    },
)
def digest(*, day: datetime.date, notices: list[str], work: list[tuple[str, datetime.datetime | None]]) -> Words:
    """notices: their titles. work: what waits for the reader, with deadlines."""
    waiting = [f"{title} (hạn {long_datetime(due)})" if due else title for title, due in work]
    return Words(
        title=f"{len(notices)} thông báo chưa đọc, ngày {short_date(day)}",
        text=f"Trên hệ thống còn {len(notices)} thông báo chưa đọc. Các thông báo này không gửi thư riêng.",
        points=(*notices, *(f"Việc đang chờ: {line}" for line in waiting)),
        act="Xem thông báo",
    )

"""The letters of this room: what is written to people about a conference."""

import datetime

from libraries.web.formats import short_datetime
from libraries.web.letters import Words, letter

CONFERENCE = "Hội nghị tổng kết phong trào thi đua năm 2026"


@letter(
    "conferences.minutes",
    occasion="Tổ thư ký hoàn thành biên bản hội nghị",
    to="thủ trưởng các đơn vị",
    at_once=False,
    example={"number": "03/BB-KTĐ", "conference": CONFERENCE},
)
def minutes(*, number: str, conference: str) -> Words:
    return Words(
        title=f"Đã hoàn thành biên bản số {number}",
        text=f"Biên bản số {number} của {conference} đã hoàn thành. Kính mời xem và tải về để lưu tại đơn vị.",
        act="Xem và tải biên bản",
    )


TASK = "Xây dựng kế hoạch thực hiện chủ đề năm của thành phố"


@letter(
    "conferences.assignment",
    occasion="Tổ thư ký giao nhiệm vụ từ kết luận, chỉ đạo của hội nghị",
    to="thủ trưởng, chuyên viên các đơn vị được giao",
    example={"task": TASK, "due_at": datetime.datetime(2026, 12, 15, 17), "conference": CONFERENCE},
)
def assignment(*, task: str, due_at: datetime.datetime, conference: str) -> Words:
    return Words(
        title=f"Báo cáo trước {short_datetime(due_at)}: {task}",
        text=f"Đơn vị được giao nhiệm vụ theo kết luận, chỉ đạo tại {conference}.",
        facts=(("Nhiệm vụ", task), ("Thời hạn", short_datetime(due_at))),
        act="Xem nhiệm vụ",
    )


@letter(
    "conferences.assignment_returned",
    occasion="Tổ thư ký đề nghị bổ sung báo cáo kết quả thực hiện nhiệm vụ",
    to="thủ trưởng, chuyên viên của đơn vị",
    example={"task": TASK, "reason": "Gửi kèm kế hoạch đã ký"},
)
def assignment_returned(*, task: str, reason: str) -> Words:
    return Words(
        title=f"Đề nghị bổ sung báo cáo: {task}",
        text="Tổ thư ký đề nghị đơn vị bổ sung báo cáo kết quả thực hiện.",
        facts=(("Nhiệm vụ", task), ("Nội dung cần bổ sung", reason)),
        act="Bổ sung báo cáo",
    )

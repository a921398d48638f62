"""The letters of this room: what is written to people about a conference."""

import datetime

from libraries.web.formats import long_datetime, short_date, short_datetime
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


PLACE = "Hội trường Công ty Cảng Ví Dụ, số 1 đường Ngô Quyền"
STARTS = datetime.datetime(2026, 12, 18, 8, 30)


@letter(
    "conferences.invitation",
    occasion="Tổ thư ký phát hành giấy mời dự hội nghị",
    to="đơn vị, đại biểu được mời dự hội nghị",
    example={
        "number": "06/GM-KTĐ",
        "conference": CONFERENCE,
        "starts_at": STARTS,
        "place": PLACE,
        "reply_by": datetime.datetime(2026, 12, 15, 17),
        "act": "Trả lời giấy mời",
    },
)
def invitation(
    *,
    number: str,
    conference: str,
    starts_at: datetime.datetime,
    place: str,
    reply_by: datetime.datetime | None,
    act: str,
) -> Words:
    """act: the words of the button; a guest without an account answers by a link of their own."""
    until = f", hạn trả lời {short_datetime(reply_by)}" if reply_by else ""
    return Words(
        title=f"Giấy mời họp{until}: {conference}",
        text=f"Trân trọng kính mời dự {conference}, theo giấy mời số {number}.",
        facts=(
            ("Thời gian", long_datetime(starts_at)),
            ("Địa điểm", place),
            *((("Hạn trả lời", short_datetime(reply_by)),) if reply_by else ()),
        ),
        note="Tệp lịch kèm theo thư dùng để thêm hội nghị vào lịch của điện thoại, máy tính.",
        act=act,
    )


@letter(
    "conferences.invitation_reminder",
    occasion="Tổ thư ký nhắc đơn vị chưa trả lời giấy mời",
    to="thủ trưởng, chuyên viên của đơn vị chưa trả lời",
    example={
        "unit": "Công ty Cảng Ví Dụ",
        "conference": CONFERENCE,
        "starts_at": STARTS,
        "reply_by": datetime.datetime(2026, 12, 15, 17),
    },
)
def invitation_reminder(
    *, unit: str, conference: str, starts_at: datetime.datetime, reply_by: datetime.datetime | None
) -> Words:
    until = f", hạn {short_datetime(reply_by)}" if reply_by else ""
    return Words(
        title=f"Chưa trả lời giấy mời{until}: {conference}",
        text=f"{unit} chưa trả lời giấy mời dự {conference}. Đề nghị cho biết người dự hội nghị.",
        facts=(("Thời gian", long_datetime(starts_at)),),
        act="Trả lời giấy mời",
    )


@letter(
    "conferences.rescheduled",
    occasion="Tổ thư ký thay đổi thời gian, địa điểm hội nghị đã mời",
    to="đơn vị, đại biểu đã được mời dự hội nghị",
    example={
        "conference": CONFERENCE,
        "starts_at": STARTS + datetime.timedelta(days=3),
        "place": PLACE,
        "was": STARTS,
        "reason": "Trùng lịch họp của thành phố",
        "act": "Trả lời giấy mời",
    },
)
def rescheduled(
    *,
    conference: str,
    starts_at: datetime.datetime,
    place: str,
    was: datetime.datetime,
    reason: str,
    act: str,
) -> Words:
    return Words(
        title=f"Thay đổi lịch: {short_datetime(starts_at)}, {conference}",
        text=f"{conference} thay đổi thời gian, địa điểm. Đề nghị trả lời lại theo lịch mới.",
        facts=(
            ("Thời gian mới", long_datetime(starts_at)),
            ("Địa điểm", place),
            ("Thời gian đã mời", short_datetime(was)),
            ("Lý do", reason),
        ),
        note="Tệp lịch kèm theo thư thay tệp đã gửi.",
        act=act,
    )


@letter(
    "conferences.cancelled",
    occasion="Tổ thư ký hủy hội nghị đã mời",
    to="đơn vị, đại biểu đã được mời dự hội nghị",
    example={"conference": CONFERENCE, "starts_at": STARTS, "reason": "Bão số 5", "act": "Xem hội nghị"},
)
def cancelled(*, conference: str, starts_at: datetime.datetime, reason: str, act: str) -> Words:
    return Words(
        title=f"Hủy hội nghị ngày {short_date(starts_at)}: {conference}",
        text=f"{conference} không tổ chức theo giấy mời đã gửi.",
        facts=(("Thời gian đã mời", long_datetime(starts_at)), ("Lý do", reason)),
        note="Tệp lịch kèm theo thư dùng để xóa hội nghị khỏi lịch của điện thoại, máy tính.",
        act=act,
    )


@letter(
    "conferences.paper",
    occasion="Tổ thư ký phát hành nghị quyết, thông báo kết luận của hội nghị",
    to="thủ trưởng các đơn vị",
    at_once=False,
    example={"paper": "Nghị quyết", "number": "01/NQ-KTĐ", "conference": CONFERENCE},
)
def paper(*, paper: str, number: str, conference: str) -> Words:
    return Words(
        title=f"Đã phát hành {paper.lower()} số {number}",
        text=f"{paper} số {number} của {conference} đã phát hành. Kính mời xem và tải về để thực hiện, lưu tại đơn vị.",
        act=f"Xem và tải {paper.lower()}",
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

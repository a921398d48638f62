"""The letters of this room: what is written to people about a conference."""

from libraries.web.letters import Words, letter

CONFERENCE = "Hội nghị tổng kết phong trào thi đua năm 2026"


@letter(
    "conferences.ballot",
    occasion="Tổ thư ký mở biểu quyết có ghi tên đơn vị",
    to="thủ trưởng và người được ủy quyền của các đơn vị dự hội nghị",
    example={"question": "Đồng ý thông qua Quy chế hoạt động của Khối?", "conference": CONFERENCE},
)
def ballot(*, question: str, conference: str) -> Words:
    return Words(
        title=f"Kính mời biểu quyết: {question}",
        text=f"Kính mời cho ý kiến biểu quyết của đơn vị tại {conference}.",
        facts=(("Nội dung", question), ("Thời hạn", "Đến khi Tổ thư ký kết thúc biểu quyết")),
        note="Mỗi đơn vị biểu quyết một lần; ý kiến đã gửi không thay đổi được.",
        act="Cho ý kiến biểu quyết",
    )


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

"""The letters of this room: what is written to delegates about a ballot."""

from libraries.web.letters import Words, letter


@letter(
    "ballots.ballot",
    occasion="Tổ thư ký mở biểu quyết có ghi tên đơn vị",
    to="đại biểu có tên trong danh sách điểm danh của hội nghị",
    example={
        "question": "Đồng ý thông qua Quy chế hoạt động của Khối?",
        "conference": "Hội nghị tổng kết phong trào thi đua năm 2026",
    },
)
def ballot(*, question: str, conference: str) -> Words:
    return Words(
        title=f"Kính mời biểu quyết: {question}",
        text=f"Kính mời cho ý kiến biểu quyết của đơn vị tại {conference}.",
        facts=(("Nội dung", question), ("Thời hạn", "Đến khi Tổ thư ký kết thúc biểu quyết")),
        note="Mỗi đơn vị biểu quyết một lần; ý kiến đã gửi không thay đổi được.",
        act="Cho ý kiến biểu quyết",
    )

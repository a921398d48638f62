"""The letters of this room: what is written to people about a conference."""

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

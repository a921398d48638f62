"""The letters of this room: what is written to people about a pledge."""

import datetime
from typing import Any

from libraries.web.formats import long_datetime, short_date, short_datetime
from libraries.web.letters import Words, letter

SPEAKERS = "thủ trưởng và người được ủy quyền ký của từng đơn vị"
SECRETARIAT = "Tổ thư ký Khối"
HOW = (
    "Đường dẫn mở ngay văn bản, không cần đăng nhập. Khi ký, hệ thống yêu cầu nhập mật khẩu và mã OTP. "
    "Đường dẫn chỉ dành cho người nhận thư, đề nghị không chuyển cho người khác."
)
EXAMPLE: dict[str, Any] = {"agreement": "Giao ước thi đua năm 2026"}
UNIT = "Công ty Bảo đảm an toàn hàng hải"
DEADLINE = datetime.datetime(2026, 11, 27, 17)
EARLIER = datetime.datetime(2026, 11, 20, 17)


@letter(
    "pledges.invitation",
    occasion="Tổ thư ký bắt đầu ký giao ước",
    to=SPEAKERS,
    example=EXAMPLE | {"unit": UNIT, "sign_by": DEADLINE},
)
def invitation(*, agreement: str, unit: str, sign_by: datetime.datetime) -> Words:
    return Words(
        title=f"Kính mời ký (hạn {short_date(sign_by)}): {agreement}",
        text=f"Nội dung {agreement} đã được khóa để các đơn vị ký. Kính mời đọc toàn văn và ký thay mặt {unit}.",
        facts=(("Văn bản", agreement), ("Ký thay mặt", unit), ("Hạn ký", long_datetime(sign_by))),
        note=HOW,
        act="Đọc và ký giao ước",
    )


@letter(
    "pledges.reminder",
    occasion="Tổ thư ký gửi nhắc ký giao ước",
    to="thủ trưởng và người được ủy quyền ký của các đơn vị chưa ký",
    example=EXAMPLE | {"unit": UNIT, "sign_by": DEADLINE, "times": 2},
)
def reminder(*, agreement: str, unit: str, sign_by: datetime.datetime, times: int) -> Words:
    """times: which reminder it is."""
    return Words(
        title=f"Kính đề nghị ký (nhắc lần {times}, hạn {short_date(sign_by)}): {agreement}",
        text=f"{unit} chưa ký {agreement}. Kính đề nghị đọc toàn văn và ký thay mặt đơn vị trước hạn.",
        facts=(("Văn bản", agreement), ("Ký thay mặt", unit), ("Hạn ký", long_datetime(sign_by))),
        note=HOW,
        act="Đọc và ký giao ước",
    )


@letter(
    "pledges.withdrawn",
    occasion="Tổ thư ký thu hồi bản đang ký",
    to=SPEAKERS,
    example=EXAMPLE | {"reason": "Sửa chỉ tiêu thi đua của hai đơn vị theo ý kiến tại hội nghị."},
)
def withdrawn(*, agreement: str, reason: str) -> Words:
    return Words(
        title=f"Thông báo thu hồi bản đang ký: {agreement}",
        text=f"Bản {agreement} gửi ký trước đây đã được thu hồi, chưa có đơn vị nào ký.\nLý do: {reason}",
        note="Đường dẫn ký đã gửi không còn hiệu lực. Khi có bản mới, hệ thống sẽ gửi đường dẫn ký mới.",
        act="Xem giao ước",
    )


@letter(
    "pledges.extended",
    occasion="Tổ thư ký gia hạn ký giao ước",
    to="thủ trưởng và người được ủy quyền ký của các đơn vị chưa ký",
    example=EXAMPLE | {"was": EARLIER, "sign_by": DEADLINE},
)
def extended(*, agreement: str, was: datetime.datetime, sign_by: datetime.datetime) -> Words:
    return Words(
        title=f"Gia hạn ký đến {short_date(sign_by)}: {agreement}",
        text=f"Hạn ký {agreement} được gia hạn. Đơn vị chưa ký; kính đề nghị đọc toàn văn và ký trước hạn mới.",
        facts=(("Hạn ký mới", long_datetime(sign_by)), ("Hạn ký cũ", long_datetime(was))),
        note="Khi ký, hệ thống yêu cầu nhập mật khẩu và mã OTP.",
        act="Đọc và ký giao ước",
    )


@letter(
    "pledges.signed",
    occasion="Một đơn vị ký giao ước",
    to=SECRETARIAT,
    at_once=False,
    example=EXAMPLE | {"unit": UNIT, "signed": 3, "units": 9, "sign_by": DEADLINE},
)
def signed(*, agreement: str, unit: str, signed: int, units: int, sign_by: datetime.datetime | None) -> Words:
    return Words(
        title=f"Đã ký {signed}/{units} đơn vị: {unit}, {agreement}",
        text=f"{unit} đã ký {agreement}. Đến nay {signed}/{units} đơn vị đã ký.",
        facts=(("Hạn ký", long_datetime(sign_by)),),
        act="Xem tiến độ ký",
    )


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
    "pledges.declined",
    occasion="Một đơn vị đề nghị sửa giao ước, chưa ký",
    to=SECRETARIAT,
    example=EXAMPLE | {"unit": UNIT, "reason": "Chỉ tiêu tiết kiệm điện năm nay là 3%, không phải 5%."},
)
def declined(*, agreement: str, unit: str, reason: str) -> Words:
    return Words(
        title=f"Đề nghị sửa giao ước: {unit}",
        text=f"{unit} chưa ký và đề nghị sửa {agreement}.\nNội dung đề nghị: {reason}",
        note="Đề nghị trao đổi với đơn vị. Nếu phải sửa, thu hồi bản đang ký khi chưa có đơn vị nào ký.",
        act="Xem giao ước",
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

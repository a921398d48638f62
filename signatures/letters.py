"""The letters of this room: what is written to people about a paper that is to be signed."""

import datetime
from typing import Any

from libraries.web.formats import long_datetime, short_date, short_datetime
from libraries.web.letters import Words, letter

SIGNERS = "người phải ký văn bản: thủ trưởng, người được ủy quyền ký của đơn vị, hoặc người được chỉ định"
SECRETARIAT = "Tổ thư ký Khối và người trình ký"
HOW = (
    "Đường dẫn mở ngay văn bản, không cần đăng nhập. Khi ký, hệ thống yêu cầu nhập mật khẩu và mã OTP. "
    "Đường dẫn chỉ dành cho người nhận thư, đề nghị không chuyển cho người khác."
)
EXAMPLE: dict[str, Any] = {"paper": "Giao ước thi đua năm 2026"}
UNIT = "Công ty Bảo đảm an toàn hàng hải"
DEADLINE = datetime.datetime(2026, 11, 27, 17)
EARLIER = datetime.datetime(2026, 11, 20, 17)


@letter(
    "signatures.invitation",
    occasion="Văn bản được trình ký, hoặc người ký trước đã ký",
    to=SIGNERS,
    example=EXAMPLE | {"signs_for": UNIT, "sign_by": DEADLINE},
)
def invitation(*, paper: str, signs_for: str, sign_by: datetime.datetime) -> Words:
    return Words(
        title=f"Kính mời ký (hạn {short_date(sign_by)}): {paper}",
        text=f"Nội dung {paper} đã được khóa để ký. Kính mời đọc toàn văn và ký thay mặt {signs_for}.",
        facts=(("Văn bản", paper), ("Ký thay mặt", signs_for), ("Hạn ký", long_datetime(sign_by))),
        note=HOW,
        act="Đọc và ký",
    )


@letter(
    "signatures.reminder",
    occasion="Tổ thư ký gửi nhắc ký",
    to="người phải ký mà chưa ký",
    example=EXAMPLE | {"signs_for": UNIT, "sign_by": DEADLINE, "times": 2},
)
def reminder(*, paper: str, signs_for: str, sign_by: datetime.datetime, times: int) -> Words:
    """times: which reminder it is."""
    return Words(
        title=f"Kính đề nghị ký (nhắc lần {times}, hạn {short_date(sign_by)}): {paper}",
        text=f"{signs_for} chưa ký {paper}. Kính đề nghị đọc toàn văn và ký trước hạn.",
        facts=(("Văn bản", paper), ("Ký thay mặt", signs_for), ("Hạn ký", long_datetime(sign_by))),
        note=HOW,
        act="Đọc và ký",
    )


@letter(
    "signatures.extended",
    occasion="Tổ thư ký gia hạn ký",
    to="người phải ký mà chưa ký",
    example=EXAMPLE | {"was": EARLIER, "sign_by": DEADLINE},
)
def extended(*, paper: str, was: datetime.datetime, sign_by: datetime.datetime) -> Words:
    return Words(
        title=f"Gia hạn ký đến {short_date(sign_by)}: {paper}",
        text=f"Hạn ký {paper} được gia hạn. Kính đề nghị đọc toàn văn và ký trước hạn mới.",
        facts=(("Hạn ký mới", long_datetime(sign_by)), ("Hạn ký cũ", long_datetime(was))),
        note="Khi ký, hệ thống yêu cầu nhập mật khẩu và mã OTP.",
        act="Đọc và ký",
    )


@letter(
    "signatures.signed",
    occasion="Một người ký văn bản, còn người chưa ký",
    to=SECRETARIAT,
    at_once=False,
    example=EXAMPLE | {"signs_for": UNIT, "signed": 3, "required": 9, "sign_by": DEADLINE},
)
def signed(*, paper: str, signs_for: str, signed: int, required: int, sign_by: datetime.datetime) -> Words:
    return Words(
        title=f"Đã ký {signed}/{required}: {signs_for}, {paper}",
        text=f"{signs_for} đã ký {paper}. Đến nay đã có {signed}/{required} chữ ký.",
        facts=(("Hạn ký", long_datetime(sign_by)),),
        act="Xem tiến độ ký",
    )


@letter(
    "signatures.complete",
    occasion="Văn bản đã đủ chữ ký, chờ cấp số và phát hành",
    to=SECRETARIAT,
    example=EXAMPLE | {"paper": "Biên bản Hội nghị tổng kết năm 2026", "at": DEADLINE},
)
def complete(*, paper: str, at: datetime.datetime) -> Words:
    return Words(
        title=f"Đủ chữ ký: {paper}",
        text=f"{paper} đã đủ chữ ký lúc {short_datetime(at)}. Việc tiếp theo: cấp số và phát hành.",
        act="Cấp số và phát hành",
    )


@letter(
    "signatures.declined",
    occasion="Người ký đề nghị sửa nội dung, chưa ký",
    to=SECRETARIAT,
    example=EXAMPLE | {"signs_for": UNIT, "reason": "Chỉ tiêu tiết kiệm điện năm nay là 3%, không phải 5%."},
)
def declined(*, paper: str, signs_for: str, reason: str) -> Words:
    return Words(
        title=f"Đề nghị sửa {paper}: {signs_for}",
        text=f"{signs_for} chưa ký và đề nghị sửa {paper}.\nNội dung đề nghị: {reason}",
        note="Đề nghị trao đổi với người ký. Nếu phải sửa, thu hồi bản đang ký rồi trình lại.",
        act="Xem đề nghị",
    )


@letter(
    "signatures.returned",
    occasion="Người ký trả lại văn bản trình ký",
    to="Tổ thư ký Khối, người trình ký và những người đã ký",
    example=EXAMPLE
    | {
        "paper": "Biên bản Hội nghị tổng kết năm 2026",
        "by": "Nguyễn Văn Minh",
        "reason": "Thiếu kết luận về nội dung 3.",
    },
)
def returned(*, paper: str, by: str, reason: str) -> Words:
    return Words(
        title=f"Trả lại để sửa: {paper}",
        text=f"{by} trả lại {paper}, chưa ký.\nLý do: {reason}",
        note="Chữ ký đã có trên bản trả lại được lưu lại, không dùng cho bản mới. Sửa nội dung rồi trình lại.",
        act="Xem văn bản",
    )


@letter(
    "signatures.withdrawn",
    occasion="Tổ thư ký thu hồi bản đang ký",
    to="những người được mời ký",
    example=EXAMPLE | {"reason": "Sửa chỉ tiêu thi đua của hai đơn vị theo ý kiến tại hội nghị."},
)
def withdrawn(*, paper: str, reason: str) -> Words:
    return Words(
        title=f"Thông báo thu hồi bản đang ký: {paper}",
        text=f"Bản {paper} trình ký trước đây đã được thu hồi.\nLý do: {reason}",
        note="Đường dẫn ký đã gửi không còn hiệu lực. Khi có bản mới, hệ thống sẽ gửi đường dẫn ký mới.",
        act="Xem văn bản",
    )


@letter(
    "signatures.released",
    occasion="Tổ thư ký rút tên một đơn vị chưa ký (giải thể, sáp nhập)",
    to="những người ký còn lại và Tổ thư ký Khối",
    example=EXAMPLE
    | {"signs_for": UNIT, "reason": "Đơn vị sáp nhập theo Quyết định số 12/QĐ-UBND ngày 01/7/2026.", "required": 8},
)
def released(*, paper: str, signs_for: str, reason: str, required: int) -> Words:
    return Words(
        title=f"Rút tên {signs_for}: {paper}",
        text=f"{signs_for} không còn phải ký {paper}; còn {required} chữ ký phải có.\nLý do: {reason}",
        act="Xem văn bản",
    )

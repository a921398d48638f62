"""The letters of this room: what is written to people about a dossier, its decision and its certificates."""

import datetime
from typing import Any

from libraries.web.formats import short_date
from libraries.web.letters import Words, letter

BOARD = "người thẩm định của cơ quan thi đua, khen thưởng thành phố"
BLOC_SIDE = "Tổ thư ký Khối, thủ trưởng và chuyên viên đơn vị được đề nghị"
EXAMPLE: dict[str, Any] = {"kind": "Bằng khen", "unit": "Công ty Bảo đảm an toàn hàng hải"}


@letter(
    "awards.submitted",
    occasion="Khối trình hồ sơ đề nghị khen thưởng",
    to=BOARD,
    example=EXAMPLE | {"bloc": "Khối thi đua số 2", "number": "05/TTr-KTĐ"},
)
def submitted(*, kind: str, unit: str, bloc: str, number: str) -> Words:
    return Words(
        title=f"Kính đề nghị thẩm định: {kind}, {unit}",
        text=f"{bloc} đã trình hồ sơ đề nghị khen thưởng. Kính đề nghị đọc hồ sơ và cho ý kiến thẩm định.",
        facts=(("Đề nghị", kind), ("Đơn vị", unit), ("Tờ trình", f"số {number}")),
        act="Thẩm định hồ sơ",
    )


@letter(
    "awards.reviewed",
    occasion="Hồ sơ đủ số ý kiến đồng ý của người thẩm định",
    to="người nhập quyết định của cơ quan thi đua, khen thưởng thành phố",
    at_once=False,
    example=EXAMPLE,
)
def reviewed(*, kind: str, unit: str) -> Words:
    return Words(
        title=f"Kính đề nghị nhập quyết định: {kind}, {unit}",
        text=f"Hồ sơ đề nghị tặng {kind} của {unit} đã đủ số ý kiến đồng ý. "
        "Kính đề nghị nhập quyết định khen thưởng sau khi thành phố ban hành.",
        act="Nhập quyết định",
    )


@letter(
    "awards.sent_back",
    occasion="Hồ sơ được trả lại để bổ sung",
    to=BLOC_SIDE,
    example=EXAMPLE | {"reason": "Báo cáo thành tích chưa nêu kết quả thực hiện nhiệm vụ năm 2025."},
)
def sent_back(*, kind: str, unit: str, reason: str) -> Words:
    return Words(
        title=f"Hồ sơ cần bổ sung: {kind}, {unit}",
        text=f"Hồ sơ đề nghị tặng {kind} của {unit} được trả lại để bổ sung.\nLý do: {reason}",
        note="Kính đề nghị đơn vị và Tổ thư ký phối hợp bổ sung. Sau khi bổ sung, Tổ thư ký trình lại hồ sơ.",
        act="Xem hồ sơ",
    )


@letter(
    "awards.decided",
    occasion="Quyết định khen thưởng được nhập vào hệ thống",
    to=BLOC_SIDE,
    example=EXAMPLE | {"number": "1234/QĐ-UBND", "decided_on": datetime.date(2026, 3, 25)},
)
def decided(*, kind: str, unit: str, number: str, decided_on: datetime.date) -> Words:
    return Words(
        title=f"Có quyết định tặng {kind}: {unit}",
        text=f"Thành phố đã có quyết định tặng {kind} cho {unit}. Trân trọng thông báo để đơn vị được biết.",
        facts=(("Quyết định số", number), ("Ngày ký", short_date(decided_on))),
        act="Xem quyết định",
    )


@letter(
    "awards.revoked",
    occasion="Bằng, giấy chứng nhận bị thu hồi",
    to=BLOC_SIDE,
    example={
        "kind": "Bằng khen",
        "number": "15/2026",
        "recipient": "Công ty Bảo đảm an toàn hàng hải",
        "reason": "Quyết định khen thưởng đã bị hủy bỏ.",
    },
)
def revoked(*, kind: str, number: str, recipient: str, reason: str) -> Words:
    return Words(
        title=f"Thông báo thu hồi {kind} số {number}",
        text=f"{kind} số {number} cấp cho {recipient} đã bị thu hồi.\nLý do: {reason}",
        note="Trang kiểm tra văn bản, bằng khen trả lời theo mã xác thực rằng bằng đã bị thu hồi.",
        act="Xem thông tin bằng",
    )


@letter(
    "awards.replaced",
    occasion="Bằng, giấy chứng nhận được cấp đổi hoặc cấp lại",
    to=BLOC_SIDE,
    example=EXAMPLE | {"act": "Cấp đổi", "old": "15/2026", "new": "28/2026", "reason": "Bằng bị ẩm, mờ chữ."},
)
def replaced(*, kind: str, unit: str, act: str, old: str, new: str, reason: str) -> Words:
    """act: "Cấp đổi" (a spoilt one) or "Cấp lại" (a lost one)."""
    return Words(
        title=f"Thông báo {act.lower()} {kind} số {new}: {unit}",
        text=f"{kind} số {new} đã được cấp cho {unit}, thay bằng số {old}.\nLý do: {reason}",
        note=f"Bằng số {old} không còn giá trị sử dụng.",
        act="Xem bằng mới",
    )


@letter(
    "awards.printed",
    occasion="In xong một đợt bằng, giấy chứng nhận",
    to="người đã cấp bằng",
    at_once=False,
    example={"job": "In 12 bằng theo Quyết định số 1234/QĐ-UBND", "done": 11, "total": 12, "failed": 1},
)
def printed(*, job: str, done: int, total: int, failed: int) -> Words:
    return Words(
        title=f"Đã in {done}/{total} bằng" + (f", {failed} bằng bị lỗi" if failed else ""),
        text=f"{job}: đã in {done}/{total} bằng." + (f" {failed} bằng bị lỗi, đề nghị in lại." if failed else ""),
        act="Xem kết quả in",
    )

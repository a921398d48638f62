"""The letters of this room: who is asked to mark, to check, to mark again; that the results are public."""

import datetime
from typing import Any

from libraries.web.formats import long_datetime, short_date
from libraries.web.letters import Words, letter

UNIT = "Công ty Bảo đảm an toàn hàng hải"
CRITERION = "Thực hiện chế độ báo cáo"
DEADLINE = datetime.datetime(2026, 11, 27, 17)
EXAMPLE: dict[str, Any] = {"title": "Bộ tiêu chí chấm điểm thi đua năm 2026"}


@letter(
    "scoring.opened",
    occasion="Tổ thư ký bắt đầu chấm điểm",
    to="cán bộ và thủ trưởng của từng đơn vị",
    example=EXAMPLE | {"unit": UNIT, "score_by": DEADLINE},
)
def opened(*, title: str, unit: str, score_by: datetime.datetime) -> Words:
    return Words(
        title=f"Kính đề nghị tự chấm điểm (hạn {short_date(score_by)})",
        text=f"Tổ thư ký đã bắt đầu chấm điểm theo {title}. Kính đề nghị {unit} tự chấm và nộp phiếu trước hạn.",
        facts=(("Đơn vị", unit), ("Hạn nộp phiếu", long_datetime(score_by))),
        act="Tự chấm điểm",
    )


@letter(
    "scoring.to_check",
    occasion="Một đơn vị nộp phiếu chấm điểm",
    to="cán bộ và thủ trưởng của đơn vị được phân công chấm chéo",
    example={"unit": UNIT, "check_by": DEADLINE},
)
def to_check(*, unit: str, check_by: datetime.datetime) -> Words:
    return Words(
        title=f"Kính đề nghị chấm chéo (hạn {short_date(check_by)}): {unit}",
        text=f"{unit} đã nộp phiếu chấm điểm. Kính đề nghị chấm chéo theo kết quả mà đơn vị đã báo cáo.",
        facts=(("Đơn vị được chấm", unit), ("Hạn chấm chéo", long_datetime(check_by))),
        act="Chấm chéo",
    )


@letter(
    "scoring.returned",
    occasion="Tổ thư ký trả lại phiếu chấm điểm",
    to="cán bộ và thủ trưởng của đơn vị",
    example={"unit": UNIT, "reason": "Chỉ tiêu doanh thu chưa khớp với giao ước đã ký."},
)
def returned(*, unit: str, reason: str) -> Words:
    return Words(
        title=f"Phiếu chấm điểm cần sửa: {unit}",
        text=f"Tổ thư ký trả lại phiếu chấm điểm của {unit}. Lý do: {reason} Kính đề nghị sửa và nộp lại.",
        facts=(("Đơn vị", unit),),
        act="Sửa phiếu chấm điểm",
    )


@letter(
    "scoring.appraised",
    occasion="Thẩm định xong phiếu chấm điểm của một đơn vị",
    to="cán bộ và thủ trưởng của đơn vị",
    example={"unit": UNIT, "last_day": datetime.date(2026, 12, 5)},
)
def appraised(*, unit: str, last_day: datetime.date) -> Words:
    return Words(
        title=f"Đã thẩm định điểm: {unit}",
        text=f"Điểm của {unit} đã được thẩm định. Kính đề nghị xem, nhất trí hoặc kiến nghị từng tiêu chí trong hạn.",
        facts=(("Đơn vị", unit), ("Hạn kiến nghị", f"hết ngày {short_date(last_day)}")),
        act="Xem điểm đã thẩm định",
    )


@letter(
    "scoring.objected",
    occasion="Một đơn vị kiến nghị về điểm",
    to="cán bộ và thủ trưởng của đơn vị đã chấm chéo, Tổ thư ký Khối",
    example={"unit": UNIT, "criterion": CRITERION, "reason": "Đơn vị đã gửi báo cáo đúng hạn theo Công văn số 25."},
)
def objected(*, unit: str, criterion: str, reason: str) -> Words:
    return Words(
        title=f"Kiến nghị về điểm: {unit}",
        text=f"{unit} kiến nghị về điểm của tiêu chí “{criterion}”: {reason}",
        facts=(("Đơn vị", unit), ("Tiêu chí", criterion)),
        act="Xem kiến nghị",
    )


@letter(
    "scoring.objection_decided",
    occasion="Kết luận kiến nghị về điểm",
    to="cán bộ và thủ trưởng của đơn vị kiến nghị",
    example={
        "unit": UNIT,
        "criterion": CRITERION,
        "outcome": "Đã sửa điểm",
        "decision": "Báo cáo gửi đúng hạn, theo dấu văn bản đến.",
    },
)
def objection_decided(*, unit: str, criterion: str, outcome: str, decision: str) -> Words:
    return Words(
        title=f"Kết luận kiến nghị: {criterion}",
        text=f"Kiến nghị của {unit} về tiêu chí “{criterion}” đã được kết luận: {outcome}. {decision}",
        facts=(("Đơn vị", unit), ("Kết luận", outcome)),
        act="Xem điểm",
    )


@letter(
    "scoring.published",
    occasion="Tổ thư ký công khai kết quả chấm điểm",
    to="cán bộ và thủ trưởng các đơn vị của Khối",
    example=EXAMPLE,
)
def published(*, title: str) -> Words:
    return Words(
        title=f"Kết quả chấm điểm: {title}",
        text=f"Kết quả chấm điểm theo {title} đã được công khai đến các đơn vị trong Khối.",
        act="Xem kết quả chấm điểm",
    )


@letter(
    "scoring.table_issued",
    occasion="Hoàn thành bảng tổng hợp điểm",
    to="thủ trưởng các đơn vị trong Khối",
    example={"year": 2026, "number": "12/BC-KTĐDN2"},
    at_once=False,
)
def table_issued(*, year: int, number: str) -> Words:
    return Words(
        title=f"Đã hoàn thành bảng tổng hợp điểm năm {year}",
        text=f"Bảng tổng hợp điểm thi đua năm {year} đã đủ chữ ký và có số.",
        facts=(("Số, ký hiệu", number),),
        act="Xem bảng tổng hợp điểm",
    )


@letter(
    "scoring.results_changed",
    occasion="Nhập kết luận của hội nghị về điểm sau khi công khai",
    to="cán bộ và thủ trưởng các đơn vị của Khối",
    example=EXAMPLE
    | {
        "conference": "Hội nghị tổng kết năm 2026",
        "unit": UNIT,
        "criterion": CRITERION,
        "conclusion": "Công nhận báo cáo gửi đúng hạn.",
    },
)
def results_changed(*, title: str, conference: str, unit: str, criterion: str, conclusion: str) -> Words:
    return Words(
        title="Điều chỉnh kết quả chấm điểm theo hội nghị",
        text=f"{conference} kết luận về điểm của {unit}: {conclusion} Thứ hạng, xếp loại theo {title} đã tính lại.",
        facts=(("Đơn vị", unit), ("Tiêu chí", criterion)),
        act="Xem kết quả chấm điểm",
    )

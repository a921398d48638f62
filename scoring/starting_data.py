"""Criteria sets to start from: published tables, as far as they were read. A bloc changes them before it adopts one.

Each row: (level, section, kind, title, maximum, more); level 1 stands under the last 0, level 2 under the last 1.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.models import Criterion

Kind = Criterion.Kind
Row = tuple[int, Criterion.Section, Criterion.Kind, str, str, dict[str, Any]]


def base(level: int, kind: Criterion.Kind, title: str, maximum: str, **more: Any) -> Row:
    return level, Criterion.Section.BASE, kind, title, maximum, more


def bonus(level: int, kind: Criterion.Kind, title: str, maximum: str, **more: Any) -> Row:
    return level, Criterion.Section.BONUS, kind, title, maximum, more


def deduction(level: int, kind: Criterion.Kind, title: str, maximum: str, **more: Any) -> Row:
    return level, Criterion.Section.DEDUCTION, kind, title, maximum, more


def per_event(points: str) -> dict[str, Any]:
    return {"each": Decimal(points)}


@dataclass(frozen=True)
class Template:
    """A criteria set to start from. grades: (name, from per cent, at most per cent of the units or None)."""

    name: str
    source: str
    step: Decimal
    rows: tuple[Row, ...]
    grades: tuple[tuple[str, int, int | None], ...] = ()


AGENCIES = Template(
    name="Khối cơ quan, thang 1000 điểm",
    source="Bảng điểm khối thi đua Công an tỉnh Quảng Trị năm 2025 (các nhóm và tiêu chí chính)",
    step=Decimal("0.5"),
    rows=(
        base(0, Kind.SUM, "Nhiệm vụ chuyên môn", "700"),
        base(1, Kind.TARGET, "Bảo đảm an ninh quốc gia", "200"),
        base(1, Kind.SUM, "Phòng, chống tội phạm", "200"),
        base(2, Kind.TARGET, "Nội dung 1", "70"),
        base(2, Kind.TARGET, "Nội dung 2", "50"),
        base(2, Kind.TARGET, "Nội dung 3", "30"),
        base(2, Kind.TARGET, "Nội dung 4", "50"),
        base(1, Kind.SUM, "Quản lý nhà nước về trật tự xã hội", "120"),
        base(2, Kind.TARGET, "Nội dung 1", "40"),
        base(2, Kind.TARGET, "Nội dung 2", "30"),
        base(2, Kind.TARGET, "Nội dung 3", "30"),
        base(2, Kind.TARGET, "Nội dung 4", "20"),
        base(1, Kind.SUM, "Nghiệp vụ cơ bản", "100"),
        base(2, Kind.TARGET, "Nội dung 1", "50"),
        base(2, Kind.TARGET, "Nội dung 2", "50"),
        base(1, Kind.DIRECT, "Phong trào toàn dân", "40"),
        base(1, Kind.DIRECT, "Tham mưu, hồ sơ", "40"),
        base(0, Kind.SUM, "Xây dựng Đảng, lực lượng, hậu cần, cải cách hành chính", "200"),
        base(1, Kind.SUM, "Chính trị", "50"),
        base(2, Kind.DIRECT, "Tuyên truyền", "10"),
        base(2, Kind.DIRECT, "Thi đua, khen thưởng", "10"),
        base(2, Kind.DIRECT, "Điều lệnh, văn hóa, thể thao", "15"),
        base(2, Kind.DIRECT, "Công tác đoàn thanh niên", "5"),
        base(2, Kind.DIRECT, "Công tác phụ nữ", "5"),
        base(2, Kind.DIRECT, "Thông tin, báo cáo", "5"),
        base(1, Kind.SUM, "Tổ chức cán bộ", "50"),
        base(2, Kind.DIRECT, "Nội dung 1", "30"),
        base(2, Kind.DIRECT, "Nội dung 2", "10"),
        base(2, Kind.DIRECT, "Nội dung 3", "10"),
        base(1, Kind.SUM, "Thanh tra, kiểm tra", "30"),
        base(2, Kind.DIRECT, "Nội dung 1", "15"),
        base(2, Kind.DIRECT, "Nội dung 2", "15"),
        base(1, Kind.DIRECT, "Tài chính, hậu cần", "40"),
        base(1, Kind.DIRECT, "Pháp chế, cải cách hành chính, nghiên cứu khoa học", "30"),
        base(0, Kind.SUM, "Tổ chức phong trào thi đua", "100"),
        base(1, Kind.DIRECT, "Tổ chức phong trào", "40"),
        base(1, Kind.DIRECT, "Kết quả khen thưởng", "20"),
        base(1, Kind.DIRECT, "Hội thi, hội thao", "15"),
        base(1, Kind.DIRECT, "Đăng cai, phối hợp", "25"),
    ),
)
HUNDRED = Template(
    name="Thang 100 điểm, có điểm thưởng và điểm trừ",
    source="Dự thảo bảng điểm Hội đồng nhân dân cấp xã tỉnh Thanh Hóa 2026–2031",
    step=Decimal("0.25"),
    rows=(
        base(0, Kind.DIRECT, "Kỳ họp, nghị quyết", "20"),
        base(0, Kind.DIRECT, "Giám sát", "20"),
        base(0, Kind.DIRECT, "Tiếp xúc cử tri", "20"),
        base(0, Kind.DIRECT, "Chuyển đổi số", "15"),
        base(0, Kind.DIRECT, "Đổi mới sáng tạo", "10", tie_order=2),
        base(0, Kind.DIRECT, "Tổ chức bộ máy", "10"),
        base(0, Kind.RATIO, "Thông tin, báo cáo đúng hạn", "5"),
        bonus(0, Kind.SUM, "Điểm thưởng", "10", tie_order=1),
        bonus(1, Kind.DIRECT, "Khen thưởng cao nhất trong năm", "4"),
        bonus(1, Kind.DIRECT, "Nội dung 2", "2"),
        bonus(1, Kind.DIRECT, "Nội dung 3", "2"),
        bonus(1, Kind.DIRECT, "Nội dung 4", "2"),
        deduction(0, Kind.SUM, "Điểm trừ", "20"),
        deduction(1, Kind.EVENTS, "Báo cáo chậm", "5", **per_event("1")),
        deduction(1, Kind.EVENTS, "Không thực hiện nội dung được giao", "6", **per_event("3")),
        deduction(1, Kind.ALL_OR_NOTHING, "Tập thể hoặc người đứng đầu bị kỷ luật", "10"),
        deduction(1, Kind.EVENTS, "Cá nhân bị cảnh cáo, truy cứu trách nhiệm hình sự", "10", **per_event("5")),
        deduction(1, Kind.EVENTS, "Kê khai không trung thực", "10", **per_event("5")),
    ),
    grades=(
        ("Xuất sắc", 90, 25),
        ("Tốt", 80, None),
        ("Khá", 65, None),
        ("Trung bình", 50, None),
        ("Yếu", 0, None),
    ),
)
ENTERPRISES = Template(
    name="Khối doanh nghiệp, thang 1000 điểm, ba nội dung",
    source="Ba nội dung theo hướng dẫn năm 2015 cho khối doanh nghiệp; tỷ lệ 600, 150, 200, 50 là gợi ý",
    step=Decimal("0.5"),
    rows=(
        base(0, Kind.SUM, "Thực hiện các chỉ tiêu sản xuất, kinh doanh", "600"),
        base(1, Kind.TARGET, "Doanh thu", "200"),
        base(1, Kind.TARGET, "Nộp ngân sách nhà nước", "150"),
        base(1, Kind.TARGET, "Thu nhập bình quân của người lao động", "100"),
        base(1, Kind.ALL_OR_NOTHING, "Không để xảy ra tai nạn lao động chết người", "100"),
        base(1, Kind.DIRECT, "Sáng kiến, cải tiến kỹ thuật, chuyển đổi số", "50"),
        base(0, Kind.SUM, "Chấp hành pháp luật; xây dựng Đảng và đoàn thể", "150"),
        base(1, Kind.DIRECT, "Chấp hành chủ trương của Đảng, pháp luật của Nhà nước", "50"),
        base(1, Kind.ALL_OR_NOTHING, "Thực hiện nghĩa vụ thuế, bảo hiểm xã hội, phòng cháy", "50"),
        base(1, Kind.DIRECT, "Xây dựng tổ chức Đảng, đoàn thể", "50"),
        base(0, Kind.SUM, "Công tác thi đua, khen thưởng; an sinh xã hội", "200"),
        base(1, Kind.DIRECT, "Tổ chức phong trào thi đua", "80"),
        base(1, Kind.RATIO, "Tham dự đầy đủ hoạt động của Khối", "40"),
        base(1, Kind.RATIO, "Thông tin, báo cáo đúng hạn", "40"),
        base(1, Kind.DIRECT, "An sinh xã hội, từ thiện", "40"),
        base(0, Kind.SUM, "Thành tích tiêu biểu", "50"),
        base(1, Kind.EVENTS, "Được cấp tỉnh trở lên khen thưởng trong năm", "50", **per_event("10")),
        deduction(0, Kind.SUM, "Vi phạm quy chế của Khối", "50"),
        deduction(1, Kind.EVENTS, "Vắng mặt tại hội nghị không có lý do", "30", **per_event("10")),
        deduction(1, Kind.EVENTS, "Báo cáo chậm", "20", **per_event("5")),
    ),
)
TEMPLATES = {"enterprises": ENTERPRISES, "agencies": AGENCIES, "hundred": HUNDRED}

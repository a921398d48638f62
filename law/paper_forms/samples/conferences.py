"""Samples: minutes of four kinds, ballot paper, list of delegates."""

import dataclasses
from collections.abc import Sequence

from law.paper_forms import library
from law.paper_forms.samples.setting import BLOC, BLOC_SHORT, CODE, HEAD, SECRETARY, UNITS, Setting
from libraries.printing.paper import Block, Column, Paper, Paragraph, Signature, Table

NUMBER = Column("STT", 0.5, "center")
ROLL = (
    NUMBER,
    Column("Đơn vị", 3),
    Column("Người đại diện", 2),
    Column("Chức vụ", 1.4),
    Column("Có mặt", 0.9, "center"),
)


def minutes(setting: Setting) -> Paper:
    return _minutes(
        setting,
        f"Hội nghị ký kết giao ước thi đua năm {setting.year}",
        3,
        (
            _line("Nội dung (theo diễn biến hội nghị):", bold=True),
            _line("1. Trình bày dự thảo Quy chế và Giao ước thi đua", bold=True),
            _line(f"Bà {HEAD[1]}, {HEAD[2]} {HEAD[0]}, trình bày tóm tắt hai dự thảo và tiếp thu ý kiến."),
            _line("2. Biểu quyết thông qua Quy chế hoạt động của Khối", bold=True),
            _line("Kết quả: 09/09 đơn vị đồng ý, đạt 100% tổng số đơn vị thành viên."),
            _line("3. Ký kết giao ước thi đua", bold=True),
            _line("Đại diện 09 đơn vị đã ký giao ước trước sự chứng kiến của cơ quan thường trực."),
            _line("Kết luận của hội nghị:", bold=True),
            _line("Các đơn vị thực hiện giao ước, gửi kết quả sáu tháng trước ngày 30 tháng 6."),
            _line(f"Hội nghị kết thúc vào 11 giờ 00 phút, {setting.date}."),
        ),
    )


def selection_minutes(setting: Setting) -> Paper:
    return _minutes(
        setting,
        f"Hội nghị bình xét thi đua năm {setting.year}",
        4,
        (
            _line("Tổng số thành viên: 09; có mặt: 09; vắng mặt: không."),
            _line("Nội dung (theo diễn biến hội nghị):", bold=True),
            _line("1. Công bố kết quả chấm điểm của các đơn vị", bold=True),
            Table(
                (NUMBER, Column("Đơn vị", 4), Column("Điểm", 1, "right"), Column("Xếp hạng", 1, "center")),
                tuple(
                    (str(place), name, f"{978 - 17 * (place - 1)}", str(place))
                    for place, (name, *_) in enumerate(UNITS[:3], 1)
                ),
            ),
            _line("2. Bỏ phiếu kín suy tôn", bold=True),
            _line("Số phiếu phát ra: 09; thu về: 09; hợp lệ: 09; không hợp lệ: không."),
            _votes(),
            _line("3. Kết luận", bold=True),
            _line("Hội nghị thống nhất đề nghị khen thưởng 02 tập thể nêu trên."),
            _line(f"Hội nghị kết thúc vào 16 giờ 30 phút, {setting.date}."),
        ),
    )


def counting_minutes(setting: Setting) -> Paper:
    paper = _minutes(
        setting,
        f"Kiểm phiếu bình xét thi đua năm {setting.year}",
        5,
        (
            _line("Ban kiểm phiếu gồm: ông Lê Quốc Cường (Trưởng ban), bà Phạm Thu Dung, ông Đặng Minh Khôi."),
            _line("Số phiếu phát ra: 09; thu về: 09; hợp lệ: 08; không hợp lệ: 01."),
            _votes(),
            _line("Phiếu đã kiểm được đóng gói, ghi ngày và giao Tổ thư ký lưu giữ."),
            _line(f"Việc kiểm phiếu kết thúc vào 15 giờ 20 phút, {setting.date}."),
        ),
    )
    return dataclasses.replace(
        paper,
        signatures=(
            Signature(("THÀNH VIÊN BAN KIỂM PHIẾU",), "Phạm Thu Dung"),
            Signature(("TRƯỞNG BAN KIỂM PHIẾU",), "Lê Quốc Cường"),
        ),
    )


def handover_minutes(setting: Setting) -> Paper:
    paper = _minutes(
        setting,
        f"Bàn giao nhiệm vụ Khối trưởng năm {setting.year}",
        9,
        (
            _line(f"Bên giao: {HEAD[0]}, đại diện là bà {HEAD[1]}, {HEAD[2]}."),
            _line(f"Bên nhận: {UNITS[1][0]}, đại diện là ông {UNITS[1][1]}, {UNITS[1][2]}."),
            _line("Hồ sơ, tài liệu bàn giao:", bold=True),
            Table(
                (NUMBER, Column("Hồ sơ, tài liệu", 4), Column("Số lượng", 1, "center"), Column("Ghi chú", 1.5)),
                (
                    ("1", "Quy chế hoạt động, bảng điểm", "01 bộ", "Bản chính"),
                    ("2", "Giao ước thi đua và kết quả thực hiện", "01 bộ", "Bản chính"),
                    ("3", "Biên bản các hội nghị trong năm", "04 bản", "Bản chính"),
                ),
            ),
            _line("Việc đang thực hiện: gửi báo cáo tổng kết năm cho cơ quan thường trực."),
            _line("Biên bản lập thành 03 bản, mỗi bên giữ 01 bản, Tổ thư ký lưu 01 bản."),
            _line(f"Việc bàn giao kết thúc vào 10 giờ 00 phút, {setting.date}."),
        ),
    )
    return dataclasses.replace(
        paper,
        signatures=(Signature(("ĐẠI DIỆN BÊN GIAO",), HEAD[1]), Signature(("ĐẠI DIỆN BÊN NHẬN",), UNITS[1][1])),
    )


def _minutes(setting: Setting, subject: str, count: int, content: Sequence[Block]) -> Paper:
    """Mẫu 1.9: begin, place, who took part, chair, secretary; then the content."""
    return setting.of_the_bloc(
        library.MINUTES,
        subject,
        count=count,
        place="",
        body=(
            _line(f"Thời gian bắt đầu: 08 giờ 30 phút, {setting.date}."),
            _line(f"Địa điểm: Trụ sở {HEAD[0]}."),
            _line("Thành phần tham dự:", bold=True),
            _roll(),
            _line(f"Chủ trì: bà {HEAD[1]}, {HEAD[2]} {HEAD[0]}, Khối trưởng."),
            _line(f"Thư ký: bà {SECRETARY}, Tổ thư ký {BLOC_SHORT}."),
            *content,
        ),
        signatures=(Signature(("THƯ KÝ",), SECRETARY), Signature(("CHỦ TỌA",), HEAD[1])),
        recipients=("Các đơn vị thành viên", "Lưu: VT, Hồ sơ hội nghị"),
    )


def _roll() -> Table:
    rows = ((str(place), name, leader, post, "x") for place, (name, leader, post) in enumerate(UNITS, 1))
    return Table(ROLL, tuple(rows))


def _votes() -> Table:
    return Table(
        (
            NUMBER,
            Column("Tập thể", 3),
            Column("Danh hiệu, hình thức", 2),
            Column("Số phiếu đồng ý", 1, "center"),
            Column("Tỷ lệ trên tổng số thành viên", 1.4, "center"),
        ),
        (
            ("1", HEAD[0], "Cờ thi đua", "08/09", "88,9%"),
            ("2", UNITS[1][0], "Bằng khen", "08/09", "88,9%"),
        ),
    )


def ballot(setting: Setting) -> Paper:
    return setting.of_the_bloc(
        library.BALLOT,
        f"Đề nghị khen thưởng năm {setting.year}",
        body=(
            Table(
                (
                    NUMBER,
                    Column("Tập thể", 3),
                    Column("Danh hiệu, hình thức", 2),
                    Column("Đồng ý", 0.9, "center"),
                    Column("Không đồng ý", 1, "center"),
                ),
                (
                    ("1", HEAD[0], "Cờ thi đua", "", ""),
                    ("2", UNITS[1][0], "Bằng khen", "", ""),
                    ("3", UNITS[2][0], "Bằng khen", "", ""),
                ),
            ),
            _line(
                "Cách ghi phiếu: đánh dấu x vào một trong hai cột. Phiếu không hợp lệ: đánh dấu cả hai cột, ghi thêm "
                "tên tập thể khác, tẩy xóa hoặc không do Ban kiểm phiếu phát ra."
            ),
            _line("Người bỏ phiếu không ghi tên, không ký."),
        ),
        signatures=(),
        recipients=(),
    )


def delegates(setting: Setting) -> Paper:
    return setting.of_the_bloc(
        library.DELEGATES,
        f"Đại biểu dự Hội nghị ký kết giao ước thi đua năm {setting.year}",
        attached_to=f"(Kèm theo Giấy mời số 06/GM-{CODE} {setting.date} của {BLOC})",
        body=(
            Table(
                (NUMBER, Column("Họ và tên", 2), Column("Chức vụ", 1.6), Column("Đơn vị", 3), Column("Ghi chú", 1.2)),
                (
                    ("1", "Vũ Thị Hương", "Phó Giám đốc", setting.body, "Khách mời"),
                    *(
                        (str(place), leader, post, name, "Khối trưởng" if place == 2 else "")
                        for place, (name, leader, post) in enumerate(UNITS, 2)
                    ),
                ),
            ),
        ),
        recipients=(),
    )


def _line(text: str, *, bold: bool = False) -> Paragraph:
    return Paragraph(text, bold=bold, keep_with_next=bold)

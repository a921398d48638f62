"""Samples: invitation, report, announcement, official letter, authorisation."""

from law.paper_forms import library
from law.paper_forms.samples.setting import BLOC, BLOC_SHORT, HEAD, UNITS, Setting
from libraries.printing.paper import Column, Paper, Paragraph, Signature, Table
from libraries.web.formats import document_date, short_date


def invitation(setting: Setting) -> Paper:
    return setting.of_the_bloc(
        library.INVITATION,
        f"Dự Hội nghị ký kết giao ước thi đua năm {setting.year}",
        count=6,
        body=(
            Paragraph(f"{BLOC} trân trọng kính mời: {setting.body}; thủ trưởng và chuyên viên 09 đơn vị thành viên."),
            Paragraph(f"Tới dự: Hội nghị ký kết giao ước thi đua năm {setting.year}."),
            Paragraph(f"Chủ trì: bà {HEAD[1]}, {HEAD[2]} {HEAD[0]}, Khối trưởng."),
            Paragraph(f"Thời gian: 08 giờ 30 phút, {setting.date}."),
            Paragraph(f"Địa điểm: Hội trường {HEAD[0]}."),
            Paragraph("Đại biểu xác nhận dự hội nghị với Tổ thư ký trước ngày hội nghị 03 ngày. Trân trọng!"),
        ),
        recipients=("Như trên", f"Lưu: VT, Tổ thư ký {BLOC_SHORT}"),
    )


def report(setting: Setting) -> Paper:
    return setting.of_the_bloc(
        library.REPORT,
        f"Sơ kết phong trào thi đua sáu tháng đầu năm {setting.year}",
        count=8,
        addressees=(setting.body,),
        body=(
            _head("I. KẾT QUẢ THỰC HIỆN"),
            Paragraph("1. Khối đã ban hành Quy chế, ký kết giao ước và tổ chức một đợt kiểm tra chéo."),
            Paragraph("2. Kết quả thực hiện chỉ tiêu thi đua của các đơn vị:"),
            Table(
                (
                    Column("STT", 0.5, "center"),
                    Column("Đơn vị", 3),
                    Column("Chỉ tiêu chính", 2.4),
                    Column("Thực hiện", 1.2, "right"),
                ),
                tuple(
                    (str(place), name, "Sản lượng, doanh thu", f"{58 - place}%")
                    for place, (name, *_) in enumerate(UNITS[:4], 1)
                ),
            ),
            _head("II. TỒN TẠI, NGUYÊN NHÂN"),
            Paragraph("Một số đơn vị gửi báo cáo chậm; hoạt động trao đổi kinh nghiệm chưa đều."),
            _head("III. NHIỆM VỤ SÁU THÁNG CUỐI NĂM"),
            Paragraph("Tổ chức chấm điểm, bình xét trước ngày 05 tháng 12; gửi hồ sơ khen thưởng đúng thời hạn."),
        ),
    )


def announcement(setting: Setting) -> Paper:
    return setting.of_the_bloc(
        library.ANNOUNCEMENT,
        f"Kết quả chấm điểm thi đua năm {setting.year}",
        count=10,
        body=(
            Paragraph(f"{BLOC} thông báo kết quả chấm điểm thi đua năm {setting.year} của các đơn vị thành viên:"),
            Paragraph("1. Tổng điểm, xếp hạng của từng đơn vị được công khai trên hệ thống của Khối."),
            Paragraph(
                f"2. Đơn vị có ý kiến gửi Tổ thư ký trước ngày {short_date(setting.before(-7))}. Quá thời hạn trên, "
                "kết quả được dùng để bình xét."
            ),
        ),
        recipients=("Các đơn vị thành viên", f"{setting.body} (để báo cáo)", f"Lưu: VT, Tổ thư ký {BLOC_SHORT}"),
    )


def letter(setting: Setting) -> Paper:
    return setting.of_the_bloc(
        library.LETTER,
        "lấy ý kiến dự thảo Quy chế hoạt động của Khối",
        count=2,
        addressees=tuple(f"{name}" for name, *_ in UNITS[1:4]),
        body=(
            Paragraph(
                f"{BLOC} gửi dự thảo Quy chế hoạt động năm {setting.year} để các đơn vị tham gia ý kiến. Đề nghị các "
                f"đơn vị gửi ý kiến về Tổ thư ký trước ngày {short_date(setting.before(-14))}."
            ),
            Paragraph("Đơn vị không gửi ý kiến trong thời hạn trên được coi là nhất trí với dự thảo."),
            Paragraph("Trân trọng cảm ơn sự phối hợp của các đơn vị."),
        ),
        recipients=("Như trên", f"Lưu: VT, Tổ thư ký {BLOC_SHORT}"),
    )


def authorisation(setting: Setting) -> Paper:
    name, leader, post = UNITS[2]
    return Paper(
        superior="Tổng công ty Hàng hải Mẫu",
        issuer=name,
        number="03/GUQ-HTCM",
        place=setting.place,
        date=setting.day,
        subject="Ký giao ước thi đua",
        body=(
            Paragraph(f"Người ủy quyền: ông {leader}, {post} {name}."),
            Paragraph("Người được ủy quyền: bà Nông Thị Ngân, Phó Giám đốc."),
            Paragraph(
                f"Nội dung ủy quyền: dự Hội nghị {document_date(setting.day)} của {BLOC}, biểu quyết và ký Bản giao "
                f"ước thi đua năm {setting.year} thay mặt đơn vị."
            ),
            Paragraph(
                "Thời hạn ủy quyền: từ ngày ký đến khi hội nghị kết thúc. Người được ủy quyền không ủy quyền lại."
            ),
        ),
        signatures=(Signature(("NGƯỜI ĐƯỢC ỦY QUYỀN",), "Nông Thị Ngân"), Signature((post,), leader)),
        recipients=(BLOC, "Người được ủy quyền", "Lưu: VT"),
        sample=True,
        title_for_reader="Mẫu Giấy ủy quyền",
    )


def _head(text: str) -> Paragraph:
    return Paragraph(text, bold=True, align="left", keep_with_next=True)

"""Samples: regulation with its annex, pledge with its annex, resolution, plan, response table, results."""

from law.paper_forms import library
from law.paper_forms.samples.setting import BLOC, BLOC_SHORT, CODE, HEAD, SECRETARY, UNITS, Setting
from libraries.printing.paper import (
    Annex,
    Article,
    Block,
    Chapter,
    Clause,
    Column,
    Paper,
    Paragraph,
    Point,
    Signature,
    SignatureCell,
    SignatureGrid,
    Table,
)
from libraries.web.formats import document_date

NUMBER = Column("STT", 0.5, "center")


def regulation(setting: Setting) -> Paper:
    form = library.REGULATION
    held = f"Theo kết quả biểu quyết tại Hội nghị {BLOC} {setting.date}"
    return setting.of_the_bloc(
        form,
        f"Tổ chức và hoạt động của {BLOC}",
        count=1,
        legal_basis=form.basis(setting.day, held),
        body=tuple(_articles(setting)),
        recipients=(f"{setting.body} (để báo cáo)", "Các đơn vị thành viên", f"Lưu: VT, Tổ thư ký {BLOC_SHORT}"),
        annexes=(
            Annex(
                "Phụ lục",
                "Bảng điểm thi đua",
                f"(Kèm theo Quy chế số {setting.number(form, 1)} {setting.date} của {BLOC})",
            ),
            Table(
                (NUMBER, Column("Nội dung, tiêu chí", 5), Column("Điểm tối đa", 1.2, "right")),
                (
                    ("I", "Thực hiện nhiệm vụ sản xuất, kinh doanh, chuyên môn", "600"),
                    ("II", "Chấp hành chủ trương, pháp luật; xây dựng Đảng, đoàn thể", "200"),
                    ("III", "Tổ chức phong trào thi đua, công tác khen thưởng, an sinh xã hội", "200"),
                ),
            ),
        ),
    )


def _articles(setting: Setting) -> list[Block]:
    return [
        Chapter("Chương I", "Quy định chung"),
        Article("Điều 1", "Phạm vi điều chỉnh, đối tượng áp dụng"),
        Paragraph(f"Quy chế này quy định tổ chức và hoạt động của {BLOC}, áp dụng đối với 09 đơn vị thành viên."),
        Article("Điều 2", "Nguyên tắc hoạt động"),
        Paragraph("Khối hoạt động theo nguyên tắc tự nguyện, bình đẳng, công khai, dân chủ và đồng thuận."),
        Chapter("Chương II", "Tổ chức và nhiệm vụ"),
        Article("Điều 3", "Khối trưởng, Khối phó"),
        Clause("1.", "Khối trưởng, Khối phó do các đơn vị thành viên suy tôn, luân phiên hằng năm."),
        Clause("2.", "Khối trưởng có nhiệm vụ:"),
        Point("a)", "Chủ trì xây dựng quy chế, bảng điểm, giao ước, kế hoạch hoạt động;"),
        Point("b)", "Triệu tập, chủ trì các hội nghị của Khối;"),
        Point("c)", "Tổng hợp, trình hồ sơ đề nghị khen thưởng."),
        Article("Điều 4", "Hội nghị của Khối"),
        Clause("1.", "Hội nghị hợp lệ khi có mặt ít nhất hai phần ba số đơn vị thành viên."),
        Clause("2.", "Nội dung được thông qua khi quá nửa số đơn vị thành viên đồng ý."),
        Chapter("Chương III", "Điều khoản thi hành"),
        Article("Điều 5", "Hiệu lực thi hành"),
        Paragraph(
            f"Quy chế này có hiệu lực từ {document_date(setting.day)}. Khối trưởng, các đơn vị thành viên chịu trách "
            "nhiệm thi hành."
        ),
    ]


def pledge(setting: Setting) -> Paper:
    year, form = setting.year, library.PLEDGE
    cells = [SignatureCell(name, post, leader) for name, leader, post in UNITS]
    return setting.of_the_bloc(
        form,
        f"Năm {year}",
        legal_basis=(f"Căn cứ Quy chế số 01/QC-{CODE} {document_date(setting.before(30))} của {BLOC}",),
        body=(
            Paragraph(
                f"Hôm nay, {setting.date}, tại trụ sở {HEAD[0]}, chúng tôi là đại diện 09 đơn vị thành viên {BLOC} "
                f"thống nhất ký kết giao ước thi đua năm {year} với các nội dung sau:"
            ),
            Paragraph("1. Hoàn thành các chỉ tiêu đã đăng ký tại Phụ lục kèm theo."),
            Paragraph("2. Chấp hành chủ trương của Đảng, pháp luật của Nhà nước; xây dựng Đảng, đoàn thể vững mạnh."),
            Paragraph("3. Tổ chức phong trào thi đua thiết thực; tham gia hoạt động an sinh xã hội."),
            Paragraph("4. Phối hợp kiểm tra chéo, gửi báo cáo đúng thời hạn."),
            Paragraph(
                "Giao ước có hiệu lực đến hội nghị tổng kết năm và được lập thành 11 bản: mỗi đơn vị giữ 01 bản, Khối "
                "trưởng lưu 01 bản, cơ quan thường trực giữ 01 bản."
            ),
            Paragraph("ĐẠI DIỆN CÁC ĐƠN VỊ KÝ GIAO ƯỚC", bold=True, align="center", keep_with_next=True),
            SignatureGrid.of(cells, columns=3, box_width=50, box_height=20),
        ),
        signatures=(Signature(("ĐẠI DIỆN CHỨNG KIẾN", setting.body), "Vũ Thị Hương"),),
        recipients=(),
        annexes=(
            Annex(
                "Phụ lục",
                "Chỉ tiêu thi đua đăng ký của các đơn vị",
                f"(Kèm theo Bản giao ước thi đua năm {year} của {BLOC})",
            ),
            Table(
                (
                    NUMBER,
                    Column("Đơn vị", 3),
                    Column("Chỉ tiêu", 3),
                    Column("Đơn vị tính", 1, "center"),
                    Column("Mức đăng ký", 1.1, "right"),
                ),
                tuple(
                    (str(place), name, "Doanh thu", "tỷ đồng", f"{150 + 40 * place}")
                    for place, (name, *_) in enumerate(UNITS, 1)
                ),
            ),
        ),
    )


def resolution(setting: Setting) -> Paper:
    form = library.RESOLUTION
    return setting.of_the_bloc(
        form,
        f"Về chương trình hoạt động năm {setting.year}",
        count=1,
        authority=f"Hội nghị {BLOC}",
        legal_basis=form.basis(setting.day, f"Căn cứ Quy chế số 01/QC-{CODE} {document_date(setting.before(30))}"),
        body=(
            Article(
                "Điều 1", text=f"Thông qua chương trình hoạt động và chỉ tiêu thi đua năm {setting.year} của Khối."
            ),
            Article("Điều 2", text="Giao Khối trưởng ban hành kế hoạch, theo dõi, đôn đốc việc thực hiện."),
            Article(
                "Điều 3",
                text=f"Nghị quyết này được Hội nghị {BLOC} thông qua {setting.date} và có hiệu lực kể từ ngày ký.",
            ),
        ),
        recipients=("Các đơn vị thành viên", f"{setting.body} (để báo cáo)", f"Lưu: VT, Tổ thư ký {BLOC_SHORT}"),
    )


def plan(setting: Setting) -> Paper:
    form = library.PLAN
    return setting.of_the_bloc(
        form,
        f"Hoạt động của {BLOC} năm {setting.year}",
        count=2,
        legal_basis=form.basis(setting.day, f"Căn cứ Quy chế số 01/QC-{CODE} {document_date(setting.before(30))}"),
        body=(
            Paragraph("I. MỤC ĐÍCH, YÊU CẦU", bold=True, align="left", keep_with_next=True),
            Paragraph("Tổ chức phong trào thi đua thiết thực, đúng tiến độ, có phân công rõ trách nhiệm."),
            Paragraph("II. NỘI DUNG, TIẾN ĐỘ", bold=True, align="left", keep_with_next=True),
            Table(
                (NUMBER, Column("Công việc", 3.4), Column("Đơn vị thực hiện", 2.2), Column("Thời hạn", 1.4, "center")),
                (
                    ("1", "Hội nghị ký kết giao ước thi đua", HEAD[0], "Quý I"),
                    ("2", "Kiểm tra chéo đợt một", "Các đơn vị thành viên", "Tháng 5"),
                    ("3", "Hội nghị sơ kết", UNITS[1][0], "Tháng 7"),
                    ("4", "Chấm điểm, bình xét, tổng kết", HEAD[0], "Tháng 11, 12"),
                ),
            ),
            Paragraph("III. TỔ CHỨC THỰC HIỆN", bold=True, align="left", keep_with_next=True),
            Paragraph("Các đơn vị căn cứ kế hoạch này để thực hiện; vướng mắc gửi Tổ thư ký tổng hợp."),
        ),
        recipients=("Các đơn vị thành viên", f"{setting.body} (để báo cáo)", f"Lưu: VT, Tổ thư ký {BLOC_SHORT}"),
    )


def response_table(setting: Setting) -> Paper:
    form = library.RESPONSE_TABLE
    return setting.of_the_bloc(
        form,
        f"Quy chế hoạt động năm {setting.year} của {BLOC}",
        count=3,
        body=(
            Paragraph("1. Tổng số đơn vị được lấy ý kiến: 09; tổng số văn bản góp ý nhận được: 08."),
            Paragraph("2. Kết quả cụ thể:"),
            Paragraph(f"2.1. Đơn vị nhất trí hoàn toàn: 06 đơn vị. Đơn vị không gửi văn bản: {UNITS[8][0]}."),
            Paragraph("2.2. Đơn vị có ý kiến góp ý: 02 đơn vị."),
            Table(
                (
                    Column("STT", 0.45, "center"),
                    Column("NHÓM VẤN ĐỀ, ĐIỀU, KHOẢN", 1.6),
                    Column("CHỦ THỂ GÓP Ý", 1.8),
                    Column("NỘI DUNG GÓP Ý", 3.3),
                    Column("NỘI DUNG TIẾP THU, GIẢI TRÌNH", 3),
                ),
                (
                    (
                        "1",
                        "Khoản 1 Điều 4",
                        UNITS[1][0],
                        "Đề nghị ghi rõ trường hợp họp trực tuyến.",
                        "Tiếp thu: đã bổ sung.",
                    ),
                    (
                        "2",
                        "Phụ lục",
                        UNITS[2][0],
                        "Đề nghị tăng điểm phần sáng kiến.",
                        "Giải trình: giữ nguyên thang điểm.",
                    ),
                ),
            ),
        ),
        recipients=("Các đơn vị thành viên", f"Lưu: VT, Tổ thư ký {BLOC_SHORT}"),
    )


def results(setting: Setting) -> Paper:
    titles = (
        "HẠNG",
        "ĐƠN VỊ",
        "I. SẢN XUẤT, KINH DOANH",
        "II. PHONG TRÀO THI ĐUA",
        "TỔNG ĐIỂM",
        "TỶ LỆ (%)",
        "XẾP LOẠI",
    )
    widths = (0.7, 3, 1.5, 1.5, 1, 1, 1.8)
    points = (("1", "585", "395", "980", "98,0", "Xuất sắc"), ("2", "570", "390", "960", "96,0", "Tốt"))
    return setting.of_the_bloc(
        library.RESULTS,
        f"Năm {setting.year}",
        count=4,
        body=(
            Paragraph(f"Tổ thư ký tổng hợp điểm của {len(points):02d} đơn vị được xếp hạng như sau:"),
            Table(
                tuple(Column(title, width, "center") for title, width in zip(titles, widths, strict=True)),
                tuple((row[0], UNITS[place][0], *row[1:]) for place, row in enumerate(points)),
            ),
        ),
        signatures=(
            Signature(("TỔ THƯ KÝ",), SECRETARY),
            setting.head_signs(),
        ),
        recipients=("Các đơn vị thành viên", f"Lưu: VT, Tổ thư ký {BLOC_SHORT}"),
    )

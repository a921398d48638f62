"""Samples: decision, submission with its list, achievement reports."""

from law.paper_forms import library
from law.paper_forms.description import PaperForm
from law.paper_forms.samples.setting import BLOC, BLOC_SHORT, CODE, HEAD, UNITS, Setting
from libraries.printing.paper import Annex, Article, Block, Column, Paper, Paragraph, Signature, Table
from libraries.web.formats import document_date

FLAG, MERIT = "Cờ thi đua của Ủy ban nhân dân thành phố", "Bằng khen của Chủ tịch Ủy ban nhân dân thành phố"


def decision(setting: Setting) -> Paper:
    year = setting.year - 1
    return Paper(
        issuer=on_two_lines(setting.committee),
        number="1234/QĐ-UBND",
        place=setting.place,
        date=setting.day,
        subject=f"Về việc tặng Bằng khen cho các tập thể thuộc {BLOC} năm {year}",
        authority=setting.chair,
        legal_basis=library.DECISION.basis(setting.day, f"Theo đề nghị của {setting.body}"),
        body=(
            Article(
                "Điều 1",
                text=f"Tặng {MERIT} cho 02 tập thể có tên sau đây, đã có thành tích xuất sắc trong phong trào thi đua "
                f"năm {year}:",
            ),
            Table(
                (Column("STT", 0.6, "center"), Column("Tập thể", 3), Column("Thành tích", 3)),
                tuple(
                    (f"0{place}", name, f"Hoàn thành xuất sắc nhiệm vụ hai năm liên tục, {year - 1} và {year}")
                    for place, (name, *_) in enumerate(UNITS[:2], 1)
                ),
            ),
            Article(
                "Điều 2",
                text="Tiền thưởng kèm theo Bằng khen được trích từ Quỹ thi đua, khen thưởng của thành phố theo quy "
                "định của pháp luật.",
            ),
            Article(
                "Điều 3",
                text=f"Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng {setting.committee}, Thủ trưởng "
                f"{setting.body}, thủ trưởng các cơ quan, đơn vị liên quan và các tập thể có tên tại Điều 1 chịu "
                "trách nhiệm thi hành Quyết định này.",
            ),
        ),
        signatures=(Signature(("CHỦ TỊCH",), "Ngô Quang Vinh"),),
        recipients=("Như Điều 3", "Chủ tịch, các Phó Chủ tịch", setting.body, "Lưu: VT, TĐKT"),
        sample=True,
        title_for_reader="Mẫu Quyết định",
    )


def on_two_lines(committee: str) -> str:
    """ỦY BAN NHÂN DÂN / THÀNH PHỐ …: the line of the agency breaks before the name of the place."""
    name = committee.upper()
    for unit in (" THÀNH PHỐ ", " TỈNH "):
        name = name.replace(unit, f"\n{unit.strip()} ", 1)
    return name


def submission(setting: Setting) -> Paper:
    form, year = library.SUBMISSION, setting.year
    minutes = f"Căn cứ Biên bản số 04/BB-{CODE} {document_date(setting.before(5))} của Hội nghị bình xét thi đua {BLOC}"
    return setting.of_the_bloc(
        form,
        f"Về việc đề nghị khen thưởng năm {year}",
        count=7,
        addressees=(setting.chair, setting.body),
        legal_basis=form.basis(setting.day, minutes),
        body=(
            Paragraph(
                f"{BLOC} kính trình {setting.chair} xem xét, khen thưởng 02 tập thể có thành tích xuất sắc trong "
                f"phong trào thi đua năm {year}, gồm:"
            ),
            Paragraph(f"1. {FLAG}: 01 tập thể."),
            Paragraph(f"2. {MERIT}: 01 tập thể."),
            Paragraph("(Có danh sách trích ngang, báo cáo thành tích và biên bản bình xét kèm theo)"),
            Paragraph(f"{BLOC} kính trình {setting.chair} xem xét, quyết định."),
        ),
        annexes=(
            Annex(
                "Phụ lục",
                "Danh sách trích ngang đề nghị khen thưởng",
                f"(Kèm theo Tờ trình số {setting.number(form, 7)} {setting.date} của {BLOC})",
            ),
            Table(
                (
                    Column("STT", 0.6, "center"),
                    Column("Tên tập thể", 2),
                    Column("Danh hiệu, hình thức", 2),
                    Column("Tóm tắt thành tích", 3),
                    Column("Số phiếu, tỷ lệ", 1.3, "center"),
                    Column("Điểm, xếp hạng", 1.3, "center"),
                ),
                (
                    ("1", HEAD[0], FLAG, "Dẫn đầu Khối; hoàn thành 112% kế hoạch.", "09/09 (100%)", "978; thứ nhất"),
                    ("2", UNITS[1][0], MERIT, "Hai năm hoàn thành xuất sắc.", "08/09 (88,9%)", "961; thứ hai"),
                ),
            ),
        ),
    )


def report_of_one_year(setting: Setting) -> Paper:
    return _report(setting, library.REPORT_OF_ONE_YEAR, FLAG, (setting.year,))


def report_of_two_years(setting: Setting) -> Paper:
    return _report(setting, library.REPORT_OF_TWO_YEARS, MERIT, (setting.year - 1, setting.year))


def _report(setting: Setting, form: PaperForm, award: str, years: tuple[int, ...]) -> Paper:
    name, leader, post = UNITS[1]
    period = " và ".join(f"năm {year}" for year in years)
    return Paper(
        superior="Tổng công ty Hàng hải Mẫu",
        issuer=name,
        number="15/BC-CBM",
        place=setting.place,
        date=setting.day,
        subject=f"Đề nghị tặng {award} {period}",
        body=(
            _head("I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH"),
            Paragraph(f"1. {name}; trụ sở tại số 01 đường Bến Mẫu, {setting.city}; điện thoại 0225 000 000."),
            Paragraph("2. Cơ cấu: 06 phòng, 02 xí nghiệp; 215 lao động, trong đó 68 đảng viên."),
            _head("II. THÀNH TÍCH ĐẠT ĐƯỢC"),
            _head("1. Thực hiện nhiệm vụ được giao"),
            *_results(years),
            _head("2. Chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước"),
            Paragraph("Nộp đủ thuế, bảo hiểm xã hội; không có vi phạm về an toàn lao động, phòng cháy, môi trường."),
            _head("3. Phong trào thi đua, công tác khen thưởng, an sinh xã hội"),
            Paragraph("Có 12 sáng kiến được áp dụng; đóng góp 350 triệu đồng cho hoạt động an sinh xã hội."),
            _head("4. Xây dựng Đảng, đoàn thể"),
            Paragraph("Đảng bộ hoàn thành tốt nhiệm vụ; công đoàn, đoàn thanh niên vững mạnh."),
            _head("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG"),
            Table(
                (
                    Column("Năm", 0.7, "center"),
                    Column("Danh hiệu, hình thức", 2.4),
                    Column("Số, ngày quyết định", 2),
                    Column("Cơ quan ban hành", 2),
                ),
                ((str(setting.year - 2), MERIT, f"321/QĐ-UBND, 15/01/{setting.year - 1}", setting.committee),),
            ),
        ),
        signatures=(Signature(("XÁC NHẬN CỦA CẤP TRÌNH KHEN THƯỞNG",)), Signature((post,), leader)),
        recipients=(BLOC_SHORT, "Lưu: VT, TCHC"),
        sample=True,
        title_for_reader=f"Mẫu {form.name}",
    )


def _results(years: tuple[int, ...]) -> tuple[Block, ...]:
    columns = (
        Column("Chỉ tiêu", 2.4),
        Column("Kế hoạch", 1.2, "right"),
        Column("Thực hiện", 1.2, "right"),
        Column("Tỷ lệ so với kế hoạch", 1.3, "right"),
        Column("So với năm trước", 1.3, "right"),
    )
    tables: list[Block] = []
    for year in years:
        tables.append(
            Table(
                columns,
                (
                    ("Sản lượng hàng thông qua (nghìn tấn)", "5.200", "5.824", "112%", "tăng 9,5%"),
                    ("Doanh thu (tỷ đồng)", "410", "438", "106,8%", "tăng 7,2%"),
                    ("Nộp ngân sách nhà nước (tỷ đồng)", "38", "41,5", "109,2%", "tăng 8,1%"),
                ),
                caption=f"Kết quả năm {year}",
            )
        )
    return tuple(tables)


def _head(text: str) -> Paragraph:
    return Paragraph(text, bold=True, align="left", keep_with_next=True)

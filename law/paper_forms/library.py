"""All forms of papers that a bloc and its city write. A room takes its form from here and gives it its facts.

    @REGULATION.describes
    def regulation_paper(…) -> Paper: …

`law/paper_forms/samples` fills each of them for the page that shows the library, and for its test.
"""

from law.models import LegalText
from law.paper_forms import elements as on
from law.paper_forms.description import Form, FormElement, PaperForm, SheetForm
from law.paper_forms.elements import Element

Topic = LegalText.Topic
DECREE = "Nghị định số 30/2020/NĐ-CP, Phụ lục III"
DOSSIER = "Luật Thi đua, khen thưởng, điều về hồ sơ"
CUSTOM = "Chưa có mẫu bắt buộc; theo thông lệ của khối thi đua"


def made_of(*elements: Element, perhaps: tuple[Element, ...] = ()) -> tuple[FormElement, ...]:
    """Elements in their order; those in `perhaps` may be absent."""
    return tuple(FormElement(element, element not in perhaps) for element in elements)


HEAD = (on.NATION, on.SUPERIOR, on.ISSUER, on.NUMBER, on.PLACE_DATE)
TITLE = (on.KIND, on.SUBJECT)
FOOT = (on.END_MARK, on.SIGNER, on.RECIPIENTS)

DECISION = PaperForm(
    "quyet-dinh",
    "Quyết định",
    "Quyết định",
    "QĐ",
    "Quyết định khen thưởng, quyết định thành lập Tổ thư ký và các quyết định cá biệt khác.",
    f"{DECREE}, mẫu 1.2",
    made_of(
        *HEAD,
        *TITLE,
        on.AUTHORITY,
        on.BASIS,
        on.RESOLUTION,
        on.ARTICLES,
        on.TABLE,
        *FOOT,
        perhaps=(on.SUPERIOR, on.TABLE),
    ),
    topics=(Topic.AUTHORITY, Topic.EMULATION),
    resolution="Quyết định",
)
RESOLUTION = PaperForm(
    "nghi-quyet",
    "Nghị quyết",
    "Nghị quyết",
    "NQ",
    "Nghị quyết của hội nghị Khối về chương trình, chỉ tiêu, kết quả suy tôn.",
    f"{DECREE}, mẫu 1.1",
    made_of(*HEAD, *TITLE, on.AUTHORITY, on.BASIS, on.RESOLUTION, on.ARTICLES, *FOOT, perhaps=(on.SUPERIOR,)),
    topics=(Topic.EMULATION,),
    resolution="Quyết nghị",
)
REGULATION = PaperForm(
    "quy-che",
    "Quy chế",
    "Quy chế",
    "QC",
    "Quy chế tổ chức và hoạt động của Khối, kèm bảng điểm.",
    f"{DECREE}, mẫu 1.4",
    made_of(*HEAD, *TITLE, on.BASIS, on.ARTICLES, *FOOT, on.ANNEX, perhaps=(on.SUPERIOR, on.ANNEX)),
    topics=(Topic.EMULATION,),
)
SUBMISSION = PaperForm(
    "to-trinh",
    "Tờ trình",
    "Tờ trình",
    "TTr",
    "Khối đề nghị khen thưởng: một tờ trình cho các hồ sơ, kèm danh sách trích ngang.",
    f"{DECREE}, mẫu 1.4; {DOSSIER}",
    made_of(*HEAD, *TITLE, on.ADDRESSEES, on.BASIS, on.BODY, *FOOT, on.ANNEX, perhaps=(on.SUPERIOR, on.ANNEX)),
    topics=(Topic.EMULATION,),
)
REPORT_OF_ONE_YEAR = PaperForm(
    "bao-cao-thanh-tich-mot-nam",
    "Báo cáo thành tích (một năm)",
    "Báo cáo thành tích",
    "BC",
    "Thành tích một năm của tập thể đề nghị tặng Cờ thi đua.",
    f"{DECREE}, mẫu 1.4; {DOSSIER}",
    made_of(
        *HEAD,
        *TITLE,
        on.BODY,
        on.TABLE,
        on.END_MARK,
        on.TWO_SIGNERS,
        on.RECIPIENTS,
        perhaps=(on.SUPERIOR, on.NUMBER, on.TABLE),
    ),
)
REPORT_OF_TWO_YEARS = PaperForm(
    "bao-cao-thanh-tich-hai-nam",
    "Báo cáo thành tích (hai năm)",
    "Báo cáo thành tích",
    "BC",
    "Thành tích hai năm liên tục của tập thể đề nghị tặng Bằng khen.",
    REPORT_OF_ONE_YEAR.source,
    REPORT_OF_ONE_YEAR.elements,
)

# Mẫu 1.9 has no place and day in its head: both stand in the text.
MINUTES_HEAD = (on.NATION, on.SUPERIOR, on.ISSUER, on.NUMBER)
MINUTES = PaperForm(
    "bien-ban-hoi-nghi",
    "Biên bản hội nghị",
    "Biên bản",
    "BB",
    "Diễn biến, biểu quyết và kết luận của hội nghị Khối.",
    f"{DECREE}, mẫu 1.9",
    made_of(
        *MINUTES_HEAD,
        *TITLE,
        on.BODY,
        on.TABLE,
        on.END_MARK,
        on.TWO_SIGNERS,
        on.RECIPIENTS,
        perhaps=(on.SUPERIOR, on.TABLE),
    ),
)
SELECTION_MINUTES = PaperForm(
    "bien-ban-binh-xet",
    "Biên bản bình xét thi đua",
    "Biên bản",
    "BB",
    "Bình xét, suy tôn: có mặt, vắng, số phiếu, tỷ lệ trên tổng số thành viên.",
    f"{DECREE}, mẫu 1.9; {DOSSIER}",
    MINUTES.elements,
)
COUNTING_MINUTES = PaperForm(
    "bien-ban-kiem-phieu",
    "Biên bản kiểm phiếu",
    "Biên bản",
    "BB",
    "Ban kiểm phiếu ghi số phiếu phát ra, thu về, hợp lệ và kết quả từng tập thể.",
    f"{DECREE}, mẫu 1.9",
    made_of(
        *MINUTES_HEAD,
        *TITLE,
        on.BODY,
        on.TABLE,
        on.END_MARK,
        on.TWO_SIGNERS,
        on.RECIPIENTS,
        perhaps=(on.SUPERIOR, on.NUMBER),
    ),
)
HANDOVER_MINUTES = PaperForm(
    "bien-ban-ban-giao",
    "Biên bản bàn giao",
    "Biên bản",
    "BB",
    "Khối trưởng bàn giao nhiệm vụ, hồ sơ cho Khối trưởng năm sau.",
    f"{DECREE}, mẫu 1.9",
    COUNTING_MINUTES.elements,
)
PLEDGE = PaperForm(
    "giao-uoc",
    "Giao ước thi đua",
    "Bản giao ước thi đua",
    "",
    "Các đơn vị ký kết giao ước của năm, có đại diện cơ quan thường trực chứng kiến.",
    CUSTOM,
    made_of(
        on.NATION,
        on.SUPERIOR,
        on.ISSUER,
        on.PLACE_DATE,
        *TITLE,
        on.BASIS,
        on.BODY,
        on.PANELS,
        on.SIGNER,
        on.ANNEX,
        perhaps=(on.SUPERIOR, on.BASIS, on.SIGNER, on.ANNEX),
    ),
    ends_with_mark=False,
)
RESPONSE_TABLE = PaperForm(
    "bang-tong-hop",
    "Bảng tổng hợp ý kiến, tiếp thu, giải trình",
    "Bảng tổng hợp ý kiến, tiếp thu, giải trình ý kiến góp ý",
    "BC",
    "Ý kiến của từng đơn vị đối với dự thảo và kết quả tiếp thu, giải trình.",
    CUSTOM,
    made_of(
        *HEAD,
        *TITLE,
        on.BODY,
        on.TABLE,
        *FOOT,
        perhaps=(on.SUPERIOR, on.NUMBER, on.TABLE),
    ),
    landscape=True,
)
RESULTS = PaperForm(
    "bang-tong-hop-diem",
    "Bảng tổng hợp điểm",
    "Bảng tổng hợp điểm thi đua, xếp hạng các đơn vị",
    "BC",
    "Điểm theo từng nhóm tiêu chí, tỷ lệ điểm, thứ hạng và xếp loại của các đơn vị trong năm.",
    CUSTOM,
    made_of(*HEAD, *TITLE, on.BODY, on.TABLE, on.END_MARK, on.TWO_SIGNERS, on.RECIPIENTS, perhaps=(on.SUPERIOR,)),
    landscape=True,
)
INVITATION = PaperForm(
    "giay-moi",
    "Giấy mời",
    "Giấy mời",
    "GM",
    "Mời đơn vị, đại biểu dự hội nghị của Khối.",
    f"{DECREE}, mẫu 1.7",
    made_of(*HEAD, *TITLE, on.BODY, *FOOT, perhaps=(on.SUPERIOR,)),
)
PLAN = PaperForm(
    "ke-hoach",
    "Kế hoạch",
    "Kế hoạch",
    "KH",
    "Kế hoạch hoạt động năm, kế hoạch kiểm tra chéo, kế hoạch tổ chức hội nghị.",
    f"{DECREE}, mẫu 1.4",
    made_of(*HEAD, *TITLE, on.BASIS, on.BODY, on.TABLE, *FOOT, perhaps=(on.SUPERIOR, on.BASIS, on.TABLE)),
    topics=(Topic.EMULATION,),
)
REPORT = PaperForm(
    "bao-cao",
    "Báo cáo",
    "Báo cáo",
    "BC",
    "Báo cáo sơ kết, tổng kết hoạt động của Khối.",
    f"{DECREE}, mẫu 1.4",
    made_of(*HEAD, *TITLE, on.ADDRESSEES, on.BODY, on.TABLE, *FOOT, perhaps=(on.SUPERIOR, on.ADDRESSEES, on.TABLE)),
)
ANNOUNCEMENT = PaperForm(
    "thong-bao",
    "Thông báo",
    "Thông báo",
    "TB",
    "Thông báo kết luận hội nghị, kết quả chấm điểm, thời hạn gửi hồ sơ.",
    f"{DECREE}, mẫu 1.4",
    made_of(*HEAD, *TITLE, on.BODY, *FOOT, perhaps=(on.SUPERIOR,)),
)
LETTER = PaperForm(
    "cong-van",
    "Công văn",
    "",
    "",
    "Thư công vụ của Khối: lấy ý kiến, đôn đốc, gửi tài liệu.",
    f"{DECREE}, mẫu 1.5",
    made_of(*HEAD, on.LETTER_SUBJECT, on.ADDRESSEES, on.BODY, *FOOT, perhaps=(on.SUPERIOR,)),
)
AUTHORISATION = PaperForm(
    "giay-uy-quyen",
    "Giấy ủy quyền",
    "Giấy ủy quyền",
    "GUQ",
    "Thủ trưởng đơn vị ủy quyền ký giao ước, dự hội nghị, biểu quyết.",
    f"{DECREE}, mẫu 1.4",
    made_of(*HEAD, *TITLE, on.BODY, on.END_MARK, on.TWO_SIGNERS, on.RECIPIENTS, perhaps=(on.SUPERIOR, on.SUBJECT)),
)
BALLOT = PaperForm(
    "phieu-bau",
    "Phiếu bầu, phiếu bình xét",
    "Phiếu bình xét",
    "",
    "Phiếu kín của từng đơn vị; người bỏ phiếu không ghi tên.",
    CUSTOM,
    made_of(on.NATION, on.SUPERIOR, on.ISSUER, on.PLACE_DATE, *TITLE, on.TABLE, on.BODY, perhaps=(on.SUPERIOR,)),
    ends_with_mark=False,
)
DELEGATES = PaperForm(
    "danh-sach-dai-bieu",
    "Danh sách đại biểu",
    "Danh sách",
    "DS",
    "Đại biểu dự hội nghị: thủ trưởng, chuyên viên các đơn vị và khách mời.",
    CUSTOM,
    made_of(
        *HEAD,
        *TITLE,
        on.ATTACHED_TO,
        on.TABLE,
        on.SIGNER,
        on.RECIPIENTS,
        perhaps=(on.SUPERIOR, on.NUMBER, on.ATTACHED_TO, on.RECIPIENTS),
    ),
    ends_with_mark=False,
)

CERTIFICATE_LINES = (
    ("country", "Quốc hiệu"),
    ("motto", "Tiêu ngữ"),
    ("authority", "Người, cơ quan quyết định (in đỏ)"),
    ("verb", "TẶNG"),
    ("title", "BẰNG KHEN (in đỏ)"),
    ("recipient", "Tên tập thể, cá nhân"),
    ("recipient_detail", "Cơ quan chủ quản hoặc địa chỉ"),
    ("citation", "Thành tích"),
    ("decision", "Số, ngày quyết định (bên trái)"),
    ("golden_book", "Số sổ vàng (bên trái)"),
    ("place_date", "Địa danh, ngày (bên phải)"),
    ("signer_title", "Chức vụ người ký (bên phải)"),
    ("signer_name", "Họ tên người ký (bên phải)"),
)
CERTIFICATE = SheetForm(
    "giay-chung-nhan",
    "Bằng khen, giấy chứng nhận",
    "Tờ bằng in cho tập thể, cá nhân có tên trong quyết định khen thưởng.",
    "Nghị định số 98/2023/NĐ-CP, Điều 104; khổ giấy do thành phố xác nhận",
    "420 × 297 mm",
    CERTIFICATE_LINES,
)
FLAG = SheetForm(
    "to-thiet-ke-co",
    "Tờ thiết kế Cờ thi đua",
    "Bản vẽ đúng cỡ gửi cơ sở thêu: nền, chữ, sao và kích thước.",
    "Nghị định số 50/2006/NĐ-CP, Điều 30",
    "850 × 650 mm",
    (
        ("giver", "Tên cơ quan tặng cờ"),
        ("verb", "TẶNG"),
        ("star", "Ngôi sao vàng năm cánh"),
        ("title", "Nội dung tặng cờ"),
        ("unit", "Tên đơn vị được tặng"),
    ),
)

FORMS: tuple[Form, ...] = (
    DECISION,
    SUBMISSION,
    REPORT_OF_ONE_YEAR,
    REPORT_OF_TWO_YEARS,
    MINUTES,
    SELECTION_MINUTES,
    COUNTING_MINUTES,
    HANDOVER_MINUTES,
    REGULATION,
    PLEDGE,
    RESPONSE_TABLE,
    RESULTS,
    INVITATION,
    PLAN,
    REPORT,
    RESOLUTION,
    ANNOUNCEMENT,
    LETTER,
    AUTHORISATION,
    BALLOT,
    DELEGATES,
    CERTIFICATE,
    FLAG,
)
PAPER_FORMS = tuple(form for form in FORMS if isinstance(form, PaperForm))
BY_SLUG = {form.slug: form for form in FORMS}

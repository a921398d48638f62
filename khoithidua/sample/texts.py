"""Sample texts: an operating regulation and a pledge, written for this project. Not the bloc's own texts of 2020.

A text is a list of (kind, heading, body, children); kinds as in drafting.models.Node.Kind.
"""

from __future__ import annotations

from typing import TypeAlias

from law.queries import suggested_basis
from libraries.web import clock

Branch: TypeAlias = "tuple[str, str, str, list[Branch]]"

REGULATION_TITLE = "Quy chế tổ chức và hoạt động của Khối thi đua Doanh nghiệp 2"

OWN_BASIS = "Căn cứ Quyết định số 1826/QĐ-UBND ngày 29 tháng 10 năm 2010 của Ủy ban nhân dân thành phố về việc chia cụm, khối thi đua"


def regulation_basis() -> str:
    """The law in force that day, then what set up the bloc."""
    return f"{suggested_basis(clock.today())}\n{OWN_BASIS}"


def article(heading: str, *clauses: str | tuple[str, list[str]]) -> Branch:
    """An Điều with its Khoản; a clause is a sentence, or (sentence, [points])."""
    children: list[Branch] = []
    for clause in clauses:
        body, points = clause if isinstance(clause, tuple) else (clause, list[str]())
        children.append(("clause", "", body, [("point", "", point, []) for point in points]))
    return ("article", heading, "", children)


def plain_article(heading: str, body: str) -> Branch:
    """An Điều of one paragraph without numbered Khoản."""
    return ("article", heading, body, [])


REGULATION = [
    (
        "chapter",
        "Quy định chung",
        "",
        [
            plain_article(
                "Phạm vi điều chỉnh",
                "Quy chế này quy định tổ chức, nội dung và cách thức hoạt động của Khối thi đua Doanh nghiệp 2 "
                "(sau đây gọi là Khối); quyền và trách nhiệm của các đơn vị thành viên trong phong trào thi đua "
                "và công tác khen thưởng hằng năm.",
            ),
            plain_article(
                "Đối tượng áp dụng",
                "Quy chế áp dụng đối với 09 đơn vị thành viên của Khối, hoạt động trong lĩnh vực giao thông thủy trên "
                "địa bàn thành phố Hải Phòng, và Tổ thư ký của Khối.",
            ),
            article(
                "Nguyên tắc hoạt động",
                "Khối hoạt động theo nguyên tắc tập trung dân chủ, đoàn kết, hợp tác và cùng phát triển.",
                "Mọi quyết định chung được thảo luận công khai và biểu quyết tại hội nghị của Khối.",
                "Hoạt động của Khối không thay thế nhiệm vụ thi đua, khen thưởng của từng đơn vị.",
            ),
        ],
    ),
    (
        "chapter",
        "Tổ chức của Khối",
        "",
        [
            article(
                "Đơn vị thành viên",
                "Thành viên của Khối là các đơn vị được Ủy ban nhân dân thành phố xếp vào Khối.",
                "Mỗi đơn vị cử một lãnh đạo phụ trách và một chuyên viên làm đầu mối công tác thi đua.",
            ),
            article(
                "Khối trưởng, Khối phó",
                "Khối trưởng và Khối phó do các đơn vị suy tôn luân phiên hằng năm tại hội nghị tổng kết.",
                "Nhiệm kỳ của Khối trưởng, Khối phó là một năm, tính từ ngày nhận bàn giao.",
            ),
            article(
                "Tổ thư ký",
                "Tổ thư ký do Khối trưởng quyết định thành lập, gồm chuyên viên của đơn vị Khối trưởng và Khối phó.",
                (
                    "Tổ thư ký có nhiệm vụ:",
                    [
                        "Chuẩn bị dự thảo văn bản, tổng hợp ý kiến góp ý;",
                        "Theo dõi việc thực hiện giao ước, tổng hợp kết quả;",
                        "Lập hồ sơ đề nghị khen thưởng và lưu trữ tài liệu của Khối.",
                    ],
                ),
            ),
        ],
    ),
    (
        "chapter",
        "Nhiệm vụ, quyền hạn",
        "",
        [
            article(
                "Nhiệm vụ của Khối trưởng",
                "Chủ trì xây dựng Quy chế, giao ước thi đua, kế hoạch hoạt động và tiêu chí chấm điểm của Khối.",
                "Triệu tập và chủ trì các hội nghị của Khối.",
                "Tổng hợp kết quả, trình hồ sơ đề nghị khen thưởng và báo cáo cơ quan thường trực thi đua của thành phố.",
                "Bàn giao hồ sơ, tài liệu cho Khối trưởng kế tiếp trong thời hạn 15 ngày sau hội nghị tổng kết.",
            ),
            plain_article(
                "Nhiệm vụ của Khối phó",
                "Khối phó giúp Khối trưởng điều hành hoạt động của Khối và thay mặt Khối trưởng khi được ủy quyền.",
            ),
            article(
                "Trách nhiệm, quyền lợi của đơn vị thành viên",
                "Đăng ký chỉ tiêu, ký giao ước thi đua và tổ chức thực hiện các nội dung đã ký.",
                "Tham dự đầy đủ hội nghị của Khối; gửi báo cáo đúng hạn, trung thực.",
                "Được góp ý, biểu quyết các nội dung chung; được bình xét và đề nghị khen thưởng.",
            ),
        ],
    ),
    (
        "chapter",
        "Nội dung và chế độ làm việc",
        "",
        [
            article(
                "Phát động, ký giao ước thi đua",
                "Khối tổ chức phát động phong trào thi đua và ký giao ước thi đua trong quý I hằng năm; "
                "trường hợp bất khả kháng, thời gian do Khối trưởng quyết định.",
                "Giao ước thi đua có hiệu lực khi đủ chữ ký của thủ trưởng các đơn vị thành viên.",
            ),
            article(
                "Sơ kết, tổng kết",
                "Hội nghị sơ kết được tổ chức trong tháng 7; hội nghị tổng kết được tổ chức trong tháng 11 hoặc tháng 12.",
                "Hội nghị hợp lệ khi có mặt ít nhất hai phần ba số đơn vị thành viên.",
                "Nghị quyết của hội nghị được thông qua khi có quá nửa số đơn vị thành viên đồng ý.",
            ),
            article(
                "Chế độ báo cáo",
                "Các đơn vị gửi báo cáo sơ kết trước ngày 30 tháng 6, báo cáo tổng kết trước ngày 15 tháng 11.",
                "Khối trưởng gửi báo cáo của Khối cho cơ quan thường trực thi đua của thành phố theo quy định.",
            ),
            plain_article(
                "Kinh phí hoạt động",
                "Kinh phí hoạt động của Khối do đơn vị đăng cai hội nghị và các đơn vị thành viên cùng bảo đảm.",
            ),
        ],
    ),
    (
        "chapter",
        "Chấm điểm, bình xét và đề nghị khen thưởng",
        "",
        [
            article(
                "Chấm điểm thi đua",
                "Hằng năm các đơn vị tự chấm điểm theo tiêu chí đã thống nhất; các đơn vị chấm chéo; Tổ thư ký thẩm định.",
                "Kết quả chấm điểm được công bố cho tất cả các đơn vị trước hội nghị tổng kết.",
            ),
            article(
                "Bình xét, suy tôn",
                "Việc bình xét được tiến hành bằng bỏ phiếu kín tại hội nghị tổng kết.",
                "Đơn vị được đề nghị tặng Cờ thi đua phải đạt từ 80% số phiếu trở lên và dẫn đầu về tổng điểm.",
            ),
            article(
                "Trường hợp không bình xét",
                (
                    "Không bình xét thi đua đối với đơn vị thuộc một trong các trường hợp sau:",
                    [
                        "Không đăng ký, không ký giao ước thi đua;",
                        "Báo cáo thành tích không trung thực;",
                        "Đang trong thời gian xem xét kỷ luật hoặc có vi phạm đang được xác minh.",
                    ],
                ),
            ),
        ],
    ),
    (
        "chapter",
        "Điều khoản thi hành",
        "",
        [
            article(
                "Hiệu lực thi hành",
                "Quy chế có hiệu lực kể từ ngày ban hành và thay thế các quy định trước đây của Khối.",
                "Việc sửa đổi, bổ sung Quy chế do hội nghị của Khối xem xét, quyết định.",
            ),
            plain_article(
                "Tổ chức thực hiện",
                "Khối trưởng, Khối phó, các đơn vị thành viên và Tổ thư ký chịu trách nhiệm thi hành Quy chế này.",
            ),
        ],
    ),
]

# What the units said: (unit, heading of the article, clause, stance, comment, wording proposed, answer, answer's text).
COMMENTS = [
    (
        "hoa-tieu-kv2",
        "Nguyên tắc hoạt động",
        1,
        "agree_with_change",
        "Đề nghị nêu rõ tính tự nguyện và công khai, vì Khối gồm nhiều đơn vị không có quan hệ cấp trên, cấp dưới.",
        "Khối hoạt động theo nguyên tắc tự nguyện, bình đẳng, công khai, dân chủ, đồng thuận.",
        "ACCEPTED",
        "Tiếp thu, đã sửa khoản 1 theo đề nghị.",
    ),
    (
        "bao-dam-athh-mien-bac",
        "Chế độ báo cáo",
        1,
        "agree_with_change",
        "Thời hạn báo cáo tổng kết ngày 15 tháng 11 là sớm, số liệu quý IV chưa có.",
        "Các đơn vị gửi báo cáo sơ kết trước ngày 30 tháng 6, báo cáo tổng kết trước ngày 30 tháng 11.",
        "PARTLY_ACCEPTED",
        "Tiếp thu một phần: lùi thời hạn đến ngày 20 tháng 11 để kịp tổng hợp hồ sơ khen thưởng.",
    ),
    (
        "thong-tin-dien-tu-hang-hai",
        "Bình xét, suy tôn",
        2,
        "disagree",
        "Tỷ lệ 80% là cao đối với Khối có 09 đơn vị, đề nghị 70%.",
        "",
        "EXPLAINED",
        "Đề nghị giữ tỷ lệ 80% để thống nhất với tỷ lệ phiếu khi xét tặng Cờ thi đua.",
    ),
    (
        "ban-qlda-hang-hai-2",
        "Tổ thư ký",
        2,
        "question",
        "Tổ thư ký có được hưởng kinh phí riêng hay không?",
        "",
        "EXPLAINED",
        "Kinh phí thực hiện theo quy định về kinh phí hoạt động, không đặt khoản riêng.",
    ),
]
AGREE_FULLY = ["cang-vu-dtnd-kv1", "chi-cuc-hang-hai"]

# (heading of the article, clause, new wording) after the comments.
REVISIONS = [
    ("Nguyên tắc hoạt động", 1, "Khối hoạt động theo nguyên tắc tự nguyện, bình đẳng, công khai, dân chủ, đồng thuận."),
    (
        "Chế độ báo cáo",
        1,
        "Các đơn vị gửi báo cáo sơ kết trước ngày 30 tháng 6, báo cáo tổng kết trước ngày 20 tháng 11.",
    ),
]

PLEDGE_TITLE = "Giao ước thi đua năm 2020 của Khối thi đua Doanh nghiệp 2"

PLEDGE = [
    plain_article(
        "Hoàn thành nhiệm vụ chuyên môn, sản xuất kinh doanh",
        "Phấn đấu hoàn thành và hoàn thành vượt mức các chỉ tiêu, nhiệm vụ năm 2020 được cấp trên giao; bảo đảm an toàn "
        "hàng hải, an toàn giao thông thủy trên địa bàn thành phố Hải Phòng.",
    ),
    plain_article(
        "Thực hiện chủ đề năm của thành phố",
        "Thực hiện tốt chủ đề hành động năm 2020 của thành phố “Tăng cường kỷ cương thu, chi ngân sách; đẩy mạnh cải "
        "thiện môi trường đầu tư kinh doanh”; rút ngắn thời gian giải quyết thủ tục cho tàu thuyền và doanh nghiệp.",
    ),
    plain_article(
        "Xây dựng Đảng, đoàn thể và chấp hành pháp luật",
        "Xây dựng tổ chức đảng, đoàn thể vững mạnh; chấp hành nghiêm pháp luật; thực hành tiết kiệm, chống lãng phí; "
        "bảo đảm việc làm, thu nhập và bảo hiểm xã hội cho người lao động.",
    ),
    plain_article(
        "Phong trào thi đua, an sinh xã hội",
        "Tổ chức các phong trào thi đua lập thành tích chào mừng Đại hội Đảng các cấp, Đại hội Thi đua yêu nước thành "
        "phố lần thứ IX, Đại hội đại biểu toàn quốc lần thứ XIII của Đảng, Đại hội Thi đua yêu nước toàn quốc lần thứ X "
        "và các ngày lễ lớn; tích cực tham gia hoạt động đền ơn đáp nghĩa, an sinh xã hội.",
    ),
    article(
        "Điều khoản thực hiện",
        "Các đơn vị phối hợp, kiểm tra chéo, chia sẻ kinh nghiệm và báo cáo kết quả đúng hạn.",
        "Giao ước có hiệu lực khi đủ chữ ký của thủ trưởng 09 đơn vị và thực hiện đến hội nghị tổng kết năm 2020.",
    ),
]

# Targets registered by the units: invented, marked as samples. (unit, target, measure, value)
TARGETS = {
    "cang-vu-hang-hai": [
        ("Thủ tục tàu biển vào, rời cảng giải quyết đúng hạn", "%", "100"),
        ("Vụ tai nạn hàng hải nghiêm trọng do lỗi quản lý", "vụ", "0"),
    ],
    "cang-vu-dtnd-kv1": [("Lượt phương tiện thủy được cấp phép đúng hạn", "%", "99,5")],
    "chi-cuc-hang-hai": [("Hồ sơ quản lý chuyên ngành giải quyết đúng hạn", "%", "99")],
    "bao-dam-athh-mien-bac": [("Báo hiệu hàng hải hoạt động tốt", "%", "99,8")],
    "thong-tin-dien-tu-hang-hai": [("Thời gian trực canh thông tin an toàn liên tục", "%", "100")],
    "hoa-tieu-kv2": [
        ("Lượt tàu được dẫn an toàn", "lượt", "20.500"),
        ("Nộp ngân sách so với kế hoạch", "%", "102"),
    ],
    "chi-cuc-dtnd-phia-bac": [("Tuyến đường thủy được kiểm tra định kỳ", "%", "100")],
    "phoi-hop-tkcn-kv1": [("Tình huống cấp cứu được tiếp nhận, xử lý kịp thời", "%", "100")],
    "ban-qlda-hang-hai-2": [("Giải ngân vốn đầu tư công được giao", "%", "95")],
}

"""Starting texts a secretary may begin with and change at will: frames of headings, the gaps marked "[…]".

Own wording. The order of subjects follows what blocs' regulations and pledges are known to hold; no text in force is
copied. A row is (kind, heading, body, [rows]), as workflow.create_text takes it.
"""

from typing import Any

from drafting.models import Text

# The rows under a row are of the same shape; mypy follows no alias into itself there.
Row = tuple[str, str, str, list[Any]]


def _article(heading: str, *clauses: str, body: str = "") -> Row:
    return ("article", heading, body, [("clause", "", clause, []) for clause in clauses])


def _chapter(heading: str, *articles: Row) -> Row:
    return ("chapter", heading, "", list(articles))


REGULATION: list[Row] = [
    _chapter(
        "Quy định chung",
        _article(
            "Phạm vi điều chỉnh",
            body="Quy chế này quy định về tổ chức, nội dung và chế độ làm việc của […] (sau đây gọi là Khối).",
        ),
        _article("Đối tượng áp dụng", body="Quy chế áp dụng đối với […] đơn vị thành viên và Tổ thư ký của Khối."),
        _article(
            "Nguyên tắc hoạt động",
            "Tự nguyện, bình đẳng, công khai, dân chủ và đồng thuận.",
            "Việc chung do các đơn vị cùng bàn và quyết định tại hội nghị của Khối.",
        ),
    ),
    _chapter(
        "Tổ chức của Khối",
        _article(
            "Đơn vị thành viên",
            "Khối gồm […] đơn vị.",
            "Việc bổ sung, điều chỉnh đơn vị theo quyết định của thành phố.",
        ),
        _article(
            "Khối trưởng, Khối phó",
            "Khối trưởng, Khối phó luân phiên hằng năm, do các đơn vị suy tôn tại hội nghị tổng kết.",
            "Nhiệm kỳ từ […] đến […].",
        ),
        _article("Tổ thư ký", "Tổ thư ký do đơn vị Khối trưởng cử, giúp Khối trưởng […]."),
        _article("Bàn giao", "Khối trưởng cũ bàn giao hồ sơ cho Khối trưởng mới trong […] ngày làm việc."),
    ),
    _chapter(
        "Nhiệm vụ, quyền hạn",
        _article(
            "Nhiệm vụ của Khối trưởng",
            "Chủ trì xây dựng quy chế, bảng điểm, giao ước và kế hoạch năm.",
            "Triệu tập, chủ trì hội nghị; tổng hợp, báo cáo và trình hồ sơ đề nghị khen thưởng.",
        ),
        _article("Nhiệm vụ của Khối phó", "Thay Khối trưởng khi được ủy nhiệm; phụ trách […]."),
        _article(
            "Nhiệm vụ, quyền hạn của đơn vị thành viên",
            "Đăng ký chỉ tiêu, ký giao ước và thực hiện đúng cam kết.",
            "Dự hội nghị đúng thành phần; gửi báo cáo đúng hạn.",
        ),
    ),
    _chapter(
        "Nội dung và chế độ làm việc",
        _article("Phát động thi đua, ký giao ước", "Tổ chức trong quý I hằng năm."),
        _article("Đăng ký chỉ tiêu thi đua", "Từng đơn vị đăng ký bằng văn bản trước ngày […]."),
        _article("Kiểm tra chéo", "Thực hiện trong tháng […], theo phân công của Khối trưởng."),
        _article("Sơ kết", "Tổ chức trong tháng 7."),
        _article("Tổng kết", "Tổ chức trong tháng 11 hoặc tháng 12."),
        _article(
            "Hội nghị và biểu quyết",
            "Hội nghị hợp lệ khi có mặt ít nhất […] số đơn vị.",
            "Quyết định được thông qua khi có […] số đơn vị đồng ý.",
        ),
        _article("Báo cáo", "Đơn vị gửi báo cáo 06 tháng trước ngày […], báo cáo năm trước ngày […]."),
        _article("Kinh phí", "Kinh phí hoạt động do […]."),
    ),
    _chapter(
        "Chấm điểm, bình xét và đề nghị khen thưởng",
        _article("Thang điểm", "Tổng điểm là […]; nội dung và điểm từng mục theo bảng điểm kèm theo."),
        _article("Tự chấm, thẩm định, công khai", "Đơn vị tự chấm và gửi trước ngày […].", "Kết quả được công khai."),
        _article("Bình xét, bỏ phiếu kín", "Hội nghị bỏ phiếu kín; đơn vị được đề nghị phải đạt từ […] số phiếu."),
        _article("Trường hợp không bình xét", body="Không bình xét đối với đơn vị […]."),
        _article("Xếp hạng, trường hợp bằng điểm", "Xếp theo tổng điểm; trường hợp bằng điểm, xét theo thứ tự […]."),
        _article("Hồ sơ đề nghị khen thưởng", "Khối trưởng hoàn thiện và gửi hồ sơ trước ngày […]."),
    ),
    _chapter(
        "Điều khoản thi hành",
        _article("Hiệu lực", body="Quy chế có hiệu lực kể từ ngày ban hành."),
        _article("Sửa đổi, bổ sung", body="Quy chế được sửa đổi, bổ sung khi […] số đơn vị thành viên đồng ý."),
    ),
]

PLEDGE: list[Row] = [
    (
        "paragraph",
        "",
        "Hôm nay, ngày […] tháng […] năm […], tại […], chúng tôi là đại diện các đơn vị thành viên Khối thi đua, thống "
        "nhất ký kết giao ước thi đua năm […] với các nội dung sau:",
        [],
    ),
    _article(
        "Hoàn thành nhiệm vụ chính trị, sản xuất kinh doanh",
        "Phấn đấu hoàn thành và hoàn thành vượt mức các chỉ tiêu đã đăng ký tại bảng chỉ tiêu kèm theo.",
    ),
    _article("Xây dựng Đảng, đoàn thể và chấp hành pháp luật", "Thực hiện đúng […]."),
    _article("Phong trào thi đua, khen thưởng và an sinh xã hội", "Hưởng ứng chủ đề năm của thành phố: […]."),
    _article("Phối hợp, kiểm tra chéo và báo cáo", "Gửi báo cáo đúng hạn; tham gia kiểm tra chéo theo phân công."),
    _article("Đăng ký danh hiệu thi đua, hình thức khen thưởng", "Các đơn vị đăng ký […]."),
    _article(
        "Tổ chức thực hiện",
        "Giao ước có hiệu lực từ ngày ký đến hội nghị tổng kết năm.",
        "Giao ước được lập thành […] bản, có giá trị như nhau.",
    ),
]

OF_KIND = {Text.Kind.REGULATION: REGULATION, Text.Kind.PLEDGE: PLEDGE}

"""What a new pledge begins with: the usual headings, each with a sentence to write on. Office habit, not law."""

from typing import Any

PLEDGE_SKELETON: list[tuple[str, str, str, list[Any]]] = [
    (
        "article",
        "Hoàn thành nhiệm vụ chuyên môn, sản xuất kinh doanh",
        "Phấn đấu hoàn thành và hoàn thành vượt mức các chỉ tiêu, nhiệm vụ được giao trong năm.",
        [],
    ),
    (
        "article",
        "Xây dựng Đảng, đoàn thể và chấp hành pháp luật",
        "Xây dựng tổ chức đảng, đoàn thể vững mạnh; chấp hành nghiêm chủ trương của Đảng, pháp luật của Nhà nước.",
        [],
    ),
    (
        "article",
        "Phong trào thi đua, khen thưởng và an sinh xã hội",
        "Tổ chức các phong trào thi đua thiết thực; tích cực tham gia hoạt động an sinh xã hội.",
        [],
    ),
    (
        "article",
        "Phối hợp, kiểm tra và báo cáo",
        "Các đơn vị phối hợp, chia sẻ kinh nghiệm, kiểm tra chéo và báo cáo kết quả đúng hạn.",
        [],
    ),
    (
        "article",
        "Điều khoản thực hiện",
        "Giao ước có hiệu lực khi đủ chữ ký của thủ trưởng các đơn vị và thực hiện đến hội nghị tổng kết năm.",
        [],
    ),
]

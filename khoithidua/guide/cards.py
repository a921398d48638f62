"""Cards of one page to hand out (thẻ hướng dẫn): what each says, and its PDF with the installation's own address."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string

from libraries.printing.pdf import PRINT_TEMPLATES, qr_image, render_html
from units.contacts import Contact

# Name in the address → (width, height) in millimetres, and how much larger than A5 everything is drawn.
SIZES = {"a5": (148, 210, 1.0), "a4": (210, 297, 2**0.5)}
KEPT_SECONDS = 3600


@dataclass(frozen=True)
class Card:
    """steps: (what to do, how); notes: sentences below; path: where the QR code leads."""

    slug: str
    title: str
    readers: str
    steps: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    path: str = "/"

    @property
    def address(self) -> str:
        return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{self.path}"

    @property
    def shown_address(self) -> str:
        """As one types it."""
        return self.address.removeprefix("https://").removeprefix("http://").rstrip("/")


CARDS = {
    card.slug: card
    for card in (
        Card(
            "thu-truong",
            "Ký trong ba bước",
            "Dành cho thủ trưởng đơn vị",
            (
                ("Đọc", "Mở đường dẫn trong thư, hoặc đăng nhập và chọn “Đọc và ký” trên trang chủ. Đọc toàn văn."),
                ("Chọn “Ký giao ước”", "Nút đỏ ở cuối trang. Kiểm tra tên đơn vị, chức vụ và lời xác nhận."),
                ("Chọn “Đồng ý ký”", "Nhập mật khẩu và mã OTP gồm 6 chữ số trong ứng dụng trên điện thoại."),
            ),
            (
                "Trước hội nghị: cài đặt mã OTP tại Tài khoản, khoảng 2 phút.",
                "Chưa đồng ý với nội dung: chọn “Đề nghị sửa nội dung”, nêu lý do.",
            ),
        ),
        Card(
            "chuyen-vien",
            "Góp ý và báo cáo",
            "Dành cho chuyên viên đơn vị",
            (
                ("Soạn góp ý", "Chọn Điều, Khoản, chọn “Góp ý”, nhập nội dung, “Lưu góp ý”. Thủ trưởng đơn vị gửi."),
                ("Đăng ký chỉ tiêu thi đua", "Giao ước, dòng của đơn vị: nhập từng chỉ tiêu, “Lưu chỉ tiêu”."),
                ("Lập báo cáo thành tích", "Hồ sơ khen thưởng: nhập theo mục, “Đưa bản đã lưu vào hồ sơ”."),
            ),
            (
                "Nội dung nhập dở được lưu tạm trên máy; mở lại trang để khôi phục.",
                "Việc đến hạn có trên trang chủ và trong thư điện tử.",
            ),
        ),
        Card(
            "dai-bieu",
            "Biểu quyết tại hội nghị",
            "Dành cho đại biểu",
            (
                ("Đăng nhập trên điện thoại", "Quét mã QR bên dưới, nhập tên đăng nhập và mật khẩu."),
                ("Chọn ý kiến", "Trên trang chủ: đồng ý, không đồng ý hoặc không có ý kiến."),
                ("Chọn “Gửi ý kiến biểu quyết”", "Đọc lại trước khi gửi: ý kiến đã gửi không thay đổi được."),
            ),
            (
                "Mỗi đơn vị có mặt biểu quyết một lần. Không có điện thoại: giơ tay, Tổ thư ký nhập ý kiến.",
                "Kết quả hiển thị khi kết thúc biểu quyết; biên bản có trên trang hội nghị.",
            ),
        ),
    )
}  # fmt: skip


def card_pdf(card: Card, size: str, contact: Contact | None, owner: str) -> bytes:
    """The card on paper of that size. owner: whose installation it is; contact: who helps."""
    width, height, scale = SIZES[size]
    context = {"card": card, "contact": contact, "owner": owner, "qr": qr_image(card.address)}
    html = render_to_string("print/card.html", context)
    sheet = (PRINT_TEMPLATES / "card.css").read_text(encoding="utf-8")
    page = f"@page {{ size: {width}mm {height}mm; margin: 0 }} html {{ font-size: {scale:.4f}mm }}"
    key = "guide-card-" + hashlib.sha256((html + sheet + page).encode()).hexdigest()
    content: bytes | None = cache.get(key)
    if content is None:
        content = render_html(html, sheets=(sheet, page), variant="pdf/ua-1")
        cache.set(key, content, KEPT_SECONDS)
    return content

"""What is said when something is refused, has ended or is not there: what happened, what to do now, whom to call.

These sentences stand here once; `tell` answers with a page that says one of them (templates/told.html). Inside a page
the same part is drawn by {% nothing_here %}, {% done_panel %} and {% edited_elsewhere %}. Whom to call is named by the
page's frame.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@dataclass(frozen=True)
class Told:
    """title: what happened. text: what to do now. status: of the answer.

    way, address: the words of the button, and where it leads; an empty address is that of the page itself.
    """

    title: str
    text: str
    icon: str
    status: int
    way: str = "Về trang chủ"
    address: str = "/"

    def saying(self, text: str, **more: Any) -> "Told":
        """The same with what this case needs said."""
        return replace(self, text=text, **more)


BAD_REQUEST = Told(
    "Yêu cầu không hợp lệ",
    "Đề nghị quay lại trang trước, tải lại trang rồi thực hiện lại.",
    "question-circle",
    400,
)
PAGE_EXPIRED = Told(
    "Trang đã hết hạn",
    "Trang đã mở quá lâu nên chưa gửi được. Đề nghị mở lại trang rồi thực hiện lại.",
    "clock",
    403,
)
NOT_PERMITTED = Told(
    "Chưa được phân quyền thực hiện việc này",
    "Tài khoản này chưa được phân quyền thực hiện việc này. Nếu cần thực hiện, đề nghị liên hệ để được phân quyền.",
    "shield-lock",
    403,
)
NOT_FOUND = Told(
    "Không tìm thấy trang",
    "Địa chỉ không đúng, nội dung không còn, hoặc tài khoản này không được xem nội dung. "
    "Đề nghị kiểm tra lại địa chỉ hoặc về trang chủ.",
    "search",
    404,
)
WRONG_METHOD = Told(
    "Không mở được trang theo cách này",
    "Việc vừa rồi chưa được thực hiện. Đề nghị về trang chủ, mở lại trang rồi thực hiện lại.",
    "exclamation-circle",
    405,
)
# The sentence comes with the refusal.
REFUSED = Told(
    "Chưa thực hiện được việc này",
    "Nội dung vừa được cập nhật ở nơi khác. Đề nghị mở lại trang để xem nội dung mới rồi thực hiện tiếp.",
    "clock",
    409,
)
# Of two people who edit one row the second sees it on top of the form, with both texts (forms.EditForm, ADR 13).
EDITED_ELSEWHERE = Told(
    "Nội dung vừa được cập nhật ở nơi khác",
    "Nội dung vừa nhập chưa được lưu. Đề nghị so hai bản dưới đây, sau đó chọn lưu nội dung vừa nhập "
    "hoặc dùng nội dung trên hệ thống.",
    "clock",
    409,
    "Dùng nội dung trên hệ thống",
    "",
)
LINK_ENDED = Told(
    "Đường dẫn không còn hiệu lực",
    "Đường dẫn đã hết hạn, đã được sử dụng hoặc sao chép chưa đủ. Đề nghị mở đường dẫn trong thư mới nhất.",
    "link-45deg",
    410,
    "Đăng nhập",
    "/dang-nhap/",
)
TOO_MANY_PASSWORDS = Told(
    "Tạm khóa đăng nhập vì nhập sai nhiều lần",
    "Đề nghị thử lại sau 15 phút. Nếu quên mật khẩu, chọn “Quên mật khẩu” tại trang đăng nhập.",
    "hourglass-split",
    429,
    "Quên mật khẩu",
    "/quen-mat-khau/",
)
SIGN_ON_FAILED = Told(
    "Chưa đăng nhập được bằng tài khoản của thành phố",
    "Tài khoản này chưa có trên hệ thống, hoặc chưa kết nối được hệ thống đăng nhập của thành phố. "
    "Đề nghị thử lại sau ít phút; nếu vẫn chưa được, liên hệ người hỗ trợ.",
    "shield-lock",
    403,
    "Về trang đăng nhập",
    "/dang-nhap/",
)
TOO_MANY_CHECKS = Told(
    "Đã kiểm tra quá nhiều lần",
    "Đề nghị thử lại sau một phút.",
    "hourglass-split",
    429,
)
TOO_MANY_FILES = Told(
    "Đang có nhiều tệp chờ kiểm tra",
    "Đề nghị thử lại sau ít phút.",
    "hourglass-split",
    429,
)
TOO_MANY_AT_ONCE = Told(
    "Đang có nhiều người thực hiện cùng lúc",
    "Việc vừa gửi chưa được thực hiện và mã OTP chưa bị tính. Đề nghị quay lại trang trước và gửi lại sau ít giây.",
    "hourglass-split",
    503,
)
UNAVAILABLE = Told(
    "Hệ thống tạm ngừng",
    "Dữ liệu đã lưu không bị ảnh hưởng. Đề nghị thử lại sau ít phút.",
    "hourglass-split",
    503,
)
BROKEN = Told(
    "Hệ thống gặp sự cố",
    "Việc vừa thực hiện có thể chưa được lưu. Đề nghị mở lại trang sau ít phút để kiểm tra.",
    "exclamation-triangle",
    500,
)
EVERY = (
    BAD_REQUEST,
    PAGE_EXPIRED,
    NOT_PERMITTED,
    NOT_FOUND,
    WRONG_METHOD,
    REFUSED,
    EDITED_ELSEWHERE,
    LINK_ENDED,
    TOO_MANY_PASSWORDS,
    SIGN_ON_FAILED,
    TOO_MANY_CHECKS,
    TOO_MANY_FILES,
    TOO_MANY_AT_ONCE,
    UNAVAILABLE,
    BROKEN,
)


def tell(request: HttpRequest, told: Told, *, typed: Sequence[str] = (), **known: Any) -> HttpResponse:
    """A page that says it. typed: what was sent and cannot be shown in its form again, to be copied.

    known: what the page's foot needs to name whom to call, where nobody is logged in (`bloc`).
    """
    return render(request, "told.html", {"told": told, "typed": typed, **known}, status=told.status)

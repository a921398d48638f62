"""The letters of this room: the ways into an account."""

from libraries.web.letters import Words, letter

FOR_ONE = "Đường dẫn chỉ dành cho người nhận thư, đề nghị không chuyển cho người khác."


@letter(
    "units.account",
    occasion="Tài khoản mới được mời kích hoạt",
    to="chủ tài khoản",
    inbox=False,
    example={"username": "nguyenvanminh", "sent_by": "Phạm Thị Lan", "lasts": "7 ngày"},
)
def account(*, username: str, sent_by: str, lasts: str) -> Words:
    """sent_by: who invites; empty when the system itself does."""
    by = f" Thư mời do {sent_by} gửi." if sent_by else ""
    return Words(
        title="Kính mời kích hoạt tài khoản Khối thi đua",
        text=f"Một tài khoản trên hệ thống Khối thi đua đã được lập cho người nhận thư này.{by}\n"
        "Kính mời đặt mật khẩu và cài ứng dụng lấy mã OTP trên điện thoại, khoảng 3 phút.",
        facts=(("Tên đăng nhập", username), ("Đường dẫn có hiệu lực", f"{lasts}, dùng một lần")),
        note=FOR_ONE,
        act="Kích hoạt tài khoản",
    )


@letter(
    "units.password",
    occasion="Chủ tài khoản chọn “Quên mật khẩu” tại trang đăng nhập",
    to="chủ tài khoản",
    inbox=False,
    example={"username": "nguyenvanminh", "lasts": "1 giờ"},
)
def password(*, username: str, lasts: str) -> Words:
    return Words(
        title="Đặt lại mật khẩu tài khoản Khối thi đua",
        text="Hệ thống nhận được yêu cầu đặt lại mật khẩu của tài khoản này. Mã OTP không thay đổi.",
        facts=(("Tên đăng nhập", username), ("Đường dẫn có hiệu lực", f"{lasts}, dùng một lần")),
        note=f"Nếu không gửi yêu cầu, đề nghị bỏ qua thư này: mật khẩu hiện nay vẫn dùng được. {FOR_ONE}",
        act="Đặt mật khẩu mới",
    )

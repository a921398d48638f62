"""The letters of this room: the ways into an account, and who may sign for a unit."""

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


@letter(
    "units.factor",
    occasion="Đề nghị cấp lại mã OTP đã được người thứ hai xác nhận",
    to="chủ tài khoản",
    inbox=False,
    example={"username": "nguyenvanminh", "lasts": "3 ngày"},
)
def factor(*, username: str, lasts: str) -> Words:
    return Words(
        title="Cài đặt lại mã OTP tài khoản Khối thi đua",
        text="Đề nghị cấp lại mã OTP cho tài khoản này đã được hai người xác nhận.\n"
        "Đề nghị nhập mật khẩu hiện nay, rồi cài đặt ứng dụng lấy mã OTP trên điện thoại mới.",
        facts=(("Tên đăng nhập", username), ("Đường dẫn có hiệu lực", f"{lasts}, dùng một lần")),
        note=f"Nếu không đề nghị cấp lại, xin báo ngay; mã OTP hiện nay vẫn dùng được. {FOR_ONE}",
        act="Cài đặt lại mã OTP",
    )


@letter(
    "units.address",
    occasion="Địa chỉ thư mới của tài khoản đã được người thứ hai xác nhận",
    to="địa chỉ thư mới",
    inbox=False,
    example={"username": "nguyenvanminh", "lasts": "3 ngày"},
)
def address(*, username: str, lasts: str) -> Words:
    return Words(
        title="Xác nhận địa chỉ thư của tài khoản Khối thi đua",
        text="Địa chỉ thư này được đề nghị dùng cho tài khoản nêu dưới đây.\n"
        "Để xác nhận, đề nghị mở đường dẫn và nhập mật khẩu hiện nay. Trước đó, thư vẫn được gửi đến địa chỉ cũ.",
        facts=(("Tên đăng nhập", username), ("Đường dẫn có hiệu lực", f"{lasts}, dùng một lần")),
        note=FOR_ONE,
        act="Xác nhận địa chỉ thư",
    )


@letter(
    "units.change_asked",
    occasion="Thủ trưởng, ủy quyền ký, địa chỉ thư hoặc mã OTP thay đổi, cần người thứ hai xác nhận",
    to="Tổ thư ký, cán bộ của đơn vị; nếu không có, cơ quan thường trực của thành phố và người quản trị",
    example={"what": "Đỗ Thị Hòa là thủ trưởng Hoa tiêu KV II", "prepared_by": "Phạm Thị Lan"},
)
def change_asked(*, what: str, prepared_by: str) -> Words:
    return Words(
        title=f"Đề nghị xác nhận: {what}",
        text="Thay đổi dưới đây chỉ có hiệu lực khi có người thứ hai xác nhận.\n"
        "Đề nghị kiểm tra với cán bộ và đơn vị trước khi xác nhận.",
        facts=(("Thay đổi", what), ("Người lập", prepared_by)),
        act="Xem, xác nhận",
    )


@letter(
    "units.change_prepared",
    occasion="Như trên, để biết",
    to="cán bộ có thay đổi, thủ trưởng hiện nay và trước đó, cán bộ của đơn vị",
    example={"what": "Đỗ Thị Hòa là thủ trưởng Hoa tiêu KV II", "prepared_by": "Phạm Thị Lan"},
)
def change_prepared(*, what: str, prepared_by: str) -> Words:
    return Words(
        title=f"Chờ xác nhận: {what}",
        text="Thay đổi dưới đây đã được lập và chưa có hiệu lực.",
        facts=(("Thay đổi", what), ("Người lập", prepared_by)),
        note="Nếu không đúng, đề nghị báo ngay.",
        act="Xem thay đổi",
    )


@letter(
    "units.change_decided",
    occasion="Thay đổi cần hai người đã có kết quả",
    to="người lập, cán bộ có thay đổi, thủ trưởng hiện nay và trước đó, cán bộ của đơn vị",
    example={
        "what": "Đỗ Thị Hòa là thủ trưởng Hoa tiêu KV II",
        "result": "Đã xác nhận",
        "decided_by": "Phạm Minh Thư",
        "reason": "",
    },
)
def change_decided(*, what: str, result: str, decided_by: str, reason: str) -> Words:
    facts = (("Thay đổi", what), ("Kết quả", result), ("Người quyết định", decided_by))
    return Words(
        title=f"Kết quả xác nhận: {result.lower()}, {what}",
        text="Thay đổi dưới đây đã có kết quả.",
        facts=(*facts, ("Lý do", reason)) if reason else facts,
        note="Nếu không đúng, đề nghị báo ngay.",
        act="Xem thay đổi",
    )


@letter(
    "units.post_closed",
    occasion="Ngày thôi giữ chức vụ của thủ trưởng được cập nhật",
    to="người thôi giữ chức vụ, cán bộ của đơn vị",
    example={"leader": "Đỗ Thị Hòa", "unit": "Hoa tiêu KV II", "last_day": "30/11/2026"},
)
def post_closed(*, leader: str, unit: str, last_day: str) -> Words:
    return Words(
        title=f"Thôi giữ chức vụ thủ trưởng: {leader}, {unit}",
        text="Sau ngày nêu dưới đây, cán bộ này không còn ký thay mặt đơn vị.",
        facts=(("Đơn vị", unit), ("Ngày cuối cùng giữ chức vụ", last_day)),
        note="Nếu không đúng, đề nghị báo ngay.",
        act="Xem đơn vị",
    )


@letter(
    "units.new_device",
    occasion="Đăng nhập từ trình duyệt chưa dùng trước đó",
    to="chủ tài khoản",
    example={"at": "09:00 ngày 30/11/2026", "address": "203.0.113.7", "browser": "Chrome, Windows"},
)
def new_device(*, at: str, address: str, browser: str) -> Words:
    return Words(
        title="Đăng nhập từ thiết bị mới",
        text="Tài khoản vừa được đăng nhập từ một thiết bị chưa dùng trước đó.",
        facts=(("Thời gian", at), ("Thiết bị", browser), ("Địa chỉ mạng", address)),
        note="Nếu không phải do chủ tài khoản đăng nhập, đề nghị kết thúc mọi phiên, đổi mật khẩu và báo ngay.",
        act="Xem các phiên đăng nhập",
    )


@letter(
    "units.name_locked",
    occasion="Nhiều lần nhập sai mật khẩu của một tên đăng nhập từ nơi lạ",
    to="chủ tài khoản",
    example={"tries": 20},
)
def name_locked(*, tries: int) -> Words:
    return Words(
        title="Mật khẩu bị nhập sai nhiều lần",
        text=f"Mật khẩu của tài khoản bị nhập sai {tries} lần trong 15 phút từ thiết bị lạ.\n"
        "Thiết bị và nơi đã dùng trước đó vẫn đăng nhập được.",
        note="Nếu mật khẩu ngắn hoặc dùng ở nơi khác, đề nghị đổi mật khẩu.",
        act="Xem các phiên đăng nhập",
    )


@letter(
    "units.account_changed",
    occasion="Mật khẩu, mã OTP hoặc khóa truy cập của tài khoản thay đổi",
    to="chủ tài khoản",
    example={"what": "Đã đổi mật khẩu", "at": "09:00 ngày 30/11/2026"},
)
def account_changed(*, what: str, at: str) -> Words:
    return Words(
        title=f"Tài khoản thay đổi: {what[:1].lower()}{what[1:]}",
        text="Cách đăng nhập của tài khoản vừa thay đổi. Các phiên đăng nhập khác đã kết thúc.",
        facts=(("Thay đổi", what), ("Thời gian", at)),
        note="Nếu không phải do chủ tài khoản thay đổi, đề nghị báo ngay.",
        act="Xem tài khoản",
    )


@letter(
    "units.mail_code",
    occasion="Chủ tài khoản yêu cầu gửi mã OTP qua thư",
    to="chủ tài khoản",
    inbox=False,
    example={"code": "40281736"},
)
def mail_code(*, code: str) -> Words:
    return Words(
        title="Mã OTP của tài khoản Khối thi đua",
        text="Đề nghị nhập mã dưới đây tại trang đang mở. Mã dùng một lần, có hiệu lực trong 10 phút.",
        facts=(("Mã OTP", f"{code[:4]} {code[4:]}"),),
        note="Không cung cấp mã này cho bất kỳ ai. Nếu không yêu cầu mã, đề nghị đổi mật khẩu và báo ngay.",
    )


@letter(
    "units.break_glass",
    occasion="Tài khoản dự phòng đăng nhập bằng mật khẩu khi chỉ dùng đăng nhập của thành phố",
    to="người quản trị",
    example={"name": "Trịnh Văn Bách", "at": "09:00 ngày 30/11/2026"},
)
def break_glass(*, name: str, at: str) -> Words:
    return Words(
        title="Tài khoản dự phòng vừa đăng nhập",
        text="Một tài khoản dự phòng vừa đăng nhập bằng mật khẩu, không qua hệ thống đăng nhập của thành phố.",
        facts=(("Tài khoản", name), ("Thời gian", at)),
        note="Nếu hệ thống đăng nhập của thành phố vẫn hoạt động, đề nghị kiểm tra ngay.",
    )


@letter(
    "units.work_taken",
    occasion="Một cán bộ thôi công tác và công việc được bàn giao",
    to="người nhận bàn giao",
    example={
        "person": "Đỗ Thị Hòa",
        "taken": "Giám đốc (thủ trưởng), Hoa tiêu KV II",
        "waiting": "Ký Giao ước thi đua năm 2026",
    },
)
def work_taken(*, person: str, taken: str, waiting: str) -> Words:
    return Words(
        title=f"Nhận bàn giao từ {person}",
        text=f"{person} thôi công tác. Các vai trò, công việc dưới đây được bàn giao cho người nhận thư này.",
        facts=(("Nhận bàn giao", taken), ("Việc đang chờ", waiting or "không có")),
        act="Xem chức vụ và quyền",
    )


@letter(
    "units.handover_asked",
    occasion="Tổ thư ký ký bàn giao",
    to="người nhận bàn giao Tổ thư ký",
    example={"giver": "Trần Thị Lan", "bloc": "Khối thi đua số 2", "on": "01/01/2027", "tasks": 4},
)
def handover_asked(*, giver: str, bloc: str, on: str, tasks: int) -> Words:
    return Words(
        title=f"Bàn giao Tổ thư ký {bloc} chờ ký nhận",
        text=f"{giver} đã ký bàn giao Tổ thư ký {bloc}. Việc bàn giao có hiệu lực khi người nhận ký nhận.",
        facts=(("Ngày bàn giao", on), ("Việc đang xử lý", f"{tasks} việc, xem tại phiếu bàn giao")),
        act="Xem, ký nhận",
    )

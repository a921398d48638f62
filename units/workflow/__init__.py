"""What can be done in units. No states here: what is in force follows from dates.

`account` one's own login · `blocs` the bloc and its units' names · `years` years and seats · `people` persons, posts,
authorities. Every verb writes its audit event in its own transaction; a period that would overlap another one is
refused with a sentence (NotAllowedNow).
"""

from units.workflow.account import (
    change_password,
    confirm_device,
    end_other_logins,
    issue_static_codes,
    remove_device,
    start_device,
)
from units.workflow.blocs import edit_bloc, rename_unit
from units.workflow.people import (
    add_person,
    add_post,
    close_post,
    deactivate_person,
    edit_person,
    grant_authority,
    reactivate_person,
    withdraw_authority,
)
from units.workflow.years import add_year, edit_year, move_seat, set_role

# What each verb is called in the audit log.
VERBS = {
    "add_person": "Thêm người dùng",
    "edit_person": "Sửa thông tin người dùng",
    "deactivate_person": "Ngừng tài khoản",
    "reactivate_person": "Cho tài khoản hoạt động lại",
    "give_password_link": "Cấp đường dẫn đặt mật khẩu",
    "add_post": "Ghi chức vụ",
    "close_post": "Ghi thôi chức vụ",
    "grant_authority": "Ghi ủy quyền ký",
    "withdraw_authority": "Thu hồi ủy quyền ký",
    "edit_bloc": "Sửa thông tin khối",
    "rename_unit": "Đổi tên đơn vị",
    "add_year": "Mở năm thi đua",
    "edit_year": "Sửa thông tin năm thi đua",
    "set_role": "Ghi vai trò trong năm",
    "move_seat": "Đổi thứ tự đơn vị",
    "change_password": "Đổi mật khẩu",
    "end_other_logins": "Kết thúc các phiên đăng nhập khác",
    "start_device": "Bắt đầu thiết lập ứng dụng xác thực",
    "confirm_device": "Xác nhận ứng dụng xác thực",
    "remove_device": "Bỏ ứng dụng xác thực",
    "issue_static_codes": "In mã dự phòng",
    "load_sample": "Nạp dữ liệu mẫu",
}

__all__ = [
    "VERBS",
    "add_person",
    "add_post",
    "add_year",
    "change_password",
    "close_post",
    "confirm_device",
    "deactivate_person",
    "edit_bloc",
    "edit_person",
    "edit_year",
    "end_other_logins",
    "grant_authority",
    "issue_static_codes",
    "move_seat",
    "reactivate_person",
    "remove_device",
    "rename_unit",
    "set_role",
    "start_device",
    "withdraw_authority",
]

"""The database refuses overlapping periods; here its refusals become sentences."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from records.transitions import NotAllowedNow

SENTENCES = {
    "unit_one_leader_at_a_time": (
        "Đơn vị đã có thủ trưởng trong thời gian này. Cập nhật ngày thôi giữ chức vụ của người trước rồi thực hiện lại."
    ),
    "one_post_a_person_a_unit": (
        "Người này đã giữ một chức vụ tại đơn vị trong thời gian này. Cập nhật ngày thôi giữ chức vụ cũ trước."
    ),
    "one_authority_a_person_a_unit": (
        "Người này đã có ủy quyền ký cho đơn vị trong thời gian này. Chấm dứt ủy quyền cũ trước."
    ),
    "unit_one_name_at_a_time": "Đơn vị đã có tên trong thời gian này. Chọn ngày sau ngày tên hiện nay có hiệu lực.",
    "post_period_forward": "Ngày cuối cùng phải từ ngày bắt đầu trở đi.",
    "authority_period_forward": "Ngày cuối cùng phải từ ngày bắt đầu trở đi.",
    "unit_name_period_forward": "Ngày bắt đầu tên mới phải sau ngày bắt đầu tên cũ.",
    "nobody_authorises_oneself": "Người ủy quyền và người được ủy quyền phải là hai người.",
    "one_secretariat_seat_a_person": "Người này đã thuộc Tổ thư ký của Khối trong thời gian này.",
    "one_board_seat_a_person": "Người này đã có vai trò này trong thời gian này.",
    "secretariat_period_forward": "Ngày cuối cùng phải từ ngày bắt đầu trở đi.",
    "board_period_forward": "Ngày cuối cùng phải từ ngày bắt đầu trở đi.",
    "one_operator_seat_a_person": "Người này đã là người quản trị trong thời gian này.",
    "operator_period_forward": "Ngày cuối cùng phải từ ngày bắt đầu trở đi.",
    "one_city_at_a_time": "Thành phố đã có tên trong thời gian này. Chọn ngày sau ngày tên hiện nay có hiệu lực.",
    "one_symbol_a_working_bloc": "Khối khác đang dùng ký hiệu văn bản này. Nhập ký hiệu riêng của khối.",
    "one_year_row_a_bloc": "Năm thi đua này đã có. Mở năm đó để sửa.",
    "one_head_unit_at_a_time": (
        "Sau ngày này năm thi đua đã có Khối trưởng khác. Chọn ngày sau ngày thay đổi Khối trưởng gần nhất."
    ),
    "one_seat_a_unit_at_a_time": "Đơn vị đã có vai trò trong thời gian này.",
    "username_is_ascii": "Tên đăng nhập chỉ dùng chữ thường không dấu, số, dấu chấm, gạch nối.",
}
USERNAME_TAKEN = "Tên đăng nhập này đã có. Chọn tên khác."


@contextmanager
def refusals_in_words() -> Iterator[None]:
    """A broken constraint becomes NotAllowedNow with its sentence; the caller's transaction stays usable."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as broken:
        name = getattr(getattr(broken.__cause__, "diag", None), "constraint_name", "") or ""
        if name.startswith("units_user_username"):
            raise NotAllowedNow(USERNAME_TAKEN) from broken
        if name not in SENTENCES:
            raise
        raise NotAllowedNow(SENTENCES[name]) from broken

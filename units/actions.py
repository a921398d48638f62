"""What can be done with blocs, years, people and one's own login. No states: what is in force follows from dates."""

from records.transitions import Action, Actions, Creation, Transition
from units.models import (
    AccessChange,
    Bloc,
    BoardSeat,
    City,
    EmulationYear,
    Handover,
    OperatorSeat,
    Post,
    Seat,
    SecretariatSeat,
    SetupCode,
    SigningAuthority,
    Unit,
    User,
)
from units.rules import (
    is_city_board,
    is_leader_of_unit,
    is_operator,
    is_secretary,
    is_secretary_of_person,
    is_the_person,
    may_be_second,
    may_refuse_change,
    takes_it_over,
)

EDIT_BLOC = Action("units.edit_bloc", "Sửa thông tin khối", who=is_secretary, page="units:bloc_edit")
LOAD_SAMPLE = Action("units.load_sample", "Nạp dữ liệu mẫu")
MAKE_BLOC = Creation("units.make_bloc", "Lập khối, cụm thi đua", who=is_operator)
RENAME_BLOC = Action("units.rename_bloc", "Đổi tên khối, cụm", who=is_operator)
END_BLOC = Action("units.end_bloc", "Thôi hoạt động khối, cụm", who=is_operator)
BLOC_ACTIONS = Actions(Bloc, EDIT_BLOC, LOAD_SAMPLE, MAKE_BLOC, RENAME_BLOC, END_BLOC)

BEGIN_CITY = Creation("units.begin_city", "Lập thông tin thành phố", who=is_operator)
CORRECT_CITY = Action("units.correct_city", "Sửa thông tin thành phố", who=is_operator)
CITY_ACTIONS = Actions(City, BEGIN_CITY, CORRECT_CITY)

# By whoever reads the code on the console: nobody can log in yet.
MAKE_SETUP_CODE = Creation("units.make_setup_code", "Tạo mã thiết lập")
SETUP_CODE_ACTIONS = Actions(SetupCode, MAKE_SETUP_CODE)

RENAME_UNIT = Action("units.rename_unit", "Đổi tên đơn vị", who=is_secretary | is_operator)
CREATE_UNIT = Creation("units.create_unit", "Thêm đơn vị thành viên")
# The city decides who belongs to a bloc; its secretariat or its operator writes it down.
CORRECT_NAME = Action("units.correct_name", "Đính chính tên chưa có hiệu lực", who=is_secretary | is_operator)
SET_MANAGING_AGENCY = Action("units.set_managing_agency", "Cập nhật cơ quan chủ quản", who=is_secretary | is_operator)
JOIN_UNIT = Creation("units.join_unit", "Thêm đơn vị vào khối", who=is_secretary | is_operator)
CLOSE_UNIT = Action("units.close_unit", "Thôi là thành viên của khối", who=is_secretary | is_operator)
MERGE_UNITS = Action("units.merge_units", "Hợp nhất, sáp nhập đơn vị", who=is_secretary | is_operator)
SPLIT_UNIT = Action("units.split_unit", "Chia, tách đơn vị", who=is_secretary | is_operator)
# Two blocs: a matter of the city alone.
MOVE_UNIT = Action("units.move_unit", "Chuyển đơn vị sang khối khác", who=is_operator)
UNIT_ACTIONS = Actions(
    Unit,
    RENAME_UNIT,
    CORRECT_NAME,
    SET_MANAGING_AGENCY,
    CREATE_UNIT,
    JOIN_UNIT,
    CLOSE_UNIT,
    MERGE_UNITS,
    SPLIT_UNIT,
    MOVE_UNIT,
)

ADD_YEAR = Creation("units.add_year", "Thêm năm thi đua", who=is_secretary)
EDIT_YEAR = Action("units.edit_year", "Sửa thông tin năm thi đua", who=is_secretary)
YEAR_ACTIONS = Actions(EmulationYear, ADD_YEAR, EDIT_YEAR)

SET_ROLE = Action("units.set_role", "Xếp vai trò trong năm", who=is_secretary)
MOVE_SEAT = Action("units.move_seat", "Đổi thứ tự đơn vị", who=is_secretary)
SEAT_ACTIONS = Actions(Seat, SET_ROLE, MOVE_SEAT)

CREATE_PERSON = Creation("units.create_person", "Lập tài khoản chưa có chức vụ", who=is_operator)
ADD_PERSON = Creation("units.add_person", "Thêm tài khoản", who=is_secretary)
EDIT_PERSON = Action("units.edit_person", "Sửa thông tin tài khoản", who=is_secretary_of_person)
DEACTIVATE_PERSON = Action("units.deactivate_person", "Khóa tài khoản", who=is_secretary_of_person)
# Retired or transferred: what is held ends and goes to others.
LEAVE_PERSON = Action(
    "units.leave_person",
    "Thôi công tác, bàn giao",
    who=is_secretary_of_person | is_operator & ~is_the_person,
    needs_reason=True,
)
REACTIVATE_PERSON = Action("units.reactivate_person", "Mở khóa tài khoản", who=is_secretary_of_person)
SEND_INVITATION = Action("units.send_invitation", "Gửi thư mời", who=is_secretary_of_person | is_operator)
# Only while the installation has no mail.
PRINT_INVITATION = Action("units.print_invitation", "In thư mời để giao trực tiếp", who=is_operator)
# A lost telephone: asked for by one, confirmed by another, set up by the person.
REQUEST_FACTOR = Action("units.request_factor", "Đề nghị cấp lại mã OTP", who=is_secretary_of_person | is_operator)
SHORTEN_WAITING = Action(
    "units.shorten_waiting", "Cho ký ngay, không chờ", who=is_city_board & ~is_the_person, needs_reason=True
)
SETUP_INVITATION = Action("units.setup_invitation", "Mở bước đặt mật khẩu của người quản trị đầu tiên")
# One's own login and particulars: nobody has to ask.
EDIT_PROFILE = Action("units.edit_profile", "Sửa hồ sơ của mình")
CHANGE_ADDRESS = Action("units.change_address", "Đổi địa chỉ thư điện tử")
RESET_PASSWORD = Action("units.reset_password", "Gửi đường dẫn đặt lại mật khẩu")
ACCEPT_INVITATION = Action("units.accept_invitation", "Sử dụng thư mời")
LOG_IN = Action("units.log_in", "Đăng nhập từ thiết bị mới")
END_LOGIN = Action("units.end_login", "Kết thúc một phiên đăng nhập")
BREAK_GLASS = Action("units.break_glass", "Đăng nhập bằng tài khoản dự phòng")
LOCK_NAME = Action("units.lock_name", "Nhập sai mật khẩu nhiều lần, tạm dừng nơi lạ")
CHANGE_PASSWORD = Action("units.change_password", "Đổi mật khẩu")
END_OTHER_LOGINS = Action("units.end_other_logins", "Kết thúc các phiên đăng nhập khác")
START_DEVICE = Action("units.start_device", "Bắt đầu cài đặt ứng dụng lấy mã OTP")
CONFIRM_DEVICE = Action("units.confirm_device", "Xác nhận ứng dụng lấy mã OTP")
REMOVE_DEVICE = Action("units.remove_device", "Gỡ ứng dụng lấy mã OTP")
ISSUE_STATIC_CODES = Action("units.issue_static_codes", "In mã OTP dự phòng")
ADD_PASSKEY = Action("units.add_passkey", "Thêm khóa truy cập")
REMOVE_PASSKEY = Action("units.remove_passkey", "Gỡ khóa truy cập")
BEGIN_MAIL_CODES = Action("units.begin_mail_codes", "Bật mã OTP qua thư")
END_MAIL_CODES = Action("units.end_mail_codes", "Tắt mã OTP qua thư")
PERSON_ACTIONS = Actions(
    User,
    CREATE_PERSON,
    ADD_PERSON,
    EDIT_PERSON,
    DEACTIVATE_PERSON,
    LEAVE_PERSON,
    REACTIVATE_PERSON,
    EDIT_PROFILE,
    SEND_INVITATION,
    PRINT_INVITATION,
    REQUEST_FACTOR,
    SHORTEN_WAITING,
    CHANGE_ADDRESS,
    SETUP_INVITATION,
    RESET_PASSWORD,
    ACCEPT_INVITATION,
    LOG_IN,
    END_LOGIN,
    BREAK_GLASS,
    LOCK_NAME,
    CHANGE_PASSWORD,
    END_OTHER_LOGINS,
    START_DEVICE,
    CONFIRM_DEVICE,
    REMOVE_DEVICE,
    ISSUE_STATIC_CODES,
    ADD_PASSKEY,
    REMOVE_PASSKEY,
    BEGIN_MAIL_CODES,
    END_MAIL_CODES,
)

ADD_POST = Creation("units.add_post", "Cập nhật chức vụ", who=is_secretary)
CLOSE_POST = Action("units.close_post", "Cập nhật thôi giữ chức vụ", who=is_secretary)
POST_ACTIONS = Actions(Post, ADD_POST, CLOSE_POST)

SEAT_SECRETARY = Creation("units.seat_secretary", "Cử vào Tổ thư ký", who=is_operator)
END_SECRETARY = Action("units.end_secretary", "Thôi tham gia Tổ thư ký", who=is_operator)
SECRETARIAT_ACTIONS = Actions(SecretariatSeat, SEAT_SECRETARY, END_SECRETARY)

SEAT_BOARD_MEMBER = Creation(
    "units.seat_board_member", "Cử vào cơ quan thường trực thi đua, khen thưởng", who=is_operator
)
END_BOARD_MEMBER = Action("units.end_board_member", "Thôi tham gia cơ quan thường trực", who=is_operator)
BOARD_ACTIONS = Actions(BoardSeat, SEAT_BOARD_MEMBER, END_BOARD_MEMBER)

SEAT_OPERATOR = Creation("units.seat_operator", "Cử người quản trị", who=is_operator)
END_OPERATOR = Action("units.end_operator", "Thôi làm người quản trị", who=is_operator)
OPERATOR_ACTIONS = Actions(OperatorSeat, SEAT_OPERATOR, END_OPERATOR)

GRANT_AUTHORITY = Creation("units.grant_authority", "Cập nhật ủy quyền ký", who=is_secretary | is_leader_of_unit)
WITHDRAW_AUTHORITY = Action("units.withdraw_authority", "Thu hồi ủy quyền ký", who=is_secretary | is_leader_of_unit)
AUTHORITY_ACTIONS = Actions(SigningAuthority, GRANT_AUTHORITY, WITHDRAW_AUTHORITY)

# Who speaks for a unit and how a person logs in: prepared by one, confirmed by another (docs/security.md: Acts of two).
Change = AccessChange.State
PREPARE_CHANGE = Creation("units.prepare_change", "Lập thay đổi cần hai người")
CONFIRM_CHANGE = Transition(
    "units.confirm_change",
    "Xác nhận",
    who=may_be_second,
    allowed_in=(Change.PREPARED,),
    target=Change.CONFIRMED,
    words="Xác nhận thay đổi cần hai người",
)
REFUSE_CHANGE = Transition(
    "units.refuse_change",
    "Không xác nhận",
    who=may_refuse_change,
    allowed_in=(Change.PREPARED,),
    target=Change.REFUSED,
    needs_reason=True,
    words="Không xác nhận thay đổi cần hai người",
)
CHANGE_ACTIONS = Actions(AccessChange, PREPARE_CHANGE, CONFIRM_CHANGE, REFUSE_CHANGE)

Handed = Handover.State
HAND_OVER = Creation("units.hand_over", "Bàn giao Tổ thư ký", who=is_secretary)
TAKE_OVER = Transition(
    "units.take_over", "Nhận bàn giao", who=takes_it_over, allowed_in=(Handed.HANDED,), target=Handed.TAKEN
)
WITHDRAW_HANDOVER = Transition(
    "units.withdraw_handover",
    "Hủy bàn giao",
    who=is_secretary | is_operator | takes_it_over,
    allowed_in=(Handed.HANDED,),
    target=Handed.WITHDRAWN,
    needs_reason=True,
)
HANDOVER_ACTIONS = Actions(Handover, HAND_OVER, TAKE_OVER, WITHDRAW_HANDOVER)

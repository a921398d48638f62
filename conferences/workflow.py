"""The steps of a conference and of a ballot, then one function a verb."""

from conferences.models import Ballot, Conference
from records.transitions import Step, Workflow

State = Conference.State

EDIT = Step("edit", "Sửa thông tin hội nghị", (State.PLANNED, State.OPEN), "")
ADD_AGENDA_ITEM = Step("add_agenda_item", "Thêm nội dung chương trình", (State.PLANNED, State.OPEN), "")
MOVE_AGENDA_ITEM = Step("move_agenda_item", "Đổi thứ tự chương trình", (State.PLANNED, State.OPEN), "")
INVITE_GUEST = Step("invite_guest", "Thêm đại biểu mời", (State.PLANNED, State.OPEN), "")
RECORD_ATTENDANCE = Step("record_attendance", "Điểm danh", (State.PLANNED, State.OPEN), "")
OPEN = Step("open", "Khai mạc hội nghị", (State.PLANNED,), State.OPEN)
OPEN_BALLOT = Step("open_ballot", "Mở biểu quyết", (State.OPEN,), "")
RECORD_EVENTS = Step("record_events", "Ghi diễn biến, kết luận", (State.OPEN, State.CLOSED), "")
CLOSE = Step("close", "Bế mạc hội nghị", (State.OPEN,), State.CLOSED)
ISSUE_MINUTES = Step("issue_minutes", "Ban hành biên bản", (State.CLOSED,), "")
STEPS = Workflow(
    EDIT, ADD_AGENDA_ITEM, MOVE_AGENDA_ITEM, INVITE_GUEST, RECORD_ATTENDANCE, OPEN, OPEN_BALLOT, RECORD_EVENTS, CLOSE,
    ISSUE_MINUTES,
)  # fmt: skip

CAST = Step("cast", "Bỏ phiếu", (Ballot.State.OPEN,), "")
RECORD_VOTES = Step("record_votes", "Ghi phiếu", (Ballot.State.OPEN,), "")
CLOSE_BALLOT = Step("close_ballot", "Kiểm phiếu", (Ballot.State.OPEN,), Ballot.State.CLOSED)
BALLOT_STEPS = Workflow(CAST, RECORD_VOTES, CLOSE_BALLOT)

"""What can be done with a conference: by whom, in which state, and what it leads to."""

from conferences.models import Assignment, Conference, News
from conferences.queries import locked_assignment, locked_conference, locked_news
from conferences.requirements import closing_gaps, fixed_already, minutes_gaps, opening_gaps, paper_gaps, quorum_gaps
from conferences.rules import works_in_the_bloc
from records.transitions import Action, Actions, Creation, Transition
from units.rules import is_secretary, works_for_unit

State = Conference.State
UNTIL_CLOSED = (State.PLANNED, State.OPEN)


def _programme(name: str, label: str) -> Action:
    """What the secretariat writes until the conference is closed."""
    return Action(name, label, who=is_secretary, allowed_in=UNTIL_CLOSED)


PLAN = Creation("conferences.plan", "Lên lịch hội nghị", who=is_secretary)
EDIT = _programme("conferences.edit", "Sửa thông tin hội nghị")
ADD_AGENDA_ITEM = _programme("conferences.add_agenda_item", "Thêm nội dung chương trình")
MOVE_AGENDA_ITEM = _programme("conferences.move_agenda_item", "Đổi thứ tự chương trình")
REMOVE_AGENDA_ITEM = _programme("conferences.remove_agenda_item", "Xóa nội dung chương trình")
INVITE_GUEST = _programme("conferences.invite_guest", "Thêm đại biểu mời")
REMOVE_GUEST = _programme("conferences.remove_guest", "Rút tên đại biểu mời")
RECORD_ATTENDANCE = _programme("conferences.record_attendance", "Điểm danh")
OPEN_CONFERENCE = Transition(
    "conferences.open_conference",
    "Xác nhận khai mạc hội nghị",
    who=is_secretary,
    allowed_in=(State.PLANNED,),
    target=State.OPEN,
    requires=opening_gaps,
)
OPEN_BALLOT = Action(
    "conferences.open_ballot",
    "Bắt đầu biểu quyết",
    who=is_secretary,
    allowed_in=(State.OPEN,),
    requires=quorum_gaps,
    page="conferences:ballot_open",
)
RECORD_EVENTS = Action(
    "conferences.record_events",
    "Nhập diễn biến và kết luận",
    who=is_secretary,
    allowed_in=(State.OPEN, State.CLOSED),
    requires=fixed_already,
    page="conferences:events_edit",
)
RECORD_CONTRIBUTION = Action(
    "conferences.record_contribution",
    "Nhập ý kiến, tham luận, trao thưởng",
    who=is_secretary,
    requires=fixed_already,
)
REMOVE_CONTRIBUTION = Action(
    "conferences.remove_contribution",
    "Xóa ý kiến, tham luận, trao thưởng",
    who=is_secretary,
    requires=fixed_already,
)
ASSIGN = Action("conferences.assign", "Giao nhiệm vụ", who=is_secretary, allowed_in=(State.OPEN, State.CLOSED))
SINCE_OPENED = (State.OPEN, State.CLOSED)
WRITE_NEWS = Action(
    "conferences.write_news",
    "Soạn tin bài",
    who=is_secretary,
    allowed_in=SINCE_OPENED,
    page="conferences:news_detail",
)
ADD_PHOTO = Action("conferences.add_photo", "Thêm ảnh", who=is_secretary, allowed_in=SINCE_OPENED)
MOVE_PHOTO = Action("conferences.move_photo", "Đổi thứ tự ảnh", who=is_secretary, allowed_in=SINCE_OPENED)
REMOVE_PHOTO = Action("conferences.remove_photo", "Xóa ảnh", who=is_secretary, allowed_in=SINCE_OPENED)
HAND_IN_PAPER = Action(
    "conferences.hand_in_paper",
    "Gửi tham luận",
    who=works_in_the_bloc,
    allowed_in=UNTIL_CLOSED,
    requires=paper_gaps,
)
CLOSE_CONFERENCE = Transition(
    "conferences.close_conference",
    "Xác nhận bế mạc hội nghị",
    who=is_secretary,
    allowed_in=(State.OPEN,),
    target=State.CLOSED,
    requires=closing_gaps,
    page="conferences:conference_close",
)
SUBMIT_MINUTES = Action(
    "conferences.submit_minutes",
    "Trình ký biên bản",
    who=is_secretary,
    allowed_in=(State.CLOSED,),
    requires=minutes_gaps,
    page="conferences:minutes_detail",
)
# Brought about by whoever takes the number of the signed paper (signatures.issue_paper).
ISSUE_MINUTES = Action("conferences.issue_minutes", "Hoàn thành biên bản", allowed_in=(State.CLOSED,))
CONFERENCE_ACTIONS = Actions(
    Conference,
    PLAN,
    EDIT,
    ADD_AGENDA_ITEM,
    MOVE_AGENDA_ITEM,
    REMOVE_AGENDA_ITEM,
    INVITE_GUEST,
    REMOVE_GUEST,
    RECORD_ATTENDANCE,
    OPEN_CONFERENCE,
    OPEN_BALLOT,
    RECORD_EVENTS,
    RECORD_CONTRIBUTION,
    REMOVE_CONTRIBUTION,
    HAND_IN_PAPER,
    ASSIGN,
    WRITE_NEWS,
    ADD_PHOTO,
    MOVE_PHOTO,
    REMOVE_PHOTO,
    CLOSE_CONFERENCE,
    SUBMIT_MINUTES,
    ISSUE_MINUTES,
    lock=locked_conference,
)

Task = Assignment.State
NAME_OWNER = Action(
    "conferences.name_owner",
    "Phân công người phụ trách",
    who=works_for_unit,
    allowed_in=(Task.GIVEN,),
    page="conferences:name_owner",
)
REPORT_ASSIGNMENT = Transition(
    "conferences.report_assignment",
    "Báo cáo kết quả thực hiện",
    who=works_for_unit,
    allowed_in=(Task.GIVEN, Task.REPORTED),
    target=Task.REPORTED,
    page="conferences:assignment_report",
)
CONFIRM_ASSIGNMENT = Transition(
    "conferences.confirm_assignment",
    "Xác nhận hoàn thành nhiệm vụ",
    who=is_secretary,
    allowed_in=(Task.REPORTED,),
    target=Task.DONE,
)
RETURN_ASSIGNMENT = Transition(
    "conferences.return_assignment",
    "Đề nghị bổ sung báo cáo",
    who=is_secretary,
    allowed_in=(Task.REPORTED,),
    target=Task.GIVEN,
    needs_reason=True,
    page="conferences:assignment_return",
)
REMOVE_ASSIGNMENT = Action("conferences.remove_assignment", "Rút nhiệm vụ", who=is_secretary, allowed_in=(Task.GIVEN,))
ASSIGNMENT_ACTIONS = Actions(
    Assignment,
    NAME_OWNER,
    REPORT_ASSIGNMENT,
    CONFIRM_ASSIGNMENT,
    RETURN_ASSIGNMENT,
    REMOVE_ASSIGNMENT,
    lock=locked_assignment,
)

Written = News.State
EDIT_NEWS = Action("conferences.edit_news", "Sửa tin bài", who=is_secretary, page="conferences:news_detail")
PUBLISH_NEWS = Transition(
    "conferences.publish_news",
    "Đăng tin",
    who=is_secretary,
    allowed_in=(Written.DRAFT,),
    target=Written.PUBLISHED,
)
TAKE_NEWS_DOWN = Transition(
    "conferences.take_news_down",
    "Gỡ tin",
    who=is_secretary,
    allowed_in=(Written.PUBLISHED,),
    target=Written.DRAFT,
)
NEWS_ACTIONS = Actions(News, EDIT_NEWS, PUBLISH_NEWS, TAKE_NEWS_DOWN, lock=locked_news)

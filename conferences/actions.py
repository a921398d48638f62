"""What can be done with a conference: by whom, in which state, and what it leads to."""

from functools import partial

from conferences.models import Assignment, Conference, ConferencePaper, News, Reply
from conferences.queries import locked_assignment, locked_conference, locked_news, locked_reply
from conferences.requirements import (
    closing_gaps,
    composed_gaps,
    fixed_already,
    invitation_gaps,
    minutes_gaps,
    opening_gaps,
    own_usual_gaps,
    paper_gaps,
    quorum_gaps,
    reminder_gaps,
    reply_gaps,
    screen_gaps,
    sent_gaps,
    usual_agenda_gaps,
)
from conferences.rules import works_in_the_bloc
from records.transitions import Action, Actions, Creation, Transition
from units.rules import is_secretary, works_for_unit

State = Conference.State
UNTIL_CLOSED = (State.PLANNED, State.OPEN)
UNLESS_CANCELLED = (State.PLANNED, State.OPEN, State.CLOSED)


def _programme(name: str, label: str) -> Action:
    """What the secretariat writes until the conference is closed."""
    return Action(name, label, who=is_secretary, allowed_in=UNTIL_CLOSED)


PLAN = Creation("conferences.plan", "Lên lịch hội nghị", who=is_secretary)
EDIT = _programme("conferences.edit", "Sửa thông tin hội nghị")
ADD_AGENDA_ITEM = _programme("conferences.add_agenda_item", "Thêm nội dung chương trình")
TAKE_USUAL_AGENDA = Action(
    "conferences.take_usual_agenda",
    "Lập chương trình theo loại hội nghị",
    who=is_secretary,
    allowed_in=(State.PLANNED,),
    requires=usual_agenda_gaps,
)
KEEP_USUAL_AGENDA = Action(
    "conferences.keep_usual_agenda",
    "Lưu làm chương trình thường dùng",
    who=is_secretary,
    allowed_in=UNLESS_CANCELLED,
    requires=opening_gaps,
)
FORGET_USUAL_AGENDA = Action(
    "conferences.forget_usual_agenda",
    "Khôi phục chương trình có sẵn",
    who=is_secretary,
    allowed_in=UNLESS_CANCELLED,
    requires=own_usual_gaps,
)
MOVE_AGENDA_ITEM = _programme("conferences.move_agenda_item", "Đổi thứ tự chương trình")
REMOVE_AGENDA_ITEM = _programme("conferences.remove_agenda_item", "Xóa nội dung chương trình")
INVITE_GUEST = _programme("conferences.invite_guest", "Thêm đại biểu mời")
REMOVE_GUEST = _programme("conferences.remove_guest", "Rút tên đại biểu mời")
RECORD_ATTENDANCE = _programme("conferences.record_attendance", "Điểm danh")
OPEN_SCREEN = _programme("conferences.open_screen", "Mở màn hình hội trường")
PROJECT = Action(
    "conferences.project",
    "Chiếu lên màn hình hội trường",
    who=is_secretary,
    allowed_in=UNTIL_CLOSED,
    requires=screen_gaps,
)
CLOSE_SCREEN = Action("conferences.close_screen", "Đóng màn hình hội trường", who=is_secretary, requires=screen_gaps)
SUBMIT_INVITATION = Action(
    "conferences.submit_invitation",
    "Trình ký giấy mời",
    who=is_secretary,
    allowed_in=(State.PLANNED,),
    requires=invitation_gaps,
)
# Brought about by whoever takes the number of the signed paper (signatures.issue_paper); it goes to all invited.
ISSUE_INVITATION = Action("conferences.issue_invitation", "Cấp số và phát hành giấy mời", allowed_in=(State.PLANNED,))
REMIND_INVITED = Action(
    "conferences.remind_invited",
    "Gửi nhắc trả lời giấy mời",
    who=is_secretary,
    allowed_in=(State.PLANNED,),
    requires=reminder_gaps,
)
TAKE_BACK_REMINDER = Action(
    "conferences.take_back_reminder", "Hoàn tác gửi nhắc trả lời", who=is_secretary, allowed_in=(State.PLANNED,)
)
ANSWER_FOR_GUEST = Action(
    "conferences.answer_for_guest", "Nhập trả lời của đại biểu mời", who=is_secretary, allowed_in=(State.PLANNED,)
)
# By whoever holds the link that was sent to the guest; nobody is logged in.
ANSWER_BY_LINK = Action("conferences.answer_by_link", "Đại biểu mời trả lời giấy mời", allowed_in=(State.PLANNED,))
SEND_TO_GUEST = Action(
    "conferences.send_to_guest",
    "Gửi giấy mời cho đại biểu",
    who=is_secretary,
    allowed_in=(State.PLANNED,),
    requires=sent_gaps,
)
REVOKE_GUEST_LINK = Action(
    "conferences.revoke_guest_link", "Hủy đường dẫn trả lời của đại biểu", who=is_secretary, allowed_in=(State.PLANNED,)
)
RESCHEDULE = Action(
    "conferences.reschedule",
    "Thay đổi lịch hội nghị",
    who=is_secretary,
    allowed_in=(State.PLANNED,),
    needs_reason=True,
    page="conferences:conference_reschedule",
)
CANCEL = Transition(
    "conferences.cancel",
    "Hủy hội nghị",
    who=is_secretary,
    allowed_in=(State.PLANNED,),
    target=State.CANCELLED,
    needs_reason=True,
    page="conferences:conference_cancel",
)
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
    allowed_in=UNLESS_CANCELLED,
    requires=fixed_already,
)
REMOVE_CONTRIBUTION = Action(
    "conferences.remove_contribution",
    "Xóa ý kiến, tham luận, trao thưởng",
    who=is_secretary,
    allowed_in=UNLESS_CANCELLED,
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
Kind = ConferencePaper.Kind


def _submit(kind: ConferencePaper.Kind) -> Action:
    """A paper composed from the record is put before its signer."""
    return Action(
        f"conferences.submit_{kind.value}",
        f"Trình ký {kind.label.lower()}",
        who=is_secretary,
        allowed_in=(State.CLOSED,),
        requires=partial(composed_gaps, kind),
    )


SUBMIT_COMPOSED = {kind: _submit(kind) for kind in (Kind.DELEGATES, Kind.RESOLUTION, Kind.CONCLUSIONS)}
# Kind of paper → the act that puts it before its signer.
SUBMIT_PAPER = {Kind.INVITATION: SUBMIT_INVITATION, **SUBMIT_COMPOSED}
ISSUE_COMPOSED = Action(
    "conferences.issue_composed", "Cấp số và phát hành văn bản hội nghị", allowed_in=(State.CLOSED,)
)
CONFERENCE_ACTIONS = Actions(
    Conference,
    PLAN,
    EDIT,
    ADD_AGENDA_ITEM,
    TAKE_USUAL_AGENDA,
    KEEP_USUAL_AGENDA,
    FORGET_USUAL_AGENDA,
    MOVE_AGENDA_ITEM,
    REMOVE_AGENDA_ITEM,
    INVITE_GUEST,
    REMOVE_GUEST,
    SUBMIT_INVITATION,
    ISSUE_INVITATION,
    REMIND_INVITED,
    TAKE_BACK_REMINDER,
    ANSWER_FOR_GUEST,
    ANSWER_BY_LINK,
    SEND_TO_GUEST,
    REVOKE_GUEST_LINK,
    RESCHEDULE,
    CANCEL,
    RECORD_ATTENDANCE,
    OPEN_SCREEN,
    PROJECT,
    CLOSE_SCREEN,
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
    *SUBMIT_COMPOSED.values(),
    ISSUE_COMPOSED,
    lock=locked_conference,
)

REPLY = Action(
    "conferences.reply",
    "Trả lời giấy mời",
    who=works_for_unit | is_secretary,
    requires=reply_gaps,
    page="conferences:invitation_reply",
)
REPLY_ACTIONS = Actions(Reply, REPLY, lock=locked_reply)

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

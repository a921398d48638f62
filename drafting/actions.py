"""What can be done with a text, a round of asking and a comment: by whom, in which state, and what it leads to."""

from drafting.models import Comment, Consultation, Text
from drafting.queries import locked_text, locked_with_its_text
from drafting.requirements import (
    closing_requirements,
    freezing_requirements,
    opening_requirements,
    round_requirements,
    settling_requirements,
    table_requirements,
)
from records.transitions import Action, Actions, Creation, Transition
from units.rules import is_secretary, leads_a_unit, speaks_for_unit, works_for_unit

State = Text.State
EDITABLE = (State.DRAFT, State.CONSULTING)
SETTLED = "Nội dung đã chốt, không sửa được. Muốn sửa, mở lại dự thảo và nêu lý do."


def _part(name: str, label: str) -> Action:
    """What is done with one part of a text; whoever may edit the text may do it."""
    return Action(name, label, allowed_in=EDITABLE, advice=SETTLED)


CREATE_TEXT = Creation("drafting.create_text", "Soạn thảo văn bản mới", who=is_secretary)
EDIT = Action(
    "drafting.edit",
    "Sửa nội dung dự thảo",
    who=is_secretary,
    allowed_in=EDITABLE,
    advice=SETTLED,
    page="drafting:text_edit",
)
ADD_NODE = _part("drafting.add_node", "Thêm phần của dự thảo")
SAVE_NODE = _part("drafting.save_node", "Sửa phần của dự thảo")
MOVE_NODE = _part("drafting.move_node", "Đổi thứ tự trong dự thảo")
REMOVE_NODE = _part("drafting.remove_node", "Xóa phần của dự thảo")
RESTORE_NODE = _part("drafting.restore_node", "Khôi phục phần đã xóa")
SPLIT_NODE = _part("drafting.split_node", "Tách phần của dự thảo")
MERGE_NODE = _part("drafting.merge_node", "Gộp phần của dự thảo")
UNDO_STEP = _part("drafting.undo_step", "Hoàn tác bước soạn thảo")
REDO_STEP = _part("drafting.redo_step", "Làm lại bước soạn thảo")
BIND_PARTS = Action(
    "drafting.bind_parts",
    "Gắn thiết lập của Khối",
    who=is_secretary,
    allowed_in=EDITABLE,
    advice=SETTLED,
    page="drafting:text_settings",
)
FREEZE = Action(
    "drafting.freeze",
    "Lưu thành bản dự thảo",
    who=is_secretary,
    allowed_in=EDITABLE,
    advice=SETTLED,
    requires=freezing_requirements,
)
OPEN_CONSULTATION = Transition(
    "drafting.open_consultation",
    "Gửi lấy ý kiến",
    who=is_secretary,
    allowed_in=EDITABLE,
    target=State.CONSULTING,
    requires=opening_requirements,
    page="drafting:consultation_start",
)
ANSWER_COMMENT = Action("drafting.answer_comment", "Trả lời góp ý", who=is_secretary, allowed_in=(State.CONSULTING,))
TAKE_BACK_ANSWER = Action(
    "drafting.take_back_answer", "Hoàn tác trả lời góp ý", who=is_secretary, allowed_in=(State.CONSULTING,)
)
ATTACH_COMMENT = Action("drafting.attach_comment", "Gắn lại góp ý", who=is_secretary, allowed_in=(State.CONSULTING,))
SETTLE = Transition(
    "drafting.settle",
    "Chốt nội dung",
    words="Hoàn thành dự thảo",
    who=is_secretary,
    allowed_in=(State.CONSULTING,),
    target=State.SETTLED,
    requires=settling_requirements,
)
REOPEN = Transition(
    "drafting.reopen",
    "Mở lại dự thảo",
    who=is_secretary,
    allowed_in=(State.SETTLED,),
    target=State.DRAFT,
    needs_reason=True,
)
TEXT_ACTIONS = Actions(
    Text,
    CREATE_TEXT,
    EDIT,
    ADD_NODE,
    SAVE_NODE,
    MOVE_NODE,
    REMOVE_NODE,
    RESTORE_NODE,
    SPLIT_NODE,
    MERGE_NODE,
    UNDO_STEP,
    REDO_STEP,
    BIND_PARTS,
    FREEZE,
    OPEN_CONSULTATION,
    ANSWER_COMMENT,
    TAKE_BACK_ANSWER,
    ATTACH_COMMENT,
    SETTLE,
    REOPEN,
    lock=locked_text,
)

# A round is open by the clock; its text must be with the units.
ASKING = (State.CONSULTING,)
EXTEND = Action("drafting.extend", "Gia hạn góp ý", who=is_secretary, allowed_in=ASKING, requires=round_requirements)
CLOSE_CONSULTATION = Action(
    "drafting.close_consultation",
    "Kết thúc lấy ý kiến",
    who=is_secretary,
    allowed_in=ASKING,
    requires=closing_requirements,
)
REMIND = Action("drafting.remind", "Gửi nhắc góp ý", who=is_secretary, allowed_in=ASKING, requires=round_requirements)
TAKE_BACK_REMINDER = Action(
    "drafting.take_back_reminder", "Hoàn tác gửi nhắc góp ý", who=is_secretary, allowed_in=ASKING
)
SUBMIT_RESPONSE_TABLE = Action(
    "drafting.submit_response_table",
    "Trình ký bảng tổng hợp ý kiến, tiếp thu, giải trình",
    who=is_secretary,
    requires=table_requirements,
    page="drafting:response_table",
)
# Brought about by whoever takes the number of the signed paper (signatures.issue_paper).
ISSUE_RESPONSE_TABLE = Action("drafting.issue_response_table", "Hoàn thành bảng tổng hợp ý kiến, tiếp thu, giải trình")
CONSULTATION_ACTIONS = Actions(
    Consultation,
    EXTEND,
    CLOSE_CONSULTATION,
    REMIND,
    TAKE_BACK_REMINDER,
    SUBMIT_RESPONSE_TABLE,
    ISSUE_RESPONSE_TABLE,
    lock=locked_with_its_text,
)

# A comment is its own unit's only. Agreement with the whole text is asked about the round.
UNSENT = (Comment.State.DRAFT,)
WRITE_COMMENT = Action(
    "drafting.write_comment", "Soạn góp ý", who=works_for_unit, allowed_in=UNSENT, requires=round_requirements
)
REMOVE_COMMENT = Action(
    "drafting.remove_comment", "Xóa góp ý chưa gửi", who=works_for_unit, allowed_in=UNSENT, requires=round_requirements
)
SEND_COMMENT = Transition(
    "drafting.send_comment",
    "Gửi góp ý",
    who=speaks_for_unit,
    allowed_in=UNSENT,
    target=Comment.State.SENT,
    requires=round_requirements,
)
AGREE_FULLY = Creation("drafting.agree_fully", "Nhất trí toàn văn", who=leads_a_unit, requires=round_requirements)
COMMENT_ACTIONS = Actions(Comment, WRITE_COMMENT, REMOVE_COMMENT, SEND_COMMENT, AGREE_FULLY)

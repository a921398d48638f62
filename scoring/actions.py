"""What can be done with a criteria set and with a score sheet: by whom, in which state, and what it leads to."""

from records.transitions import Action, Actions, Creation, Transition
from scoring.models import CriteriaSet, ScoreSheet
from scoring.queries import locked_set, locked_sheet
from scoring.requirements import (
    acceptance_gaps,
    adoption_gaps,
    appraisal_gaps,
    change_gaps,
    check_gaps,
    objection_gaps,
    opening_gaps,
    over_gaps,
    publication_gaps,
    submission_gaps,
    table_gaps,
)
from scoring.rules import leads_the_bloc, speaks_for_checker, works_for_checker
from units.rules import is_secretary, speaks_for_unit, works_for_unit

State = CriteriaSet.State
DRAFT = (State.DRAFT,)


def _writing(name: str, label: str) -> Action:
    """What the secretariat writes until the set is adopted."""
    return Action(name, label, who=is_secretary, allowed_in=DRAFT)


CREATE_SET = Creation("scoring.create_set", "Lập bộ tiêu chí", who=is_secretary)
EDIT_SET = _writing("scoring.edit_set", "Sửa tên và mức xếp loại")
ADD_CRITERION = _writing("scoring.add_criterion", "Thêm tiêu chí")
EDIT_CRITERION = _writing("scoring.edit_criterion", "Sửa tiêu chí")
MOVE_CRITERION = _writing("scoring.move_criterion", "Đổi thứ tự tiêu chí")
REMOVE_CRITERION = _writing("scoring.remove_criterion", "Xóa tiêu chí")
ADOPT_SET = Transition(
    "scoring.adopt_set",
    "Áp dụng bộ tiêu chí",
    who=is_secretary,
    allowed_in=DRAFT,
    target=State.ADOPTED,
    requires=adoption_gaps,
)
OPEN_SCORING = Transition(
    "scoring.open_scoring",
    "Bắt đầu chấm điểm",
    who=is_secretary,
    allowed_in=(State.ADOPTED,),
    target=State.OPEN,
    requires=opening_gaps,
    page="scoring:scoring_open",
)
PUBLISH_RESULTS = Transition(
    "scoring.publish_results",
    "Công khai kết quả",
    who=is_secretary,
    allowed_in=(State.OPEN,),
    target=State.PUBLISHED,
    requires=publication_gaps,
)
SUBMIT_RESULTS = Action(
    "scoring.submit_results",
    "Trình ký bảng tổng hợp điểm",
    who=is_secretary,
    allowed_in=(State.PUBLISHED,),
    requires=table_gaps,
)
# Brought about by whoever takes the number of the signed paper (signatures.issue_paper).
ISSUE_RESULTS = Action("scoring.issue_results", "Hoàn thành bảng tổng hợp điểm", allowed_in=(State.PUBLISHED,))
CRITERIA_SET_ACTIONS = Actions(
    CriteriaSet,
    CREATE_SET,
    EDIT_SET,
    ADD_CRITERION,
    EDIT_CRITERION,
    MOVE_CRITERION,
    REMOVE_CRITERION,
    ADOPT_SET,
    OPEN_SCORING,
    PUBLISH_RESULTS,
    SUBMIT_RESULTS,
    ISSUE_RESULTS,
    lock=locked_set,
)

Step = ScoreSheet.State
SAVE_SELF_MARKS = Action(
    "scoring.save_self_marks", "Tự chấm điểm", who=works_for_unit, allowed_in=(Step.OPEN,), requires=over_gaps
)
ADD_PROOFS = Action(
    "scoring.add_proofs",
    "Thêm minh chứng cho tiêu chí",
    who=works_for_unit,
    allowed_in=(Step.OPEN,),
    requires=over_gaps,
)
REMOVE_PROOF = Action(
    "scoring.remove_proof",
    "Gỡ minh chứng khỏi tiêu chí",
    who=works_for_unit,
    allowed_in=(Step.OPEN,),
    requires=over_gaps,
)
SUBMIT_SHEET = Transition(
    "scoring.submit_sheet",
    "Nộp phiếu chấm điểm",
    who=speaks_for_unit,
    allowed_in=(Step.OPEN,),
    target=Step.SUBMITTED,
    requires=submission_gaps,
)
RETURN_SHEET = Transition(
    "scoring.return_sheet",
    "Trả lại phiếu để sửa",
    who=is_secretary,
    allowed_in=(Step.SUBMITTED,),
    target=Step.OPEN,
    needs_reason=True,
    requires=over_gaps,
    page="scoring:sheet_return",
)
# Whoever belongs to the unit never touches a later column of its sheet, in whatever other office.
SAVE_CHECK_MARKS = Action(
    "scoring.save_check_marks",
    "Chấm chéo",
    who=works_for_checker & ~works_for_unit,
    allowed_in=(Step.SUBMITTED,),
    requires=over_gaps,
)
FINISH_CHECK = Transition(
    "scoring.finish_check",
    "Gửi kết quả chấm chéo",
    who=speaks_for_checker & ~works_for_unit,
    allowed_in=(Step.SUBMITTED,),
    target=Step.CHECKED,
    requires=check_gaps,
)
# The secretariat comes from the head's unit as a rule, and its own sheet is appraised by another of those who lead.
APPRAISES = (is_secretary | leads_the_bloc) & ~works_for_unit
SAVE_APPRAISAL_MARKS = Action(
    "scoring.save_appraisal_marks",
    "Thẩm định điểm",
    who=APPRAISES,
    allowed_in=(Step.CHECKED,),
    requires=over_gaps,
)
FINISH_APPRAISAL = Transition(
    "scoring.finish_appraisal",
    "Hoàn thành thẩm định",
    who=APPRAISES,
    allowed_in=(Step.CHECKED,),
    target=Step.APPRAISED,
    requires=appraisal_gaps,
)
# After the appraisal: the unit agrees, or objects to a line; checker and appraiser look at that line once more.
APPRAISED = (Step.APPRAISED,)
ACCEPT_APPRAISAL = Action(
    "scoring.accept_appraisal",
    "Nhất trí kết quả thẩm định",
    who=speaks_for_unit,
    allowed_in=APPRAISED,
    requires=acceptance_gaps,
)
OBJECT_TO_MARK = Action(
    "scoring.object_to_mark",
    "Kiến nghị về điểm",
    who=speaks_for_unit,
    allowed_in=APPRAISED,
    requires=objection_gaps,
    page="scoring:objection_start",
)
REPLY_TO_OBJECTION = Action(
    "scoring.reply_to_objection",
    "Nêu ý kiến về kiến nghị",
    who=works_for_checker & ~works_for_unit,
    allowed_in=APPRAISED,
    requires=over_gaps,
)
DECIDE_OBJECTION = Action(
    "scoring.decide_objection",
    "Kết luận kiến nghị",
    who=APPRAISES,
    allowed_in=APPRAISED,
    requires=over_gaps,
)
EXCLUDE_UNIT = Action(
    "scoring.exclude_unit",
    "Xác nhận không bình xét",
    who=is_secretary & ~works_for_unit,
    allowed_in=tuple(Step),
    needs_reason=True,
    requires=over_gaps,
    page="scoring:unit_exclude",
)
# The results are public: a conference alone changes them, and whoever belongs to the unit does not write it down.
RECORD_CHANGE = Action(
    "scoring.record_change",
    "Nhập kết luận của hội nghị về điểm",
    who=is_secretary & ~works_for_unit,
    allowed_in=APPRAISED,
    requires=change_gaps,
)
SHEET_ACTIONS = Actions(
    ScoreSheet,
    SAVE_SELF_MARKS,
    ADD_PROOFS,
    REMOVE_PROOF,
    SUBMIT_SHEET,
    RETURN_SHEET,
    SAVE_CHECK_MARKS,
    FINISH_CHECK,
    SAVE_APPRAISAL_MARKS,
    FINISH_APPRAISAL,
    ACCEPT_APPRAISAL,
    OBJECT_TO_MARK,
    REPLY_TO_OBJECTION,
    DECIDE_OBJECTION,
    EXCLUDE_UNIT,
    RECORD_CHANGE,
    lock=locked_sheet,
)

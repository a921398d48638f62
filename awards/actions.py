"""What can be done with quotas, dossiers, decisions and certificates: by whom, in which state, what it leads to."""

from awards.models import (
    AwardKind,
    AwardTerms,
    Certificate,
    CertificateTemplate,
    Decision,
    Nomination,
    Quota,
    SelectionMinutes,
    Submission,
)
from awards.queries.certificates import locked_certificate
from awards.queries.dossiers import locked_nomination
from awards.queries.selection import locked_selection
from awards.queries.submissions import locked_submission
from awards.requirements import (
    not_being_signed,
    own_unit,
    own_unit_or_opinion,
    report_gaps,
    report_not_being_signed,
    selection_gaps,
    selection_signing_gaps,
    signing_gaps,
    submission_gaps,
    submission_not_being_signed,
)
from awards.rules import is_of_another_unit
from records.transitions import Action, Actions, Creation, Transition
from units.rules import decides_for_city, is_city_board, is_head_unit, is_operator, is_secretary, works_for_unit

State = Nomination.State
DRAFT = (State.DRAFT,)

SET_QUOTA = Action("awards.set_quota", "Nhập số lượng khen thưởng được phân bổ", who=is_city_board)
QUOTA_ACTIONS = Actions(Quota, SET_QUOTA)

MAKE_KIND = Creation("awards.make_kind", "Thêm danh hiệu, hình thức", who=is_operator)
EDIT_KIND = Action("awards.edit_kind", "Sửa danh hiệu, hình thức", who=is_operator)
KIND_ACTIONS = Actions(AwardKind, MAKE_KIND, EDIT_KIND)
BEGIN_TERMS = Creation("awards.begin_terms", "Quy định mới từ một ngày", who=is_operator)
TERMS_ACTIONS = Actions(AwardTerms, BEGIN_TERMS)

NOMINATE = Creation("awards.nominate", "Lập hồ sơ đề nghị khen thưởng", who=is_secretary)
EDIT = Action(
    "awards.edit",
    "Lưu nội dung đề nghị",
    who=is_secretary,
    allowed_in=DRAFT,
    requires=not_being_signed,
    page="awards:nomination_edit",
)
SAVE_REPORT = Action(
    "awards.save_report",
    "Lưu báo cáo thành tích",
    who=is_secretary | works_for_unit,
    allowed_in=DRAFT,
    requires=report_not_being_signed,
    page="awards:report_edit",
)
SUBMIT_REPORT = Action(
    "awards.submit_report",
    "Trình ký báo cáo thành tích",
    who=is_secretary | works_for_unit,
    allowed_in=DRAFT,
    requires=report_gaps,
)
# Brought about by whoever takes the number of the signed report (signatures.issue_paper).
FINISH_REPORT = Action("awards.finish_report", "Đưa báo cáo vào hồ sơ", allowed_in=DRAFT)
HAND_IN_REPORT = Action(
    "awards.hand_in_report",
    "Tải lên tệp báo cáo thành tích",
    who=is_secretary | works_for_unit,
    allowed_in=DRAFT,
    requires=report_not_being_signed,
    page="awards:report_edit",
)
ATTACH_MINUTES = Action(
    "awards.attach_minutes",
    "Đưa biên bản hội nghị vào hồ sơ",
    who=is_secretary,
    allowed_in=DRAFT,
    requires=not_being_signed,
    page="awards:minutes_edit",
)
PREPARE_SELECTION = Action(
    "awards.prepare_selection_minutes",
    "Lập biên bản bình xét từ kết quả biểu quyết",
    who=is_secretary,
    allowed_in=DRAFT,
    requires=selection_gaps,
    page="awards:minutes_edit",
)
# Brought about by whoever takes the number of the signed minutes (signatures.issue_paper).
FINISH_SELECTION = Action(
    "awards.finish_selection", "Đưa biên bản bình xét vào hồ sơ", allowed_in=DRAFT, requires=not_being_signed
)
HAND_IN_MINUTES = Action(
    "awards.hand_in_minutes",
    "Tải lên tệp biên bản bình xét",
    who=is_secretary,
    allowed_in=DRAFT,
    requires=not_being_signed,
    page="awards:minutes_edit",
)
# With a paper that was signed, brought about by its issue; alone where a dossier goes in again under the paper it has.
SUBMIT = Transition(
    "awards.submit",
    "Trình hồ sơ",
    who=is_secretary | is_head_unit,
    allowed_in=DRAFT,
    target=State.SUBMITTED,
    requires=submission_gaps,
    page="awards:nomination_submit",
)
REVIEW = Action(
    "awards.review",
    "Thẩm định hồ sơ",
    who=is_city_board & is_of_another_unit,
    allowed_in=(State.SUBMITTED,),
    bars=own_unit,
    page="awards:review_edit",
)
# Brought about by the last agreement that the law asks for.
FINISH_REVIEW = Transition(
    "awards.finish_review", "Hoàn thành thẩm định", allowed_in=(State.SUBMITTED,), target=State.REVIEWED
)
# Also after the second opinion: whoever decides may find what the reviewers did not.
SEND_BACK = Transition(
    "awards.send_back",
    "Trả lại hồ sơ",
    who=is_city_board & is_of_another_unit,
    allowed_in=(State.SUBMITTED, State.REVIEWED),
    target=State.DRAFT,
    needs_reason=True,
    bars=own_unit,
)
DECIDE = Transition(
    "awards.decide",
    "Nhập quyết định khen thưởng",
    who=decides_for_city & is_of_another_unit,
    allowed_in=(State.REVIEWED,),
    target=State.DECIDED,
    bars=own_unit_or_opinion,
)
NOMINATION_ACTIONS = Actions(
    Nomination,
    NOMINATE,
    EDIT,
    SAVE_REPORT,
    SUBMIT_REPORT,
    FINISH_REPORT,
    HAND_IN_REPORT,
    ATTACH_MINUTES,
    HAND_IN_MINUTES,
    PREPARE_SELECTION,
    FINISH_SELECTION,
    SUBMIT,
    REVIEW,
    FINISH_REVIEW,
    SEND_BACK,
    DECIDE,
    lock=locked_nomination,
)

SUBMIT_SELECTION = Action(
    "awards.submit_selection",
    "Trình ký biên bản bình xét",
    who=is_secretary,
    requires=selection_signing_gaps,
)
ISSUE_SELECTION = Action("awards.issue_selection", "Cấp số và phát hành biên bản bình xét")
SELECTION_ACTIONS = Actions(SelectionMinutes, SUBMIT_SELECTION, ISSUE_SELECTION, lock=locked_selection)

Sent = Submission.State
NOT_SENT = (Sent.PREPARED,)
# Which dossiers may go in is asked of each (awards.submit).
PREPARE_SUBMISSION = Creation("awards.prepare_submission", "Lập tờ trình", who=is_secretary | is_head_unit)
SUBMIT_SUBMISSION = Action(
    "awards.submit_submission",
    "Trình ký tờ trình",
    who=is_secretary | is_head_unit,
    allowed_in=NOT_SENT,
    requires=signing_gaps,
)
# Brought about by whoever takes the number of the signed paper (signatures.issue_paper).
ISSUE_SUBMISSION = Transition(
    "awards.issue_submission", "Cấp số và phát hành tờ trình", allowed_in=NOT_SENT, target=Sent.ISSUED
)
DROP_SUBMISSION = Transition(
    "awards.drop_submission",
    "Hủy tờ trình",
    who=is_secretary | is_head_unit,
    allowed_in=NOT_SENT,
    target=Sent.DROPPED,
    requires=submission_not_being_signed,
    page="awards:submission_detail",
)
SUBMISSION_ACTIONS = Actions(
    Submission,
    PREPARE_SUBMISSION,
    SUBMIT_SUBMISSION,
    ISSUE_SUBMISSION,
    DROP_SUBMISSION,
    lock=locked_submission,
)

# Asked without a row: which dossiers may be chosen is asked of each (awards.decide).
RECORD_DECISION = Creation("awards.record_decision", "Nhập quyết định khen thưởng", who=decides_for_city)
KEEP_ORIGINAL = Action(
    "awards.keep_original", "Lưu bản gốc quyết định", who=decides_for_city, page="awards:original_edit"
)
DECISION_ACTIONS = Actions(Decision, RECORD_DECISION, KEEP_ORIGINAL)

Printed = Certificate.State
VALID = (Printed.VALID,)
# Asked about the decision.
ISSUE = Creation("awards.issue", "Cấp bằng", who=decides_for_city)
SEAL = Transition(
    "awards.seal", "In bằng và gắn xác nhận điện tử", allowed_in=(Printed.NUMBERED,), target=Printed.VALID
)
PRINT_FAILED = Action("awards.print_failed", "Lỗi khi in bằng", allowed_in=(Printed.NUMBERED,))
RETRY = Action("awards.retry", "In lại các bằng bị lỗi", who=decides_for_city)
HAND_OVER = Action("awards.hand_over", "Xác nhận trao tặng", who=is_secretary | is_city_board, allowed_in=VALID)
REVOKE = Transition(
    "awards.revoke",
    "Thu hồi bằng, giấy chứng nhận",
    who=decides_for_city,
    allowed_in=VALID,
    target=Printed.REVOKED,
    needs_reason=True,
)
REPLACE = Transition(
    "awards.replace",
    "Cấp đổi, cấp lại bằng",
    who=decides_for_city,
    allowed_in=VALID,
    target=Printed.REPLACED,
    needs_reason=True,
)
CERTIFICATE_ACTIONS = Actions(
    Certificate, ISSUE, SEAL, PRINT_FAILED, RETRY, HAND_OVER, REVOKE, REPLACE, lock=locked_certificate
)

MAKE_TEMPLATE = Creation("awards.make_template", "Thêm mẫu bằng có nền riêng", who=decides_for_city)
SAVE_TEMPLATE = Action("awards.save_template", "Sửa mẫu bằng", who=decides_for_city)
PLACE_WORDS = Action("awards.place_words", "Đặt vị trí chữ trên nền bằng", who=decides_for_city)
TEMPLATE_ACTIONS = Actions(CertificateTemplate, MAKE_TEMPLATE, SAVE_TEMPLATE, PLACE_WORDS)

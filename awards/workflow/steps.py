"""The steps of a dossier and of a certificate. Buttons, permissions, docs/states.md and tests read these tables."""

from awards.models import Certificate, Nomination
from records.transitions import Step, Workflow

State = Nomination.State
DRAFT = (State.DRAFT,)

EDIT = Step("edit", "Lưu nội dung đề nghị", DRAFT, "")
SAVE_REPORT = Step("save_report", "Lưu báo cáo thành tích", DRAFT, "")
FINISH_REPORT = Step("finish_report", "Đưa báo cáo vào hồ sơ", DRAFT, "")
HAND_IN_REPORT = Step("hand_in_report", "Nộp tệp báo cáo thành tích", DRAFT, "")
ATTACH_MINUTES = Step("attach_minutes", "Đưa biên bản hội nghị vào hồ sơ", DRAFT, "")
HAND_IN_MINUTES = Step("hand_in_minutes", "Nộp tệp biên bản bình xét", DRAFT, "")
SUBMIT = Step("submit", "Trình", DRAFT, State.SUBMITTED)
REVIEW = Step("review", "Thẩm định", (State.SUBMITTED,), "")
FINISH_REVIEW = Step("finish_review", "Thẩm định xong", (State.SUBMITTED,), State.REVIEWED)
# Also after the second opinion: whoever decides may find what the reviewers did not.
SEND_BACK = Step("send_back", "Trả lại", (State.SUBMITTED, State.REVIEWED), State.DRAFT, needs_reason=True)
DECIDE = Step("decide", "Ghi quyết định khen thưởng", (State.REVIEWED,), State.DECIDED)
STEPS = Workflow(
    EDIT,
    SAVE_REPORT,
    FINISH_REPORT,
    HAND_IN_REPORT,
    ATTACH_MINUTES,
    HAND_IN_MINUTES,
    SUBMIT,
    REVIEW,
    FINISH_REVIEW,
    SEND_BACK,
    DECIDE,
)

Printed = Certificate.State
SEAL = Step("seal", "In và đóng dấu", (Printed.NUMBERED,), Printed.VALID)
HAND_OVER = Step("hand_over", "Trao tặng", (Printed.VALID,), "")
REVOKE = Step("revoke", "Thu hồi", (Printed.VALID,), Printed.REVOKED, needs_reason=True)
REPLACE = Step("replace", "Cấp lại", (Printed.VALID,), Printed.REPLACED, needs_reason=True)
CERTIFICATE_STEPS = Workflow(SEAL, HAND_OVER, REVOKE, REPLACE)

# Verbs that change no state, for the audit log.
VERBS = {
    "nominate": "Lập hồ sơ đề nghị khen thưởng",
    "set_quota": "Ghi chỉ tiêu khen thưởng",
    "record_decision": "Ghi quyết định khen thưởng",
    "issue": "Cấp số bằng",
    "print_failed": "In bằng bị lỗi",
    "retry": "In lại các bằng bị lỗi",
    "save_template": "Sửa mẫu bằng",
}

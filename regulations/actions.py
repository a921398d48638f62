"""What can be done with a regulation: by whom, in which state, and what it leads to."""

from records.transitions import Action, Actions, Creation, Transition
from regulations.models import Erratum, Regulation
from regulations.queries import locked_regulation
from regulations.queries.errata import locked_erratum
from regulations.requirements import (
    adopting_requirements,
    amendment_requirements,
    erratum_not_being_signed,
    not_being_signed,
    signing_requirements,
)
from units.rules import is_secretary

State = Regulation.State

START_REGULATION = Creation("regulations.start_regulation", "Soạn thảo quy chế", who=is_secretary)
ADOPT = Transition(
    "regulations.adopt",
    "Xác nhận đã thông qua",
    who=is_secretary,
    allowed_in=(State.DRAFT,),
    target=State.ADOPTED,
    requires=adopting_requirements,
    page="regulations:adoption_start",
)
BACK_TO_DRAFT = Transition(
    "regulations.back_to_draft",
    "Trả lại để sửa",
    who=is_secretary,
    allowed_in=(State.ADOPTED,),
    target=State.DRAFT,
    needs_reason=True,
    requires=not_being_signed,
    page="regulations:return_start",
)
SUBMIT_REGULATION = Action(
    "regulations.submit_regulation",
    "Trình ký quy chế",
    who=is_secretary,
    allowed_in=(State.ADOPTED,),
    requires=signing_requirements,
)
# Brought about by whoever takes the number of the signed paper (signatures.issue_paper).
ISSUE = Transition("regulations.issue", "Ban hành quy chế", allowed_in=(State.ADOPTED,), target=State.ISSUED)
START_AMENDMENT = Action(
    "regulations.start_amendment",
    "Soạn thảo văn bản sửa đổi, bổ sung",
    who=is_secretary,
    allowed_in=(State.ISSUED,),
    requires=amendment_requirements,
    page="regulations:amendment_start",
)
START_ERRATUM = Action(
    "regulations.start_erratum",
    "Đính chính quy chế",
    who=is_secretary,
    allowed_in=(State.ISSUED,),
    page="regulations:erratum_start",
)
FOLLOW_TEXT = Action(
    "regulations.follow_text",
    "Sửa thiết lập theo Quy chế",
    who=is_secretary,
    allowed_in=(State.ADOPTED, State.ISSUED),
    page="regulations:regulation_detail",
)
# Brought about by `issue` on what the new regulation replaces; nobody does it alone.
SUPERSEDE = Transition(
    "regulations.supersede", "Thay thế bằng quy chế mới", allowed_in=(State.ISSUED,), target=State.SUPERSEDED
)
REGULATION_ACTIONS = Actions(
    Regulation,
    START_REGULATION,
    ADOPT,
    BACK_TO_DRAFT,
    SUBMIT_REGULATION,
    ISSUE,
    START_AMENDMENT,
    START_ERRATUM,
    FOLLOW_TEXT,
    SUPERSEDE,
    lock=locked_regulation,
)

WRITING = (Erratum.State.DRAFT,)
CORRECT = Action(
    "regulations.correct",
    "Sửa nội dung đính chính",
    who=is_secretary,
    allowed_in=WRITING,
    requires=erratum_not_being_signed,
    page="regulations:erratum_detail",
)
# With its last correction the letter goes; it was never issued.
REMOVE_ERRATUM = Action("regulations.remove_erratum", "Xóa dự thảo đính chính", allowed_in=WRITING)
SUBMIT_ERRATUM = Action(
    "regulations.submit_erratum", "Trình ký văn bản đính chính", who=is_secretary, allowed_in=WRITING
)
# Brought about by whoever takes the number of the signed letter (signatures.issue_paper).
ISSUE_ERRATUM = Transition(
    "regulations.issue_erratum", "Ban hành văn bản đính chính", allowed_in=WRITING, target=Erratum.State.ISSUED
)
ERRATUM_ACTIONS = Actions(Erratum, CORRECT, REMOVE_ERRATUM, SUBMIT_ERRATUM, ISSUE_ERRATUM, lock=locked_erratum)

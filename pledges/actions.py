"""What can be done with a pledge: by whom, in which state, and what it leads to."""

from pledges.models import Pledge, QuarterReport
from pledges.queries import locked_pledge, locked_report
from pledges.requirements import confirmation_gaps, opening_gaps, result_gaps, withdrawal_gaps
from records.transitions import Action, Actions, Creation, Transition
from units.rules import is_secretary, speaks_for_unit, works_for_unit

State = Pledge.State
OPENED = (State.OPEN,)

CREATE_PLEDGE = Creation("pledges.create_pledge", "Lập giao ước", who=is_secretary)
# Permission is asked about a part of the pledge: the unit's own people, or the secretariat for them.
SAVE_TARGETS = Action(
    "pledges.save_targets", "Đăng ký chỉ tiêu thi đua", who=works_for_unit | is_secretary, allowed_in=(State.DRAFT,)
)
OPEN_SIGNING = Transition(
    "pledges.open_signing",
    "Bắt đầu ký giao ước",
    who=is_secretary,
    allowed_in=(State.DRAFT,),
    target=State.OPEN,
    requires=opening_gaps,
    page="pledges:pledge_open",
)
WITHDRAW_OPENING = Transition(
    "pledges.withdraw_opening",
    "Thu hồi bản đang ký",
    who=is_secretary,
    allowed_in=OPENED,
    target=State.DRAFT,
    needs_reason=True,
    requires=withdrawal_gaps,
)
ENTER_FORCE = Transition("pledges.enter_force", "Có hiệu lực khi đủ chữ ký", allowed_in=OPENED, target=State.IN_FORCE)
CLOSE_PLEDGE = Transition(
    "pledges.close_pledge", "Kết thúc giao ước", who=is_secretary, allowed_in=(State.IN_FORCE,), target=State.CLOSED
)
PLEDGE_ACTIONS = Actions(
    Pledge,
    CREATE_PLEDGE,
    SAVE_TARGETS,
    OPEN_SIGNING,
    WITHDRAW_OPENING,
    ENTER_FORCE,
    CLOSE_PLEDGE,
    lock=locked_pledge,
)

Report = QuarterReport.State
SAVE_RESULTS = Action(
    "pledges.save_results",
    "Nhập kết quả thực hiện chỉ tiêu",
    who=works_for_unit | is_secretary,
    allowed_in=(Report.OPEN,),
    requires=result_gaps,
)
CONFIRM_RESULTS = Transition(
    "pledges.confirm_results",
    "Xác nhận kết quả quý",
    who=speaks_for_unit,
    allowed_in=(Report.OPEN,),
    target=Report.CONFIRMED,
    requires=confirmation_gaps,
)
REOPEN_RESULTS = Transition(
    "pledges.reopen_results",
    "Mở lại kết quả quý để sửa",
    who=speaks_for_unit | is_secretary,
    allowed_in=(Report.CONFIRMED,),
    target=Report.OPEN,
    needs_reason=True,
    page="pledges:results_reopen",
)
QUARTER_REPORT_ACTIONS = Actions(QuarterReport, SAVE_RESULTS, CONFIRM_RESULTS, REOPEN_RESULTS, lock=locked_report)

"""What can be done with a request to sign: by whom, in which state, and what it leads to."""

from records.transitions import Action, Actions, Creation, Transition
from signatures.models import SigningRequest
from signatures.queries import locked_request
from signatures.requirements import deadline_gaps, number_gaps, signing_gaps, withdrawal_gaps
from signatures.rules import numbers_it, put_it_before_them, signs
from units.rules import is_secretary

State = SigningRequest.State
OPENED = (State.OPEN,)

# A room's own act puts its paper before those who sign it; its permission is asked there.
OPEN_REQUEST = Creation("signatures.open_request", "Trình ký")
EXTEND = Action("signatures.extend", "Gia hạn ký", who=is_secretary | put_it_before_them, allowed_in=OPENED)
REMIND = Action(
    "signatures.remind",
    "Gửi nhắc ký",
    who=is_secretary | put_it_before_them,
    allowed_in=OPENED,
    requires=deadline_gaps,
)
TAKE_BACK_REMINDER = Action(
    "signatures.take_back_reminder", "Hoàn tác gửi nhắc ký", who=is_secretary | put_it_before_them
)
RELEASE_PARTY = Action(
    "signatures.release_party", "Rút tên đơn vị chưa ký", who=is_secretary, allowed_in=OPENED, needs_reason=True
)
DECLINE = Action(
    "signatures.decline",
    "Đề nghị sửa nội dung",
    who=signs,
    allowed_in=OPENED,
    needs_reason=True,
    page="signatures:request_decline",
)
RETURN_PAPER = Transition(
    "signatures.return_paper",
    "Trả lại văn bản trình ký",
    who=signs,
    allowed_in=OPENED,
    target=State.RETURNED,
    needs_reason=True,
    page="signatures:request_decline",
)
# Permission is asked about the request, what is missing about the place at which somebody signs.
START_SIGNING = Action(
    "signatures.start_signing",
    "Ký văn bản",
    who=signs,
    allowed_in=OPENED,
    requires=signing_gaps,
    page="signatures:sign_read",
)
# The second half of a signature: password and code are its permission. A worker then puts it into the file.
ACCEPT_SIGNATURE = Action("signatures.accept_signature", "Đồng ý ký", allowed_in=OPENED)
SIGN = Action("signatures.sign", "Đưa chữ ký vào văn bản", allowed_in=OPENED)
COMPLETE = Transition("signatures.complete", "Đủ chữ ký", allowed_in=OPENED, target=State.COMPLETE)
# Before it has a number also what everybody has signed: an error found late leads to no dead end.
WITHDRAW = Transition(
    "signatures.withdraw",
    "Thu hồi văn bản trình ký",
    who=is_secretary | put_it_before_them,
    allowed_in=SigningRequest.GOING_ON,
    target=State.WITHDRAWN,
    needs_reason=True,
    requires=withdrawal_gaps,
)
ISSUE_PAPER = Transition(
    "signatures.issue_paper",
    "Cấp số và phát hành",
    who=is_secretary | numbers_it,
    allowed_in=(State.COMPLETE,),
    target=State.ISSUED,
    requires=number_gaps,
    page="signatures:request_issue",
)
RECEIVE_ORIGINAL = Action(
    "signatures.receive_original",
    "Nhận bản ký trên giấy",
    who=is_secretary | numbers_it,
    allowed_in=OPENED,
    requires=number_gaps,
    page="signatures:original_receive",
)
REQUEST_ACTIONS = Actions(
    SigningRequest,
    OPEN_REQUEST,
    EXTEND,
    REMIND,
    TAKE_BACK_REMINDER,
    RELEASE_PARTY,
    DECLINE,
    RETURN_PAPER,
    START_SIGNING,
    ACCEPT_SIGNATURE,
    SIGN,
    COMPLETE,
    WITHDRAW,
    ISSUE_PAPER,
    RECEIVE_ORIGINAL,
    lock=locked_request,
)

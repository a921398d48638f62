"""What can be done with a ballot: by whom, in which state, and what it leads to. A meeting opens it by its own act."""

from ballots.models import Ballot
from ballots.queries import locked_ballot
from ballots.requirements import counting_gaps
from ballots.rules import is_delegate, is_teller
from records.transitions import Action, Actions, Transition
from units.rules import is_secretary

VOTING = (Ballot.State.OPEN,)
CAST = Action("ballots.cast", "Biểu quyết", who=is_delegate, allowed_in=VOTING, page="ballots:ballot_detail")
RECORD_VOTES = Action(
    "ballots.record_votes",
    "Nhập ý kiến biểu quyết",
    who=is_secretary,
    allowed_in=VOTING,
    page="ballots:ballot_detail",
)
CLOSE_BALLOT = Transition(
    "ballots.close_ballot",
    "Kết thúc và kiểm kết quả biểu quyết",
    who=is_secretary,
    allowed_in=VOTING,
    target=Ballot.State.CLOSED,
    page="ballots:ballot_detail",
)
# --- Secret ballots: tellers take the key, delegates vote, the secretariat ends it, tellers open the sum together ---
TAKE_KEY = Action(
    "ballots.take_key",
    "Nhận mã kiểm phiếu",
    who=is_teller,
    allowed_in=(Ballot.State.PREPARING,),
    page="ballots:teller_key",
)
BEGIN_VOTE = Transition(
    "ballots.begin_vote",
    "Bắt đầu bỏ phiếu kín",
    who=is_teller,
    allowed_in=(Ballot.State.PREPARING,),
    target=Ballot.State.OPEN,
    page="ballots:teller_key",
)
END_VOTE = Transition(
    "ballots.end_vote",
    "Kết thúc bỏ phiếu kín",
    who=is_secretary,
    allowed_in=VOTING,
    target=Ballot.State.COUNTING,
    page="ballots:ballot_detail",
)
OPEN_SUM = Action(
    "ballots.open_sum",
    "Kiểm phiếu",
    who=is_teller,
    allowed_in=(Ballot.State.COUNTING,),
    page="ballots:papers_count",
)
# --- Printed papers: handed out, gathered, counted by each teller alone --------------------------------------------
COUNT_PAPERS = Action(
    "ballots.count_papers",
    "Nhập kết quả kiểm phiếu",
    who=is_teller,
    allowed_in=(Ballot.State.COUNTING,),
    page="ballots:papers_tally",
)
COMPLETE_COUNT = Transition(
    "ballots.complete_count",
    "Hoàn thành kiểm phiếu",
    who=is_teller,
    allowed_in=(Ballot.State.COUNTING,),
    target=Ballot.State.CLOSED,
    page="ballots:papers_count",
)
VOID_BALLOT = Transition(
    "ballots.void_ballot",
    "Hủy lần bỏ phiếu kín",
    who=is_secretary,
    allowed_in=Ballot.RUNNING,
    target=Ballot.State.VOID,
    page="ballots:ballot_void",
)
SUBMIT_COUNTING = Action(
    "ballots.submit_counting",
    "Trình ký biên bản kiểm phiếu",
    who=is_secretary,
    allowed_in=(Ballot.State.CLOSED,),
    requires=counting_gaps,
)
# Brought about by whoever takes the number of the signed paper (signatures.issue_paper).
ISSUE_COUNTING = Action("ballots.issue_counting", "Hoàn thành biên bản kiểm phiếu", allowed_in=(Ballot.State.CLOSED,))
BALLOT_ACTIONS = Actions(
    Ballot,
    CAST,
    RECORD_VOTES,
    CLOSE_BALLOT,
    TAKE_KEY,
    BEGIN_VOTE,
    END_VOTE,
    OPEN_SUM,
    COUNT_PAPERS,
    COMPLETE_COUNT,
    VOID_BALLOT,
    SUBMIT_COUNTING,
    ISSUE_COUNTING,
    lock=locked_ballot,
)

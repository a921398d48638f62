"""What can be done with a ballot: by whom, in which state, and what it leads to. A meeting opens it by its own act."""

from ballots.models import Ballot
from ballots.queries import locked_ballot
from ballots.rules import is_delegate
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
BALLOT_ACTIONS = Actions(Ballot, CAST, RECORD_VOTES, CLOSE_BALLOT, lock=locked_ballot)

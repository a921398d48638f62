"""What people do with ballots, one function a verb; declared in ballots.actions, locks in ballots.queries.

`opening` put to the vote, a delegate replaced · `voting` votes, the count · `secret` the same where nobody may know ·
`printed` papers counted by hand.
"""

from ballots.workflow.opening import Seat, open_ballot, replace_delegate
from ballots.workflow.printed import Counted, count_papers
from ballots.workflow.secret import cast_secret, end_vote, open_sum, take_key, void_ballot
from ballots.workflow.voting import cast, close_ballot, record_votes

__all__ = [
    "Counted",
    "Seat",
    "cast",
    "cast_secret",
    "close_ballot",
    "count_papers",
    "end_vote",
    "open_ballot",
    "open_sum",
    "record_votes",
    "replace_delegate",
    "take_key",
    "void_ballot",
]

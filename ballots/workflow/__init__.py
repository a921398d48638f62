"""What people do with ballots, one function a verb; declared in ballots.actions, locks in ballots.queries.

`opening` put to the vote, a delegate replaced · `voting` votes, the count.
"""

from ballots.workflow.opening import Seat, open_ballot, replace_delegate
from ballots.workflow.voting import cast, close_ballot, record_votes

__all__ = ["Seat", "cast", "close_ballot", "open_ballot", "record_votes", "replace_delegate"]

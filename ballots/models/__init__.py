"""Tables of ballots: the question with its result, who may answer it, the answers; secret papers, who counts them."""

from ballots.models.ballot import Ballot, BallotQuerySet
from ballots.models.counting import CountingMinutes
from ballots.models.elector import Elector, Vote
from ballots.models.secret import SecretPaper, Teller
from ballots.models.tally import PaperTally

__all__ = ["Ballot", "BallotQuerySet", "CountingMinutes", "Elector", "PaperTally", "SecretPaper", "Teller", "Vote"]

"""Tables of ballots: the question with its result, who may answer it, the answers."""

from ballots.models.ballot import Ballot, BallotQuerySet
from ballots.models.elector import Elector, Vote

__all__ = ["Ballot", "BallotQuerySet", "Elector", "Vote"]

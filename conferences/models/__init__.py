"""Tables of conferences: the conference with its programme and roll, its ballots, its issued minutes."""

from conferences.models.ballot import Ballot, BallotQuerySet, Vote
from conferences.models.conference import AgendaItem, Attendance, Conference, ConferenceQuerySet, Guest
from conferences.models.minutes import Minutes

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "BallotQuerySet",
    "Conference",
    "ConferenceQuerySet",
    "Guest",
    "Minutes",
    "Vote",
]

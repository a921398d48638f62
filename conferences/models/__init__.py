"""Tables of conferences: the conference with its programme and roll, its ballots, its issued minutes."""

from conferences.models.ballot import Ballot, BallotQuerySet, Vote
from conferences.models.conference import (
    AgendaItem,
    Attendance,
    Companion,
    Conference,
    ConferenceQuerySet,
    Guest,
    named,
    on_behalf,
)
from conferences.models.contribution import Contribution, ContributionQuerySet
from conferences.models.minutes import Minutes

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "BallotQuerySet",
    "Companion",
    "Conference",
    "ConferenceQuerySet",
    "Contribution",
    "ContributionQuerySet",
    "Guest",
    "Minutes",
    "Vote",
    "named",
    "on_behalf",
]

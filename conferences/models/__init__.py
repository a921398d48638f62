"""Tables of conferences: the conference with its programme and roll, where its ballots were put, its issued minutes."""

from conferences.models.assignment import Assignment, AssignmentQuerySet
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
from conferences.models.item_ballot import ItemBallot
from conferences.models.minutes import Minutes
from conferences.models.news import News, NewsQuerySet, Photo

__all__ = [
    "AgendaItem",
    "Assignment",
    "AssignmentQuerySet",
    "Attendance",
    "Companion",
    "Conference",
    "ConferenceQuerySet",
    "Contribution",
    "ContributionQuerySet",
    "Guest",
    "ItemBallot",
    "Minutes",
    "News",
    "NewsQuerySet",
    "Photo",
    "named",
    "on_behalf",
]

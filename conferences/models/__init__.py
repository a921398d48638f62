"""Tables of conferences: the conference with its programme and roll, where its ballots were put, its issued minutes."""

from conferences.models.assignment import Assignment, AssignmentQuerySet
from conferences.models.conference import (
    AgendaItem,
    Attendance,
    Companion,
    Conference,
    ConferenceQuerySet,
    Guest,
    companions_in,
    named,
    on_behalf,
)
from conferences.models.contribution import Contribution, ContributionQuerySet
from conferences.models.invitation import GuestLink, GuestLinkQuerySet, Reply, ReplyQuerySet
from conferences.models.item_ballot import ItemBallot
from conferences.models.minutes import Minutes
from conferences.models.news import News, NewsQuerySet, Photo
from conferences.models.paper import ConferencePaper
from conferences.models.screen import Screen, ScreenQuerySet
from conferences.models.usual import UsualItem

__all__ = [
    "AgendaItem",
    "Assignment",
    "AssignmentQuerySet",
    "Attendance",
    "Companion",
    "Conference",
    "ConferencePaper",
    "ConferenceQuerySet",
    "Contribution",
    "ContributionQuerySet",
    "Guest",
    "GuestLink",
    "GuestLinkQuerySet",
    "ItemBallot",
    "Minutes",
    "News",
    "NewsQuerySet",
    "Photo",
    "Reply",
    "ReplyQuerySet",
    "Screen",
    "ScreenQuerySet",
    "UsualItem",
    "companions_in",
    "named",
    "on_behalf",
]

"""Conferences and ballots as verbs read them: locked, and who votes.

Lock order: conference, ballot, number, audit chain.
"""

from conferences.models import Attendance, Ballot, Conference
from units import audience
from units.models import Unit, UserQuerySet


def locked_conference(pk: int) -> Conference:
    conferences = Conference.objects.select_related("emulation_year__bloc")
    return conferences.select_for_update(of=("self",)).get(pk=pk)


def locked_ballot(pk: int) -> Ballot:
    ballots = Ballot.objects.select_related("conference__emulation_year__bloc", "agenda_item")
    return ballots.select_for_update(of=("self",)).get(pk=pk)


def locked_for_the_count(pk: int) -> Ballot:
    """Ballot and conference: the number of units here is counted in the same moment as the votes."""
    ballots = Ballot.objects.filter(pk=pk)
    Conference.objects.select_for_update().get(pk__in=ballots.values("conference"))
    return locked_ballot(pk)


def voters(ballot: Ballot) -> UserQuerySet:
    """Leaders, and those authorised in writing, of the units here that have not voted yet."""
    here = ballot.conference.attendances.filter(status=Attendance.Status.PRESENT).values("unit")
    return audience.speakers(Unit.objects.filter(pk__in=here).exclude(votes__ballot=ballot))

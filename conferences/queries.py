"""Conferences and ballots as verbs and pages read them: locked, who is here, who votes, how a ballot stands.

Lock order: conference, ballot, number, audit chain.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch

from conferences.models import AgendaItem, Attendance, Ballot, BallotQuerySet, Conference, Contribution, Vote
from libraries.web.formats import local_date, vn_number
from units import audience
from units.models import Post, Unit, UnitQuerySet, User, UserQuerySet, in_force


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


def ballots_waiting_for(user: User) -> BallotQuerySet:
    """Open named ballots in which a unit this person signs for is here and has not voted."""
    own = user.roles().can_sign_for
    if not own:
        return Ballot.objects.none()
    voted = Vote.objects.filter(ballot=OuterRef(OuterRef("pk"))).values("unit")
    waiting = Attendance.objects.filter(
        conference=OuterRef("conference"), unit__in=own, status=Attendance.Status.PRESENT
    ).exclude(unit__in=voted)
    return Ballot.objects.filter(Exists(waiting), state=Ballot.State.OPEN, kind=Ballot.Kind.NAMED).order_by("pk")


def units_to_vote_for(user: User, ballot: Ballot) -> UnitQuerySet:
    """Units this person signs for that are here and have not voted yet."""
    return Unit.objects.filter(
        pk__in=user.roles().can_sign_for,
        attendances__conference=ballot.conference_id,
        attendances__status=Attendance.Status.PRESENT,
    ).exclude(pk__in=Vote.objects.filter(ballot=ballot).values("unit"))


# --- The programme ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AgendaLine:
    """One item of the programme with its ballots."""

    item: AgendaItem
    ballots: tuple[Ballot, ...]
    contributions: tuple[Contribution, ...] = ()

    @property
    def is_recorded(self) -> bool:
        """What happened at it is written, was said or handed over, or was voted."""
        return bool(self.item.note or self.ballots or self.contributions)

    @property
    def lacks_ballot(self) -> bool:
        """It is there to be voted on, and nothing was put to the vote yet."""
        return self.item.is_for_a_vote and not self.ballots


def agenda_of(conference: Conference) -> list[AgendaLine]:
    """The items in their order, what was voted and what was said at each; four queries."""
    ballots = Ballot.objects.select_related("conference__emulation_year__bloc").order_by("pk")
    said = Contribution.objects.select_related("document").prefetch_related("unit__names")
    known: tuple[Prefetch[Any], ...] = (Prefetch("ballots", ballots), Prefetch("contributions", said))
    items = AgendaItem.objects.filter(conference=conference).prefetch_related(*known)
    return [AgendaLine(item, tuple(item.ballots.all()), tuple(item.contributions.all())) for item in items]


# --- Who is here -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RollLine:
    """One unit on the roll; without an attendance nobody has said yet."""

    unit: Unit
    attendance: Attendance | None


def roll_of(conference: Conference) -> list[RollLine]:
    """The units of the year in protocol order."""
    known = {row.unit_id: row for row in conference.attendances.prefetch_related("companions")}
    return [RollLine(unit, known.get(unit.pk)) for unit in conference.units()]


def leaders_on(conference: Conference) -> dict[int, tuple[str, str]]:
    """unit → name and post of its leader on the day of the conference; one query."""
    day = local_date(conference.starts_at)
    posts = Post.objects.filter(in_force(day), unit__in=conference.units(), is_leader=True).select_related("user")
    return {post.unit_id: (post.user.full_name, post.title) for post in posts.order_by("-valid_from", "pk")}


# --- How a ballot stands ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class VoteLine:
    """One unit of the year and its vote, as far as there is one."""

    unit: Unit
    vote: Vote | None
    is_here: bool


@dataclass(frozen=True)
class Tally:
    """Every unit of the year in protocol order."""

    lines: tuple[VoteLine, ...]

    @property
    def cast(self) -> int:
        """How many have voted."""
        return sum(line.vote is not None for line in self.lines)

    @property
    def here(self) -> int:
        """How many units are here."""
        return sum(line.is_here for line in self.lines)

    @property
    def waited_for(self) -> list[Unit]:
        """Units here that have not voted."""
        return [line.unit for line in self.lines if line.is_here and line.vote is None]

    @property
    def words(self) -> str:
        """ "Còn chờ ý kiến của 3 đơn vị có mặt"."""
        if waited := self.waited_for:
            return f"Còn chờ ý kiến của {vn_number(len(waited))} đơn vị có mặt"
        return f"Đã có ý kiến của {vn_number(self.here)} đơn vị có mặt"

    def of(self, units: frozenset[int]) -> list[VoteLine]:
        """The lines of these units."""
        return [line for line in self.lines if line.unit.pk in units]


def votes_by_ballot(conference: Conference) -> dict[int, dict[int, Vote]]:
    """ballot → unit → vote; one query."""
    found: dict[int, dict[int, Vote]] = {}
    for vote in Vote.objects.filter(ballot__conference=conference):
        found.setdefault(vote.ballot_id, {})[vote.unit_id] = vote
    return found


def tally_of(ballot: Ballot) -> Tally:
    """Three queries, and one for the names of the units."""
    votes = {vote.unit_id: vote for vote in ballot.votes.select_related("cast_by")}
    present = ballot.conference.attendances.filter(status=Attendance.Status.PRESENT)
    here = set(present.values_list("unit_id", flat=True))
    units = ballot.conference.units()
    return Tally(tuple(VoteLine(unit, votes.get(unit.pk), unit.pk in here) for unit in units))

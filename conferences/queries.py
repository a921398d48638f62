"""Conferences as verbs and pages read them: locked, their programme with its ballots, who is here.

Lock order: conference, ballot, number, audit chain.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from ballots.models import Ballot, BallotQuerySet
from ballots.queries import Tally, tally_of
from ballots.subjects import TextPart, text_of_subject
from conferences.models import (
    AgendaItem,
    Assignment,
    Attendance,
    Conference,
    ConferencePaper,
    Contribution,
    ItemBallot,
    News,
    Reply,
    Screen,
)
from libraries.web.formats import local_date
from units.models import Post, Unit, in_force


def locked_conference(pk: int) -> Conference:
    conferences = Conference.objects.select_related("emulation_year__bloc")
    return conferences.select_for_update(of=("self",)).get(pk=pk)


def ballots_at(conference: Conference) -> BallotQuerySet:
    """The ballots that were put at it, in their order."""
    return Ballot.objects.filter(held_at__agenda_item__conference=conference).order_by("pk")


def conference_of(ballot: Ballot) -> Conference | None:
    """The conference at which it was put; none for a ballot of another meeting."""
    items = AgendaItem.objects.filter(held__ballot=ballot).select_related("conference__emulation_year__bloc")
    item = items.first()
    return item.conference if item else None


def locked_news(pk: int) -> News:
    return News.objects.select_related("conference__emulation_year__bloc").select_for_update(of=("self",)).get(pk=pk)


def locked_assignment(pk: int) -> Assignment:
    rows = Assignment.objects.select_related("contribution__item__conference__emulation_year__bloc", "unit", "evidence")
    return rows.select_for_update(of=("self",)).get(pk=pk)


def locked_reply(pk: int) -> Reply:
    """With its conference, which is locked first."""
    conference = locked_conference(Reply.objects.values_list("conference", flat=True).get(pk=pk))
    reply = Reply.objects.select_related("unit", "person").select_for_update(of=("self",)).get(pk=pk)
    reply.conference = conference
    return reply


# --- Its papers ------------------------------------------------------------------------------------------------------


def newest_paper(conference: Conference, kind: str) -> ConferencePaper | None:
    """The paper of this kind that was put on last, of whatever state."""
    rows = conference.papers.select_related("signing", "document", "word")
    return rows.filter(kind=kind).order_by("-pk").first()


def issued_paper_of(conference: Conference, kind: str) -> ConferencePaper | None:
    """The one that was issued last."""
    rows = conference.papers.select_related("signing", "document", "word")
    return rows.filter(kind=kind).exclude(number="").order_by("-pk").first()


def invitation_of(conference: Conference) -> ConferencePaper | None:
    """The invitation that went out last; units and guests are called by it."""
    return issued_paper_of(conference, ConferencePaper.Kind.INVITATION)


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
    held = ItemBallot.objects.select_related("ballot__emulation_year__bloc").order_by("ballot")
    said = Contribution.objects.select_related("document").prefetch_related("unit__names", "assignments__unit__names")
    known: tuple[Prefetch[Any], ...] = (Prefetch("held", held), Prefetch("contributions", said))
    items = AgendaItem.objects.filter(conference=conference).prefetch_related(*known)
    return [
        AgendaLine(item, tuple(row.ballot for row in item.held.all()), tuple(item.contributions.all()))
        for item in items
    ]


def followed_up(conference: Conference) -> list[Assignment]:
    """Tasks reported at this conference: those of the one before it, and what is left of earlier ones."""
    earlier = Conference.objects.filter(
        emulation_year__bloc=conference.bloc, starts_at__lt=conference.starts_at, state=Conference.State.CLOSED
    )
    last = earlier.order_by("-starts_at").first()
    rows = Assignment.objects.with_rows().filter(contribution__item__conference__in=earlier)
    left = ~Q(state=Assignment.State.DONE) | Q(contribution__item__conference=last)
    return list(rows.filter(left).order_by("contribution", "due_at", "pk"))


# --- The screen in the hall ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OnScreen:
    """What the wall shows now: an item with its text or its newest ballot, and what comes next; or the programme.

    tally: who has voted, while that goes on and is not shown by hand anyway; never how.
    """

    screen: Screen
    agenda: tuple[AgendaItem, ...]
    ballot: Ballot | None
    tally: Tally | None
    parts: tuple[TextPart, ...]

    @property
    def conference(self) -> Conference:
        return self.screen.conference

    @property
    def is_over(self) -> bool:
        """Closed or cancelled: the wall says so and nothing else."""
        return self.conference.state in {Conference.State.CLOSED, Conference.State.CANCELLED}

    @property
    def item(self) -> AgendaItem | None:
        return self.screen.item

    @property
    def next_item(self) -> AgendaItem | None:
        """The one after what is shown; of the programme the first."""
        place = self.item.position if self.item else 0
        return next((row for row in self.agenda if row.position > place), None)

    @property
    def shown_parts(self) -> list[TextPart]:
        """The part that was chosen; otherwise those that changed."""
        chosen = [part for part in self.parts if part.key == self.screen.part]
        return chosen or [part for part in self.parts if part.is_changed]


def on_screen(screen: Screen) -> OnScreen:
    item = screen.item
    ballot = Ballot.objects.filter(held_at__agenda_item=item).last() if item else None
    by_delegates = ballot is not None and ballot.kind not in {Ballot.Kind.OPEN, Ballot.Kind.PAPER}
    waits = ballot is not None and ballot.is_running and by_delegates
    return OnScreen(
        screen,
        tuple(screen.conference.agenda.all()),
        ballot,
        tally_of(ballot) if ballot is not None and waits else None,
        tuple(text_of_item(item)) if item and screen.shows_text else (),
    )


def text_of_item(item: AgendaItem) -> list[TextPart]:
    """The text under debate, as all delegates may read it."""
    return text_of_subject(item.conference.emulation_year, item.subject_kind, item.subject_key)


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


def replies_of(conference: Conference) -> list[Reply]:
    """What the invited units answered, in protocol order."""
    known = {row.unit_id: row for row in conference.replies.select_related("person", "replied_by", "unit__bloc")}
    return [known[unit.pk] for unit in conference.units() if unit.pk in known]


def leader_posts(conference: Conference) -> dict[int, Post]:
    """unit → the post of its leader on the day of the conference; one query."""
    day = local_date(conference.starts_at)
    posts = Post.objects.filter(in_force(day), unit__in=conference.units(), is_leader=True).select_related("user")
    return {post.unit_id: post for post in posts.order_by("-valid_from", "pk")}


def leaders_on(conference: Conference) -> dict[int, tuple[str, str]]:
    """unit → name and post of its leader on the day of the conference; one query."""
    return {unit: (post.user.full_name, post.title) for unit, post in leader_posts(conference).items()}

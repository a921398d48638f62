"""Ballots as verbs and pages read them: locked, who may still vote, how a ballot stands.

Lock order: ballot, audit chain.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from ballots.models import Ballot, BallotQuerySet, CountingMinutes, Elector, SecretPaper, Teller, Vote
from libraries.web.formats import vn_number
from units.models import Unit, User, UserQuerySet

WAITING = Q(vote__isnull=True, paper__isnull=True, recusal="")


def locked_ballot(pk: int) -> Ballot:
    ballots = Ballot.objects.select_related("emulation_year__bloc")
    return ballots.select_for_update(of=("self",)).get(pk=pk)


def delegates_asked(ballot: Ballot) -> UserQuerySet:
    """The delegates whose vote is still waited for."""
    waiting = Elector.objects.filter(WAITING, ballot=ballot, delegate__isnull=False)
    return User.objects.filter(pk__in=waiting.values("delegate"), is_active=True)


def ballots_waiting_for(user: User) -> BallotQuerySet:
    """Open named and secret ballots in which this person is on the roll and has not voted."""
    waiting = Elector.objects.filter(WAITING, delegate=user)
    rows = Ballot.objects.filter(state=Ballot.State.OPEN, pk__in=waiting.values("ballot"))
    rows = rows.exclude(kind=Ballot.Kind.OPEN)
    return rows.order_by("pk")


def electors_to_vote_for(user: User, ballot: Ballot) -> list[Elector]:
    """Those in this ballot that this person is on the roll for, which have not voted yet."""
    return list(ballot.electors.filter(WAITING, delegate=user).select_related("unit"))


def votes_recorded(ballots: Iterable[Ballot]) -> dict[int, int]:
    """By primary key of the ballot: how many votes of it were written down one by one."""
    votes = Vote.objects.filter(elector__ballot__in=list(ballots)).order_by()
    return dict(votes.values_list("elector__ballot").annotate(Count("pk")))


# --- Secret ballots --------------------------------------------------------------------------------------------------


def counts_waiting_for(user: User) -> BallotQuerySet:
    """Secret ballots in which this teller has the next step: to take the key, to open the sum."""
    takes = Q(tellers__public_part__isnull=True, state=Ballot.State.PREPARING)
    opens = Q(tellers__opening__isnull=True, state=Ballot.State.COUNTING)
    return Ballot.objects.filter(takes | opens, tellers__user=user).order_by("pk")


def election_of(ballot: Ballot) -> dict[str, Any]:
    """What secret papers are bound to: question, answers, and the tellers' keys in their order."""
    return {
        "id": election_id(ballot),
        "question": ballot.question,
        "options": [choice.label for choice in Vote.Choice],
        "least": 1,
        "most": 1,
        "tellers": [{"name": row.user.full_name} | row.public_part for row in tellers_of(ballot) if row.public_part],
    }


def election_id(ballot: Ballot) -> str:
    return f"{ballot.bloc.slug}-{ballot.pk}"


def tellers_of(ballot: Ballot) -> list[Teller]:
    return list(ballot.tellers.select_related("user").order_by("pk"))


def issued_counting(ballot: Ballot) -> CountingMinutes | None:
    """The minutes of its count, once they are signed and have their number."""
    rows = CountingMinutes.objects.filter(ballot=ballot).exclude(number="")
    return rows.select_related("signing", "document", "word").first()


def papers_of(ballot: Ballot) -> list[SecretPaper]:
    """In the order of their receipts."""
    return list(SecretPaper.objects.filter(elector__ballot=ballot).order_by("receipt"))


def published_count(ballot: Ballot) -> dict[str, Any]:
    """All that anybody needs to check the count (libraries/secret_count.py)."""
    return {
        "election": election_of(ballot),
        "papers": [paper.content for paper in papers_of(ballot)],
        "openings": [row.opening for row in tellers_of(ballot)],
        "result": [ballot.yes, ballot.no, ballot.abstain],
    }


# --- How a ballot stands ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tally:
    """The electors of a ballot in protocol order, each with `unit`, `delegate` and its vote as far as there is one."""

    electors: tuple[Elector, ...]

    @property
    def voting(self) -> list[Elector]:
        """Those that do not stand aside."""
        return [elector for elector in self.electors if not elector.recusal]

    @property
    def cast(self) -> int:
        """How many have voted."""
        return sum(elector.has_voted for elector in self.electors)

    @property
    def here(self) -> int:
        """How many may vote."""
        return len(self.voting)

    @property
    def waited_for(self) -> list[Elector]:
        return [elector for elector in self.voting if not elector.has_voted]

    @property
    def words(self) -> str:
        """ "Còn chờ ý kiến của 3 đơn vị có mặt"."""
        if waited := self.waited_for:
            return f"Còn chờ ý kiến của {vn_number(len(waited))} đơn vị có mặt"
        return f"Đã có ý kiến của {vn_number(self.here)} đơn vị có mặt"

    def of(self, user: User) -> list[Elector]:
        """Those whose vote is this person's: on the roll for them, or of a unit the person signs for."""
        own = user.roles().can_sign_for
        return [one for one in self.electors if one.delegate_id == user.pk or one.unit_id in own]


def tally_of(ballot: Ballot) -> Tally:
    """Two queries: the electors with what they answered, and the names of the units."""
    rows = (
        Elector.objects.filter(ballot=ballot)
        .select_related("vote__cast_by", "paper", "delegate")
        .defer("paper__content")
        .order_by("pk")
    )
    electors = list(rows)
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=[row.unit_id for row in electors]).with_names()}
    for row in electors:
        if row.unit_id is not None:
            row.unit = units[row.unit_id]
    return Tally(tuple(electors))

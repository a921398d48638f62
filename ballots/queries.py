"""Ballots as verbs and pages read them: locked, who may still vote, how a ballot stands.

Lock order: ballot, audit chain.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from ballots.models import Ballot, BallotQuerySet, CountingMinutes, Elector, PaperTally, SecretPaper, Teller, Vote
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
    rows = rows.exclude(kind__in=[Ballot.Kind.OPEN, Ballot.Kind.PAPER])
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
    opens = Q(tellers__opening__isnull=True, state=Ballot.State.COUNTING, kind=Ballot.Kind.SECRET)
    return Ballot.objects.filter(takes | opens, tellers__user=user).order_by("pk")


# --- Printed papers --------------------------------------------------------------------------------------------------


def questions_on(ballot: Ballot) -> list[Ballot]:
    """All questions of its printed paper in their order, the first one first; of any other ballot itself."""
    first = ballot.on_paper_of_id or ballot.pk
    rows = Ballot.objects.filter(Q(pk=first) | Q(on_paper_of=first)).select_related("emulation_year__bloc")
    return list(rows.order_by("pk"))


@dataclass(frozen=True)
class Counting:
    """How far the count of a printed paper is. `lines`: what the tellers found differently, in words."""

    tellers: tuple[Teller, ...]
    counted: frozenset[int]
    lines: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return len(self.counted) == len(self.tellers)

    @property
    def agrees(self) -> bool:
        return self.is_complete and not self.lines

    def waits_for(self, user: User) -> bool:
        """This teller has not counted yet, or all have and must count again."""
        mine = next((row for row in self.tellers if row.user_id == user.pk), None)
        return mine is not None and (mine.pk not in self.counted or (self.is_complete and bool(self.lines)))


def counting_of(ballot: Ballot) -> Counting:
    """Of the first question of a printed paper; what others counted is compared when all have, and never shown."""
    tellers, questions = tellers_of(ballot), questions_on(ballot)
    found: dict[tuple[int, str], set[int]] = {}
    done: dict[int, int] = {}
    for row in PaperTally.objects.filter(ballot__in=questions):
        done[row.teller_id] = done.get(row.teller_id, 0) + 1
        for name in PaperTally.LABELS:
            found.setdefault((row.ballot_id, name), set()).add(getattr(row, name))
    counted = frozenset(row.pk for row in tellers if done.get(row.pk) == len(questions))
    if len(counted) < len(tellers):
        return Counting(tuple(tellers), counted, ())
    lines = [
        f"{question.question}: số phiếu {label}"
        for question in questions
        for name, label in PaperTally.LABELS.items()
        if len(found[question.pk, name]) > 1
    ]
    return Counting(tuple(tellers), counted, tuple(lines))


def invalid_papers(ballot: Ballot) -> int:
    """As its tellers found alike; an encrypted paper is never invalid."""
    row = PaperTally.objects.filter(ballot=ballot).first()
    return row.invalid if row else 0


def papers_to_count(user: User) -> list[Ballot]:
    """Printed papers that were gathered and that this teller counts now."""
    rows = Ballot.objects.filter(tellers__user=user, kind=Ballot.Kind.PAPER, state=Ballot.State.COUNTING)
    return [ballot for ballot in rows.order_by("pk") if counting_of(ballot).waits_for(user)]


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
    """Of a printed paper those of its first question, who count all."""
    rows = Teller.objects.filter(ballot=ballot.on_paper_of_id or ballot.pk)
    return list(rows.select_related("user").order_by("pk"))


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

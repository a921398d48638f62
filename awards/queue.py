"""Whose dossiers wait for whom at the city board; one stable order for each reviewer (docs/interface.md: Reviewing)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from awards.models import Nomination, Review
from awards.recusal import known_ties_of
from libraries.web.listing import Count, capped_count

MOST = 300
SHOWN = 20  # of what is done or waits for a decision, on the page of the desk


@dataclass(frozen=True)
class Queue:
    """waiting: to be judged by this person, oldest first; done: judged by them and not decided yet; aside: not theirs
    to judge."""

    waiting: list[Nomination]
    done: list[Nomination]
    aside: list[Nomination]

    @property
    def total(self) -> int:
        return len(self.waiting) + len(self.done)

    def after(self, nomination: Nomination) -> Nomination | None:
        """The next one to judge, round about; None when no other waits."""
        others = [row for row in self.waiting if row.pk != nomination.pk]
        key = (nomination.submitted_at or nomination.created_at, nomination.pk)
        later = [row for row in others if (row.submitted_at, row.pk) > key]
        return (later or others or [None])[0]

    def before(self, nomination: Nomination) -> Nomination | None:
        others = [row for row in self.waiting if row.pk != nomination.pk]
        key = (nomination.submitted_at or nomination.created_at, nomination.pk)
        earlier = [row for row in others if (row.submitted_at, row.pk) < key]
        return earlier[-1] if earlier else None


def queue_of(user: Any, *, named: bool = True) -> Queue:
    """The board member's desk. named: with what a list shows of each; else only their order."""
    found = Nomination.objects.visible_to(user).waiting()
    found = found.with_rows() if named else found.select_related("emulation_year")
    rows = list(found.order_by("submitted_at", "pk")[:MOST])
    judged = set(Review.objects.filter(nomination__in=rows, reviewer=user).values_list("nomination_id", "round"))
    ties = known_ties_of(user)
    waiting, done, aside = [], [], []
    for row in rows:
        if ties.bind(row):
            aside.append(row)
        elif (row.pk, row.round) in judged:
            done.append(row)
        elif row.state == Nomination.State.SUBMITTED:
            waiting.append(row)
    return Queue(waiting, done, aside)


@dataclass(frozen=True)
class Desk:
    """The same for the page of the desk, where hundreds may wait: only what is shown is read."""

    waiting: Any  # a queryset, oldest first
    first: Nomination | None
    waiting_count: Count
    done: list[Nomination]
    done_count: Count
    aside: list[Nomination]

    @property
    def total(self) -> int:
        return self.waiting_count.number + self.done_count.number


def desk_of(user: Any) -> Desk:
    rows = Nomination.objects.visible_to(user).waiting().with_rows().order_by("submitted_at", "pk")
    ties = known_ties_of(user)
    aside = [row for row in rows.filter(unit__in=ties.units)[:MOST] if ties.bind(row)]
    own = Exists(Review.objects.filter(nomination=OuterRef("pk"), round=OuterRef("round"), reviewer=user))
    others = rows.exclude(pk__in=[row.pk for row in aside])
    waiting, done = others.filter(~own, state=Nomination.State.SUBMITTED), others.filter(own)
    return Desk(waiting, waiting.first(), capped_count(waiting), list(done[:SHOWN]), capped_count(done), aside)


def to_decide(user: Any) -> list[Nomination]:
    """Reviewed dossiers this person may record a decision for: flags first, then as they came."""
    rows = (
        Nomination.objects.visible_to(user)
        .filter(state=Nomination.State.REVIEWED)
        .with_rows()
        .order_by("kind__display_order", "emulation_year__bloc__name", "submitted_at", "pk")[:MOST]
    )
    ties = known_ties_of(user)
    return [row for row in rows if not ties.bind(row)]

"""Which dossiers wait for a person of the city board, in one stable order (docs/interface.md: Reviewing)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from awards.models import Nomination, Review
from awards.models.nomination import NominationQuerySet
from awards.queries.conflict_of_interest import known_ties_of
from libraries.web.listing import Count, capped_count
from units.models import User

MOST = 300
SHOWN = 20  # of what is done or waits for a decision, on the page of the desk


def place(nomination: Nomination) -> tuple[datetime, int]:
    """Where a dossier stands in the queue; one that left it meanwhile, where it would stand."""
    return nomination.submitted_at or nomination.created_at, nomination.pk


@dataclass(frozen=True)
class Queue:
    """waiting: to be judged by this person, oldest first; done: judged by them and not decided yet; recused: of a
    unit of theirs."""

    waiting: tuple[Nomination, ...]
    done: tuple[Nomination, ...]
    recused: tuple[Nomination, ...]

    @property
    def total(self) -> int:
        return len(self.waiting) + len(self.done)

    def after(self, nomination: Nomination) -> Nomination | None:
        """The next one to judge, round about; None when no other waits."""
        others = [row for row in self.waiting if row.pk != nomination.pk]
        later = [row for row in others if place(row) > place(nomination)]
        return next(iter(later or others), None)

    def before(self, nomination: Nomination) -> Nomination | None:
        earlier = [row for row in self.waiting if row.pk != nomination.pk and place(row) < place(nomination)]
        return earlier[-1] if earlier else None


def queue_of(user: User) -> Queue:
    """What this person judges and has judged, for turning over from one dossier to the next."""
    found = Nomination.objects.visible_to(user).waiting().select_related("emulation_year")
    found = found.defer("citation", "summary", "search_key", "search_words")
    rows = list(found.order_by("submitted_at", "pk")[:MOST])
    judged = set(Review.objects.filter(nomination__in=rows, reviewer=user).values_list("nomination_id", "round"))
    ties = known_ties_of(user)
    waiting, done, recused = [], [], []
    for row in rows:
        if ties.bind(row):
            recused.append(row)
        elif (row.pk, row.round) in judged:
            done.append(row)
        elif row.state == Nomination.State.SUBMITTED:
            waiting.append(row)
    return Queue(tuple(waiting), tuple(done), tuple(recused))


@dataclass(frozen=True)
class Desk:
    """The same for the page of the desk, where hundreds may wait: only what is shown is read."""

    waiting: NominationQuerySet  # oldest first
    first: Nomination | None
    waiting_count: Count
    done: tuple[Nomination, ...]
    done_count: Count
    recused: tuple[Nomination, ...]

    @property
    def total(self) -> int:
        return self.waiting_count.number + self.done_count.number


def desk_of(user: User) -> Desk:
    rows = Nomination.objects.visible_to(user).waiting().order_by("submitted_at", "pk")
    ties = known_ties_of(user)
    recused = tuple(row for row in rows.filter(unit__in=ties.units).with_rows()[:MOST] if ties.bind(row))
    own = Exists(Review.objects.filter(nomination=OuterRef("pk"), round=OuterRef("round"), reviewer=user))
    others = rows.exclude(pk__in=[row.pk for row in recused])
    waiting, done = others.filter(~own, state=Nomination.State.SUBMITTED), others.filter(own)
    first = waiting.with_rows().first()
    shown = tuple(done.with_rows()[:SHOWN])
    return Desk(waiting, first, capped_count(waiting), shown, capped_count(done), recused)


def to_decide(user: User) -> list[Nomination]:
    """Reviewed dossiers this person may record a decision for: flags first, then as they came."""
    rows = (
        Nomination.objects.visible_to(user)
        .filter(state=Nomination.State.REVIEWED)
        .with_rows()
        .order_by("kind__display_order", "emulation_year__bloc__name", "submitted_at", "pk")[:MOST]
    )
    ties = known_ties_of(user)
    return [row for row in rows if not ties.bind(row)]

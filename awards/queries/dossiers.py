"""Dossiers as pages and verbs read them, their terms, their quota, and what was said of them.

Lock order: nominations (by key), quota, number, document, audit chains of blocs (by name), audit chain of the city;
of certificates: decisions, certificates, numbers, documents, chains of blocs, job, chain of the city.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Subquery
from django.db.models.functions import Coalesce

from awards.models import AwardKind, AwardTerms, Nomination, Quota, Review
from awards.models.nomination import NominationQuerySet
from records.transitions import NotAllowedNow
from units.models import City, User


def _nominations() -> NominationQuerySet:
    return Nomination.objects.select_related("emulation_year__bloc", "kind", "unit").prefetch_related("kind__terms")


def read_nomination(pk: int) -> Nomination:
    """The row as it is now, not locked: what is printed from it is compared under the lock."""
    return _nominations().get(pk=pk)


def locked_nomination(pk: int) -> Nomination:
    return _nominations().select_for_update(of=("self",)).get(pk=pk)


def locked_nominations(wanted: Iterable[int]) -> dict[int, Nomination]:
    """Several, locked in the order of their keys."""
    rows = _nominations().select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    return {row.pk: row for row in rows}


def locked_with_quotas(wanted: Iterable[int]) -> dict[int, Nomination]:
    """Dossiers and their quotas: two dossiers cannot both be the last one that the quota allows."""
    rows = locked_nominations(wanted)
    years, kinds = {row.emulation_year_id for row in rows.values()}, {row.kind_id for row in rows.values()}
    quotas = Quota.objects.filter(emulation_year__in=years, kind__in=kinds).order_by("pk")
    list(quotas.select_for_update().values_list("pk"))
    return rows


def terms_or_refuse(nomination: Nomination) -> AwardTerms:
    """The terms the dossier is judged by; NotAllowedNow when nobody recorded any for its day."""
    terms = nomination.terms()
    if terms is None:
        raise NotAllowedNow(
            f"Hệ thống chưa có tiêu chuẩn của {nomination.kind.short_name} cho hồ sơ này. "
            f"Đề nghị liên hệ {City.objects.on().office}."
        )
    return terms


@dataclass(frozen=True)
class QuotaUse:
    """How many the bloc may submit and how many it has."""

    allowed: int | None
    submitted: int

    @property
    def words(self) -> str:
        if self.allowed is None:
            return "chưa nhập số lượng được phân bổ"
        return f"đã trình {self.submitted}, được phân bổ {self.allowed}"


def quota_use(nomination: Nomination) -> QuotaUse:
    year, kind = nomination.emulation_year_id, nomination.kind_id
    quota = Quota.objects.filter(emulation_year=year, kind=kind).values("count")
    submitted = Nomination.objects.filter(emulation_year=year, kind=kind).exclude(state=Nomination.State.DRAFT)
    counted = submitted.order_by().values("kind").annotate(count=Count("pk")).values("count")
    both = AwardKind.objects.filter(pk=kind).values_list(Subquery(quota), Coalesce(Subquery(counted), 0))
    return QuotaUse(*both.get())


@dataclass(frozen=True)
class Opinions:
    """What the board said of one dossier, the newest round first, as one of its readers may see it."""

    rows: tuple[Review, ...]
    own: Review | None  # the reader's own of the present round

    def hiding_the_present_round(self, nomination: Nomination) -> tuple[Review, ...]:
        """Whoever still has to judge does not read first what the others think."""
        if self.own is not None:
            return self.rows
        return tuple(row for row in self.rows if row.round != nomination.round)


def opinions_of(nomination: Nomination, reader: User) -> Opinions:
    rows = tuple(nomination.reviews.select_related("reviewer").order_by("-round", "pk"))
    own = next((row for row in rows if row.round == nomination.round and row.reviewer_id == reader.pk), None)
    return Opinions(rows, own)

"""Dossiers and certificates as verbs read them, locked; and the terms they are judged by.

Lock order: nominations (by key), quota, number, document, audit chains of blocs (by name), audit chain of the city;
of certificates: decisions, certificates, numbers, documents, chains of blocs, job, chain of the city.
"""

from django.db.models import QuerySet

from awards.models import AwardTerms, Certificate, DecisionLine, Nomination, Quota
from records.transitions import NotAllowedNow


def _nominations() -> QuerySet[Nomination]:
    return Nomination.objects.select_related("emulation_year__bloc", "kind", "unit")


def read_nomination(pk: int) -> Nomination:
    """The row as it is now, not locked: what is printed from it is compared under the lock."""
    return _nominations().get(pk=pk)


def locked_nomination(pk: int) -> Nomination:
    return _nominations().select_for_update(of=("self",)).get(pk=pk)


def locked_with_quota(pk: int) -> Nomination:
    """The dossier and its quota: two dossiers cannot both be the last one that the quota allows."""
    nomination = locked_nomination(pk)
    quota = Quota.objects.filter(emulation_year=nomination.emulation_year_id, kind=nomination.kind_id)
    list(quota.select_for_update().values_list("pk"))
    return nomination


def locked_certificate(pk: int) -> Certificate:
    return Certificate.objects.with_rows().select_for_update(of=("self",)).get(pk=pk)


def decision_lines() -> QuerySet[DecisionLine]:
    """With all that a certificate prints."""
    return DecisionLine.objects.select_related(
        "decision", "nomination__kind", "nomination__unit", "nomination__emulation_year__bloc"
    )


def law_of(nomination: Nomination) -> AwardTerms:
    """The terms the dossier is judged by; NotAllowedNow when nobody recorded any for its day."""
    terms = nomination.terms()
    if terms is None:
        raise NotAllowedNow(f"Chưa có quy định về {nomination.kind.short_name} áp dụng cho hồ sơ này.")
    return terms

"""Certificates and the lines of decisions they are printed for."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from awards.models import AwardKind, Certificate, CertificateTemplate, Decision, DecisionLine
from awards.models.certificate import CertificateQuerySet
from conferences.models import Conference
from records.transitions import filled
from units.models import City, User

# Decisions looked through for lines without a certificate: a city keeps thousands that are long done.
NEWEST = 50
MOST_FAILED = 50  # named one by one above the list


def locked_certificate(pk: int) -> Certificate:
    return Certificate.objects.with_rows().select_for_update(of=("self",)).get(pk=pk)


def decision_lines() -> "QuerySet[DecisionLine]":
    """With all that a certificate prints."""
    return DecisionLine.objects.select_related(
        "decision", "nomination__kind", "nomination__unit", "nomination__emulation_year__bloc"
    ).prefetch_related(
        "nomination__unit__names",
        "nomination__unit__managing_agencies",
        "nomination__kind__terms",
        "nomination__kind__templates",
    )


def lines_to_print(wanted: Iterable[int]) -> list[DecisionLine]:
    """With all that a certificate prints; lines of one decision share it. By kind, decision, place in the decision."""
    rows = list(decision_lines().filter(pk__in=list(wanted)).order_by("nomination__kind_id", "decision_id", "line_no"))
    decisions: dict[int, Decision] = {}
    cities: dict[datetime.date, City] = {}
    for row in rows:
        row.decision = decisions.setdefault(row.decision_id, row.decision)
        day = row.decision.decided_on
        row.decision.city = cities.get(day) or cities.setdefault(day, City.objects.on(day))
    return rows


def default_template(kind: AwardKind, on: datetime.date) -> CertificateTemplate | None:
    """The sheet for a decision of that day: the last that began, or the default one."""
    rows = list(kind.templates.all())
    begun = [row for row in rows if row.valid_from and row.valid_from <= on]
    if begun:
        return max(begun, key=lambda row: filled(row.valid_from))
    return min((row for row in rows if not row.valid_from), key=lambda row: (not row.is_default, row.pk), default=None)


def lines_seen_by(user: User, decision: Decision) -> list[DecisionLine]:
    """The lines this user may see, with their certificates: the board all, others those of their blocs."""
    rows = decision.lines.select_related(
        "decision", "nomination__kind", "nomination__unit", "nomination__emulation_year__bloc"
    ).prefetch_related("nomination__unit__names", "certificates", "nomination__kind__templates")
    if not user.is_board_member:
        rows = rows.filter(nomination__emulation_year__bloc__in=user.bloc_ids)
    return list(rows.order_by("line_no"))


@dataclass(frozen=True)
class DecidedLine:
    """A recipient and the newest of its certificates."""

    line: DecisionLine
    certificate: Certificate | None


def with_newest(lines: list[DecisionLine]) -> list[DecidedLine]:
    return [DecidedLine(line, max(line.certificates.all(), key=lambda row: row.pk, default=None)) for line in lines]


def without_certificate(lines: list[DecisionLine]) -> list[DecisionLine]:
    return [line for line in lines if not line.certificates.all()]


def decision_to_issue(user: User) -> Decision | None:
    """Of the newest decisions this user may see, the newest with a line that has no certificate."""
    decisions = Decision.objects.visible_to(user)
    newest = list(decisions.order_by("-decided_on", "-pk").values_list("pk", flat=True)[:NEWEST])
    return decisions.filter(pk__in=newest).filter(lines__certificates=None).first()


def failed_prints(user: User) -> CertificateQuerySet:
    """Certificates this user may see whose printing failed."""
    return Certificate.objects.visible_to(user).exclude(print_error="")


@dataclass(frozen=True)
class HandOverChoices:
    """What may be recorded as handed over, and where."""

    certificates: CertificateQuerySet
    conferences: "QuerySet[Conference]"


def hand_over_choices(user: User) -> HandOverChoices:
    """Certificates not handed over, of the blocs whose secretary this user is (the board: all); conferences begun."""
    blocs = user.roles().secretary_of
    certificates = Certificate.objects.visible_to(user).filter(state=Certificate.State.VALID, handed_over_at=None)
    conferences = Conference.objects.visible_to(user).exclude(state=Conference.State.PLANNED)
    if not user.is_board_member:
        certificates = certificates.filter(line__nomination__emulation_year__bloc__in=blocs)
        conferences = conferences.filter(emulation_year__bloc__in=blocs)
    return HandOverChoices(
        certificates.select_related("kind", "line").order_by("kind__display_order", "number"),
        conferences.order_by("-starts_at"),
    )

"""Pledges as verbs and pages read them: locked, who still has to sign, what was registered.

Lock order: pledge, intent, document, audit chain. Whoever signs holds the pledge's row: of nine who sign the same head
at once without it, one signature is left (tests/pledges/test_races.py shows it).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from libraries.web.formats import vn_number
from pledges.models import Pledge, Signature, Target, UnitPledge
from units.models import Unit, User


def locked_pledge(pk: int) -> Pledge:
    pledges = Pledge.objects.select_related("emulation_year__bloc", "document", "text", "conference")
    # No key changes: those who only point at the row (intents being written) need not wait.
    return pledges.select_for_update(of=("self",), no_key=True).get(pk=pk)


def unsigned_units(pledge: Pledge) -> list[Unit]:
    """Units of the pledge that have not signed, in protocol order."""
    return list(pledge.emulation_year.units().exclude(pk__in=pledge.signatures.values("unit")))


def units_to_sign(user: User, pledge: Pledge) -> list[Unit]:
    """Units this person speaks for that have not signed."""
    return [unit for unit in unsigned_units(pledge) if unit.pk in user.roles().can_sign_for]


def signature_counts(pledges: Iterable[Pledge]) -> dict[int, int]:
    """pledge → how many units have signed it; 0 is not in there. One query."""
    counted = Signature.objects.filter(pledge__in=list(pledges)).order_by().values_list("pledge")
    return dict(counted.annotate(Count("pk")))


# --- Targets ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TargetRow:
    """One target as somebody wrote it; `pk` names the row it replaces, None is a new one."""

    name: str
    measure: str
    value: Decimal
    note: str = ""
    pk: int | None = None

    def __str__(self) -> str:
        note = f" ({self.note})" if self.note else ""
        return f"{self.name}: {self.amount}{note}"

    @property
    def amount(self) -> str:
        """ "20.500 lượt", "99,5%\"."""
        return f"{vn_number(self.value)}{'' if self.measure == '%' else ' '}{self.measure}"


def part_of(pledge: Pledge, unit: Unit) -> UnitPledge:
    """The unit's part as it was last written; one that is not saved while nothing was."""
    return UnitPledge.objects.filter(pledge=pledge, unit=unit).first() or UnitPledge(pledge=pledge, unit=unit)


def targets_of(part: UnitPledge) -> list[TargetRow]:
    """What the unit has registered, in its order."""
    return [row_of(target) for target in part.pledge.targets.filter(unit=part.unit)]


def row_of(target: Target) -> TargetRow:
    return TargetRow(target.name, target.measure, target.value, target.note, target.pk)

"""Pledges as verbs and pages read them: locked, who still has to sign, what was registered.

Lock order: pledge, then what the room below locks (signatures/queries.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from libraries.web import clock
from libraries.web.formats import vn_number
from pledges.models import Pledge, QuarterReport, Target, TargetResult, UnitPledge
from signatures.models import Party, Signature
from signatures.queries import leaders_of, required_counts, signature_counts, unsigned
from units.models import Post, Unit, User

# Per cent of a target that the mid-year conference asks for (blocs' own regulations; none of the law).
MID_YEAR_SHARE = 50


def locked_pledge(pk: int) -> Pledge:
    pledges = Pledge.objects.select_related("emulation_year__bloc", "signing__document", "text", "conference")
    # No key changes: those who only point at the row need not wait.
    return pledges.select_for_update(of=("self",), no_key=True).get(pk=pk)


def locked_report(pk: int) -> QuarterReport:
    reports = QuarterReport.objects.select_related("pledge__emulation_year__bloc", "unit")
    return reports.select_for_update(of=("self",), no_key=True).get(pk=pk)


def party_units(pledge: Pledge) -> list[Unit]:
    """Units of the pledge in its order: those that sit in the year today, from the sealing on those it names."""
    if pledge.content is None:
        return list(pledge.emulation_year.units())
    named = [party["unit"] for party in pledge.content["parties"]]
    units = Unit.objects.with_names().select_related("bloc").in_bulk(named)
    return [units[pk] for pk in named]


def party_of(pledge: Pledge, unit: Unit) -> Party:
    """The place at which this unit signs; Party.DoesNotExist for a unit that the pledge does not name."""
    parties = pledge.sealed_signing.parties.select_related("unit", "request__emulation_year__bloc")
    found: Party = parties.get(unit=unit)
    return found


def units_to_sign(user: User, pledge: Pledge) -> list[Unit]:
    """Units this person speaks for that have not signed."""
    if pledge.signing is None:
        return []
    waiting = set(unsigned(pledge.signing).values_list("unit", flat=True))
    mine = user.roles().can_sign_for & waiting
    return [unit for unit in party_units(pledge) if unit.pk in mine]


def signed_and_required(pledges: Iterable[Pledge]) -> dict[int, tuple[int, int]]:
    """pledge → how many units have signed it, and how many must. Two queries."""
    requests = {row.pk: row.signing_id for row in pledges if row.signing_id is not None}
    signed, required = signature_counts(requests.values()), required_counts(requests.values())
    return {pk: (signed.get(request, 0), required.get(request, 0)) for pk, request in requests.items()}


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
        return amount(self.value, self.measure)


def amount(value: Decimal | None, measure: str) -> str:
    """ "20.500 lượt", "99,5%"; empty without a value."""
    return "" if value is None else f"{vn_number(value)}{'' if measure == '%' else ' '}{measure}"


def part_of(pledge: Pledge, unit: Unit) -> UnitPledge:
    """The unit's part as it was last written; one that is not saved while nothing was."""
    return UnitPledge.objects.filter(pledge=pledge, unit=unit).first() or UnitPledge(pledge=pledge, unit=unit)


def targets_of(part: UnitPledge) -> list[TargetRow]:
    """What the unit has registered, in its order."""
    return [row_of(target) for target in part.pledge.targets.filter(unit=part.unit)]


def row_of(target: Target) -> TargetRow:
    return TargetRow(target.name, target.measure, target.value, target.note, target.pk)


# --- The page of a pledge --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PartyLine:
    """One unit of a pledge: who leads it today, its signature, and its targets as far as this reader may see them."""

    unit: Unit
    leader: Post | None
    signature: Signature | None
    targets: tuple[TargetRow, ...]
    has_registered: bool
    is_released: bool


def parties_of(pledge: Pledge, user: User) -> list[PartyLine]:
    """In protocol order."""
    units = party_units(pledge)
    leaders = leaders_of(units, clock.today())
    signed = {row.party.unit_id: row for row in pledge.signatures.select_related("user", "party")}
    released = _released_units(pledge)
    targets: dict[int, list[TargetRow]] = {}
    for row in Target.objects.visible_to(user).filter(pledge=pledge):
        targets.setdefault(row.unit_id, []).append(row_of(row))
    registered = set(pledge.targets.values_list("unit", flat=True))
    return [
        PartyLine(
            unit,
            leaders.get(unit.pk),
            signed.get(unit.pk),
            tuple(targets.get(unit.pk, ())),
            unit.pk in registered,
            unit.pk in released,
        )
        for unit in units
    ]


def _released_units(pledge: Pledge) -> set[int | None]:
    if pledge.signing is None:
        return set()
    return set(pledge.signing.parties.filter(released_at__isnull=False).values_list("unit", flat=True))


# --- What was reached ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ResultLine:
    """One target, and what was reached of it up to the end of each quarter, as far as this reader may see it."""

    target: TargetRow
    values: tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
    note: str  # of the quarter that is asked for
    value: Decimal | None  # likewise

    @property
    def share(self) -> Decimal | None:
        """Per cent of what was registered; None without a result, or where nothing was registered to be reached."""
        if self.value is None or not self.target.value:
            return None
        return self.value * 100 / self.target.value

    @property
    def filled(self) -> int:
        """So much of 100 that the bar is full: more than was registered fills it, less than nothing leaves it empty."""
        return max(0, min(100, round(self.share or 0)))

    @property
    def reached(self) -> str:
        """ "10.240 lượt\"."""
        return amount(self.value, self.target.measure)

    @property
    def is_behind(self) -> bool:
        """Less than what the mid-year conference asks for; a share (%) does not grow with the year."""
        return self.target.measure != "%" and self.share is not None and self.share < MID_YEAR_SHARE


@dataclass(frozen=True)
class UnitResults:
    """One unit's results of a quarter; `report` is unsaved while nothing was written."""

    unit: Unit
    report: QuarterReport
    lines: tuple[ResultLine, ...]


def report_of(pledge: Pledge, unit: Unit, quarter: int) -> QuarterReport:
    """As it was last written; one that is not saved while nothing was."""
    reports = QuarterReport.objects.select_related("pledge__emulation_year__bloc", "unit")
    found = reports.filter(pledge=pledge, unit=unit, quarter=quarter).first()
    return found or QuarterReport(pledge=pledge, unit=unit, quarter=quarter)


def results_of(pledge: Pledge, quarter: int, user: User) -> list[UnitResults]:
    """All units in protocol order, in as many queries for thirty units as for one."""
    seen = QuarterReport.objects.visible_to(user).filter(pledge=pledge)
    reports = {(row.unit_id, row.quarter): row for row in seen}
    results: dict[int, dict[int, TargetResult]] = {}
    by_report = {row.pk: row for row in reports.values()}
    for row in TargetResult.objects.filter(report__in=by_report):
        results.setdefault(row.target_id, {})[by_report[row.report_id].quarter] = row
    targets: dict[int, list[Target]] = {}
    for target in Target.objects.visible_to(user).filter(pledge=pledge):
        targets.setdefault(target.unit_id, []).append(target)
    found = []
    for unit in party_units(pledge):
        report = reports.get((unit.pk, quarter)) or QuarterReport(pledge=pledge, unit=unit, quarter=quarter)
        lines = tuple(_result_line(target, results.get(target.pk, {}), quarter) for target in targets.get(unit.pk, ()))
        found.append(UnitResults(unit, report, lines))
    return found


def _result_line(target: Target, known: dict[int, TargetResult], quarter: int) -> ResultLine:
    one, two, three, four = (known[number].value if number in known else None for number in range(1, 5))
    here = known.get(quarter)
    return ResultLine(row_of(target), (one, two, three, four), here.note if here else "", here.value if here else None)


def newest_values(targets: Iterable[int]) -> dict[int, Decimal]:
    """target → what was reached of it in the newest quarter that its unit's leader confirmed."""
    rows = TargetResult.objects.filter(target__in=targets, report__state=QuarterReport.State.CONFIRMED)
    return dict(rows.order_by("report__quarter").values_list("target", "value"))

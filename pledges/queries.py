"""Pledges as verbs and pages read them: locked, who still has to sign and in what capacity, what was registered.

Lock order: pledge, intent, document, audit chain. Whoever signs holds the pledge's row: of nine who sign the same head
at once without it, one signature is left (tests/pledges/test_races.py shows it).
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet

from libraries.web import clock
from libraries.web.formats import vn_number
from pledges.models import Decline, Pledge, Signature, Target, UnitPledge
from units.models import Post, SigningAuthority, Unit, User, in_force, speaking


def locked_pledge(pk: int) -> Pledge:
    pledges = Pledge.objects.select_related("emulation_year__bloc", "document", "text", "conference")
    # No key changes: those who only point at the row (intents being written) need not wait.
    return pledges.select_for_update(of=("self",), no_key=True).get(pk=pk)


def party_units(pledge: Pledge) -> list[Unit]:
    """Units of the pledge in its order: those that sit in the year today, from the sealing on those it names."""
    if pledge.content is None:
        return list(pledge.emulation_year.units())
    named = [party["unit"] for party in pledge.content["parties"]]
    units = Unit.objects.with_names().select_related("bloc").in_bulk(named)
    return [units[pk] for pk in named]


def unsigned_units(pledge: Pledge) -> list[Unit]:
    """Units of the pledge that have not signed, in its order."""
    signed = set(pledge.signatures.values_list("unit", flat=True))
    return [unit for unit in party_units(pledge) if unit.pk not in signed]


def units_to_sign(user: User, pledge: Pledge) -> list[Unit]:
    """Units this person speaks for that have not signed."""
    return [unit for unit in unsigned_units(pledge) if unit.pk in user.roles().can_sign_for]


def signature_counts(pledges: Iterable[Pledge]) -> dict[int, int]:
    """pledge → how many units have signed it; 0 is not in there. One query."""
    counted = Signature.objects.filter(pledge__in=list(pledges)).order_by().values_list("pledge")
    return dict(counted.annotate(Count("pk")))


# --- Who signs -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Capacity:
    """In what capacity a person signs for a unit: as its leader, or KT., TL., TUQ. by a written authorisation.

    text: "Giám đốc" or "KT. Giám đốc, Phó Giám đốc": it stands before the name of whoever signs in another's place
    (NĐ 30/2020, Phụ lục I, II.7). reference: the paper that authorises, empty for leaders.
    """

    text: str
    reference: str = ""


def capacity_of(user: User, unit: Unit, on: datetime.date) -> Capacity | None:
    """None: this person does not speak for the unit on that day."""
    post = Post.objects.filter(speaking(on), user=user, unit=unit, is_leader=True).first()
    if post is not None:
        return Capacity(post.title)
    granted = SigningAuthority.objects.filter(speaking(on), holder=user, unit=unit).select_related("grantor").first()
    if granted is None:
        return None
    held = Post.objects.filter(in_force(on), user=granted.grantor, unit=unit).first()
    return Capacity(f"{granted.capacity} {held.title if held else 'Thủ trưởng'}, {granted.title}", granted.reference)


def leaders_of(units: Iterable[Unit], on: datetime.date) -> dict[int, Post]:
    """unit → the post of its leader on that day; one query."""
    posts = Post.objects.filter(speaking(on), unit__in=list(units), is_leader=True, user__is_active=True)
    return {post.unit_id: post for post in posts.select_related("user")}


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


# --- The page of a pledge --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Party:
    """One unit of a pledge: who leads it today, its signature, and its targets as far as this reader may see them."""

    unit: Unit
    leader: Post | None
    signature: Signature | None
    targets: tuple[TargetRow, ...]
    has_registered: bool


def parties_of(pledge: Pledge, user: User) -> list[Party]:
    """In protocol order."""
    units = party_units(pledge)
    leaders = leaders_of(units, clock.today())
    signed = {row.unit_id: row for row in pledge.signatures.select_related("user")}
    targets: dict[int, list[TargetRow]] = {}
    for row in Target.objects.visible_to(user).filter(pledge=pledge):
        targets.setdefault(row.unit_id, []).append(row_of(row))
    registered = set(pledge.targets.values_list("unit", flat=True))
    return [
        Party(
            unit,
            leaders.get(unit.pk),
            signed.get(unit.pk),
            tuple(targets.get(unit.pk, ())),
            unit.pk in registered,
        )
        for unit in units
    ]


def declines_of(pledge: Pledge, units: Iterable[int] | None = None) -> QuerySet[Decline]:
    """What was asked to be changed, by these units or by all."""
    rows = Decline.objects.filter(pledge=pledge).select_related("unit", "user").prefetch_related("unit__names")
    return rows if units is None else rows.filter(unit__in=units)

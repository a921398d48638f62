"""From what units achieved to points, shares, places and grades: exact arithmetic on plain values, no rows.

The formula for targets is that of the scoring table for a bloc of units (Quảng Trị 2025, Điều 6): MS is the highest
score of the criterion, T the target, A what was reached.

    A < T                       1/2 · MS · A/T
    A = T                       1/2 · MS
    A > T, furthest over T      MS
    A > T, behind the furthest  1/2 · MS + (own share over T / furthest share over T) · 1/2 · MS
    no target                   A / highest A of the bloc · MS

A criterion that is not asked of a unit is taken out of what the unit can attain; units are ranked by the share of the
attainable points that they got.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

HALF = Fraction(1, 2)


class Kind(StrEnum):
    """How a criterion gets its points."""

    SUM = "sum"  # of what stands under it
    TARGET = "target"  # by the formula above
    ALL_OR_NOTHING = "all_or_nothing"
    DIRECT = "direct"  # points, as given
    EVENTS = "events"  # so many points an event
    RATIO = "ratio"  # a percentage of the highest score
    PLACE = "place"  # by the place somebody else gave


class Section(StrEnum):
    """On which side of the sum a criterion stands."""

    BASE = "base"
    BONUS = "bonus"
    DEDUCTION = "deduction"


@dataclass(frozen=True)
class Item:
    """A criterion. parent: key of the item it stands under. each: points an event. places: points of 1st, 2nd, …"""

    key: int
    parent: int | None
    section: Section
    kind: Kind
    maximum: Decimal
    each: Decimal = Decimal(0)
    places: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class Entry:
    """What was found for one criterion of one unit.

    found: points (DIRECT), 1 or 0 (ALL_OR_NOTHING), how many (EVENTS), per cent (RATIO), a place, a result (TARGET).
    None is "not said", which is never the same as 0.
    """

    found: Decimal | None
    target: Decimal | None = None
    applies: bool = True


@dataclass(frozen=True)
class Score:
    """One unit's points. points: item → points, None where something is missing; attainable: item → what it could get.

    total: base and bonus less deductions; share: of `total` in what is attainable in the base, 1 = all of it.
    """

    points: dict[int, Fraction | None]
    attainable: dict[int, Fraction]
    base: Fraction
    bonus: Fraction
    deduction: Fraction
    missing: tuple[int, ...]

    @property
    def total(self) -> Fraction:
        return self.base + self.bonus - self.deduction

    @property
    def most(self) -> Fraction:
        """What this unit could get in the base."""
        return self.attainable[0]

    @property
    def share(self) -> Fraction:
        return self.total / self.most if self.most else Fraction(0)


Sheets = Mapping[int, Mapping[int, Entry]]


def scores(items: Sequence[Item], sheets: Sheets, step: Decimal) -> dict[int, Score]:
    """unit → Score, of units that are scored side by side: by the formula one unit's points depend on all of them.

    items: parents before what stands under them. sheets: unit → item → Entry. step: points are rounded to it, halves
    up; ValueError where it is not above 0.
    """
    if step <= 0:
        raise ValueError("the step of points is above 0")
    below: dict[int, list[int]] = {item.key: [] for item in items}
    for item in items:
        if item.parent is not None:
            below[item.parent].append(item.key)
    beside = {item.key: [sheet[item.key] for sheet in sheets.values() if item.key in sheet] for item in items}
    return {unit: _score(items, below, entries, beside, Fraction(step)) for unit, entries in sheets.items()}


def _score(
    items: Sequence[Item],
    below: Mapping[int, Sequence[int]],
    entries: Mapping[int, Entry],
    beside: Mapping[int, Sequence[Entry]],
    step: Fraction,
) -> Score:
    points: dict[int, Fraction | None] = {}
    attainable: dict[int, Fraction] = {}
    missing: list[int] = []
    for item in reversed(items):
        if item.kind == Kind.SUM:
            cap = Fraction(item.maximum)
            points[item.key] = min(cap, sum((points[key] or Fraction(0) for key in below[item.key]), Fraction(0)))
            attainable[item.key] = min(cap, sum((attainable[key] for key in below[item.key]), Fraction(0)))
            continue
        entry = entries.get(item.key, Entry(None))
        attainable[item.key] = Fraction(item.maximum) if entry.applies else Fraction(0)
        if not entry.applies:
            points[item.key] = Fraction(0)
        elif entry.found is None:
            points[item.key] = None
            missing.append(item.key)
        else:
            most = Fraction(item.maximum)  # rounding lifts nobody above it, where the step does not divide it
            points[item.key] = max(-most, min(most, rounded(points_of(item, entry, beside[item.key]), step)))
    sums = dict.fromkeys(Section, Fraction(0))
    attainable[0] = Fraction(0)
    for item in (one for one in items if one.parent is None):
        sums[item.section] += points[item.key] or Fraction(0)
        if item.section == Section.BASE:
            attainable[0] += attainable[item.key]
    return Score(
        points, attainable, sums[Section.BASE], sums[Section.BONUS], sums[Section.DEDUCTION], tuple(reversed(missing))
    )


def points_of(item: Item, entry: Entry, beside: Sequence[Entry]) -> Fraction:
    """Points of one leaf before rounding, never above its highest score; `beside`: the same leaf of all units."""
    assert entry.found is not None
    most, found = Fraction(item.maximum), Fraction(entry.found)
    match item.kind:
        case Kind.TARGET:
            return _by_target(most, entry, beside)
        case Kind.ALL_OR_NOTHING:
            return most if found else Fraction(0)
        case Kind.EVENTS:
            return max(-most, min(most, found * Fraction(item.each)))
        case Kind.RATIO:
            return min(most, most * found / 100)
        case Kind.PLACE:
            place = int(found)
            return min(most, Fraction(item.places[place - 1])) if 1 <= place <= len(item.places) else Fraction(0)
    return max(Fraction(0), min(most, found))


def _by_target(most: Fraction, entry: Entry, beside: Sequence[Entry]) -> Fraction:
    found = Fraction(entry.found or 0)
    if not entry.target:
        highest = max((Fraction(one.found) for one in beside if one.applies and one.found), default=Fraction(0))
        return found / highest * most if highest > 0 else Fraction(0)
    target = Fraction(entry.target)
    if found <= target:
        return HALF * most * found / target
    furthest = max(share for one in beside if (share := over(one)) is not None)
    return HALF * most + (found - target) / target / furthest * HALF * most


def over(entry: Entry) -> Fraction | None:
    """By what share of the target the result is over it; None where it is not."""
    if not entry.applies or entry.found is None or not entry.target or entry.found <= entry.target:
        return None
    return (Fraction(entry.found) - Fraction(entry.target)) / Fraction(entry.target)


def rounded(value: Fraction, step: Fraction) -> Fraction:
    """To the nearest multiple of the step; a half goes up."""
    return floor(value / step + HALF) * step


# --- Places and grades -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """A unit's place. decided_by: the tie-break (item) that set it behind the unit before it; None: the share did.

    tied: others have the very same share and tie-breaks, and therefore the same place.
    """

    unit: int
    place: int
    share: Fraction
    tied: bool
    decided_by: int | None
    grade: str = ""


@dataclass(frozen=True)
class GradeLevel:
    """A grade from a share on; at_most: the share of the ranked units that may get it, None: all of them."""

    name: str
    from_share: Fraction
    at_most: Fraction | None = None


def ranking(found: Mapping[int, Score], tie_breaks: Sequence[int] = ()) -> list[Standing]:
    """Highest share first; equal shares by the points of these items in order. Equal in all of them: one place."""
    keys = {
        unit: (score.share, *(score.points[item] or Fraction(0) for item in tie_breaks))
        for unit, score in found.items()
    }
    order = sorted(keys, key=lambda unit: (*(-part for part in keys[unit]), unit))
    standings: list[Standing] = []
    for number, unit in enumerate(order, start=1):
        before = order[number - 2] if number > 1 else None
        same = before is not None and keys[before] == keys[unit]
        decided = None
        if before is not None and not same and keys[before][0] == keys[unit][0]:
            parts = zip(tie_breaks, keys[before][1:], keys[unit][1:], strict=True)
            decided = next(item for item, theirs, own in parts if theirs != own)
        place = standings[-1].place if same else number
        tied = sum(keys[other] == keys[unit] for other in order) > 1
        standings.append(Standing(unit, place, keys[unit][0], tied, decided))
    return standings


def graded(standings: Sequence[Standing], levels: Iterable[GradeLevel]) -> list[Standing]:
    """With grades: the highest level that the share reaches and that has room.

    Units that share a place get one grade: where they do not all fit they fall together, and the level is full for
    whoever comes behind them.
    """
    left = {
        level: None if level.at_most is None else floor(level.at_most * len(standings))
        for level in sorted(levels, key=lambda level: -level.from_share)
    }
    result = []
    for place in sorted({one.place for one in standings}):
        group = [one for one in standings if one.place == place]
        name = ""
        for level, room in left.items():
            if group[0].share < level.from_share:
                continue
            if room is None or len(group) <= room:
                left[level] = None if room is None else room - len(group)
                name = level.name
                break
            left[level] = 0
        result += [dataclasses.replace(one, grade=name) for one in group]
    return result


# --- Who checks whom -------------------------------------------------------------------------------------------------


def checkers(units: Sequence[int], before: Mapping[int, int]) -> dict[int, int]:
    """unit → the unit that checks it: everybody checks one other, no two check each other, nobody the one of last year.

    `before`: last year's unit → checker. The units stand in a ring; the first distance around it that keeps all three
    rules is taken. With one unit nobody can check, with two they have to check each other: {} and the pair. Where no
    distance keeps last year's rule (few units), it is given up before the others.
    """
    size = len(units)
    if size < 2:
        return {}
    rings = [
        {units[i]: units[(i + distance) % size] for i in range(size)}
        for distance in range(1, size)
        if size == 2 or distance * 2 != size
    ]
    fresh = (ring for ring in rings if all(before.get(unit) != checker for unit, checker in ring.items()))
    return next(fresh, rings[0])

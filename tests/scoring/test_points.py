"""Points, shares, places and grades: the worked examples of the published tables, and any tree against an oracle."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring.points import Entry, GradeLevel, Item, Kind, Section, checkers, graded, points_of, ranking, scores

STEP = Decimal("0.5")


def leaf(kind, maximum, key=1, parent=None, section=Section.BASE, **more):
    return Item(key, parent, section, kind, Decimal(maximum), **more)


def target(found, wanted):
    return Entry(Decimal(found), None if wanted is None else Decimal(wanted))


@pytest.mark.parametrize(
    ("entry", "beside", "points"),
    [
        # Quảng Trị 2025: MS 5, T 10; the unit with 20 is the furthest over its target.
        (target(8, 10), [], "2"),
        (target(10, 10), [], "2.5"),
        (target(20, 10), [target(15, 10)], "5"),
        (target(15, 10), [target(20, 10)], "3.75"),
        # Without a target: by the highest result of the bloc.
        (target(30, None), [target(40, None)], "3.75"),
        (target(0, None), [target(0, None)], "0"),
        # A unit of which the criterion is not asked counts for nobody else.
        (target(15, 10), [Entry(Decimal(90), Decimal(10), applies=False)], "5"),
    ],
)
def test_the_formula_for_targets(entry, beside, points):
    assert points_of(leaf(Kind.TARGET, 5), entry, [entry, *beside]) == Fraction(points)


@pytest.mark.parametrize(
    ("item", "found", "points"),
    [
        (leaf(Kind.ALL_OR_NOTHING, 10), 1, 10),
        (leaf(Kind.ALL_OR_NOTHING, 10), 0, 0),
        (leaf(Kind.DIRECT, 10), "7.5", "7.5"),
        (leaf(Kind.DIRECT, 10), 12, 10),
        (leaf(Kind.EVENTS, 10, each=Decimal(3)), 2, 6),
        (leaf(Kind.EVENTS, 10, each=Decimal(3)), 4, 10),
        (leaf(Kind.EVENTS, 6, each=Decimal(-3)), 3, -6),
        (leaf(Kind.RATIO, 8), 75, 6),
        (leaf(Kind.RATIO, 8), 150, 8),
        # 1st 60, 2nd 45, 3rd 30, 4th 15, 5th 0.
        (leaf(Kind.PLACE, 60, places=tuple(map(Decimal, (60, 45, 30, 15, 0)))), 2, 45),
        (leaf(Kind.PLACE, 60, places=tuple(map(Decimal, (60, 45, 30, 15, 0)))), 5, 0),
        (leaf(Kind.PLACE, 60, places=tuple(map(Decimal, (60, 45, 30, 15, 0)))), 9, 0),
    ],
)
def test_each_kind_and_its_highest_score(item, found, points):
    assert points_of(item, Entry(Decimal(found)), []) == Fraction(points)


def test_a_criterion_that_is_not_asked_is_taken_out_of_what_can_be_attained():
    items = [leaf(Kind.SUM, 1000), leaf(Kind.DIRECT, 800, 2, 1), leaf(Kind.DIRECT, 200, 3, 1)]
    sheet = {2: Entry(Decimal(720)), 3: Entry(None, applies=False)}
    score = scores(items, {7: sheet}, STEP)[7]
    assert (score.total, score.most, score.share) == (720, 800, Fraction(9, 10))
    assert score.missing == ()


def test_nothing_said_is_missing_and_nought_is_a_score():
    items = [leaf(Kind.DIRECT, 10, 1), leaf(Kind.DIRECT, 10, 2)]
    score = scores(items, {7: {1: Entry(Decimal(0))}}, STEP)[7]
    assert score.points == {1: 0, 2: None} and score.missing == (2,)


def test_bonus_and_deductions_have_their_own_caps():
    """100 points, at most 10 more, at most 20 less (Thanh Hóa's table)."""
    items = [
        leaf(Kind.DIRECT, 100, 1),
        leaf(Kind.SUM, 10, 2, section=Section.BONUS),
        leaf(Kind.DIRECT, 8, 3, 2, Section.BONUS),
        leaf(Kind.DIRECT, 8, 4, 2, Section.BONUS),
        leaf(Kind.SUM, 20, 5, section=Section.DEDUCTION),
        leaf(Kind.EVENTS, 5, 6, 5, Section.DEDUCTION, each=Decimal(1)),
        leaf(Kind.EVENTS, 30, 7, 5, Section.DEDUCTION, each=Decimal(3)),
    ]
    found = {1: 90, 3: 8, 4: 7, 6: 9, 7: 8}
    score = scores(items, {1: {key: Entry(Decimal(value)) for key, value in found.items()}}, STEP)[1]
    assert (score.base, score.bonus, score.deduction, score.total) == (90, 10, 20, 80)
    assert score.most == 100


def test_a_step_that_is_none_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        scores([], {}, Decimal(0))


# --- Any tree against an oracle --------------------------------------------------------------------------------------


@st.composite
def blocs(draw):
    """A tree of up to three levels and the sheets of some units, in plain numbers."""
    items = []

    def add(parent, section, level):
        key = len(items) + 1
        if level == 2 or (level == 1 and draw(st.booleans())):
            kind = draw(st.sampled_from([kind for kind in Kind if kind != Kind.SUM]))
            places = tuple(map(Decimal, draw(st.lists(st.integers(0, 40), max_size=4))))
            most, each = draw(st.decimals(1, 40, places=2)), Decimal(draw(st.integers(-5, 5)))
            items.append(Item(key, parent, section, kind, most, each, places))
            return
        items.append(Item(key, parent, section, Kind.SUM, Decimal(draw(st.integers(1, 60)))))
        for _ in range(draw(st.integers(0, 3))):
            add(key, section, level + 1)

    for _ in range(draw(st.integers(1, 3))):
        add(None, draw(st.sampled_from(Section)), 0)
    numbers = st.decimals(0, 200, places=2)
    entries = st.builds(Entry, st.none() | numbers, st.none() | numbers, st.booleans())
    leaves = [item.key for item in items if item.kind != Kind.SUM]
    sheet = st.fixed_dictionaries(dict.fromkeys(leaves, entries))
    return items, draw(st.dictionaries(st.integers(1, 99), sheet, min_size=1, max_size=5))


STEPS = st.sampled_from([Decimal("0.5"), Decimal("0.25"), Decimal("0.01"), Decimal(1)])


def plain_points(item, entry, all_entries):
    """What the tables say, in the order in which they say it."""
    most, found = Fraction(item.maximum), Fraction(entry.found)
    if item.kind == "target":
        asked = [one for one in all_entries if one.applies and one.found is not None]
        if entry.target is None or entry.target == 0:
            best = max(Fraction(one.found) for one in asked)
            return most * found / best if best else Fraction(0)
        wanted = Fraction(entry.target)
        if found < wanted:
            return most / 2 * found / wanted
        if found == wanted:
            return most / 2
        lead = max(Fraction(one.found) / Fraction(one.target) - 1 for one in asked if one.target)
        mine = found / wanted - 1
        return most if mine == lead else most / 2 + mine / lead * most / 2
    if item.kind == "all_or_nothing":
        return most if found != 0 else Fraction(0)
    if item.kind == "events":
        value = found * Fraction(item.each)
        return most if value > most else -most if value < -most else value
    if item.kind == "ratio":
        return most if found > 100 else most * found / 100
    if item.kind == "place":
        place = int(found)
        got = Fraction(item.places[place - 1]) if 0 < place <= len(item.places) else Fraction(0)
        return got if got < most else most
    return found if found < most else most


def plain_item(item, items, sheets, unit, step):
    """(points, what could be got) of one criterion, from the leaves up."""
    if item.kind != "sum":
        entry = sheets[unit][item.key]
        if not entry.applies:
            return Fraction(0), Fraction(0)
        if entry.found is None:
            return Fraction(0), Fraction(item.maximum)
        exact = plain_points(item, entry, [sheet[item.key] for sheet in sheets.values()]) / step
        whole, most = exact.numerator // exact.denominator, Fraction(item.maximum)
        points = (whole + 1 if exact - whole >= Fraction(1, 2) else whole) * step
        return (most if points > most else -most if points < -most else points), most
    got, could = Fraction(0), Fraction(0)
    for part in items:
        if part.parent == item.key:
            points, most = plain_item(part, items, sheets, unit, step)
            got, could = got + points, could + most
    cap = Fraction(item.maximum)
    return (got if got < cap else cap), (could if could < cap else cap)


def plain_total(items, sheets, unit, step):
    total, most = Fraction(0), Fraction(0)
    for top in items:
        if top.parent is None:
            got, could = plain_item(top, items, sheets, unit, step)
            total += -got if top.section == "deduction" else got
            most += could if top.section == "base" else 0
    return total, most


@settings(max_examples=1000)
@given(blocs(), STEPS)
def test_any_tree_agrees_with_the_oracle_and_keeps_its_caps(bloc, step):
    items, sheets = bloc
    found = scores(items, sheets, step)
    assert {unit: (one.total, one.most) for unit, one in found.items()} == {
        unit: plain_total(items, sheets, unit, Fraction(step)) for unit in sheets
    }
    for score in found.values():
        for item in items:
            points = score.points[item.key]
            assert points is None or points <= Fraction(item.maximum)
            assert score.attainable[item.key] <= Fraction(item.maximum)
    # In which order units handed in, and lines were filled, changes nothing.
    backwards = {unit: dict(reversed(list(sheets[unit].items()))) for unit in reversed(list(sheets))}
    assert scores(items, backwards, step) == found


@given(blocs(), STEPS, st.data())
def test_a_criterion_that_is_not_asked_counts_as_if_the_set_had_not_had_it(bloc, step, data):
    """Redistribution: what the unit can get is exactly what the other criteria give."""
    items, sheets = bloc
    leaves = [item.key for item in items if item.kind != Kind.SUM]
    assume(leaves)
    unit, gone = data.draw(st.sampled_from(sorted(sheets))), data.draw(st.sampled_from(leaves))
    without = {**sheets, unit: {**sheets[unit], gone: Entry(None, applies=False)}}
    found = scores(items, without, step)[unit]
    shorter = scores([item for item in items if item.key != gone], sheets, step)[unit]
    assert (found.total, found.most, found.share) == (shorter.total, shorter.most, shorter.share)
    assert found.missing == shorter.missing, "what is not asked is not missing"


@given(blocs(), STEPS, st.data())
def test_places_are_a_total_preorder_by_share_and_the_stated_tie_breaks(bloc, step, data):
    items, sheets = bloc
    breaks = data.draw(st.lists(st.sampled_from([item.key for item in items]), unique=True, max_size=3))
    found = scores(items, sheets, step)
    standings = ranking(found, breaks)
    assert sorted(one.unit for one in standings) == sorted(sheets), "everybody once"

    def ahead(one, other):
        """The unit itself is never ahead of itself; else the share, then each tie-break in its turn."""
        pairs = [(found[one].share, found[other].share)]
        pairs += [(found[one].points[key] or 0, found[other].points[key] or 0) for key in breaks]
        return next((mine > theirs for mine, theirs in pairs if mine != theirs), False)

    places = {one.unit: one.place for one in standings}
    for one in sheets:
        assert places[one] == 1 + sum(ahead(other, one) for other in sheets)
    shuffled = data.draw(st.permutations(sorted(found)))
    assert ranking({unit: found[unit] for unit in shuffled}, breaks) == standings


# --- Places and grades -----------------------------------------------------------------------------------------------


def standing(*rows):
    """unit → score, from rows of (base points of 100, points of the tie-break)."""
    items = [leaf(Kind.DIRECT, 100, 1), leaf(Kind.DIRECT, 10, 2, section=Section.BONUS)]
    sheets = {n: {1: Entry(Decimal(a) - Decimal(b)), 2: Entry(Decimal(b))} for n, (a, b) in enumerate(rows, start=1)}
    return ranking(scores(items, sheets, Decimal("0.01")), (2,))


def test_equal_shares_are_told_apart_by_the_tie_breaks_in_order():
    places = [(one.unit, one.place, one.tied, one.decided_by) for one in standing((90, 1), (90, 3), (95, 0))]
    assert places == [(3, 1, False, None), (2, 2, False, None), (1, 3, False, 2)]


def test_equal_in_everything_is_one_place_and_the_next_is_left_out():
    places = [(one.unit, one.place, one.tied) for one in standing((90, 1), (90, 1), (80, 0))]
    assert places == [(1, 1, True), (2, 1, True), (3, 3, False)]


LEVELS = [GradeLevel("Xuất sắc", Fraction(9, 10), Fraction(1, 4)), GradeLevel("Tốt", Fraction(8, 10))]


def test_a_capped_grade_goes_to_the_first_and_the_others_fall_to_the_next():
    grades = [(one.unit, one.grade) for one in graded(standing((99, 0), (97, 0), (95, 0), (70, 0)), LEVELS)]
    assert grades == [(1, "Xuất sắc"), (2, "Tốt"), (3, "Tốt"), (4, "")]


def test_a_shared_place_is_never_split_by_the_cap():
    grades = [one.grade for one in graded(standing((99, 0), (99, 0), (95, 0), (70, 0)), LEVELS)]
    assert grades == ["Tốt", "Tốt", "Tốt", ""]


@given(st.lists(st.tuples(st.integers(20, 100), st.integers(0, 2)), min_size=1, max_size=12), st.integers(0, 12))
def test_nobody_behind_gets_the_better_grade(rows, twelfths):
    most = Fraction(twelfths, 12)
    levels = [GradeLevel("a", Fraction(9, 10), most), GradeLevel("b", Fraction(1, 2)), GradeLevel("c", Fraction(0))]
    grades = [one.grade for one in graded(standing(*rows), levels)]
    assert grades == sorted(grades)
    assert grades.count("a") * 12 <= twelfths * len(rows)


@given(st.lists(st.tuples(st.integers(20, 100), st.integers(0, 10)), min_size=1, max_size=9))
def test_places_follow_the_shares(rows):
    found = standing(*rows)
    assert [one.place for one in found] == sorted(one.place for one in found)
    for one in found:
        better = sum((rows[other.unit - 1]) > (rows[one.unit - 1]) for other in found)
        assert one.place == better + 1


# --- Who checks whom -------------------------------------------------------------------------------------------------


@given(st.integers(3, 35), st.integers(1, 34))
def test_nobody_checks_itself_and_no_two_check_each_other(size, last):
    units = list(range(size))
    before = {unit: (unit + last) % size for unit in units} if last < size else {}
    ring = checkers(units, before)
    assert sorted(ring) == units and sorted(ring.values()) == units
    assert all(unit != checker and ring[checker] != unit for unit, checker in ring.items())
    if size > 3:
        assert all(before.get(unit) != checker for unit, checker in ring.items())


def test_few_units():
    assert checkers([5], {}) == {}
    assert checkers([5, 6], {}) == {5: 6, 6: 5}
    assert checkers([], {}) == {}

"""The table turns red when a goal is missed, when nothing was measured, and only an owed row is spared."""

import fnmatch

import pytest

from bench.goals import BYTES_AND_IDLE, CITY, FRAME, GOALS, ISSUING, LARGE, OWED, SHEET, SIGNING
from bench.table import FAIL, PASS, Goal, Table
from bench.table import OWED as OWED_VERDICT

AT_MOST = Goal("signing.gate", "the ninth against the first", "signing", most=1.5)
AT_LEAST = Goal("certificates.naive", "the naive way against ours", "certificates", least=20)
FAMILY = Goal("city.cpu/*", "1,000 blocs against 35", "city", most=1.2)


def table(owed=None) -> Table:
    return Table([AT_MOST, AT_LEAST, FAMILY], owed or {})


@pytest.mark.parametrize(
    ("row", "value", "verdict"),
    [
        ("signing.gate", 1.5, PASS),
        ("signing.gate", 1.51, FAIL),
        ("certificates.naive", 20, PASS),
        ("certificates.naive", 19.9, FAIL),
        ("city.cpu/awards:nomination_list/board", 1.0, PASS),
        ("city.cpu/awards:nomination_list/board", 3.6, FAIL),
        ("signing.gate", None, FAIL),
        ("signing.gate", float("nan"), FAIL),
    ],
)
def test_a_row_is_green_exactly_when_it_keeps_its_goal(row, value, verdict):
    run = table()
    assert run.add(row, value).verdict == verdict
    assert run.status == (verdict == FAIL)


def test_one_red_row_among_green_ones_fails_the_run():
    run = table()
    run.add("certificates.naive", 144)
    run.add("signing.gate", 9.5)
    run.add("city.cpu/home/board", 1.0)
    assert run.status == 1


def test_an_owed_row_is_printed_and_does_not_fail_the_run(capsys):
    run = table({"signing.gate": 10, "city.cpu/*/board": 5})
    assert run.add("signing.gate", 9.5).verdict == OWED_VERDICT
    assert run.add("city.cpu/home/board", 2.8).verdict == OWED_VERDICT
    assert run.status == 0
    printed = capsys.readouterr().out
    assert "OWED (issue 10)" in printed and "home/board" not in printed, "of a family the summary tells what is owed"
    assert "0 of 1 keep" in run.summary() and "1 owed; worst 2.80: city.cpu/home/board" in run.summary()
    assert run.add("city.cpu/home/secretary", 2.8).verdict == FAIL
    assert run.status == 1


@pytest.mark.parametrize("problem", ["", "OperationalError: the server went away"])
def test_an_owed_row_that_was_not_measured_is_red(problem):
    run = table({"signing.gate": 10})
    run.close_part("signing", problem)
    assert run.status == 1


def test_an_owed_row_that_is_green_says_so(capsys):
    run = table({"signing.gate": 10})
    assert run.add("signing.gate", 1.2).verdict == PASS
    assert "take it off the list" in capsys.readouterr().out


def test_a_goal_that_its_part_did_not_measure_is_red():
    run = table()
    run.add("signing.gate", 1.0)
    run.close_part("signing")
    assert run.status == 0
    run.close_part("city")
    assert [row.id for row in run.rows if row.verdict == FAIL] == ["city.cpu/*"]


def test_a_part_that_breaks_off_is_red_though_some_rows_were_green():
    run = table()
    run.add("city.cpu/home/secretary", 1.0)
    run.close_part("city", "OperationalError: the server went away")
    assert run.status == 1


def test_a_run_without_rows_is_red():
    assert table().status == 1


def test_a_row_without_a_goal_or_with_two_is_a_mistake():
    with pytest.raises(LookupError):
        table().add("signing.unknown", 1)
    with pytest.raises(LookupError):
        Table([AT_MOST, AT_MOST], {}).add("signing.gate", 1)


def test_every_goal_has_one_bound_one_part_and_a_name_of_its_own():
    from bench.__main__ import PARTS

    assert len({goal.id for goal in GOALS}) == len(GOALS)
    for goal in GOALS:
        assert (goal.most is None) != (goal.least is None), goal.id
        assert goal.part in PARTS, goal.id
        assert goal.says, goal.id
        # Rows of a family must not fall under another goal.
        assert [other.id for other in GOALS if other.covers(goal.id.replace("*", "x"))] == [goal.id]


def test_each_of_the_seven_findings_has_rows():
    """Signing, issuing, the sheet, the city, home and frame, large texts, bytes and idle cost: none goes unwatched."""
    assert (SIGNING, ISSUING, SHEET, CITY, FRAME, LARGE, BYTES_AND_IDLE) == (1, 2, 3, 4, 5, 6, 7)
    watched = {finding: [goal.id for goal in GOALS if goal.finding == finding] for finding in range(1, 8)}
    assert all(len(rows) >= 2 for rows in watched.values()), watched
    assert set(watched[SIGNING]) >= {
        "signing.post-9th/1st",
        "signing.nine-at-once/as-shipped",
        "signing.other-page/quiet",
    }
    assert set(watched[ISSUING]) >= {"issuing.end-to-end/parts", "issuing.end-to-end/floor", "issuing.queries-each"}


def test_what_is_owed_are_rows_and_issues():
    for name, issue in OWED.items():
        assert any(goal.covers(name) or fnmatch.fnmatchcase(goal.id, name) for goal in GOALS), name
        assert issue in range(5, 14), name

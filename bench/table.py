"""The one table of a run: every row has an id, a value, a goal as a ratio of the same run, and a verdict.

A row is green (PASS), red (FAIL), or OWED: red, but listed in bench/goals.py with the issue that will make it green.
A goal whose part ran without giving it a value is red too: nothing is green because it was not looked at.
"""

import fnmatch
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field

PASS, FAIL, OWED = "PASS", "FAIL", "OWED"


@dataclass(frozen=True)
class Goal:
    """What a row must keep to. `most`: at most this ratio; `least`: at least. An id that ends in "/*" is a family:
    one row a page or list, all with the same goal.

    `part` measures it; `finding` is the number of the finding that it watches, if it watches one.
    """

    id: str
    says: str
    part: str
    most: float | None = None
    least: float | None = None
    finding: int | None = None
    # Measured only by the long form.
    city: bool = False

    @property
    def is_family(self) -> bool:
        return self.id.endswith("/*")

    def covers(self, row_id: str) -> bool:
        return row_id == self.id or (self.is_family and row_id.startswith(self.id[:-1]))

    def met_by(self, value: float) -> bool:
        return (self.most is None or value <= self.most) and (self.least is None or value >= self.least)

    @property
    def words(self) -> str:
        bounds = [f"≤ {self.most:g}"] if self.most is not None else []
        bounds += [f"≥ {self.least:g}"] if self.least is not None else []
        return " and ".join(bounds)


@dataclass(frozen=True)
class Row:
    """One line of the table; `value` None means that it was not measured, `detail` says why or of what it is made."""

    id: str
    value: float | None
    goal: Goal
    verdict: str
    detail: str = ""
    owed_by: int | None = None

    def line(self) -> str:
        value = "–" if self.value is None else f"{self.value:.2f}"
        verdict = f"{self.verdict} (issue {self.owed_by})" if self.verdict == OWED else self.verdict
        return f"{verdict:<16} {self.id:<58} {value:>9}  goal {self.goal.words:<8} {self.detail}".rstrip()


@dataclass
class Table:
    """Rows of one run. `owed` is id or pattern → issue; `tell` gets each line as soon as it is known."""

    goals: Iterable[Goal]
    owed: dict[str, int]
    show_all: bool = False
    rows: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.goals = list(self.goals)

    def goal_of(self, row_id: str) -> Goal:
        """Exactly one; a row without a goal is a mistake of whoever measures."""
        found = [goal for goal in self.goals if goal.covers(row_id)]
        if len(found) != 1:
            raise LookupError(f"{row_id}: {len(found)} goals cover it; bench/goals.py has one for each row")
        return found[0]

    def add(self, row_id: str, value: float | None, detail: str = "") -> Row:
        goal = self.goal_of(row_id)
        issue = next((number for name, number in self.owed.items() if fnmatch.fnmatchcase(row_id, name)), None)
        if value is not None and goal.met_by(value):
            verdict = PASS
            if issue and not goal.is_family:
                detail = f"{detail} · no longer owed: take it off the list".removeprefix(" · ")
        else:
            # What is owed is a better value: a row without any is red whoever owes it.
            verdict = OWED if issue and value is not None else FAIL
        row = Row(row_id, value, goal, verdict, detail, issue)
        self.rows.append(row)
        if self.show_all or verdict == FAIL or not goal.is_family:
            self.note(row.line())
        return row

    def note(self, words: str) -> None:
        """A line for the reader that is no row: an absolute figure, a remark."""
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()

    def close_part(self, part: str, problem: str = "") -> None:
        """After a part: goals of it that got no value are red."""
        for goal in self.goals:
            if goal.part == part and (
                (problem and goal.is_family) or not any(goal.covers(row.id) for row in self.rows)
            ):
                name = goal.id.replace("*", "broken-off") if problem else goal.id
                self.add(name, None, f"not measured{': ' if problem else ''}{problem}")

    def count(self, verdict: str) -> int:
        return sum(row.verdict == verdict for row in self.rows)

    @property
    def status(self) -> int:
        """What the process exits with: 1 when a row is red, or when there is none."""
        return 1 if self.count(FAIL) or not self.rows else 0

    def summary(self) -> str:
        lines = []
        for goal in self.goals:
            family = [row for row in self.rows if goal.is_family and goal.covers(row.id) and row.value is not None]
            if family:
                worst = (min if goal.most is None else max)(family, key=lambda row: row.value or 0.0)
                good, due = (sum(row.verdict == verdict for row in family) for verdict in (PASS, OWED))
                lines.append(
                    f"{goal.id:<40} {good} of {len(family)} keep {goal.words}{f', {due} owed' if due else ''};"
                    f" worst {worst.value:.2f}: {worst.id}"
                )
        owed = sorted({row.owed_by for row in self.rows if row.verdict == OWED and row.owed_by is not None})
        lines.append(
            f"{self.count(PASS)} PASS, {self.count(FAIL)} FAIL, {self.count(OWED)} OWED"
            + (f" (issues {', '.join(map(str, owed))})" if owed else "")
        )
        return "\n".join(lines)

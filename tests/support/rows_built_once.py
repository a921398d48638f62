"""Rows that many tests begin with: built once for many tests, each of which begins at the savepoint behind them.

    @built_once
    def submitted(full, lan, mai, duc):
        return workflow.submit(full, by=lan)

It is a fixture like any other, for tests and for fixtures. What a test needs of the kind is built in the order in which
pytest would have built it, but before the test's own transaction, each behind a savepoint of its own. The next test
goes back to the last savepoint that it has in common with the one before (the tests of a module or room are sorted so
that they have much in common), and is given copies of the values as they stood there: no test sees what another did.

A builder may ask for other rows built once and for fixtures that only return something (`at`, `proof`); what would have
to be undone (monkeypatch, settings) is no part of a row. `while_building` names what has to hold meanwhile.
"""

import copy
import functools
import inspect
import itertools
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, transaction

UNNEEDED = {"db", "django_db_setup", "django_db_blocker"}


def built_once(build: Callable) -> Any:
    """A fixture whose rows are built once for all tests in a row that begin with them."""

    @functools.wraps(build)
    def fixture(**needed):
        return _rows.value(build) if _rows.holds(build) else build(**needed)

    fixture.builds = build
    return pytest.fixture(fixture)


def while_building(*depends_on: str) -> Callable:
    """An autouse fixture out of a generator: what holds while rows are built, and during each test.

    It is given the names of the fixtures that the test asks for. Tests that differ in those of `depends_on` share no
    rows.
    """

    def made(surround: Callable) -> Any:
        entered = contextmanager(surround)

        def fixture(request):
            with entered(frozenset(request.fixturenames) & set(depends_on)):
                yield

        fixture.surrounds = lambda names: entered(names & set(depends_on))
        fixture.depends_on = depends_on
        return pytest.fixture(autouse=True, name=surround.__name__)(fixture)

    return made


# --- What a test needs -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Plan:
    """What is built before a test, in this order; `told`: the names that those who surround the building are told."""

    definitions: tuple[Any, ...] = ()
    surrounds: tuple[Any, ...] = ()
    told: frozenset[str] = frozenset()
    known: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> tuple:
        return ((self.surrounds, self.told), *(definition.func.builds for definition in self.definitions))


def plan_of(item) -> Plan:
    """The rows built once among all that the test asks for, those first that pytest would have built first."""
    marker = item.get_closest_marker("django_db")
    names = tuple(getattr(item, "fixturenames", ()))
    if (marker and marker.kwargs.get("transaction")) or {"transactional_db", "live_server"} & set(names):
        return Plan()
    known = item._fixtureinfo.name2fixturedefs
    ordered: dict[Any, None] = {}

    def visit(name: str) -> None:
        definition = known[name][-1] if known.get(name) else None
        if definition is None or definition in ordered:
            return
        for needed in definition.argnames:
            if needed != name:
                visit(needed)
        if hasattr(definition.func, "builds"):
            ordered[definition] = None

    for name in names:
        visit(name)
    if not ordered:
        return Plan()
    found = [known[name][-1].func for name in names if known.get(name)]
    surrounds = tuple(func for func in found if hasattr(func, "surrounds"))
    told = frozenset(name for func in surrounds for name in func.depends_on) & set(names)
    return Plan(tuple(ordered), surrounds, told, known)


def name_of(definition) -> str:
    """What it is called where all fixtures of the project are known."""
    build = definition.func.builds
    return f"rows {build.__module__}.{build.__qualname__}"


def sorted_by_rows(items: list, kept_together: Callable[[str], str]) -> list:
    """Among tests that are kept together those that begin alike follow each other, the first met first."""
    found: list = []
    for _, same in itertools.groupby(items, lambda item: kept_together(item.nodeid)):
        found += _grouped([(item, plan_of(item).key) for item in same], 0)
    return found


def _grouped(pairs: list[tuple[Any, tuple]], depth: int) -> list:
    here = [item for item, key in pairs if len(key) <= depth]
    branches: dict[Any, list] = {}
    for item, key in pairs:
        if len(key) > depth:
            branches.setdefault(key[depth], []).append((item, key))
    for branch in branches.values():
        here += _grouped(branch, depth + 1)
    return here


# --- What stands in the database -------------------------------------------------------------------------------------


@dataclass
class _Step:
    build: Callable
    savepoint: transaction.Atomic
    values: dict[Callable, Any]


@dataclass
class Rows:
    """Rows as they stand outside any test's own transaction: one step for each thing built, the last on top."""

    circumstances: tuple = ()
    outer: transaction.Atomic | None = None
    steps: list[_Step] = field(default_factory=list)
    copies: dict[int, Any] = field(default_factory=dict)

    def stand_at(self, plan: Plan) -> None:
        """Exactly the rows of this plan are there, and nothing that a test did."""
        self.copies = {}
        if not plan.definitions:
            self.leave()
            return
        if self.circumstances != plan.key[0] or not connection.in_atomic_block:
            self.leave()
        builds = [definition.func.builds for definition in plan.definitions]
        while self.steps and [step.build for step in self.steps] != builds[: len(self.steps)]:
            self._close(self.steps.pop().savepoint)
        if self.outer is None:
            self.circumstances, self.outer = plan.key[0], self._open()
        with ExitStack() as meanwhile:
            missing = plan.definitions[len(self.steps) :]
            for surround in plan.surrounds if missing else ():
                meanwhile.enter_context(surround.surrounds(plan.told))
            for definition in missing:
                self.build(definition, plan)

    def build(self, definition, plan: Plan) -> None:
        values = copy.deepcopy(self.steps[-1].values) if self.steps else {}
        savepoint = self._open()
        try:
            values[definition.func.builds] = _call(definition.func.builds, definition, plan, values)
        except BaseException:
            self._close(savepoint)
            raise
        self.steps.append(_Step(definition.func.builds, savepoint, copy.deepcopy(values)))

    def leave(self) -> None:
        """Nothing of it is there any more."""
        while self.steps:
            self._close(self.steps.pop().savepoint)
        if self.outer is not None:
            self._close(self.outer)
        self.outer = None

    @staticmethod
    def _open() -> transaction.Atomic:
        around = transaction.atomic()
        around._from_testcase = True  # acts that insist on a transaction of their own take this for none
        around.__enter__()
        return around

    @staticmethod
    def _close(around: transaction.Atomic) -> None:
        if connection.in_atomic_block:
            transaction.set_rollback(True)
            around.__exit__(None, None, None)

    def holds(self, build: Callable) -> bool:
        return bool(self.steps) and build in self.steps[-1].values

    def value(self, build: Callable) -> Any:
        """A copy for this test; what two values share they share in the copies too."""
        return copy.deepcopy(self.steps[-1].values[build], self.copies)


def _call(func: Callable, definition, plan: Plan, values: dict[Callable, Any]) -> Any:
    """What a fixture returns, with the rows as they stand now."""
    return func(**{name: _argument(name, definition, plan, values) for name in definition.argnames})


def _argument(name: str, wanted_by, plan: Plan, values: dict[Callable, Any]) -> Any:
    if name in UNNEEDED:
        return None
    definition = plan.known[name][-1]
    if hasattr(definition.func, "builds"):
        return values[definition.func.builds]
    if "request" in definition.argnames or inspect.isgeneratorfunction(definition.func):
        raise TypeError(f"“{name}” has to be undone: “{wanted_by.argname}” cannot be built once")
    return _call(definition.func, definition, plan, values)


_rows = Rows()
stand_at, leave = _rows.stand_at, _rows.leave

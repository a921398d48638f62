"""Proves that the tests of a room see its verbs and rules: wrong copies of them, one fault each, must fail the tests.

    python tools/mutate.py [--count 200] [--seed 2020] [--rooms pledges,awards]

A fault: a comparison turned round, a condition negated or taken away, `and` for `or`, `&` for `|`, another constant.
Drawn by the seed, evenly over the modules, inside functions only (what is declared at module level is compared with
the hand-written matrices of tests/<room>/test_actions.py). The rooms' tests run once, without browser, worlds and
races, to learn which test reaches which line. Then each fault is put into the code of the function as it lies in
memory, in a forked process that runs the tests reaching its line until one fails. Prints the share that was caught and
every survivor. No file is touched. A survivor is no proof of a gap: some faults change nothing that can be seen (a
person looks).
"""

import argparse
import ast
import gc
import os
import random
import signal
import sys
import time
import types
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import coverage
import pytest

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))
TEST_DATABASE = "test_mutants"
NO_VERDICT = 9
MODULES = ("workflow.py", "workflow/*.py", "rules.py", "actions.py", "requirements.py", "adoption.py")
# Those with verbs or rules, and tests of their own: a room that is added is tried at the next run.
ROOMS = tuple(
    sorted(
        room.name
        for room in PROJECT.iterdir()
        if (PROJECT / "tests" / room.name).is_dir() and any(next(room.glob(name), None) for name in MODULES)
    )
)
SECONDS = 300  # after which a run counts as caught: a fault may make an endless loop
TURNED: dict[type[ast.cmpop], str] = {
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Lt: ">=",
    ast.GtE: "<",
    ast.Gt: "<=",
    ast.LtE: ">",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}


@dataclass(frozen=True)
class Mutant:
    """`text[start:end]` (bytes) of `file` becomes `wrong`."""

    file: str
    line: int
    start: int
    end: int
    right: str
    wrong: str

    def __str__(self) -> str:
        right, wrong = (" ".join(words.split())[:70] for words in (self.right, self.wrong))
        return f"{self.file}:{self.line}  {right}  →  {wrong}"


# --- Making them -----------------------------------------------------------------------------------------------------


class Source:
    """A module with the places of its nodes as offsets into its bytes."""

    def __init__(self, file: str) -> None:
        self.file, self.content = file, (PROJECT / file).read_bytes()
        self.tree = ast.parse(self.content)
        self.starts = [0]
        for line in self.content.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def start(self, node: ast.expr | ast.stmt) -> int:
        return self.starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr | ast.stmt) -> int:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self.starts[node.end_lineno - 1] + node.end_col_offset

    def mutant(self, line: int, start: int, end: int, wrong: str) -> Mutant:
        return Mutant(self.file, line, start, end, self.content[start:end].decode(), wrong)

    def whole(self, node: ast.expr, wrong: str) -> Mutant:
        return self.mutant(node.lineno, self.start(node), self.end(node), wrong)

    def between(self, left: ast.expr, right: ast.expr, old: str, new: str) -> Mutant | None:
        """The operator between two operands, which may stand in brackets."""
        start, end = self.end(left), self.start(right)
        words = self.content[start:end].decode()
        return self.mutant(left.lineno, start, end, words.replace(old, new)) if words.count(old) == 1 else None

    def mutants(self) -> Iterator[Mutant]:
        for node in self._inside_functions(self.tree, inside=False):
            yield from (found for found in self._of(node) if found is not None)

    def _inside_functions(self, node: ast.AST, inside: bool) -> Iterator[ast.AST]:
        """Nodes of bodies of functions; their defaults, decorators and annotations are read when the module is."""
        if inside:
            yield node
        if isinstance(node, ast.FunctionDef):
            for step in node.body:
                yield from self._inside_functions(step, True)
        elif isinstance(node, ast.Lambda):
            yield from self._inside_functions(node.body, True)
        else:
            for part in ast.iter_child_nodes(node):
                yield from self._inside_functions(part, inside)

    def _of(self, node: ast.AST) -> Iterator[Mutant | None]:
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            left, right = ast.unparse(node.left), ast.unparse(node.comparators[0])
            yield self.whole(node, f"({left} {TURNED[type(node.ops[0])]} {right})")
        elif isinstance(node, ast.BoolOp):
            old, new = (" and ", " or ") if isinstance(node.op, ast.And) else (" or ", " and ")
            for left_value, right_value in zip(node.values, node.values[1:], strict=False):
                yield self.between(left_value, right_value, old.strip(), new.strip())
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr):
            old, new = ("&", "|") if isinstance(node.op, ast.BitAnd) else ("|", "&")
            yield self.between(node.left, node.right, old, new)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
            yield self.whole(node, f"({ast.unparse(node.operand)})")
        elif isinstance(node, ast.If) and not any(isinstance(part, ast.NamedExpr) for part in ast.walk(node.test)):
            yield self.whole(node.test, f"not ({ast.unparse(node.test)})")
            if all(isinstance(step, ast.Raise | ast.Return) for step in node.body) and not node.orelse:
                yield self.whole(node.test, "False")
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield self.whole(node, str(not node.value))
        elif isinstance(node, ast.Constant) and isinstance(node.value, int):
            yield self.whole(node, str(node.value + 1))


def drawn(count: int, seed: int, rooms: tuple[str, ...]) -> list[Mutant]:
    """So many, round by round over the modules, so that no long module takes them all."""
    chance = random.Random(seed)  # noqa: S311
    files = [path for room in rooms for pattern in MODULES for path in sorted((PROJECT / room).glob(pattern))]
    piles = [list(Source(path.relative_to(PROJECT).as_posix()).mutants()) for path in files]
    for pile in piles:
        chance.shuffle(pile)
    chance.shuffle(piles)
    found: list[Mutant] = []
    while len(found) < count and any(piles):
        found += [pile.pop() for pile in piles if pile]
    return found[:count]


# --- Putting one into the code in memory ------------------------------------------------------------------------------


def codes_of(content: bytes, path: Path) -> dict[tuple[str, int], types.CodeType]:
    """The code of every function by its name and line, as Python would compile the module."""
    found: dict[tuple[str, int], types.CodeType] = {}
    waiting = [compile(content, str(path), "exec", dont_inherit=True)]
    while waiting:
        code = waiting.pop()
        for part in code.co_consts:
            if isinstance(part, types.CodeType):
                found[part.co_qualname, part.co_firstlineno] = part
                waiting.append(part)
    return found


def put_in(mutant: Mutant) -> bool:
    """Whether a function of this module that exists now holds the fault."""
    path = PROJECT / mutant.file
    whole = path.read_bytes()
    wrong = whole[: mutant.start] + mutant.wrong.encode() + whole[mutant.end :]
    right_codes, wrong_codes = codes_of(whole, path), codes_of(wrong, path)
    changed = 0
    for function in [thing for thing in gc.get_objects() if type(thing) is types.FunctionType]:  # lazy objects lie
        code = function.__code__
        place = (code.co_qualname, code.co_firstlineno)
        if code.co_filename == str(path) and place in wrong_codes and right_codes[place] != wrong_codes[place]:
            function.__code__ = wrong_codes[place]
            changed += 1
    return changed > 0


# --- Trying them -----------------------------------------------------------------------------------------------------


class AfterAll:
    """What stands for the next test after the last: what the session set up stays, the database above all."""

    def __init__(self, session: pytest.Session) -> None:
        self.session = session

    def listchain(self) -> list[pytest.Session]:
        return [self.session]


class Trial:
    """A plugin of pytest: in place of one run, a run that learns who reaches what, and one for each fault."""

    def __init__(self, mutants: list[Mutant]) -> None:
        self.mutants = mutants
        self.running = ""
        self.failed: list[str] = []
        self.survivors: list[Mutant] = []
        self.unreached: list[Mutant] = []
        self.seconds: dict[str, float] = defaultdict(float)
        files = sorted({str(PROJECT / mutant.file) for mutant in mutants})
        self.coverage = coverage.Coverage(data_file=None, include=files, config_file=False)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        from django.db import connections
        from pytest_django.plugin import blocking_manager_key

        from libraries.printing.pdf import pool
        from tests.support import rows_built_once

        # One fork at a time: it prints with the warm process of its parent, where a server's fork would start its own.
        pool.after_fork = lambda: None  # type: ignore[method-assign]
        self.config = session.config
        self.after_all = AfterAll(session)
        self.learn(session.items)
        if self.failed:
            raise pytest.UsageError(f"without any fault these fail: {', '.join(self.failed[:9])}")
        tried_without: set[str] = set()
        reached = self.coverage.get_data()
        for number, mutant in enumerate(self.mutants, 1):
            with session.config.stash[blocking_manager_key].unblock():
                rows_built_once.leave()
            connections.close_all()
            by_line = reached.contexts_by_lineno(str(PROJECT / mutant.file))
            items = self.who_reaches(session.items, set(by_line.get(mutant.line, ())))
            if items and mutant.file not in tried_without:
                tried_without.add(mutant.file)
                if self.is_caught(None, items):
                    raise RuntimeError(f"a second run of these fails without any fault: {mutant.file}")
            seen = bool(items) and self.is_caught(mutant, items)
            if not seen:
                (self.survivors if items else self.unreached).append(mutant)
            print(f"{number:>4}/{len(self.mutants)} {'caught  ' if seen else 'SURVIVED'} {mutant}", flush=True)
        return True

    def learn(self, items: list[pytest.Item]) -> None:
        """Every test once."""
        with self.told_of_rows():
            self.coverage.start()
            for item, following in zip(items, [*items[1:], self.after_all], strict=True):
                self.running = item.nodeid
                self.coverage.switch_context(self.running)
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            self.coverage.stop()

    @contextmanager
    def told_of_rows(self) -> Iterator[None]:
        """Lines that are reached while rows are built belong to all tests that begin with them."""
        from tests.support.rows_built_once import Rows, name_of

        build = Rows.build

        def noted(rows: Any, definition: Any, plan: Any) -> None:
            self.coverage.switch_context(name_of(definition))
            build(rows, definition, plan)
            self.coverage.switch_context(self.running)

        with mock.patch.object(Rows, "build", noted):
            yield

    def who_reaches(self, items: list[pytest.Item], contexts: set[str]) -> list[pytest.Item]:
        """Those that reach the line themselves come first, the quicker before the slower."""
        from tests.support.rows_built_once import name_of, plan_of

        def by_rows(item: pytest.Item) -> bool:
            return any(name_of(definition) in contexts for definition in plan_of(item).definitions)

        found = [item for item in items if item.nodeid in contexts or by_rows(item)]
        return sorted(found, key=lambda item: (item.nodeid not in contexts, self.seconds[item.nodeid]))

    def is_caught(self, mutant: Mutant | None, items: list[pytest.Item]) -> bool:
        """In a process of its own, which ends at the first failure."""
        child = os.fork()
        if child == 0:
            signal.alarm(SECONDS)
            self.config.pluginmanager.unregister(name="terminalreporter")
            self.failed = []
            try:
                os._exit(self.run_with(mutant, items))
            finally:
                os._exit(NO_VERDICT)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == NO_VERDICT:
            raise RuntimeError(f"this fault could not be tried: {mutant}")
        return status != 0

    def run_with(self, mutant: Mutant | None, items: list[pytest.Item]) -> int:
        if mutant and not put_in(mutant):
            return NO_VERDICT
        for item, following in zip(items, [*items[1:], self.after_all], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                return 1
        return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2020)
    parser.add_argument("--rooms", default=",".join(ROOMS))
    asked = parser.parse_args()
    rooms = tuple(asked.rooms.split(","))
    trial, begun = Trial(drawn(asked.count, asked.seed, rooms)), time.monotonic()
    os.environ["KHOITHIDUA_TEST_DATABASE"] = TEST_DATABASE
    marks = "not browser and not world and not race"
    tests = [f"tests/{room}" for room in rooms]
    options = ["-q", "--reuse-db", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:xdist", "-m", marks]
    # A fork lets go of the parent's printing processes, which Python would call a leak of the next test.
    options += ["-p", "no:unraisableexception", "-W", "ignore::ResourceWarning"]
    status = pytest.main([*options, *tests], plugins=[trial])
    if status:
        return int(status)
    missed = len(trial.survivors) + len(trial.unreached)
    caught, minutes = len(trial.mutants) - missed, (time.monotonic() - begun) / 60
    share = 100 * caught / max(1, len(trial.mutants))
    print(f"\n{caught} of {len(trial.mutants)} caught ({share:.0f} %), seed {asked.seed}, {minutes:.0f} min")
    for mutant in trial.survivors:
        print(f"survived  {mutant}")
    for mutant in trial.unreached:
        print(f"no test reaches  {mutant}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

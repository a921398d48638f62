"""Proves that the tests of a room see its verbs and rules: wrong copies of them, one fault each, must fail the tests.

    python tools/mutate.py [--count 200] [--seed 2020] [--rooms pledges,awards]

A fault: a comparison turned round, a condition negated or taken away, `and` for `or`, `&` for `|`, another constant.
Drawn by the seed, evenly over the modules. For each the room's tests run without browser and worlds until the first
fails; prints the share that was caught and every survivor. Nothing of the project itself is touched. A survivor is no
proof of a gap: some faults change nothing that can be seen (a person looks).
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "out", "__pycache__", ".*_cache", ".hypothesis")
TEST_DATABASE = "test_mutants"
ROOMS = ("records", "units", "law", "notices", "conferences", "drafting", "regulations", "pledges", "awards")
MODULES = ("workflow.py", "workflow/*.py", "rules.py", "actions.py", "requirements.py", "adoption.py")
SECONDS = 600  # after which a run counts as caught: a fault may make an endless loop
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
        for node in ast.walk(self.tree):
            if isinstance(node, ast.AnnAssign | ast.FunctionDef):
                continue
            yield from (found for found in self._of(node) if found is not None)

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


# --- Trying them -----------------------------------------------------------------------------------------------------


def environment() -> dict[str, str]:
    # The copy uses the data folder of the project: the same server, a database of its own, kept from run to run.
    from khoithidua.database import data_folder

    own = {
        "KHOITHIDUA_DATA": str(data_folder()),
        "KHOITHIDUA_TEST_DATABASE": TEST_DATABASE,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return {**os.environ, **own}


def complaint(copy: Path, room: str, *options: str) -> str:
    """What the tests of the room say of the copy as it stands; empty when they pass."""
    marks = "not browser and not world and not race"
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", "-m", marks]
    try:
        run = subprocess.run(  # noqa: S603
            [*command, *options, f"tests/{room}"],
            cwd=copy,
            env=environment(),
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return f"longer than {SECONDS} s"
    return (run.stdout + run.stderr)[-3000:] if run.returncode else ""


def is_caught(copy: Path, mutant: Mutant) -> bool:
    path = copy / mutant.file
    whole = path.read_bytes()
    path.write_bytes(whole[: mutant.start] + mutant.wrong.encode() + whole[mutant.end :])
    try:
        return bool(complaint(copy, mutant.file.split("/")[0], "--reuse-db"))
    finally:
        path.write_bytes(whole)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2020)
    parser.add_argument("--rooms", default=",".join(ROOMS))
    asked = parser.parse_args()
    mutants = drawn(asked.count, asked.seed, tuple(asked.rooms.split(",")))
    survivors, begun = [], time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Path(folder, "project")
        shutil.copytree(PROJECT, copy, ignore=LEFT_OUT)
        for room in sorted({mutant.file.split("/")[0] for mutant in mutants}):
            if words := complaint(copy, room, "--reuse-db"):
                raise SystemExit(f"{words}\nthe tests of {room} fail without any fault")
        for number, mutant in enumerate(mutants, 1):
            seen = is_caught(copy, mutant)
            survivors += [] if seen else [mutant]
            print(f"{number:>4}/{len(mutants)} {'caught  ' if seen else 'SURVIVED'} {mutant}", flush=True)
    caught, minutes = len(mutants) - len(survivors), (time.monotonic() - begun) / 60
    share = 100 * caught / max(1, len(mutants))
    print(f"\n{caught} of {len(mutants)} caught ({share:.0f} %), seed {asked.seed}, {minutes:.0f} min")
    for mutant in survivors:
        print(f"survived  {mutant}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

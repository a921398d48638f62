"""What is quick to try, by tests of the suite: each protection, and the same attack with the protection taken out.

One run of pytest for all; a goal holds when its tests pass, and its control when the test of the control passes, which
sees the attack succeed.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from khoithidua.database import PROJECT_FOLDER
from security_checks.goals import Goals

# What the checks have set for themselves, and the suite must not see.
OURS = ("KHOITHIDUA_", "DJANGO_", "DATABASE_URL")
DATABASE = "test_khoithidua_short"


@dataclass(frozen=True)
class Protection:
    """`holds` and `control`: `file::test` below tests/."""

    goal: str
    holds: str
    control: str


PROTECTIONS = (
    Protection(
        "code.once",
        "units/test_codes.py::test_of_two_acts_with_one_code_one_passes",
        "units/test_codes.py::test_control_without_the_locks_both_would_pass",
    ),
    Protection(
        "passkey.once",
        "units/test_passkeys.py::test_of_many_at_once_one_is_let_through",
        "units/test_passkeys.py::test_without_the_row_of_spent_questions_all_are",
    ),
    Protection(
        "guessing.counted",
        "units/test_guessing.py::test_of_many_tries_at_once_five_are_looked_at",
        "units/test_guessing.py::test_control_without_the_lock_more_are_looked_at",
    ),
    Protection(
        "mail.once",
        "notices/test_races.py::test_a_slow_worker_keeps_its_mail",
        "notices/test_races.py::test_control_without_its_lock_the_mail_of_a_slow_worker_is_sent_by_another_too",
    ),
    Protection(
        "signature.kept",
        "signatures/test_races.py::test_two_workers_lose_and_double_nothing",
        "signatures/test_races.py::test_control_without_the_lock_signatures_collide",
    ),
    Protection(
        "numbers.dense",
        "records/test_numbers.py::test_fifty_at_once_are_dense_and_unique",
        "records/test_numbers.py::test_control_reading_and_writing_without_the_lock_loses_numbers",
    ),
    Protection(
        "log.rewritten",
        "records/test_printed_heads.py::test_a_log_rewritten_whole_contradicts_a_file_somebody_holds",
        "records/test_printed_heads.py::test_control_without_the_words_in_the_seal_nobody_sees_it",
    ),
)


def run(goals: Goals, *, kills: int) -> None:
    wanted = sorted({node for one in PROTECTIONS for node in (one.holds, one.control)})
    passed = passed_of(wanted)
    for one in PROTECTIONS:
        goals.equals(one.goal, "holds" if one.holds in passed else "broken", "holds")
        goals.control(one.goal, one.control in passed)


def passed_of(nodes: list[str]) -> set[str]:
    """Those of the tests that were run and passed; of a test with several cases all of them."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "--create-db", "-p", "no:randomly", f"--junitxml={report}"]
        names = [f"tests/{node}" for node in nodes]
        environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        environment["KHOITHIDUA_TEST_DATABASE"] = DATABASE
        subprocess.run([*command, *names], cwd=PROJECT_FOLDER, env=environment, check=False)
        cases = ElementTree.parse(report).getroot().iter("testcase")
        seen: dict[str, bool] = {}
        for case in cases:
            file = case.attrib["classname"].removeprefix("tests.").replace(".", "/") + ".py"
            node = f"{file}::{case.attrib['name'].partition('[')[0]}"
            seen[node] = seen.get(node, True) and not any(
                child.tag in ("failure", "error", "skipped") for child in case
            )
    return {node for node, good in seen.items() if good}

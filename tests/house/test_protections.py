"""`make sec-fast` names tests: they are there, each attack has its control, and the suite runs them all."""

import re
from pathlib import Path

import pytest

from security_checks.short import PROTECTIONS

TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize("node", [node for one in PROTECTIONS for node in (one.holds, one.control)])
def test_what_it_names_is_a_test(node):
    file, _, name = node.partition("::")
    assert re.search(rf"^def {name}\(", (TESTS / file).read_text(), re.MULTILINE), node


def test_no_goal_is_its_own_control():
    assert len({one.goal for one in PROTECTIONS}) == len(PROTECTIONS)
    assert all(one.holds != one.control for one in PROTECTIONS)

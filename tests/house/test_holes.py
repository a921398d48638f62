"""The holes with which tools/mutate_access.py tries the access tests can still be made."""

from pathlib import Path

import pytest

from tools.mutate_access import HOLES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("hole", HOLES, ids=lambda hole: hole.name)
def test_the_line_of_a_hole_is_there_once(hole):
    assert (ROOT / hole.file).read_text().count(hole.right) == 1, hole.file

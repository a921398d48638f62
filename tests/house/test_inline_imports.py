"""An import inside a function hides what a module needs: each says why, in a word of this list."""

from tools.figures import MARK_OF_INLINE_IMPORTS as MARK
from tools.figures import inline_imports

REASONS = {
    "child process": "the file runs as a process of its own, whose parent must not load the library",
    "cost at start": "slow to load, and most commands never use it",
    "no Django": "files are checked without it too (python -m libraries.pades)",
    "registry": "models cannot be imported while Django builds its registry of them",
}


def test_every_inline_import_has_a_reason():
    known = tuple(f"{MARK}{reason}" for reason in REASONS)
    assert {place: line for place, line in inline_imports() if not line.endswith(known)} == {}


def test_every_reason_is_used():
    used = {line.split(MARK)[1] for _, line in inline_imports()}
    assert used == set(REASONS)

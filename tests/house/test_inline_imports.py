"""An import inside a function hides what a module needs: each says why, in a word of this list."""

import ast
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
MARK = "# imported here: "
REASONS = {
    "child process": "the file runs as a process of its own, whose parent must not load the library",
    "cost at start": "slow to load, and most commands never use it",
    "optional": "not there on every system",
}


def inline_imports() -> list[tuple[str, str]]:
    """(place, its line) of every import of the product inside a function."""
    found = []
    for room in ["khoithidua", "libraries", *settings.ROOMS]:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            lines = path.read_text().splitlines()
            functions = [node for node in ast.walk(ast.parse("\n".join(lines))) if isinstance(node, ast.FunctionDef)]
            places = {
                node.lineno
                for function in functions
                for node in ast.walk(function)
                if isinstance(node, ast.Import | ast.ImportFrom)
            }
            found += [(f"{path.relative_to(ROOT)}:{place}", lines[place - 1].strip()) for place in sorted(places)]
    return found


def test_every_inline_import_has_a_reason():
    known = tuple(f"{MARK}{reason}" for reason in REASONS)
    assert {place: line for place, line in inline_imports() if not line.endswith(known)} == {}


def test_every_reason_is_used():
    used = {line.split(MARK)[1] for _, line in inline_imports()}
    assert used == set(REASONS)

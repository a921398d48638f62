"""docs/states.md is what `make states` writes."""

from pathlib import Path

from khoithidua.management.commands import states

ROOT = Path(__file__).resolve().parents[2]


def test_states_document_is_fresh():
    assert (ROOT / "docs/states.md").read_text() == states.text(), "run make states"

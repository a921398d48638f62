"""No room describes a paper of its own: whoever makes one takes its form from the library (law/paper_forms)."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
# Made without a form, each for its reason.
WITHOUT_FORM = {
    "conferences/documents/framing.py:framed_one_signer": "what four papers have around them, each described by form",
    "conferences/documents/minutes.py:framed": "what all minutes have around them, each described by its form",
    "awards/documents/recipient_list.py:recipient_list_paper": "an annex in a file of its own, without a head",
    "awards/documents/decision_record.py:record_paper": "a card of facts that must not look like the decision",
    "scoring/documents/results.py:explanation_paper": "what a unit reads of its own points, without signature",
    "regulations/documents/consolidated.py:consolidated_paper": "made of issued papers to be read; no document itself",
    "drafting/documents/paper.py:draft_paper": "a draft of any text, under the title that its writer gave it",
    "signatures/documents/evidence.py:evidence_paper": "the record of a signing, for whoever checks it",
    "khoithidua/sample/year2020/scoring.py:movement_report": "stands in for a scan that a unit hands in",
    "khoithidua/sample/year2020/dossiers.py:selection_minutes": "stands in for a scan that a secretariat hands in",
}


def makers(source: str):
    """(function, whether a form describes it) of each function that makes a Paper."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef):
            continue
        calls = [call.func for call in ast.walk(node) if isinstance(call, ast.Call)]
        if any(isinstance(function, ast.Name) and function.id == "Paper" for function in calls):
            described = any(isinstance(one, ast.Attribute) and one.attr == "describes" for one in node.decorator_list)
            yield node.name, described


def papers_of_the_rooms():
    for room in ("khoithidua", *settings.ROOMS):
        for path in sorted((ROOT / room).rglob("*.py")):
            where = path.relative_to(ROOT).as_posix()
            if not where.startswith("law/paper_forms/"):
                yield from ((f"{where}:{name}", described) for name, described in makers(path.read_text()))


def test_every_paper_has_a_form():
    found = dict(papers_of_the_rooms())
    assert len(found) >= 8
    assert {where for where, described in found.items() if not described} <= set(WITHOUT_FORM)


@pytest.mark.parametrize(
    "source, described",
    [("@F.describes\ndef a():\n    return Paper(kind='x')", True), ("def a():\n    return Paper(kind='x')", False)],
)
def test_the_test_tells_them_apart(source, described):
    assert list(makers(source)) == [("a", described)]

"""A paper bears the names of its day: no room writes today's name of a bloc or unit into a document."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
UNDATED = re.compile(r"\b(?:bloc|unit)\.(?:short_)?name\b(?!_on)")


def undated(source: str) -> list[str]:
    return [line.strip() for line in source.splitlines() if UNDATED.search(line)]


def test_papers_ask_for_the_name_of_a_day():
    papers = [path for room in ("khoithidua", *settings.ROOMS) for path in (ROOT / room).rglob("documents/*.py")]
    assert len(papers) >= 12
    found = {path.relative_to(ROOT).as_posix(): undated(path.read_text()) for path in papers}
    assert {where: lines for where, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("line", "named"), [("issuer=bloc.name,", 1), ("year.bloc.name_on(day),", 0)])
def test_the_search_tells_them_apart(line, named):
    assert len(undated(line)) == named

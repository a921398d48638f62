"""The product serves any city: none is named outside the sample, the documents for readers and the tests."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "awards",
    "conferences",
    "drafting",
    "evidence",
    "khoithidua",
    "libraries",
    "notices",
    "pledges",
    "records",
    "regulations",
    "signatures",
)
FOLDERS = (*ROOMS, "scoring", "units", "templates", "deploy", "static/js", "static/css")
CITIES = re.compile(r"hải[ \u00a0]?phòng|hai-?phong|hà nội|đà nẵng|cần thơ|thành phố hồ chí minh", re.IGNORECASE)
# One city's data, and the list of words that forbids it.
SAMPLE = ("khoithidua/sample/", "templates/print/sample", "khoithidua/words.toml")


def named():
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            where = path.relative_to(ROOT).as_posix()
            if path.suffix in {".py", ".html", ".txt", ".js", ".css", ".toml", ".json", ".conf", ".service", ".svg"}:
                yield where, [line for line in path.read_text().splitlines() if CITIES.search(line)]


def test_no_city_is_named_in_the_product():
    found = {where: lines for where, lines in named() if lines and not where.startswith(SAMPLE)}
    assert found == {}


def test_the_search_would_find_one():
    assert any(where.startswith("khoithidua/sample/") and lines for where, lines in named())

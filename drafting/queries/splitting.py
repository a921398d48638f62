"""Several Khoản or Điểm in one box, as they come from Word: found by the numbers in front of their lines, and split."""

import re
from collections.abc import Sequence

from drafting.queries.typed_numbers import plain_marks, without_number
from drafting.queries.version_index import VersionIndex
from drafting.queries.wording import CLAUSE, POINT, Line

# In front of the first line it is the part's own number; an Điều has none in its words.
NUMBER = {"clause": "1.", "point": "a)"}
FIRST_LINE = {"article": 0, "clause": 1, "point": 1}


def numbered_lines(kind: str, body: str) -> int:
    """How many lines of a part begin as parts of their own: "2. …", "a) …"."""
    if kind not in FIRST_LINE:
        return 0
    lines = [line.lstrip() for line in plain_marks(body).split("\n") if line.strip()][FIRST_LINE[kind] :]
    return sum(any(_is_numbered(line, number) for number in (CLAUSE, POINT)) for line in lines)


def _is_numbered(line: str, number: re.Pattern[str]) -> bool:
    found = number.match(line)
    return bool(found and line[found.end() :].strip())


def split_article(index: VersionIndex, key: str) -> tuple[Sequence[Line], str]:
    """(the parts of the Điều as they stand, its words in which each numbered line is a part); empty outside an Điều."""
    article = index.article_of(key)
    if article is None or article.kind != "article":
        return [], ""
    parts = index.subtree(article.key)
    if any(part.kind in {"paragraph", "table"} for part in parts):  # it has no number to be found by
        return [], ""
    lines = []
    for part in parts:
        words = plain_marks(part.body)
        # Any number makes the line a part of its kind: a Khoản that stands alone is printed without one.
        lines.append(words if part is article else f"{NUMBER[part.kind]} {without_number(part.kind, words)}")
    return [Line(part.kind, part.body, part.key) for part in parts], "\n".join(line for line in lines if line)

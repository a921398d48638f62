"""The wording of a place as one text, a line a Khoản or Điểm, and back: what a proposal does to the parts.

Knows no database: lines in, lines out. `VersionIndex.wording` writes what is read here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from drafting.queries.version_index import VersionIndex
from drafting.queries.word_changes import Ops, word_changes
from libraries.text import likeness

CLAUSE = re.compile(r"\d{1,3}\.(?=\s|$)\s*")
POINT = re.compile(r"[a-zđ]{1,2}\)\s*")
# Which numbers begin a new part inside a place of this kind.
INSIDE = {"article": (("clause", CLAUSE), ("point", POINT)), "clause": (("point", POINT),)}


@dataclass(frozen=True)
class Line:
    """One part of a place in order; `key` None: it is not in the text yet."""

    kind: str
    body: str
    key: str | None = None

    @property
    def alike(self) -> tuple[str, str]:
        return self.kind, likeness(self.body)


def read_lines(words: str, kind: str) -> list[Line]:
    """The parts that the typed wording of a place of this kind consists of, the place itself first."""
    lines = [Line(kind, "")]
    for row in words.replace("\r\n", "\n").split("\n"):
        for inner, number in INSIDE.get(kind, ()):
            if found := number.match(row.lstrip()):
                lines.append(Line(inner, row.lstrip()[found.end() :].strip()))
                break
        else:
            last = lines[-1]
            # The first words of the place itself stand without a break before them.
            lines[-1] = replace(last, body=f"{last.body}\n{row}" if last.body else row)
    return [replace(line, body=line.body.strip()) for line in lines]


def lines_of(index: VersionIndex, key: str) -> list[Line]:
    """The parts of a place as the text has them; empty where its wording cannot be read back part by part."""
    top, words = index.at(key), index.wording(key)
    if top is None or not words:
        return []
    inside = [node for node in index.subtree(key) if node is top or node.kind != "table"]
    parts = [Line(node.kind, node.body, node.key) for node in inside]
    same = [(line.kind, line.body) for line in read_lines(words, top.kind)]
    return parts if same == [(line.kind, line.body.strip()) for line in parts] else []


@dataclass(frozen=True)
class Rewriting:
    """A place as it shall read: its lines in order, kept ones by their key, and the keys that go."""

    lines: list[Line]
    gone: list[str]


def rewriting(standing: Sequence[Line], wanted: Sequence[Line]) -> Rewriting:
    """Which standing part each wanted line is: alike first, then in order between those, kind by kind."""
    keys: list[str | None] = [standing[0].key] + [None] * (len(wanted) - 1)
    old, new = standing[1:], wanted[1:]
    matcher = SequenceMatcher(None, [line.alike for line in old], [line.alike for line in new], autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        left = list(old[a:b])
        for place in range(c, d):
            match = next((line for line in left if line.kind == new[place].kind), None)
            if match is not None:
                left = left[left.index(match) + 1 :]
                keys[place + 1] = match.key
    kept = {key for key in keys if key}
    lines = [replace(line, key=key) for line, key in zip(wanted, keys, strict=True)]
    return Rewriting(lines, [line.key for line in standing if line.key and line.key not in kept])


# --- Two changes of one wording ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hunk:
    """What one side puts in place of base[start:end]."""

    start: int
    end: int
    words: str


def hunks(ops: Ops) -> list[Hunk]:
    """The changed places of a comparison, by their letters in the old text."""
    found: list[Hunk] = []
    at = 0
    for kind, text in ops:
        if kind == "equal":
            at += len(text)
        elif kind == "delete":
            found.append(Hunk(at, at + len(text), ""))
            at += len(text)
        elif found and found[-1].end == at and not found[-1].words:
            found[-1] = replace(found[-1], words=text)
        else:
            found.append(Hunk(at, at, text))
    return found


def meet(one: Hunk, other: Hunk) -> bool:
    """Both change the same words, or put in at the same place."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def differ(base: str, one: str, other: str) -> bool:
    """Two rewordings that cannot both stand: they change the same words, otherwise."""
    mine, theirs = hunks(word_changes(base, one)), hunks(word_changes(base, other))
    return any(meet(a, b) and a != b for a in mine for b in theirs)


def merged(base: str, one: str, other: str) -> str | None:
    """Both rewordings of the base in one; None where they change the same words differently."""
    if one in (base, other):
        return other
    if other == base:
        return one
    if differ(base, one, other):
        return None
    both = {*hunks(word_changes(base, one)), *hunks(word_changes(base, other))}
    words, at = "", 0
    for hunk in sorted(both, key=lambda hunk: (hunk.start, hunk.end)):
        words += base[at : hunk.start] + hunk.words
        at = hunk.end
    return words + base[at:]

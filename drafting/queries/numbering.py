"""Numbers of Chương, Mục, Điều, Khoản, Điểm: computed from the order, never stored in the working text.

NĐ 30/2020/NĐ-CP, Phụ lục I, II.5: Chương in Roman numerals, Điều counted through the whole text, Khoản in each Điều
from 1, Điểm by the Vietnamese alphabet, đ included. An only Khoản has no number, as offices write it: it is cited as
its Điều, its Điểm as "điểm a Điều 16".

A Phụ lục stands behind all else, in Roman numerals where there are several (PL I, III.1); its Điều, Khoản are counted
anew: "khoản 2 Phụ lục I".

In a text that amends an issued one the parts that were there keep their numbers, and what is put in between takes the
number before it with a letter: "Điều 5a", "khoản 2a", "điểm a1".
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, TypedDict

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
COUNTED = ("chapter", "section", "clause", "point", "annex")
# Between the cells of a row of a table, a line a row.
CELLS_APART = "|"
DIGITS = "0123456789"
# What is added to a number in between: the "a" of "5a", of "IIa".
INSERTED = re.compile(r"[a-zđ]+$")
# Of one kind in a text.
MOST_NUMBERS = 1_500
_ROMAN = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


class Piece(TypedDict):
    """One part of a text as a version holds it, in document order."""

    key: str
    parent: str | None
    kind: str
    label: str
    citation: str
    heading: str
    body: str
    depth: int


@dataclass(frozen=True)
class NumberedNode:
    """A node in its place: label as printed ("Điều 7.", "1."), citation ("điểm a khoản 1 Điều 7"), depth from 0."""

    key: str
    parent: str | None
    kind: str
    label: str
    citation: str
    heading: str
    body: str
    depth: int
    node: Any = None

    @property
    def box_name(self) -> str:
        """What its boxes are called, no two alike: an only Khoản is cited as its Điều, which has boxes too."""
        if self.kind == "clause" and not self.label:
            return f"khoản của {self.citation}" if self.citation else "khoản"
        return self.citation or "đoạn văn"

    @property
    def rows(self) -> list[list[str]]:
        """Of a table, all of one length: its cells."""
        return table_rows(self.body)

    @property
    def anchor(self) -> str:
        """The fragment of its place on a page: "dieu-7", "dieu-7-khoan-1"; no two pieces of a text share one."""
        # Mục counts anew in each Chương; a paragraph and an only Khoản have no number.
        if self.kind in {"section", "paragraph", "table"} or (self.kind == "clause" and not self.label):
            return f"p-{self.key[:8]}"
        plain = str.maketrans({"đ": "dj"})  # điểm d and điểm đ
        words = self.citation.replace("Điều", "dieu").replace("khoản", "khoan").replace("điểm", "diem")
        words = words.replace("Chương", "chuong").replace("Mục", "muc").replace("Phụ lục", "phu-luc").translate(plain)
        return "-".join(reversed_parts(words)) or f"p-{self.key[:8]}"


def reversed_parts(words: str) -> list[str]:
    """ "diem a khoan 1 dieu 7" → ["dieu", "7", "khoan", "1", "diem", "a"]: the article comes first in an address."""
    parts = words.lower().split()
    pairs = [parts[i : i + 2] for i in range(0, len(parts), 2)]
    return [word for pair in reversed(pairs) for word in pair]


def table_rows(body: str) -> list[list[str]]:
    """The cells of a table, a line a row; short rows are filled with empty cells."""
    rows = [[cell.strip() for cell in line.split(CELLS_APART)] for line in body.split("\n") if line.strip()]
    columns = max(map(len, rows), default=0)
    return [row + [""] * (columns - len(row)) for row in rows]


def roman(number: int) -> str:
    text = ""
    tens = {100: "C", 90: "XC", 50: "L", 40: "XL"}
    for value, letters in [*tens.items(), *_ROMAN]:
        while number >= value:
            text, number = text + letters, number - value
    return text


def point_letter(number: int) -> str:
    """1 → a, 5 → đ, 24 → aa: after the last letter they are doubled."""
    rounds, place = divmod(number - 1, len(POINT_LETTERS))
    return POINT_LETTERS[place] * (rounds + 1)


def numbered(nodes: Iterable[Any]) -> list[NumberedNode]:
    """The standing nodes in document order with their numbers; one pass over rows already read, no query.

    A node under a removed one is not in the text. `nodes` have id, key, parent_id, kind, position, heading, body,
    kept_number, removed_at; a removed one still holds the number that it keeps.
    """
    by_parent: dict[int | None, list[Any]] = defaultdict(list)
    rows, reserved = list(nodes), set[str]()
    annexes = {node.pk for node in rows if node.kind == "annex"}
    for node in rows:
        if node.removed_at is None or node.kept_number:
            by_parent[node.parent_id].append(node)
            reserved |= {node.kept_number} if node.kind == "article" and node.parent_id not in annexes else set()
    for siblings in by_parent.values():
        siblings.sort(key=lambda node: (node.kind == "annex", node.position, node.pk))
    result: list[NumberedNode] = []
    articles = _Count("article", list(_articles_in(by_parent, None)), reserved - {""})

    def walk(parent: Any, inherited: str, depth: int) -> None:
        siblings = by_parent[parent.pk if parent is not None else None]
        counts = {kind: _Count(kind, [row for row in siblings if row.kind == kind]) for kind in COUNTED}
        counts["article"] = articles
        if parent is not None and parent.kind == "annex":
            counts["article"] = _Count("article", [row for row in siblings if row.kind == "article"])
        lone = {kind for kind in ("clause", "annex") if sum(node.kind == kind for node in siblings) == 1}
        for node in siblings:
            number = counts[node.kind].next(node) if node.kind in counts else ""
            if node.removed_at is not None:
                continue
            only = node.kind in lone and not node.kept_number
            label, citation = _alone(node.kind, inherited) if only else _words(node.kind, number, inherited)
            result.append(
                NumberedNode(
                    key=str(node.key),
                    parent=str(parent.key) if parent is not None else None,
                    kind=node.kind,
                    label=label,
                    citation=citation,
                    heading=node.heading,
                    body=node.body,
                    depth=depth,
                    node=node,
                )
            )
            walk(node, citation if node.kind in {"article", "clause", "point", "annex"} else "", depth + 1)

    walk(None, "", 0)
    return result


def _articles_in(by_parent: Mapping[int | None, list[Any]], parent: int | None) -> Iterator[Any]:
    """Every Điều in the order of the text: they are counted through all Chương."""
    for node in by_parent.get(parent, ()):
        if node.kind == "article":
            yield node
        elif node.removed_at is None and node.kind != "annex":
            yield from _articles_in(by_parent, node.pk)


class _Count:
    """The numbers of one kind of part in one row, handed out in order."""

    def __init__(self, kind: str, rows: list[Any], reserved: Iterable[str] = ()):
        """reserved: numbers that nobody else gets, of parts that are not handed out any more."""
        self.kind = kind
        self.kept = [row.kept_number for row in rows if row.kept_number]
        self.used, self.left = {*self.kept, *reserved}, len(self.kept)
        self.last, self.count = "", 0

    def next(self, node: Any) -> str:
        if node.kept_number:
            self.left -= 1
            self.last = node.kept_number
        elif not self.kept:
            self.count += 1
            self.last = written(self.kind, self.count)
        else:
            self.last = self._between() if self.left else self._behind_all()
            self.used.add(self.last)
        return self.last

    def _between(self) -> str:
        """A number with a letter, of a part put in before one that keeps its own."""
        base = self.last or next(iter(self.kept))
        if self.kind == "point":
            candidates = (f"{base.rstrip(DIGITS)}{n}" for n in count(1))
        else:
            plain = INSERTED.sub("", base)
            candidates = (f"{plain}{point_letter(n)}" for n in count(1))
        return next(number for number in candidates if number not in self.used)

    def _behind_all(self) -> str:
        highest = max(n for n in range(MOST_NUMBERS) if not n or written(self.kind, n) in self.used)
        return written(self.kind, highest + 1)


def written(kind: str, number: int) -> str:
    """A number as parts of this kind bear it: II, 7, đ."""
    match kind:
        case "chapter" | "annex":
            return roman(number)
        case "point":
            return point_letter(number)
    return str(number)


def _words(kind: str, number: str, inherited: str) -> tuple[str, str]:
    match kind:
        case "chapter":
            return f"Chương {number}", f"Chương {number}"
        case "section":
            return f"Mục {number}", f"Mục {number}"
        case "article":
            return f"Điều {number}.", f"Điều {number} {inherited}".strip()
        case "clause":
            return f"{number}.", f"khoản {number} {inherited}".strip()
        case "point":
            return f"{number})", f"điểm {number} {inherited}".strip()
        case "annex":
            return f"Phụ lục {number}", f"Phụ lục {number}"
        case "table":
            return "", f"bảng tại {inherited}" if inherited else "bảng"
        case _:
            return "", inherited


def _alone(kind: str, inherited: str) -> tuple[str, str]:
    """The same of an only Khoản or Phụ lục, which bears no number."""
    return ("Phụ lục", "Phụ lục") if kind == "annex" else ("", inherited)


def number_in(piece: Piece) -> str:
    """The bare number of a part that has one: "5a" of "Điều 5a.", "II" of "Chương II", "d" of "d)"."""
    label = piece["label"].rstrip(".)").removeprefix("Phụ lục")
    return label.split()[-1] if label else ""


def frozen(nodes: Iterable[NumberedNode]) -> list[Piece]:
    """The content of a version: plain values in document order."""
    return [
        Piece(
            key=node.key,
            parent=node.parent,
            kind=node.kind,
            label=node.label,
            citation=node.citation,
            heading=node.heading,
            body=node.body,
            depth=node.depth,
        )
        for node in nodes
    ]


def thawed(content: Iterable[Piece]) -> list[NumberedNode]:
    """The nodes of a frozen version."""
    return [NumberedNode(**row) for row in content]

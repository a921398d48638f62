"""Numbers of Chương, Mục, Điều, Khoản, Điểm: computed from the order, never stored in the working text.

NĐ 30/2020/NĐ-CP, Phụ lục I, II.5: Chương in Roman numerals, Điều counted through the whole text, Khoản in each Điều
from 1, Điểm by the Vietnamese alphabet, đ included. An only Khoản has no number, as offices write it: it is cited as
its Điều, its Điểm as "điểm a Điều 16".
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypedDict

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
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
    def anchor(self) -> str:
        """The fragment of its place on a page: "dieu-7", "dieu-7-khoan-1"; no two pieces of a text share one."""
        # Mục counts anew in each Chương; a paragraph and an only Khoản have no number.
        if self.kind in {"section", "paragraph"} or (self.kind == "clause" and not self.label):
            return f"p-{self.key[:8]}"
        plain = str.maketrans({"đ": "dj"})  # điểm d and điểm đ
        words = self.citation.replace("Điều", "dieu").replace("khoản", "khoan").replace("điểm", "diem")
        words = words.replace("Chương", "chuong").replace("Mục", "muc").translate(plain)
        return "-".join(reversed_parts(words)) or f"p-{self.key[:8]}"


def reversed_parts(words: str) -> list[str]:
    """ "diem a khoan 1 dieu 7" → ["dieu", "7", "khoan", "1", "diem", "a"]: the article comes first in an address."""
    parts = words.lower().split()
    pairs = [parts[i : i + 2] for i in range(0, len(parts), 2)]
    return [word for pair in reversed(pairs) for word in pair]


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

    A node under a removed one is not in the text. `nodes` have id, key, parent_id, kind, position, heading, body.
    """
    by_parent: dict[int | None, list[Any]] = defaultdict(list)
    for node in nodes:
        by_parent[node.parent_id].append(node)
    for siblings in by_parent.values():
        siblings.sort(key=lambda node: (node.position, node.pk))
    result: list[NumberedNode] = []
    articles = 0

    def walk(parent: Any, inherited: str, depth: int) -> None:
        nonlocal articles
        count: dict[str, int] = defaultdict(int)
        siblings = by_parent[parent.pk if parent is not None else None]
        clauses = sum(node.kind == "clause" for node in siblings)
        for node in siblings:
            count[node.kind] += 1
            number = count[node.kind]
            if node.kind == "article":
                articles += 1
                number = articles
            only = node.kind == "clause" and clauses == 1
            label, citation = ("", inherited) if only else _words(node.kind, number, inherited)
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
            walk(node, citation if node.kind in {"article", "clause"} else "", depth + 1)

    walk(None, "", 0)
    return result


def _words(kind: str, number: int, inherited: str) -> tuple[str, str]:
    match kind:
        case "chapter":
            return f"Chương {roman(number)}", f"Chương {roman(number)}"
        case "section":
            return f"Mục {number}", f"Mục {number}"
        case "article":
            return f"Điều {number}.", f"Điều {number}"
        case "clause":
            return f"{number}.", f"khoản {number} {inherited}".strip()
        case "point":
            letter = point_letter(number)
            return f"{letter})", f"điểm {letter} {inherited}".strip()
        case _:
            return "", inherited


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

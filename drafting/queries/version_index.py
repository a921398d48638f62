"""Where the pieces of a frozen version are, found by their stable keys: order, citation, words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from drafting.models import HEADED, Answer, Comment
from drafting.queries.numbering import NumberedNode, Piece, thawed
from drafting.queries.word_changes import Ops, word_changes

WHOLE = "Toàn văn dự thảo"
# A chapter rewritten in one box would be no proposal any more.
REWRITABLE = {"article", "clause", "point", "paragraph", "table"}
LONGEST_REWRITE = 14_000
Key = UUID | str | None  # of a piece; None or "" is the whole text


@dataclass(frozen=True)
class PlacedComment:
    """A comment with the piece it is about (None: the whole text), where that is in words, and its answer."""

    comment: Comment
    node: NumberedNode | None
    place: str
    answer: Answer | None
    proposal: Ops = ()  # the wording proposed, as a redline of what was asked about
    also: tuple[Comment, ...] = ()  # the same opinion of other units

    @property
    def waits(self) -> bool:
        """It needs an answer and has none."""
        return self.comment.needs_answer and self.answer is None

    @property
    def with_files(self) -> list[Comment]:
        """Those that brought a file along."""
        return [comment for comment in (self.comment, *self.also) if comment.document_id]

    @property
    def units(self) -> str:
        """Whose opinion it is, each unit once."""
        return "; ".join(dict.fromkeys(comment.unit.short_name for comment in (self.comment, *self.also)))


@dataclass(frozen=True)
class Group:
    """An Điều (or what stands outside of one) with the comments on it and under it; `node` None is the whole text."""

    node: NumberedNode | None
    title: str
    comments: list[PlacedComment]

    @property
    def anchor(self) -> str:
        return f"gop-y-{self.node.anchor if self.node else 'toan-van'}"

    @property
    def unanswered(self) -> int:
        return sum(row.waits for row in self.comments)


class HasContent(Protocol):
    """A version, or the working text read as one."""

    @property
    def content(self) -> list[Piece]: ...


@dataclass(frozen=True)
class WorkingText:
    """The text as it is being written, read once."""

    content: list[Piece]


class VersionIndex:
    """A version (or the working text) as a reader walks through it."""

    def __init__(self, version: HasContent):
        self.content = version.content
        self.nodes = thawed(version.content)
        self.by_key = {node.key: node for node in self.nodes}
        self.order = {node.key: place for place, node in enumerate(self.nodes)}

    def __contains__(self, key: object) -> bool:
        return str(key) in self.by_key

    def at(self, key: Key) -> NumberedNode | None:
        return self.by_key.get(str(key)) if key else None

    def place_words(self, key: Key) -> str:
        """ "Khoản 1 Điều 7", "Chương I", "Toàn văn dự thảo"; a paragraph without a number by its first words."""
        node = self.at(key)
        if node is None:
            return WHOLE
        if node.citation:
            return node.citation[0].upper() + node.citation[1:]
        return f"Đoạn “{node.body[:60].rstrip()}{'…' if len(node.body) > 60 else ''}”"

    def place_in_sentence(self, key: Key) -> str:
        """ "khoản 1 Điều 7", "Chương I", "toàn văn dự thảo": as the place is cited inside a sentence."""
        node = self.at(key)
        if node is None:
            return WHOLE[0].lower() + WHOLE[1:]
        return node.citation or self.place_words(key)

    def article_of(self, key: Key) -> NumberedNode | None:
        """The Điều a piece stands in, in a Phụ lục without Điều that; a Chương, Mục or lone paragraph is its own."""
        node = found = self.at(key)
        while node is not None:
            if node.kind in {"article", "annex"}:
                return node
            node = self.at(node.parent)
        return found

    def subtree(self, key: Key) -> list[NumberedNode]:
        """The piece and all that stands under it."""
        top = self.at(key)
        if top is None:
            return self.nodes
        found = [top]
        for node in self.nodes[self.order[top.key] + 1 :]:
            if node.depth <= top.depth:
                break
            found.append(node)
        return found

    def pieces(self, key: Key) -> list[Piece]:
        """The same as a version holds them; empty where the piece is not in this text."""
        if key and key not in self:
            return []
        inside = {node.key for node in self.subtree(key)}
        return [piece for piece in self.content if piece["key"] in inside]

    def marked(self, key: Key) -> set[str]:
        """Keys to be marked inside the article: the piece meant, unless that is the article itself."""
        node = self.at(key)
        return set() if node is None or node == self.article_of(key) else {row.key for row in self.subtree(key)}

    def wording(self, key: Key) -> str:
        """The words somebody would rewrite, one line a Khoản or Điểm; empty where a rewriting makes no sense.

        A table inside is rewritten by itself: its rows would be taken for Khoản.
        """
        top = self.at(key)
        if top is None or top.kind not in REWRITABLE:
            return ""
        lines = []
        for node in self.subtree(key):
            if node.kind == "table" and node is not top:
                continue
            label = "" if node is top else node.label
            lines += [f"{label} {node.body}".strip()] if node.body else []
        words = "\n".join(lines)
        return words if len(words) <= LONGEST_REWRITE else ""

    def proposal(self, comment: Comment) -> Ops:
        """The wording a comment proposes against the one it was asked about."""
        return word_changes(self.wording(comment.node_key), comment.replacement) if comment.replacement else ()

    def rank(self, key: Key) -> int:
        """Order in the text; the whole text comes first."""
        return self.order.get(str(key), -1) if key else -1

    def outline(self) -> list[NumberedNode]:
        return [node for node in self.nodes if node.kind in HEADED]

    def in_order(self, comments: Iterable[Comment]) -> list[PlacedComment]:
        """Comments in the order of the text, each with its place."""
        rows = sorted(comments, key=lambda comment: (self.rank(comment.node_key), comment.pk))
        return [
            PlacedComment(
                row, self.at(row.node_key), self.place_words(row.node_key), row.answer_given, self.proposal(row)
            )
            for row in rows
        ]

    def groups(self, comments: Iterable[PlacedComment]) -> list[Group]:
        """By article, in the order in which they come."""
        found: dict[str, Group] = {}
        for row in comments:
            node = self.article_of(row.comment.node_key)
            key = node.key if node else ""
            if key not in found:
                title = f"{node.label.rstrip('.')}. {node.heading}".strip(". ") if node else WHOLE
                found[key] = Group(node, title, [])
            found[key].comments.append(row)
        return list(found.values())

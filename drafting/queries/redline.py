"""Redline (bản so sánh): what changed between two contents of a text, part by part.

Knows no database and no HTML: it takes the `content` of versions (drafting.queries.numbering.frozen) and gives plain
values.
"""

from dataclasses import dataclass

from drafting.queries.numbering import Piece
from drafting.queries.word_changes import Effort, Kind, Ops, joined, longest_rising, word_changes


@dataclass(frozen=True)
class NodeChange:
    """One node in both texts. `old` or `new` is None when it stands in one only.

    `moved`: it stands elsewhere than before, seen from the nodes that stayed; `moved_along`: with what holds it.
    heading, body: runs of word_changes.
    """

    key: str
    old: Piece | None
    new: Piece | None
    moved: bool
    heading: Ops
    body: Ops
    moved_along: bool = False

    @property
    def row(self) -> Piece:
        """As it stands now, or stood last."""
        row = self.new or self.old
        assert row is not None
        return row

    @property
    def is_new(self) -> bool:
        return self.old is None

    @property
    def is_removed(self) -> bool:
        return self.new is None

    @property
    def is_changed(self) -> bool:
        """Its own words differ."""
        return bool(self.old and self.new) and _words(self.old) != _words(self.new)

    @property
    def is_renumbered(self) -> bool:
        return self.old is not None and self.new is not None and self.old["label"] != self.new["label"]

    @property
    def is_touched(self) -> bool:
        return self.is_new or self.is_removed or self.is_changed or self.is_renumbered or self.moved

    @property
    def label(self) -> Ops:
        """The number as runs."""
        old, new = self.old["label"] if self.old else "", self.new["label"] if self.new else ""
        if old == new:
            return (("equal", new),) if new else ()
        return joined((("delete", old), ("insert", new)))

    def numbered(self, words: Ops, between: str = " ") -> Ops:
        """The number and then the words, as one line."""
        side: Kind = "insert" if self.is_new else "delete" if self.is_removed else "equal"
        return joined(self.label, ((side, between),) if self.label and words else (), words)

    @property
    def numbered_heading(self) -> Ops:
        return self.numbered(self.heading)

    @property
    def numbered_body(self) -> Ops:
        return self.numbered(self.body)


def _words(row: Piece | None) -> tuple[str, str]:
    return (row["heading"], row["body"]) if row else ("", "")


def changes(old_content: list[Piece], new_content: list[Piece], *, moved_from: bool = False) -> list[NodeChange]:
    """Every node of both texts once, in the order of the new text; what was removed stands where it stood.

    With `moved_from` a moved node is a removal at its old place and a new node at its new one, as a tracked change is.
    """
    was = {row["key"]: row for row in old_content}
    now = {row["key"]: row for row in new_content}
    places = {key: place for place, key in enumerate(was)}
    common = [key for key in now if key in was]
    stay = {common[place] for place in longest_rising([places[key] for key in common])}
    effort = Effort()
    result: list[NodeChange] = []
    old_order = list(was)
    at = 0

    def gone_until(end: int) -> None:
        for key in old_order[at:end]:
            if key not in now or (moved_from and key not in stay):
                result.append(_node_change(key, was[key], None, moved_from and key in now, effort))

    waiting: list[NodeChange] = []
    for key, row in now.items():
        if key not in stay:
            before = None if moved_from else was.get(key)
            along = key in was and was[key]["parent"] == row["parent"] and row["parent"] not in {None, *stay}
            waiting.append(_node_change(key, before, row, key in was, effort, along))
            continue
        gone_until(places[key])
        at = places[key] + 1
        result += waiting
        waiting = []
        result.append(_node_change(key, was[key], row, was[key]["parent"] != row["parent"], effort))
    gone_until(len(old_order))
    return result + waiting


def _node_change(
    key: str, old: Piece | None, new: Piece | None, moved: bool, effort: Effort, along: bool = False
) -> NodeChange:
    (old_heading, old_body), (new_heading, new_body) = _words(old), _words(new)
    heading = word_changes(old_heading, new_heading, effort)
    return NodeChange(key, old, new, moved, heading, word_changes(old_body, new_body, effort), along)


@dataclass(frozen=True)
class Unchanged:
    """Parts left out of a comparison because nothing happened in them; articles: how they are cited."""

    articles: tuple[str, ...]
    row: None = None

    @property
    def words(self) -> str:
        """ "Điều 4 không thay đổi", "Điều 4 đến Điều 8 không thay đổi", or dots inside an Điều."""
        if not self.articles:
            return "…"
        first, last = self.articles[0], self.articles[-1]
        return f"{first if first == last else f'{first} đến {last}'} không thay đổi"


def only_changed(nodes: list[NodeChange]) -> list[NodeChange | Unchanged]:
    """The changed parts with what they stand in, and one line for what is left out between them."""
    parents = {node.key: node.row["parent"] for node in nodes}
    shown: set[str] = set()
    for node in nodes:
        key: str | None = node.key if node.is_touched else None
        while key is not None and key not in shown:
            shown.add(key)
            key = parents.get(key)
    found: list[NodeChange | Unchanged] = []
    left_out: list[NodeChange] = []

    def close() -> None:
        if left_out:
            found.append(Unchanged(tuple(node.row["citation"] for node in left_out if node.row["kind"] == "article")))
            left_out.clear()

    for node in nodes:
        if node.key in shown:
            close()
            found.append(node)
        else:
            left_out.append(node)
    close()
    return found


INSIDE = ("clause", "point", "paragraph", "table")  # of an Điều, if there is one


@dataclass(frozen=True)
class SummaryLine:
    """One Chương, Mục, Điều (or loose paragraph) of the comparison: what happened in it, in words."""

    row: Piece
    words: str

    @property
    def key(self) -> str:
        return self.row["key"]


def summary(nodes: list[NodeChange]) -> list[SummaryLine]:
    """Điều 5 · 1 sửa; Điều 8 · mới; Điều 9 · xóa. Unchanged ones have no words."""
    parents = {node.key: node.row["parent"] for node in nodes}
    kinds = {node.key: node.row["kind"] for node in nodes}
    heads: dict[str, NodeChange] = {}
    inside: dict[str, list[NodeChange]] = {}
    for node in nodes:
        head = node.key
        while kinds[head] in INSIDE and (above := parents[head]) is not None and above in kinds:
            head = above
        if head == node.key:
            heads[head] = node
        inside.setdefault(head, []).append(node)
    return [SummaryLine(node.row, _in_words(node, inside[key])) for key, node in heads.items()]


def _in_words(head: NodeChange, nodes: list[NodeChange]) -> str:
    if head.is_new:
        return "mới"
    if head.is_removed:
        return "xóa"
    new = sum(node.is_new for node in nodes)
    gone = sum(node.is_removed for node in nodes)
    counted = [
        (sum(node.is_changed for node in nodes), "sửa"),
        (new, "thêm"),
        (gone, "xóa"),
        (sum(node.moved and not node.moved_along for node in nodes if node is not head), "chuyển"),
    ]
    words = [f"{count} {word}" for count, word in counted if count]
    if head.moved:
        words.append("chuyển vị trí")
    if head.is_renumbered and head.old:
        words.append(f"trước là {head.old['label'].rstrip('.')}")
    return ", ".join(words)

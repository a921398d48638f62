"""A regulation as a conference goes through it: Điều by Điều, with what is still open about each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ballots.models import Ballot
from drafting.models import Answer, Comment, Consultation
from drafting.queries.alike import together
from drafting.queries.answering import place_changes, working_index
from drafting.queries.numbering import NumberedNode
from drafting.queries.redline import NodeChange
from drafting.queries.version_index import PlacedComment, VersionIndex
from regulations.models import Regulation
from regulations.queries.ballots import ballots_of

# Of all ballots about it, the newest.
MOST_BALLOTS = 5
HEADS = ("article", "annex")


@dataclass
class MeetingPart:
    """An Điều or Phụ lục (or, without a node, the whole text) and what units say about it."""

    node: NumberedNode | None
    points: list[PlacedComment] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.node.key if self.node else ""

    @property
    def title(self) -> str:
        return f"{self.node.citation}. {self.node.heading}".strip(". ") if self.node else "Toàn văn dự thảo"

    @property
    def open(self) -> int:
        """Opinions that were not taken in as they were: what the conference has to talk about."""
        return sum(is_open(row) for row in self.points)


def is_open(row: PlacedComment) -> bool:
    return row.answer is None or row.answer.result != Answer.Result.ACCEPTED


@dataclass(frozen=True)
class Meeting:
    """parts: of the whole text, in order; here: the one on the wall; changes: against what the units were asked."""

    parts: list[MeetingPart]
    here: MeetingPart
    changes: list[NodeChange]
    ballots: list[Ballot]

    @property
    def number(self) -> int:
        return self.parts.index(self.here) + 1

    @property
    def before(self) -> MeetingPart | None:
        return self.parts[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> MeetingPart | None:
        return self.parts[self.number] if self.number < len(self.parts) else None


def meeting_of(regulation: Regulation, wanted: str) -> Meeting | None:
    """Opened at the part of this key, else at the first with something open; None for a text without any part."""
    text = regulation.text
    working, asked = working_index(text), text.current_consultation()
    parts = [MeetingPart(node) for node in working.nodes if node.kind in HEADS and not _inside_annex(node, working)]
    index = VersionIndex(asked.on_version) if asked else working
    whole = _place(parts, working, _points(asked, index))
    if whole.points:
        parts.insert(0, whole)
    if not parts:
        return None
    here = next((part for part in parts if part.key == wanted), None)
    here = here or next((part for part in parts if part.open), parts[0])
    changes = place_changes(here.key, index, working) if here.node else []
    return Meeting(parts, here, changes, list(ballots_of(regulation)[:MOST_BALLOTS]))


def _inside_annex(node: NumberedNode, working: VersionIndex) -> bool:
    above = working.at(node.parent)
    return above is not None and above.kind == "annex"


def _points(asked: Consultation | None, index: VersionIndex) -> list[PlacedComment]:
    if asked is None:
        return []
    rows = Comment.objects.to_answer().filter(consultation=asked)
    rows = rows.select_related("unit", "answer__answered_by", "reattachment__node").prefetch_related("unit__names")
    return together(index.in_order(rows.order_by("pk")))


def _place(parts: Sequence[MeetingPart], working: VersionIndex, points: Sequence[PlacedComment]) -> MeetingPart:
    """Each opinion with the part in which its place stands today; what comes back holds the rest."""
    by_key, whole = {part.key: part for part in parts}, MeetingPart(None)
    for row in points:
        node = working.at(row.comment.key_now)
        while node is not None and node.key not in by_key:
            node = working.at(node.parent)
        (by_key[node.key] if node else whole).points.append(row)
    return whole

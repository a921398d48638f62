"""Comments whose part is no longer in the draft (tách khỏi văn bản), until they are attached to another part."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from drafting.models import Comment, Consultation
from drafting.queries.alike import together
from drafting.queries.version_index import PlacedComment, VersionIndex

# Of a round, on one page; the answers go through all of them.
MOST_DETACHED = 60


def detached_from(
    consultation: Consultation, asked: VersionIndex, working: VersionIndex, keys: Iterable[UUID | None]
) -> list[PlacedComment]:
    """Sent comments of a round that hang on nothing in the working text; keys: the parts that are commented on."""
    gone = [key for key in keys if key is not None and key not in working]
    rows = consultation.comments.sent().filter(Q(node_key__in=gone) | Q(reattachment__isnull=False))
    rows = rows.select_related("unit", "answer", "reattachment__node").prefetch_related("unit__names").order_by("pk")
    return together(asked.in_order(row for row in rows[: MOST_DETACHED * 4] if is_detached(row, working)))


def is_detached(comment: Comment, working: VersionIndex) -> bool:
    """The part it hangs on is not in the working text; the whole text always is."""
    return bool(comment.key_now) and comment.key_now not in working


def place_now(comment: Comment, asked: VersionIndex, working: VersionIndex) -> str:
    """Where it hangs today, when that is not the part it was written on: "Khoản 2 Điều 8"; empty otherwise."""
    moved = comment.key_now != str(comment.node_key or "") and comment.key_now in working
    return working.place_words(comment.key_now) if moved else ""

"""A round of asking as its page shows it: the text with its comments, for the reader's own unit and for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass

from drafting.models import Comment, Consultation
from drafting.queries.numbering import NumberedNode
from drafting.queries.version_index import PlacedComment, VersionIndex
from units.models import Unit, User


@dataclass(frozen=True)
class OwnUnit:
    """A unit the reader works for, with all it has written in this round."""

    unit: Unit
    comments: list[PlacedComment]
    speaks: bool  # the reader may send for it

    @property
    def waiting(self) -> list[PlacedComment]:
        return [row for row in self.comments if not row.comment.is_sent]

    @property
    def sent(self) -> list[PlacedComment]:
        return [row for row in self.comments if row.comment.is_sent]

    @property
    def agrees(self) -> bool:
        """It has agreed with the whole text."""
        said = [row.comment for row in self.sent]
        return any(comment.stance == Comment.Stance.AGREE and comment.node_key is None for comment in said)

    @property
    def may_agree(self) -> bool:
        """Plain agreement is offered to a leader whose unit has said nothing yet."""
        return self.speaks and not self.comments


@dataclass(frozen=True)
class PieceLine:
    """A piece of the text: how many comments hang on it, how many of them wait for an answer, where they stand."""

    node: NumberedNode
    place: str
    count: int
    waiting: int
    link: str


def comments_for(user: User, consultation: Consultation) -> list[Comment]:
    """What this person may see of a round, with units, writers and answers; the wall is CommentQuerySet.visible_to."""
    rows = Comment.objects.visible_to(user).filter(consultation=consultation)
    rows = rows.select_related("unit", "answer", "written_by", "sent_by").prefetch_related("unit__names")
    found = list(rows.order_by("pk"))
    for comment in found:
        comment.consultation = consultation  # the relation, already read
    return found


def units_of(user: User, consultation: Consultation) -> list[Unit]:
    """Units of the year for which this person works or signs."""
    roles = user.roles()
    return [unit for unit in consultation.units() if unit.pk in roles.member_of | roles.can_sign_for]


def own_units(
    user: User, consultation: Consultation, index: VersionIndex, comments: Iterable[Comment]
) -> list[OwnUnit]:
    """These units, each with its comments in the order of the text."""
    written, speaks = list(comments), user.roles().can_sign_for
    return [
        OwnUnit(unit, index.in_order(row for row in written if row.unit_id == unit.pk), unit.pk in speaks)
        for unit in units_of(user, consultation)
    ]


def piece_lines(
    index: VersionIndex, comments: Iterable[PlacedComment], own: OwnUnit | None, *, groups: bool
) -> list[PieceLine]:
    """The text, piece by piece. Counted: all `comments` where they are shown in groups, else those of the own unit."""
    counts: dict[str, int] = {}
    waiting: dict[str, int] = {}
    for row in comments if groups else (own.comments if own else ()):
        keys = {str(row.comment.node_key)}
        if (article := index.article_of(row.comment.node_key)) is not None:
            keys.add(article.key)
        for key in keys:
            counts[key] = counts.get(key, 0) + 1
            waiting[key] = waiting.get(key, 0) + row.waits
    found = []
    for node in index.nodes:
        article = index.article_of(node.key)
        link = f"#gop-y-{article.anchor if article else node.anchor}" if groups else "#gop-y-cua-don-vi"
        place = index.place_words(node.key)
        found.append(PieceLine(node, place, counts.get(node.key, 0), waiting.get(node.key, 0), link))
    return found

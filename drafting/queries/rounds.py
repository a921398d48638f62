"""A round of asking as its page shows it: the text with its comments, for the reader's own unit and for everybody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, Value, When

from drafting.models import Comment, CommentQuerySet, Consultation
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


@dataclass(frozen=True)
class Said:
    """How many sent opinions hang on a piece, and how many of them wait for an answer."""

    count: int = 0
    waiting: int = 0

    def __add__(self, other: "Said") -> "Said":
        return Said(self.count + other.count, self.waiting + other.waiting)


class SentComments:
    """What this person may read of a round, in the order of the text: counted piece by piece, read page by page.

    A round of thousands of opinions costs its page what one of fifty costs; the wall is CommentQuerySet.visible_to.
    """

    def __init__(self, user: User, consultation: Consultation, index: VersionIndex):
        self.consultation, self.place_in = consultation, index
        self.rows = Comment.objects.visible_to(user).filter(consultation=consultation).sent()
        waits = Q(answer=None) & ~Q(stance=Comment.Stance.AGREE, body="")
        counted = self.rows.order_by().values("node_key")
        counted = counted.annotate(count=Count("pk"), waiting=Count("pk", filter=waits))
        found = {row["node_key"]: Said(row["count"], row["waiting"]) for row in counted}
        self.by_key = {key: found[key] for key in sorted(found, key=index.rank)}

    def __len__(self) -> int:
        return sum(said.count for said in self.by_key.values())

    @property
    def waiting(self) -> int:
        return sum(said.waiting for said in self.by_key.values())

    def __getitem__(self, wanted: slice) -> list[PlacedComment]:
        """The opinions of a page: the pieces that it touches, and of them only the rows of the page."""
        start, stop, _ = wanted.indices(len(self))
        touched: list[UUID | None] = []
        first = end = 0
        for key, said in self.by_key.items():
            begins, end = end, end + said.count
            if begins < stop and end > start:
                first = first if touched else begins
                touched.append(key)
        if not touched:
            return []
        place = Case(*[When(_on(key), then=Value(at)) for at, key in enumerate(touched)], output_field=IntegerField())
        here = reduce(or_, (_on(key) for key in touched))
        rows = _with_names(self.rows.filter(here)).order_by(place, "pk")[start - first : stop - first]
        return self.place_in.in_order(_of(self.consultation, rows))

    def first_waiting(self) -> int | None:
        """The primary key of the first opinion in the text that waits for an answer."""
        key = next((key for key, said in self.by_key.items() if said.waiting), None)
        if not self.waiting:
            return None
        waits = self.rows.filter(_on(key), answer=None).exclude(stance=Comment.Stance.AGREE, body="")
        return waits.order_by("pk").values_list("pk", flat=True).first()


def _on(key: UUID | None) -> Q:
    return Q(node_key=key) if key else Q(node_key=None)


def _with_names(rows: CommentQuerySet) -> CommentQuerySet:
    return rows.select_related("unit", "answer", "written_by", "sent_by").prefetch_related("unit__names")


def _of(consultation: Consultation, rows: Iterable[Comment]) -> list[Comment]:
    found = list(rows)
    for comment in found:
        comment.consultation = consultation  # the relation, already read
    return found


def comments_of_units(user: User, consultation: Consultation, units: Iterable[Unit]) -> list[Comment]:
    """All that these units have written, as far as this person may see it."""
    rows = Comment.objects.visible_to(user).filter(consultation=consultation, unit__in=list(units))
    return _of(consultation, _with_names(rows).order_by("pk"))


def units_of(user: User, consultation: Consultation) -> list[Unit]:
    """Units of the year for which this person works or signs."""
    roles = user.roles()
    return [unit for unit in consultation.units() if unit.pk in roles.member_of | roles.can_sign_for]


def own_units(user: User, consultation: Consultation, index: VersionIndex) -> list[OwnUnit]:
    """These units, each with its comments in the order of the text."""
    units, speaks = units_of(user, consultation), user.roles().can_sign_for
    written = comments_of_units(user, consultation, units) if units else []
    return [
        OwnUnit(unit, index.in_order(row for row in written if row.unit_id == unit.pk), unit.pk in speaks)
        for unit in units
    ]


def said_by(own: OwnUnit | None) -> dict[UUID | None, Said]:
    """What the own unit has written, sent and unsent, by piece."""
    found: dict[UUID | None, Said] = {}
    for row in own.comments if own else ():
        key = row.comment.node_key
        found[key] = found.get(key, Said()) + Said(1, int(row.waits))
    return found


def piece_lines(index: VersionIndex, said: Mapping[UUID | None, Said], *, groups: bool) -> list[PieceLine]:
    """The text, piece by piece, with what is said on it; groups: comments are shown in groups, else the own unit's."""
    counts: dict[str, Said] = {}
    for at, one in said.items():
        keys = {str(at)}
        if (article := index.article_of(at)) is not None:
            keys.add(article.key)
        for key in keys:
            counts[key] = counts.get(key, Said()) + one
    found = []
    for node in index.nodes:
        article = index.article_of(node.key)
        link = f"#gop-y-{article.anchor if article else node.anchor}" if groups else "#gop-y-cua-don-vi"
        here = counts.get(node.key, Said())
        found.append(PieceLine(node, index.place_words(node.key), here.count, here.waiting, link))
    return found

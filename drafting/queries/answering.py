"""What the secretariat sees while it answers: the place then and now, what a proposal does to it, collisions."""

from collections.abc import Iterable
from dataclasses import dataclass

from drafting.models import Answer, Comment, Text
from drafting.queries.alike import together
from drafting.queries.change_sentences import change_sentences
from drafting.queries.redline import NodeChange, changes
from drafting.queries.rows import working_content
from drafting.queries.version_index import PlacedComment, VersionIndex, WorkingText
from drafting.queries.word_changes import Ops, word_changes
from drafting.queries.wording import differ, lines_of, merged, read_lines, rewriting
from libraries.web.formats import vn_number

# Wordings of one part that are compared with each other.
MOST_WORDINGS = 12
# Of one answer; what is more is counted.
MOST_SENTENCES = 8


def working_index(text: Text) -> VersionIndex:
    """The text as it is being written."""
    return VersionIndex(WorkingText(working_content(text)))


@dataclass(frozen=True)
class Place:
    """Where a comment hangs: its wording when the units were asked, now, and as the unit proposes it now.

    now: empty where the wording cannot be put in part by part; proposed: empty without a proposal, or where the
    proposal and a later change touch the same words (`collides`).
    """

    asked: str
    now: str
    proposed: str
    collides: bool
    is_gone: bool
    is_changed: bool

    @property
    def fits(self) -> bool:
        """One click puts the proposal into the draft."""
        return bool(self.proposed and self.now and self.proposed != self.now)

    @property
    def effect(self) -> Ops:
        """What the proposal changes in the draft as it is now."""
        return word_changes(self.now, self.proposed) if self.fits else ()


def place_of(comment: Comment, asked: VersionIndex, working: VersionIndex) -> Place:
    """The place of one comment."""
    key, here = str(comment.node_key or ""), comment.key_now
    then = asked.wording(key)
    is_gone = bool(here) and here not in working
    now = working.wording(here) if here and lines_of(working, here) else ""
    proposed: str | None = ""
    # What was proposed for another part is put in by hand.
    if comment.replacement and now and here == key:
        proposed = merged(then, now, comment.replacement)
    return Place(then, now, proposed or "", proposed is None, is_gone, place_differs(key, asked, working))


def _words(index: VersionIndex, key: str) -> list[tuple[str, str, str]]:
    return [(piece["kind"], piece["heading"], piece["body"]) for piece in index.pieces(key)]


def place_differs(key: str, asked: VersionIndex, working: VersionIndex) -> bool:
    """The place, or the whole text for an empty key, no longer reads as it did when the units were asked."""
    return _words(asked, key) != _words(working, key)


def place_changes(key: str, asked: VersionIndex, working: VersionIndex) -> list[NodeChange]:
    """The place as a redline from the version asked about to the text as it is now."""
    return changes(asked.pieces(key), working.pieces(key))


def composed(result: str, nodes: Iterable[NodeChange]) -> str:
    """The answer that the change itself gives: "Tiếp thu, tại khoản 2 Điều 7, sửa cụm từ …"; empty without one."""
    sentences = change_sentences(nodes)
    if not sentences or result == Answer.Result.EXPLAINED:
        return ""
    if len(sentences) > MOST_SENTENCES:
        more = len(sentences) - MOST_SENTENCES
        sentences = [*sentences[:MOST_SENTENCES], f"và {vn_number(more)} nội dung sửa đổi khác"]
    return f"{Answer.Result(result).label}, {'; '.join(sentences)}."


# --- Collisions ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Collision:
    """One part that units want to read differently: each wording with its opinion, as a redline of the part."""

    place: str
    sides: list[tuple[PlacedComment, Ops]]


def collisions(index: VersionIndex, rows: Iterable[PlacedComment]) -> list[Collision]:
    """Parts of which two proposals change the same words differently, in the order of the text."""
    wanted: dict[str, dict[str, PlacedComment]] = {}
    for row in rows:
        for key, words in _wanted_parts(index, row.comment).items():
            wanted.setdefault(key, {}).setdefault(words, row)
    found = []
    for key in sorted(wanted, key=index.rank):
        node, wordings = index.at(key), list(wanted[key])[:MOST_WORDINGS]
        base = node.body if node else ""
        meeting = [one for one in wordings if any(differ(base, one, other) for other in wordings if other is not one)]
        if meeting:
            sides = [(wanted[key][words], word_changes(base, words)) for words in meeting]
            found.append(Collision(index.place_words(key), sides))
    return found


def _wanted_parts(index: VersionIndex, comment: Comment) -> dict[str, str]:
    """By key of the part: how this comment would have it read, where that is otherwise."""
    key = str(comment.node_key or "")
    if not comment.replacement or not key:
        return {}
    standing = lines_of(index, key)
    if not standing:
        return {}
    plan = rewriting(standing, read_lines(comment.replacement, standing[0].kind))
    now = {line.key: line.body for line in standing}
    parts = {line.key: line.body for line in plan.lines if line.key and line.body != now[line.key]}
    return parts | dict.fromkeys(plan.gone, "")


# --- Accepted, and nothing done --------------------------------------------------------------------------------------


def accepted_unchanged(text: Text, working: VersionIndex) -> list[PlacedComment]:
    """Accepted opinions whose place still reads as it did when the units were asked, one row an opinion."""
    taken = (Answer.Result.ACCEPTED, Answer.Result.PARTLY_ACCEPTED)
    rows = Comment.objects.to_answer().filter(consultation__text=text, answer__result__in=taken)
    rows = rows.select_related("unit", "answer", "consultation__on_version").prefetch_related("unit__names")
    walks: dict[int, VersionIndex] = {}
    differs: dict[tuple[int, str], bool] = {}
    found = []
    for comment in rows.order_by("pk"):
        version, key = comment.consultation.on_version, str(comment.node_key or "")
        if version.pk not in walks:
            walks[version.pk] = VersionIndex(version)
        asked = walks[version.pk]
        if (version.pk, key) not in differs:
            differs[version.pk, key] = place_differs(key, asked, working)
        if not differs[version.pk, key]:
            place = asked.place_words(comment.node_key)
            found.append(PlacedComment(comment, asked.at(comment.node_key), place, comment.answer_given))
    return together(found)

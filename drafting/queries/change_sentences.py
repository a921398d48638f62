"""What changed between two texts in words: "bỏ khoản 2 Điều 5", "tại Điều 7, sửa cụm từ “a” thành “b”"."""

from collections.abc import Iterable
from dataclasses import dataclass

from drafting.queries.redline import NodeChange
from drafting.queries.word_changes import Ops

# More, or longer ones, are no phrases any more: the part was written anew.
MOST_PHRASES = 3
LONGEST_PHRASE = 15
WORDS_BEFORE = 4


@dataclass(frozen=True)
class Said:
    """One change in words, and the key of the part it is about."""

    key: str
    words: str


def change_sentences(nodes: Iterable[NodeChange]) -> list[str]:
    """In the order of the text, without full stops; numbers that only follow from other changes are not told."""
    return [said.words for said in changes_said(nodes)]


def changes_said(nodes: Iterable[NodeChange]) -> list[Said]:
    """The same, each with its part."""
    rows = list(nodes)
    new = {row.key for row in rows if row.is_new}
    gone = {row.key for row in rows if row.is_removed}
    found: list[Said] = []
    for row in rows:
        place = _place(row)
        if row.is_new:
            words = [] if row.row["parent"] in new else [f"bổ sung {place}"]
        elif row.is_removed:
            words = [] if row.row["parent"] in gone else [f"bỏ {place}"]
        else:
            words = _of_one_that_stays(row, place)
        found += [Said(row.key, one) for one in words]
    return found


def _of_one_that_stays(row: NodeChange, place: str) -> list[str]:
    found = []
    if row.moved and not row.moved_along and row.old and row.new:
        was = row.old["citation"]
        found.append(f"chuyển {was} thành {place}" if was and was != place else f"chuyển vị trí {place}")
    if len(row.heading) > 1 or (row.heading and row.heading[0][0] != "equal"):
        found.append(_said(row.heading, f"tên {place}"))
    if len(row.body) > 1 or (row.body and row.body[0][0] != "equal"):
        found.append(_said(row.body, place))
    return found


def _place(row: NodeChange) -> str:
    piece = row.row
    if piece["citation"] and piece["kind"] != "paragraph":
        return piece["citation"]
    words = piece["body"].split()
    first = f"đoạn “{' '.join(words[:8])}{'…' if len(words) > 8 else ''}”"
    return f"{first} của {piece['citation']}" if piece["citation"] else first


def _said(ops: Ops, place: str) -> str:
    phrases = phrases_of(ops)
    return f"tại {place}, {'; '.join(phrases)}" if phrases else f"viết lại {place}"


def phrases_of(ops: Ops) -> list[str]:
    """sửa cụm từ “a” thành “b”, bỏ cụm từ “a”, bổ sung cụm từ “b” sau cụm từ “c”; empty where it was written anew."""
    found: list[str] = []
    before, deleted = "", ""
    for place, (kind, text) in enumerate(ops):
        words = " ".join(text.split())
        if kind == "equal":
            before = words
            continue
        if len(words.split()) > LONGEST_PHRASE:
            return []
        following = ops[place + 1][0] if place + 1 < len(ops) else "equal"
        if kind == "delete" and following == "insert":
            deleted = words
        elif kind == "delete":
            found.append(f"bỏ cụm từ “{words}”")
        elif deleted:
            found.append(f"sửa cụm từ “{deleted}” thành “{words}”")
            deleted = ""
        else:
            near = " ".join(before.split()[-WORDS_BEFORE:])
            found.append(f"bổ sung cụm từ “{words}” sau cụm từ “{near}”" if near else f"bổ sung cụm từ “{words}”")
    kept = any(kind == "equal" and text.strip() for kind, text in ops)
    return found if kept and len(found) <= MOST_PHRASES else []

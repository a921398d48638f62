"""The text that amends (văn bản sửa đổi, bổ sung), made from what was changed: which part, and how it shall read.

The people draft the whole text as it shall be; the amending words follow by comparing, so that they say all that was
changed and nothing else. Form: NĐ 78/2025/NĐ-CP, one Điều with the changes in the order of the text, one with the
closing provisions. Knows no database: contents of versions in, a content out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from drafting.models import BODILESS
from drafting.queries.numbering import CELLS_APART, Piece, point_letter
from drafting.queries.redline import NodeChange, changes

OPENED, CLOSED = "“", "”"
REPEALED = "(được bãi bỏ)"
CLOSING = "Hiệu lực thi hành"


@dataclass(frozen=True)
class Amendment:
    """One change: what is done with which part; the words that it shall have; the Điều it stands in."""

    key: str
    verb: str
    place: str
    quoted: tuple[str, ...] = ()
    article: str | None = None

    @property
    def sentence(self) -> str:
        return f"{self.verb} {self.place}{' như sau:' if self.quoted else '.'}"


@dataclass(frozen=True)
class AmendingText:
    """The content of the amending text, and by key of the changed part where in it the change stands."""

    content: list[Piece]
    places: dict[str, str]


def amendments(old: Sequence[Piece], new: Sequence[Piece]) -> list[Amendment]:
    """In the order of the text; what is taken out comes last."""
    rows = changes(list(old), list(new))
    put_in = {row.key for row in rows if row.is_new}
    gone = {row.key for row in rows if row.is_removed}
    by_key = {row.key: row.row for row in rows}
    found, repealed = list[Amendment](), list[Amendment]()
    for row in rows:
        piece = row.row
        article = _article_of(piece, by_key)
        if row.is_removed:
            if piece["parent"] not in gone:
                repealed.append(Amendment(row.key, "Bãi bỏ", cited(piece)))
        elif row.is_new:
            if piece["parent"] not in put_in:
                where = _behind(piece, new)
                found.append(Amendment(row.key, "Bổ sung", f"{cited(piece)}{where}", _quoted(piece, new), article))
        elif row.is_changed:
            found.append(_changed(row, new, article))
    return found + repealed


def cited(piece: Piece) -> str:
    """ "khoản 2 Điều 5"; a part without a number by its first words."""
    if piece["citation"] and piece["kind"] != "paragraph":
        return piece["citation"]
    words = piece["body"].split()
    first = f"đoạn “{' '.join(words[:8])}{'…' if len(words) > 8 else ''}”"
    return f"{first} của {piece['citation']}" if piece["citation"] else first


def _article_of(piece: Piece, by_key: dict[str, Piece]) -> str | None:
    """The Điều in which a Khoản or Điểm stands; an Điều itself stands alone."""
    above = piece["parent"]
    while above is not None and above in by_key:
        if by_key[above]["kind"] == "article":
            return above
        above = by_key[above]["parent"]
    return None


def _behind(piece: Piece, content: Sequence[Piece]) -> str:
    """ " vào sau khoản 2 Điều 5": the part of its kind before it; nothing where it is the first."""
    before, by_key = "", {row["key"]: row for row in content}
    in_annex = piece["parent"] is not None and by_key[piece["parent"]]["kind"] == "annex"
    for row in content:
        if row["key"] == piece["key"]:
            break
        # Điều are counted through the whole text, in a Phụ lục and all else in what holds it.
        through = row["kind"] == "article" and not in_annex
        if row["kind"] == piece["kind"] and (row["parent"] == piece["parent"] or through):
            before = cited(row)
    return f" vào sau {before}" if before else ""


def _changed(row: NodeChange, new: Sequence[Piece], article: str | None) -> Amendment:
    """Its own words only: what stands under it and was changed is named by itself."""
    piece, inside = row.row, any(other["parent"] == row.key for other in new)
    heading_only = row.old is not None and row.old["body"] == piece["body"]
    if piece["kind"] in BODILESS:
        return Amendment(row.key, "Sửa đổi tên", cited(piece), _framed([f"{piece['label']}. {piece['heading']}"]))
    if piece["kind"] == "article" and heading_only:
        words = f"{piece['label']} {piece['heading']}".strip()
        return Amendment(row.key, "Sửa đổi tên", cited(piece), _framed([words]), row.key)
    verb = "Sửa đổi đoạn mở đầu" if inside else "Sửa đổi"
    own = article if piece["kind"] != "article" or not inside else row.key
    return Amendment(row.key, verb, cited(piece), _framed(_lines(piece)), own)


def _lines(piece: Piece) -> list[str]:
    """The words of one part with its number: an Điều has its name on a line of its own."""
    if piece["kind"] in BODILESS:
        return [f"{piece['label']}. {piece['heading']}"]
    if piece["kind"] == "article":
        return [f"{piece['label']} {piece['heading']}".strip(), *_body(piece)]
    return f"{piece['label']} {piece['body']}".strip().split("\n")


def _body(piece: Piece) -> list[str]:
    return [line for line in piece["body"].split("\n") if line.strip()]


def _quoted(piece: Piece, content: Sequence[Piece]) -> tuple[str, ...]:
    """A new part with all that stands under it."""
    inside, lines = {piece["key"]}, list[str]()
    for row in content:
        if row["key"] == piece["key"] or row["parent"] in inside:
            inside.add(row["key"])
            lines += _lines(row)
    return _framed(lines)


def _framed(lines: list[str]) -> tuple[str, ...]:
    lines = [line.strip() for line in lines if line.strip()] or [""]
    last = lines[-1].rstrip()
    return (*(f"{OPENED if not n else ''}{line}" for n, line in enumerate(lines[:-1])), _closed(last, len(lines) == 1))


def _closed(line: str, alone: bool) -> str:
    return f"{OPENED if alone else ''}{line}{CLOSED}."


# --- The text --------------------------------------------------------------------------------------------------------


def amending_text(old: Sequence[Piece], new: Sequence[Piece], *, amends: str, provisions: str) -> AmendingText:
    """amends: how the amended text is cited; provisions: the closing ones, a line each."""
    found = amendments(old, new)
    content, places = list[Piece](), dict[str, str]()
    if found:
        article = _piece("article", "Điều 1.", "Điều 1", heading=f"Sửa đổi, bổ sung một số điều của {amends}")
        content.append(article)
        for n, group in enumerate(_grouped(found), 1):
            content += _clause(group, f"khoản {n} Điều 1", f"{n}.", article["key"], places, new)
    lines = [line.strip() for line in provisions.split("\n") if line.strip()]
    if lines:
        number = 2 if found else 1
        article = _piece("article", f"Điều {number}.", f"Điều {number}", heading=CLOSING)
        content.append(article)
        for n, line in enumerate(lines, 1):
            label, where = (f"{n}.", f"khoản {n} Điều {number}") if len(lines) > 1 else ("", f"Điều {number}")
            content.append(_piece("clause", label, where, line, parent=article["key"], depth=1))
    return AmendingText(content, places)


def _grouped(found: Iterable[Amendment]) -> list[list[Amendment]]:
    """Changes in one Điều together; all that is taken out together."""
    groups: list[list[Amendment]] = []
    for one in found:
        last = groups[-1][-1] if groups else None
        together = last is not None and last.verb != "Bãi bỏ" and one.article and last.article == one.article
        if last is not None and (together or (one.verb == last.verb == "Bãi bỏ")):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _clause(
    group: list[Amendment], where: str, label: str, above: str, places: dict[str, str], new: Sequence[Piece]
) -> list[Piece]:
    if group[0].verb == "Bãi bỏ":
        places.update(dict.fromkeys((one.key for one in group), where))
        words = f"Bãi bỏ {', '.join(one.place for one in group)}."
        return [_piece("clause", label, where, words, parent=above, depth=1)]
    if len(group) == 1:
        one = group[0]
        places[one.key] = where
        clause = _piece("clause", label, where, one.sentence, parent=above, depth=1)
        return [clause, *_quotes(one, where, clause["key"], 2)]
    article = next(row for row in new if row["key"] == group[0].article)
    clause = _piece(
        "clause", label, where, f"Sửa đổi, bổ sung một số nội dung của {cited(article)} như sau:", parent=above, depth=1
    )
    content = [clause]
    for n, one in enumerate(group, 1):
        letter = point_letter(n)
        place = f"điểm {letter} {where}"
        places[one.key] = place
        point = _piece("point", f"{letter})", place, one.sentence, parent=clause["key"], depth=2)
        content += [point, *_quotes(one, place, point["key"], 3)]
    return content


def _quotes(one: Amendment, where: str, above: str, depth: int) -> list[Piece]:
    """Lines as paragraphs, the rows of a table together."""
    found = [
        ("table" if is_row else "paragraph", "\n".join(lines) if is_row else line)
        for is_row, run in groupby(one.quoted, key=lambda line: f" {CELLS_APART} " in line)
        for lines in [list(run)]
        for line in ([""] if is_row else lines)
    ]
    return [
        _piece(kind, "", where, words, parent=above, depth=depth, mark=f"{where} {n}")
        for n, (kind, words) in enumerate(found)
    ]


def _piece(
    kind: str,
    label: str,
    citation: str,
    body: str = "",
    *,
    heading: str = "",
    parent: str | None = None,
    depth: int = 0,
    mark: str = "",
) -> Piece:
    """Its key follows from its place: the same text made twice is the same."""
    key = str(uuid5(NAMESPACE_URL, f"{kind} {mark or citation}"))
    return Piece(
        key=key,
        parent=parent,
        kind=kind,
        label=label,
        citation=citation,
        heading=heading,
        body=body,
        depth=depth,
    )

"""Cross references ("khoản 2 Điều 5") of a text to its own parts: found in the words, held by the key of the part.

The words stay plain words. What is kept beside them is which part they mean, so that they follow when the parts are
numbered anew, and a reference to a part that was deleted is known although another part bears its number now.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drafting.queries.numbering import NumberedNode
from drafting.queries.version_index import VersionIndex

CITED = re.compile(
    r"(?:(?:điểm (?P<point>[a-zđ]{1,2}) )?(?:khoản (?P<clause>\d{1,3}[a-zđ]?|này) )?"
    r"Điều (?P<article>\d{1,3}[a-zđ]?|này)\b(?P<inside> Phụ lục(?: [IVXLC]+\b)?)?|Phụ lục (?P<annex>[IVXLC]+)\b)"
    r"(?=(?P<after>[^.;:\n]{0,60}))",
    re.IGNORECASE,
)
# A part of another text: what follows names it.
ELSEWHERE = re.compile(
    r"(?:[\s,]|và|đến|khoản|điểm|Điều|\d+|[a-zđ]\b)*(?:của |kèm theo )?(?:Luật|Bộ luật|Nghị định|Nghị quyết|Thông tư|"
    r"Quyết định|Hiến pháp|Điều lệ|Chỉ thị|Quy định|Kế hoạch)"
)


@dataclass(frozen=True)
class Reference:
    """One place where a part of the text is cited: the words there, and how the part is cited in full."""

    words: str
    citation: str
    start: int
    end: int
    follows: bool  # "Điều này" needs no number to follow


def references_in(words: str, node: NumberedNode, index: VersionIndex) -> Iterator[Reference]:
    """Citations of this text's own parts in the words of one of them, in order; those of other texts are left out."""
    article = index.article_of(node.key)
    own = article.citation.removeprefix("Điều ") if article and article.kind == "article" else ""
    clause = node
    while clause.kind in ("point", "table") and clause.parent is not None:
        clause = index.by_key[clause.parent]
    own_clause = clause.label.rstrip(".") if clause.kind == "clause" else ""
    for cited in CITED.finditer(words):
        if ELSEWHERE.match(cited["after"]):
            continue
        if cited["annex"]:
            yield Reference(cited.group(), f"Phụ lục {cited['annex'].upper()}", *cited.span(), follows=False)
            continue
        number = own if cited["article"].casefold() == "này" else cited["article"]
        inside = own_clause if (cited["clause"] or "").casefold() == "này" else cited["clause"]
        if not number or (cited["clause"] and not inside):
            continue
        full = f"điểm {cited['point']} " if cited["point"] else ""
        full += f"khoản {inside} " if inside else ""
        this = "này" in (cited["article"].casefold(), (cited["clause"] or "").casefold())
        yield Reference(cited.group(), f"{full}Điều {number}{cited['inside'] or ''}", *cited.span(), follows=this)


def keys_by_citation(index: VersionIndex) -> dict[str, str]:
    """Which part is cited so; without regard to capitals."""
    found: dict[str, str] = {}
    for node in index.nodes:
        if node.citation and node.kind not in ("paragraph", "table") and (node.label or node.kind == "annex"):
            found.setdefault(node.citation.casefold(), node.key)
    return found


def recognised(
    node: NumberedNode, words: str, index: VersionIndex, kept: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What is cited in these words, and the key of the part; what was known before stays as it was known."""
    known, keys, found = kept or {}, keys_by_citation(index), dict[str, str]()
    for one in references_in(words, node, index):
        key = known.get(one.words) or keys.get(one.citation.casefold())
        if key and not one.follows:
            found[one.words] = key
    return found


def followed(words: str, node: NumberedNode, index: VersionIndex, known: Mapping[str, str]) -> str:
    """The same words, each reference with the number that its part bears now."""
    result, at = "", 0
    for one in references_in(words, node, index):
        target = index.at(known.get(one.words))
        if target is None or one.follows or not target.citation:
            continue
        now = target.citation
        if now.casefold() == one.citation.casefold():
            continue
        result += words[at : one.start] + (now[:1].upper() + now[1:] if one.words[:1].isupper() else now)
        at = one.end
    return result + words[at:]


def lost_references(node: NumberedNode, index: VersionIndex, known: Mapping[str, str]) -> list[tuple[str, str]]:
    """(the words, the part that bears their number now) of references to parts that were deleted; "" without one."""
    keys, found = keys_by_citation(index), dict[str, str]()
    for one in references_in(f"{node.heading} {node.body}", node, index):
        key = known.get(one.words)
        if key and key not in index and not one.follows:
            found[one.words] = keys.get(one.citation.casefold(), "")
    return list(found.items())

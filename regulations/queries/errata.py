"""Slips of an issued regulation: where they can stand, what corrects them, why something is no plain slip."""

from collections.abc import Iterable, Sequence
from typing import Any

from drafting.models import AMENDED
from drafting.queries.bound_parts import bound_lines
from drafting.queries.numbering import Piece
from drafting.queries.redline import changes
from drafting.queries.version_index import VersionIndex, WorkingText
from records.transitions import filled
from regulations.models import Correction, Erratum, Regulation
from units.models import Bloc

LONGEST_SLIP = 200


def locked_erratum(pk: int) -> Erratum:
    """The letter, after the regulation that it corrects."""
    regulation = Erratum.objects.values("regulation").filter(pk=pk)
    bloc = Regulation.objects.filter(pk__in=regulation).values("bloc")
    Bloc.objects.select_for_update(no_key=True).get(pk__in=bloc)
    rows = Erratum.objects.select_related(
        "regulation__emulation_year__bloc", "regulation__bloc", "regulation__text", "regulation__adopted_version"
    )
    return rows.select_for_update(of=("self",)).get(pk=pk)


def corrected(content: Sequence[Piece], lines: Iterable[Correction]) -> list[Piece]:
    """The content with these slips put right; a part that is no longer there stays away."""
    found = {piece["key"]: piece for piece in content}
    for line in lines:
        if piece := found.get(line.key):
            found[line.key] = {
                **piece,
                "heading": piece["heading"].replace(line.wrong, line.right),
                "body": piece["body"].replace(line.wrong, line.right),
            }
    return list(found.values())


def text_of(regulation: Regulation) -> list[Piece]:
    """The words of the regulation with the corrections that were issued."""
    content: list[Piece] = filled(regulation.adopted_version).content
    for erratum in regulation.errata.issued().order_by("pk"):
        content = corrected(content, erratum.lines)
    return content


def correctable(regulation: Regulation) -> list[Piece]:
    """The parts in which a slip can be named: its own words, of an amendment those that it changed."""
    content = text_of(regulation)
    if regulation.amends_id is None:
        return content
    version = filled(regulation.adopted_version)
    base = version.text.versions.get(no=AMENDED)
    own = {row.key for row in changes(base.content, version.content) if row.is_new or row.is_changed}
    return [piece for piece in content if piece["key"] in own]


def objection_to(regulation: Regulation, others: Sequence[Correction], new: Correction) -> str:
    """Why this is no plain slip of that part; empty when it is one. others: of the same letter."""
    before = corrected(text_of(regulation), others)
    piece = next((row for row in before if row["key"] == new.key), None)
    if piece is None:
        return "Phần này không có trong quy chế."
    found = piece["heading"].count(new.wrong) + piece["body"].count(new.wrong)
    if not found:
        return f"{new.place} không có cụm từ này. Nhập đúng từng chữ như đã in."
    if found > 1:
        return f"{new.place} có {found} vị trí giống nhau. Nhập thêm các từ đứng trước hoặc sau để chỉ đúng một vị trí."
    if new.wrong == new.right:
        return "Cụm từ đính chính giống cụm từ đã in."
    if setting := _changed_setting(regulation, before, corrected(before, [new])):
        return (
            f"{new.place} quy định “{setting}” của Khối: đây là sửa nội dung. "
            "Soạn thảo văn bản sửa đổi, bổ sung, không đính chính."
        )
    return ""


def _changed_setting(regulation: Regulation, before: list[Piece], after: list[Piece]) -> str:
    """The setting of the bloc that would be laid down otherwise."""
    rows: list[Any] = list(regulation.text.bound_parts.select_related("node"))
    old, new = (bound_lines(rows, VersionIndex(WorkingText(content)), regulation.bloc) for content in (before, after))
    return next((was.setting.label for was, now in zip(old, new, strict=True) if was.said != now.said), "")


def corrections_in(regulation: Regulation, anchor: str) -> list[tuple[Erratum, Correction]]:
    """What was corrected in one Điều, with the letter that did it."""
    letters = list(regulation.errata.issued().order_by("pk"))
    if not letters:
        return []
    index = VersionIndex(filled(regulation.adopted_version))
    found = []
    for letter in letters:
        for line in letter.lines:
            article = index.article_of(line.key)
            if article is not None and article.anchor == anchor:
                found.append((letter, line))
    return found

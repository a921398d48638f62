"""A text as pieces of an administrative document: for PDF, Word, and the pages that show it as on paper.

Regulations and pledges take `text_blocks(version.content)` into their own Paper, with `annex_blocks` behind the
signature; drafts are printed by `draft_paper`.
"""

import datetime
from typing import Literal

from drafting.models import Text
from drafting.queries.numbering import Piece, table_rows
from drafting.queries.redline import NodeChange, changes
from libraries.printing.paper import (
    Annex,
    Article,
    Block,
    Chapter,
    Clause,
    Column,
    Paper,
    Paragraph,
    Point,
    Redline,
    Section,
    Signature,
    Table,
)
from units.models import EmulationYear, Post, speaking

LOOKS: dict[str, Literal["chapter", "article"]] = {
    "chapter": "chapter",
    "section": "chapter",
    "article": "article",
    "annex": "chapter",
}
# Shares of a line that a column of a table takes at least and at most, in letters of its longest cell.
NARROWEST, WIDEST = 5, 45


def head_signature(year: EmulationYear, on: datetime.date) -> Signature:
    """The head of the bloc, for papers of the bloc: the post in the bloc, the post in the own unit (PL I, II.7)."""
    seat = year.seats_on(on).filter(role="head").select_related("unit").prefetch_related("unit__names").first()
    posts = Post.objects.filter(speaking(on), unit=seat.unit, is_leader=True) if seat else Post.objects.none()
    post = posts.select_related("user").first()
    return Signature(
        ("TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG"),
        post.user.full_name if post else "",
        agency_post=f"{post.title} {seat.unit.name_on(on)}" if post and seat else "",
    )


def text_blocks(content: list[Piece]) -> tuple[Block, ...]:
    """The blocks of a content up to its Phụ lục: Version.content, or queries.working_content(text)."""
    return tuple(block for row in content[: _annexes_from(content)] for block in _blocks(row))


def annex_blocks(content: list[Piece], title: str) -> tuple[Block, ...]:
    """Its Phụ lục, each on a page of its own that says which text it belongs to (PL I, III.1)."""
    return tuple(block for row in content[_annexes_from(content) :] for block in _blocks(row, f"(Kèm theo {title})"))


def _annexes_from(content: list[Piece]) -> int:
    """Where the first one begins: they stand behind all else."""
    return next((place for place, row in enumerate(content) if row["kind"] == "annex"), len(content))


def _blocks(row: Piece, reference: str = "") -> list[Block]:
    lines = [line.strip() for line in row["body"].splitlines() if line.strip()]
    more = [Paragraph(line) for line in lines[1:]]
    match row["kind"]:
        case "chapter":
            return [Chapter(row["label"], row["heading"])]
        case "section":
            return [Section(row["label"], row["heading"])]
        case "annex":
            return [Annex(row["label"], row["heading"], reference)]
        case "table" if lines:
            return [_table(table_rows(row["body"]))]
        case "article":
            return [Article(row["label"], row["heading"]), *(Paragraph(line) for line in lines)]
        case "clause" if row["label"]:
            return [Clause(row["label"], lines[0] if lines else ""), *more]
        case "point":
            return [Point(row["label"], lines[0] if lines else ""), *more]
    return [Paragraph(line) for line in lines]


def _table(rows: list[list[str]]) -> Table:
    """The first row is the head. A column is as wide as its longest cell wants, numbers stand in the middle."""
    columns = []
    for place, title in enumerate(rows[0]):
        cells = [row[place] for row in rows[1:]]
        width = min(max([NARROWEST, len(title) / 2, *map(len, cells)]), WIDEST)
        short = all(cell.replace(",", "").replace(".", "").isdigit() for cell in cells if cell) and any(cells)
        columns.append(Column(title, width, "center" if short else "left"))
    return Table(tuple(columns), tuple(tuple(row) for row in rows[1:]))


def redline_blocks(old: list[Piece], new: list[Piece]) -> tuple[Block, ...]:
    """Both contents as one document: unchanged nodes as they are, the others as Redline (in Word: tracked changes).

    Accepting all changes leaves `new`, refusing all leaves `old`; a moved node is deleted where it was and inserted
    where it is.
    """
    blocks: list[Block] = []
    for node in changes(old, new, moved_from=True):
        if node.is_new or node.is_removed or node.is_changed or node.is_renumbered:
            blocks += _redlined(node)
        else:
            blocks += _blocks(node.row)
    return tuple(blocks)


def _redlined(node: NodeChange) -> list[Block]:
    kind = node.row["kind"]
    if kind not in LOOKS:
        line = node.numbered_body
        return [Redline(line)] if line else []
    heading, between = node.heading, " "
    if LOOKS[kind] == "chapter":
        heading, between = tuple((change, text.upper()) for change, text in heading), "\n"
    blocks: list[Block] = [Redline(node.numbered(heading, between), look=LOOKS[kind])]
    if node.body:
        blocks.append(Redline(node.body))
    return blocks


def kind_and_subject(text_kind: str, title: str) -> tuple[str, str]:
    """ "Quy chế hoạt động của Khối" → ("Quy chế", "hoạt động của Khối"): tên loại and trích yếu of the decree."""
    if title.casefold().startswith(text_kind.casefold()) and title[len(text_kind) :].strip():
        return text_kind, title[len(text_kind) :].strip()
    return text_kind, title


def draft_paper(
    text: Text,
    body: tuple[Block, ...],
    *,
    title: str,
    bases: list[str],
    note: str,
    date: datetime.date | None = None,
    annexes: tuple[Block, ...] = (),
) -> Paper:
    """A draft of the text as a document: without number and signature, marked "DỰ THẢO …"."""
    kind, subject = kind_and_subject(text.get_kind_display(), title)
    return Paper(
        superior=text.bloc.superior_on(date),
        issuer=text.bloc.name_on(date).upper(),
        kind=kind,
        subject=subject,
        place=text.bloc.place_on(date),
        date=date,
        legal_basis=tuple(bases),
        body=body,
        annexes=annexes,
        note_box=note,
        sample=text.is_sample,
        title_for_reader=f"{title} ({note.lower()})",
    )

"""The whole paper: its head, its body, its signatures, in the order of PL I."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from libraries.printing.decree import (
    MARGIN_LEFT,
    MARGIN_RIGHT,
    PAPER_SIZE,
    RULE_SHARE,
    SIGNATURE_SPACE,
    TITLE_SIZE,
    width_in_mm,
)
from libraries.printing.paper.blocks import (
    Annex,
    Article,
    Block,
    Clause,
    Paragraph,
    Point,
    Redline,
    SignatureGrid,
    Table,
)
from libraries.printing.paper.pieces import Piece, capitals
from libraries.web.formats import document_date


@dataclass(frozen=True)
class Signature(Piece):
    """PL I, II.7: authority and post in bold capitals, room for the signature, bold name without academic title.

    `lines`: ("TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG") or ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC").
    `agency_post`: the post held in the signer's own agency, between signature and name. An advisory body that uses an
    agency's seal prints both posts; one that may not use it prints only the post in the body (PL I, II.7).
    `box` names the room for the visible signature. `mark`: what stands in that room instead, "(chưa ký)" in a draft,
    "(Đã ký)" in a copy.
    """

    lines: tuple[str, ...]
    name: str = ""
    agency_post: str = ""
    box: str = ""
    mark: str = ""
    box_width: float = 60
    box_height: float = SIGNATURE_SPACE

    @property
    def post_line(self) -> str:
        return capitals(self.agency_post)


@dataclass(frozen=True)
class Paper(Piece):
    """One document, element by element in the order of PL I.

    superior       cơ quan chủ quản, capitals, upright (II.2)
    issuer         cơ quan ban hành, capitals, bold, rule of 1/3-1/2 below (II.2)
    number         "05/QC-KTĐ", printed after "Số: " (II.3); empty: no number line
    place, date    địa danh và thời gian, italic (II.4); without a date the places for day and month stay open
    kind           tên loại; empty makes it an official letter, its subject "V/v …" under the number (II.5)
    subject        trích yếu, bold, with a rule of 1/3-1/2 (II.5)
    attached_to    "(Ban hành kèm theo …)", italic under the title
    authority      thẩm quyền ban hành of a decision ("GIÁM ĐỐC …"), bold capitals before the legal basis
    legal_basis    căn cứ ban hành, italic, each ends ";", the last "." (II.6)
    resolution     the word before the articles of a decision or a resolution, "Quyết định" (PL III, Mẫu 1.2)
    addressees     Kính gửi (II.9)
    body           the blocks
    signatures     one: right column, recipients left; more: side by side, recipients below
                   (minutes: secretary left, chair right)
    recipients     nơi nhận (II.9), without dashes and marks at the end
    annexes        phụ lục (III.1): after signature and recipients, each begins with its Annex on a new page
    note_box       chỉ dẫn such as DỰ THẢO, boxed bold capitals
    sample         invented data: a small mark on every page
    verification   (code, address): QR and code at the foot of page 1
    ends_with_mark "./." after the last words of the body
    number_room    of a paper that people sign before it has a number: the name of the empty room for number, place and
                   day, which stands in place of that row (libraries/printing/number_row.py fills it)
    approvals      names of rooms for those who approve it before it is signed, under the recipients
    annex_label    "Phụ lục", of a paper that hangs on another one as a file of its own: no head, the label above the
                   title in capitals, `attached_to` below (III.1)
    """

    issuer: str
    kind: str = ""
    subject: str = ""
    superior: str = ""
    number: str = ""
    place: str = ""
    date: datetime.date | None = None
    attached_to: str = ""
    authority: str = ""
    legal_basis: tuple[str, ...] = ()
    resolution: str = ""
    addressees: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    signatures: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    annexes: tuple[Block, ...] = ()
    note_box: str = ""
    sample: bool = False
    landscape: bool = False
    title_for_reader: str = ""
    verification: tuple[str, str] | None = None
    ends_with_mark: bool = False
    annex_label: str = ""
    number_room: str = ""
    approvals: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        names = self.box_names
        for name in names:
            if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}", name):
                raise ValueError(f"a signature box's name is letters, digits, - and _, not {name!r}")
        if len(set(names)) != len(names):
            raise ValueError("two signature boxes share a name")
        if self.annexes and not isinstance(self.annexes[0], Annex):
            raise ValueError("what follows the signature is an annex, and begins as one")

    @property
    def box_names(self) -> tuple[str, ...]:
        """Names of all rooms for visible signatures, in reading order."""
        grids = [block for block in self.blocks if isinstance(block, SignatureGrid)]
        cells = [cell for grid in grids for row in grid.rows for cell in row]
        own = (self.number_room, *(c.box for c in cells), *(s.box for s in self.signatures), *self.approvals)
        return tuple(box for box in own if box)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All of the body and of the annexes, in reading order."""
        return (*self.finished_body, *self.annexes)

    @property
    def reader_title(self) -> str:
        """The title in the file's properties and the reader's title bar."""
        return " ".join((self.title_for_reader or f"{self.kind} {self.subject}").split()) or self.issuer

    @property
    def text_width(self) -> int:
        return (PAPER_SIZE[1] if self.landscape else PAPER_SIZE[0]) - MARGIN_LEFT - MARGIN_RIGHT

    @property
    def title_rule(self) -> float:
        """Millimetres of the rule under the title: 1/3 to 1/2 of its last line (PL I, II.5)."""
        last = (self.subject or self.kind.upper()).splitlines()[-1:] or [""]
        return round(RULE_SHARE * min(width_in_mm(last[0], TITLE_SIZE), self.text_width), 1)

    @property
    def place_and_date(self) -> str:
        # PL I, II.4: an open date leaves room for the pen.
        when = document_date(self.date) if self.date else "ngày      tháng      năm          "
        return f"{self.place}, {when}" if self.place else ""

    @property
    def legal_basis_lines(self) -> tuple[str, ...]:
        return _listed(self.legal_basis, end=".")

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        return tuple(f"- {line}" for line in _listed([r.lstrip("- ") for r in self.recipients], end="."))

    @property
    def finished_body(self) -> tuple[Block, ...]:
        """The body with "./." after its last words (PL I, II.6), where the document ends with it."""
        if not self.ends_with_mark:
            return self.body
        blocks = list(self.body)
        for place in range(len(blocks) - 1, -1, -1):
            block = blocks[place]
            if isinstance(block, (Paragraph, Clause, Point)) or (isinstance(block, Article) and block.text):
                blocks[place] = dataclasses.replace(block, text=block.text.rstrip().rstrip(".;") + "./.")
                return tuple(blocks)
            if isinstance(block, Redline):
                blocks[place] = dataclasses.replace(block, ops=(*block.ops, ("equal", "./.")))
                return tuple(blocks)
            if isinstance(block, (Table, Article)):
                blocks.insert(place + 1, Paragraph("./.", indent=False, align="right"))
                return tuple(blocks)
        return self.body


def _listed(lines: Sequence[str], *, end: str) -> tuple[str, ...]:
    """Every line ends with ";", the last with `end`, whatever the writer typed."""
    bare = [stripped for line in lines if (stripped := line.strip().rstrip(";.,").rstrip())]
    return tuple(line + (end if number == len(bare) else ";") for number, line in enumerate(bare, start=1))

"""An administrative document, described once: `pdf` prints it, `word` writes the same thing for Word.

Source of every element and number: Nghị định 30/2020/NĐ-CP, Phụ lục I ("thể thức và kỹ thuật trình bày văn bản hành
chính"), Phần I, quoted below as PL I with its item. Lengths are millimetres, font sizes points. All text becomes NFC
without control characters when a piece is made, so neither renderer meets what it cannot print.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from libraries.text import printable

# --- Numbers shared by PDF and Word -----------------------------------------------------------------------------------
FONT = "Times New Roman"  # PL I, I.3; the PDF uses the metric-equal KTDSerif
PAPER_SIZE = (210, 297)  # PL I, I.1: A4; landscape only where tables need it (I.2)
MARGIN_TOP, MARGIN_BOTTOM = 20, 20  # PL I, I.4: 20-25
MARGIN_LEFT, MARGIN_RIGHT = 30, 15  # PL I, I.4: 30-35 and 15-20
PAGE_NUMBER_SIZE = 13  # PL I, I.7: 13-14, upright, centred in the top margin, not on page 1
NATION_SIZE, MOTTO_SIZE = 12, 13  # PL I, II.1: 12-13 and 13-14; one point apart, as in the decree's examples
AGENCY_SIZE = 12  # PL I, II.2: 12-13, superior upright, issuer bold
NUMBER_SIZE = 13  # PL I, II.3
PLACE_DATE_SIZE = 13  # PL I, II.4: 13-14 italic
LETTER_SUBJECT_SIZE = 12  # PL I, II.5: "V/v" of an official letter, 12-13
TITLE_SIZE = 14  # PL I, II.5: name of the kind and trích yếu, 13-14 bold
BODY_SIZE = 14  # PL I, II.6: 13-14
TABLE_SIZE = 12  # not laid down; office habit
SIGNER_SIZE = 14  # PL I, II.7: 13-14 bold
GRID_UNIT_SIZE = 11  # nine signers on one page: smaller than one signer's block
RECIPIENTS_WORD_SIZE, RECIPIENTS_SIZE = 12, 11  # PL I, II.9
NOTE_BOX_SIZE = 13  # PL I, III.4 (chỉ dẫn về phạm vi lưu hành): 13-14 bold capitals in a box
SMALL_PRINT_SIZE = 8  # our own marks outside the decree's elements: verification code, sample mark
FIRST_LINE_INDENT = 12.7  # PL I, II.6: 1 or 1,27 cm
PARAGRAPH_SPACE = 6  # PL I, II.6: at least 6 pt between paragraphs
LINE_SPACING = 1.15  # PL I, II.6: from single to 1,5 lines
SINGLE_LINE = 1.15  # what Word calls a single line of Times New Roman, in em: ascent + descent + gap of the face
HEAD_LEFT_SHARE = 0.44  # the left column of the head; Quốc hiệu at 12 pt needs 89 mm of the 165
RULE_SHARE = 0.4  # PL I, II.2 and II.5: a rule of 1/3 to 1/2 of the line
SHORT_ROW = 400  # letters in its longest cell up to which a table row is not torn over two pages
SIGNATURE_SPACE = 25  # room for hand, seal or visible digital signature
SAMPLE_MARK = "DỮ LIỆU MẪU"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

# --- How much one document may hold -----------------------------------------------------------------------------------
# The longest real document of a bloc is a response table of some 60 pages. Several times that still renders within the
# limits of libraries.printing.pdf; beyond it, a sentence is kinder than a killed worker.
MOST_CHARACTERS = 250_000
MOST_BLOCKS = 4_000
MOST_ROWS = 1_000
MOST_CELLS = 10_000
MOST_COLUMNS = 24
# One paragraph or cell. Also a guard against loss: far above this (measured at 390.000) the layout engine set a cell as
# one line that ran off the page.
MOST_CHARACTERS_A_PIECE = 20_000
LONGEST_WORD = 6_000
LONGEST_IN_HEAD = (
    400  # names of agencies, number, place, kind, authority, posts: measured before they are set, so costly
)
LONGEST_SUBJECT = 2_000

Align = Literal["justify", "left", "center", "right"]
Change = Literal["equal", "delete", "insert"]


class PaperTooHeavy(Exception):
    """The document is larger than one file can sensibly be. `str()` is a Vietnamese sentence for the user."""


def _cleaned(value):
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, (tuple, list)):
        return tuple(_cleaned(item) for item in value)
    return value


@dataclass(frozen=True)
class _Piece:
    """Base of all parts: lists become tuples, all text is cleaned."""

    shape: ClassVar[str] = ""

    def __post_init__(self):
        for field in dataclasses.fields(self):
            object.__setattr__(self, field.name, _cleaned(getattr(self, field.name)))


# --- Blocks of the body -----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Chapter(_Piece):
    """PL I, II.6: "Chương I" upright bold centred, its title below in bold capitals. Also for Phần."""

    label: str
    title: str
    shape: ClassVar[str] = "chapter"


@dataclass(frozen=True)
class Section(_Piece):
    """PL I, II.6: "Mục 1", set like a chapter."""

    label: str
    title: str
    shape: ClassVar[str] = "section"


@dataclass(frozen=True)
class Article(_Piece):
    """PL I, II.6: "Điều 1. Tên điều", bold, first line indented."""

    label: str
    title: str = ""
    shape: ClassVar[str] = "article"

    @property
    def heading(self) -> str:
        return f"{self.label.rstrip('.')}. {self.title}".strip()


@dataclass(frozen=True)
class Paragraph(_Piece):
    """PL I, II.6: justified, first line indented. A line break in the text stays a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    align: Align = "justify"
    indent: bool = True
    keep_with_next: bool = False
    shape: ClassVar[str] = "paragraph"


@dataclass(frozen=True)
class Clause(_Piece):
    """Khoản; PL I, II.6: "1.", upright; a title of its own is bold."""

    label: str
    text: str
    title: str = ""
    shape: ClassVar[str] = "clause"


@dataclass(frozen=True)
class Point(_Piece):
    """Điểm; PL I, II.6: "a)" in the order of the Vietnamese alphabet."""

    label: str
    text: str
    shape: ClassVar[str] = "point"


@dataclass(frozen=True)
class Column(_Piece):
    """`width` is a share: the columns' widths are divided by their sum."""

    title: str
    width: float = 1.0
    align: Align = "left"

    def __post_init__(self):
        super().__post_init__()
        if not self.width > 0:
            raise ValueError("a column needs a width above 0")


@dataclass(frozen=True)
class Cell(_Piece):
    """A table cell that is more than its text. `align` None: as its column."""

    text: str | Redline
    bold: bool = False
    italic: bool = False
    align: Align | None = None
    colspan: int = 1

    @property
    def letters(self) -> str:
        """All its text, old and new."""
        return self.text if isinstance(self.text, str) else "".join(text for _, text in self.text.ops)


@dataclass(frozen=True)
class Table(_Piece):
    """A table, 12 pt, its head row repeated on every page. Each row is a tuple of str, Cell or Redline."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Cell | Redline, ...], ...]
    caption: str = ""
    shape: ClassVar[str] = "table"

    def __post_init__(self):
        super().__post_init__()
        if not self.columns:
            raise ValueError("a table needs columns")
        for number, row in enumerate(self.full_rows, start=1):
            if any(cell.colspan < 1 for cell in row) or sum(cell.colspan for cell in row) != len(self.columns):
                raise ValueError(f"row {number} does not fill the {len(self.columns)} columns")

    @property
    def full_rows(self) -> tuple[tuple[Cell, ...], ...]:
        return tuple(tuple(c if isinstance(c, Cell) else Cell(c) for c in row) for row in self.rows)

    @property
    def titled_rows(self) -> list[list[tuple[str, str]]]:
        """Rows of (column title, text), for a page that a phone reads as cards."""
        return [
            [(column.title, cell.letters) for column, cell in zip(self.columns, row, strict=True)]
            for row in self.full_rows
        ]

    @property
    def aligned_rows(self) -> list[tuple[list[tuple[Cell, Align]], bool]]:
        """Each row: its cells with the alignment they end up with, and whether it is short enough not to be torn."""
        rows = []
        for row in self.full_rows:
            place, aligned = 0, []
            for cell in row:
                aligned.append((cell, cell.align or self.columns[place].align))
                place += cell.colspan
            rows.append((aligned, max(len(cell.letters) for cell in row) <= SHORT_ROW))
        return rows

    @property
    def percent_widths(self) -> tuple[float, ...]:
        total = sum(column.width for column in self.columns)
        return tuple(round(100 * column.width / total, 3) for column in self.columns)


@dataclass(frozen=True)
class PageBreak(_Piece):
    shape: ClassVar[str] = "page_break"


@dataclass(frozen=True)
class Annex(_Piece):
    """PL I, III.1: "Phụ lục I" 14 bold centred on a new page, title in capitals, "(Kèm theo …)" italic."""

    label: str
    title: str
    reference: str = ""
    shape: ClassVar[str] = "annex"


def capitals(words: str) -> str:
    """In capitals, the last two words kept together: no line of a narrow column holds a lone "II"."""
    parts = words.upper().split()
    return " ".join([*parts[:-2], "\u00a0".join(parts[-2:])])


@dataclass(frozen=True)
class SignatureCell(_Piece):
    """One signer of a document signed by many. `box` names the room for the visible signature."""

    unit: str
    post: str
    name: str
    box: str = ""

    @property
    def unit_line(self) -> str:
        return capitals(self.unit)


@dataclass(frozen=True)
class SignatureGrid(_Piece):
    """Signers side by side, every box of the same size. A row is never torn over two pages."""

    rows: tuple[tuple[SignatureCell, ...], ...]
    box_width: float = 48
    box_height: float = 22
    shape: ClassVar[str] = "signature_grid"

    @classmethod
    def of(cls, cells, *, columns: int = 3, **size) -> SignatureGrid:
        cells = tuple(cells)
        return cls(tuple(cells[i : i + columns] for i in range(0, len(cells), columns)), **size)

    @property
    def column_count(self) -> int:
        return max((len(row) for row in self.rows), default=1)


@dataclass(frozen=True)
class Redline(_Piece):
    """A paragraph with its changes: runs of ("equal" | "delete" | "insert", text), in reading order.

    Deleted words are struck through, inserted ones underlined (readable without colour); in Word: tracked changes.
    `look` sets it as a paragraph, an article's heading or a chapter's.
    """

    ops: tuple[tuple[Change, str], ...]
    look: Literal["paragraph", "article", "chapter"] = "paragraph"
    indent: bool = True
    shape: ClassVar[str] = "redline"

    def __post_init__(self):
        super().__post_init__()
        for kind, _ in self.ops:
            if kind not in ("equal", "delete", "insert"):
                raise ValueError(f"unknown change {kind!r}")


Block = Chapter | Section | Article | Paragraph | Clause | Point | Table | PageBreak | Annex | SignatureGrid | Redline


# --- The whole document -----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Signature(_Piece):
    """PL I, II.7: authority and post in bold capitals, room for the signature, bold name without academic title.

    `lines`: ("TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG") or ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC").
    `agency_post`: the post held in the signer's own agency, between signature and name. An advisory body that uses an
    agency's seal prints both posts; one that may not use it prints only the post in the body (PL I, II.7).
    `box` names the room for the visible signature.
    """

    lines: tuple[str, ...]
    name: str = ""
    agency_post: str = ""
    box: str = ""
    box_width: float = 60
    box_height: float = SIGNATURE_SPACE

    @property
    def post_line(self) -> str:
        return capitals(self.agency_post)


@dataclass(frozen=True)
class Paper(_Piece):
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
    addressees     Kính gửi (II.9)
    body           the blocks
    signatures     one: right column, recipients left; more: side by side, recipients below
                   (minutes: secretary left, chair right)
    recipients     nơi nhận (II.9), without dashes and marks at the end
    note_box       chỉ dẫn such as DỰ THẢO, boxed bold capitals
    sample         invented data: a small mark on every page
    verification   (code, address): QR and code at the foot of page 1
    ends_with_mark "./." after the last words of the body
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
    addressees: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    signatures: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    note_box: str = ""
    sample: bool = False
    landscape: bool = False
    title_for_reader: str = ""
    verification: tuple[str, str] | None = None
    ends_with_mark: bool = False

    def __post_init__(self):
        super().__post_init__()
        names = self.box_names
        for name in names:
            if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}", name):
                raise ValueError(f"a signature box's name is letters, digits, - and _, not {name!r}")
        if len(set(names)) != len(names):
            raise ValueError("two signature boxes share a name")

    @property
    def box_names(self) -> tuple[str, ...]:
        """Names of all rooms for visible signatures, in reading order."""
        cells = [cell for block in self.body if isinstance(block, SignatureGrid) for row in block.rows for cell in row]
        return tuple(box for box in (*(c.box for c in cells), *(s.box for s in self.signatures)) if box)

    @property
    def reader_title(self) -> str:
        """The title in the file's properties and the reader's title bar."""
        return " ".join((self.title_for_reader or f"{self.kind} {self.subject}").split()) or self.issuer

    @property
    def text_width(self) -> int:
        return (PAPER_SIZE[1] if self.landscape else PAPER_SIZE[0]) - MARGIN_LEFT - MARGIN_RIGHT

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
            if isinstance(block, (Paragraph, Clause, Point)):
                blocks[place] = dataclasses.replace(block, text=block.text.rstrip().rstrip(".;") + "./.")
                return tuple(blocks)
            if isinstance(block, Redline):
                blocks[place] = dataclasses.replace(block, ops=(*block.ops, ("equal", "./.")))
                return tuple(blocks)
            if isinstance(block, (Table, Article)):
                blocks.insert(place + 1, Paragraph("./.", indent=False, align="right"))
                return tuple(blocks)
        return self.body


def document_date(date: datetime.date) -> str:
    """ "ngày 02 tháng 7 năm 2020": days below 10 and months 1 and 2 take a 0 (PL I, II.4)."""
    from libraries.web.formats import (
        document_date as worded,
    )  # the one place that knows; late, so that the child never loads it

    return worded(date)


def _listed(lines, *, end: str) -> tuple[str, ...]:
    """Every line ends with ";", the last with `end`, whatever the writer typed."""
    bare = [stripped for line in lines if (stripped := line.strip().rstrip(";.,").rstrip())]
    return tuple(line + (end if number == len(bare) else ";") for number, line in enumerate(bare, start=1))


def weight_objection(paper: Paper) -> str:
    """A Vietnamese sentence if the document is too large to be one file, else ""."""
    if len(paper.body) > MOST_BLOCKS:
        return f"Văn bản có {_vn(len(paper.body))} đoạn, quá mức {_vn(MOST_BLOCKS)} đoạn. Hãy chia thành nhiều văn bản."
    posts = [
        text for signature in paper.signatures for text in (*signature.lines, signature.agency_post, signature.name)
    ]
    head = (paper.issuer, paper.superior, paper.number, paper.place, paper.kind, paper.note_box, paper.authority)
    for text, most in (*((text, LONGEST_IN_HEAD) for text in (*head, *posts)), (paper.subject, LONGEST_SUBJECT)):
        if len(text) > most:
            return f"“{text[:40]}…” dài {_vn(len(text))} ký tự, quá mức {_vn(most)} ký tự. Hãy rút gọn."
    tables = [block for block in paper.body if isinstance(block, Table)]
    for table in tables:
        if len(table.columns) > MOST_COLUMNS:
            return f"Bảng có {_vn(len(table.columns))} cột, quá mức {MOST_COLUMNS} cột. Hãy tách thành nhiều bảng."
    rows = sum(len(table.rows) for table in tables)
    if rows > MOST_ROWS:
        return f"Bảng có {_vn(rows)} dòng, quá mức {_vn(MOST_ROWS)} dòng. Hãy tách thành nhiều văn bản."
    cells = sum(len(table.rows) * len(table.columns) for table in tables)
    if cells > MOST_CELLS:
        return f"Bảng có {_vn(cells)} ô, quá mức {_vn(MOST_CELLS)} ô. Hãy tách thành nhiều văn bản."
    total = 0
    for text in _texts(paper):
        total += len(text)
        if len(text) > MOST_CHARACTERS_A_PIECE:
            return (
                f"Có một đoạn dài {_vn(len(text))} ký tự, quá mức {_vn(MOST_CHARACTERS_A_PIECE)} ký tự. "
                "Hãy chia đoạn đó thành nhiều khoản, điểm hoặc dòng."
            )
        if len(text) > LONGEST_WORD and max(map(len, text.split()), default=0) > LONGEST_WORD:
            return f"Có một từ dài hơn {_vn(LONGEST_WORD)} chữ cái, không có dấu cách. Hãy kiểm tra lại nội dung."
    if total > MOST_CHARACTERS:
        return f"Văn bản dài {_vn(total)} ký tự, quá mức {_vn(MOST_CHARACTERS)} ký tự. Hãy chia thành nhiều văn bản."
    return ""


def _texts(value: object) -> Iterator[str]:
    """Every text in a piece, whatever it is nested in."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, _Piece):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))


def _vn(number: int) -> str:
    return f"{number:,}".replace(",", ".")

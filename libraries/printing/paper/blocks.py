"""The blocks of a paper's body, in the words of PL I, II.6 and III.1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from libraries.printing.decree import CELL_SIDES, SHORT_ROW, TABLE_SIZE, width_in_mm
from libraries.printing.paper.pieces import Piece, capitals

Align = Literal["justify", "left", "center", "right"]
Change = Literal["equal", "delete", "insert"]


@dataclass(frozen=True)
class Chapter(Piece):
    """PL I, II.6: "Chương I" upright bold centred, its title below in bold capitals. Also for Phần."""

    label: str
    title: str
    shape: ClassVar[str] = "chapter"


@dataclass(frozen=True)
class Section(Piece):
    """PL I, II.6: "Mục 1", set like a chapter."""

    label: str
    title: str
    shape: ClassVar[str] = "section"


@dataclass(frozen=True)
class Article(Piece):
    """PL I, II.6: "Điều 1. Tên điều", bold, first line indented; `text`: of an article without title."""

    label: str
    title: str = ""
    text: str = ""
    shape: ClassVar[str] = "article"

    @property
    def heading(self) -> str:
        return f"{self.label.rstrip('.')}. {self.title}".strip()


@dataclass(frozen=True)
class Paragraph(Piece):
    """PL I, II.6: justified, first line indented. A line break in the text stays a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    align: Align = "justify"
    indent: bool = True
    keep_with_next: bool = False
    shape: ClassVar[str] = "paragraph"


@dataclass(frozen=True)
class Clause(Piece):
    """Khoản; PL I, II.6: "1.", upright; a title of its own is bold."""

    label: str
    text: str
    title: str = ""
    shape: ClassVar[str] = "clause"


@dataclass(frozen=True)
class Point(Piece):
    """Điểm; PL I, II.6: "a)" in the order of the Vietnamese alphabet."""

    label: str
    text: str
    shape: ClassVar[str] = "point"


@dataclass(frozen=True)
class Column(Piece):
    """`width` is a share: the columns' widths are divided by their sum."""

    title: str
    width: float = 1.0
    align: Align = "left"

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.width > 0:
            raise ValueError("a column needs a width above 0")


@dataclass(frozen=True)
class Cell(Piece):
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
class Table(Piece):
    """A table, 12 pt, its head row repeated on every page. Each row is a tuple of str, Cell or Redline."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Cell | Redline, ...], ...]
    caption: str = ""
    shape: ClassVar[str] = "table"

    def __post_init__(self) -> None:
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
    def titled_rows(self) -> list[list[tuple[str, str, int]]]:
        """Rows of (column title, text, columns that it fills), for a page that a phone reads as cards."""
        rows = []
        for row in self.full_rows:
            titled, place = list[tuple[str, str, int]](), 0
            for cell in row:
                titled.append((self.columns[place].title if cell.colspan == 1 else "", cell.letters, cell.colspan))
                place += cell.colspan
            rows.append(titled)
        return rows

    @property
    def aligned_rows(self) -> list[tuple[list[tuple[Cell, Align]], bool]]:
        """Each row: its cells with the alignment they end up with, and whether it is short enough not to be torn.

        The first may always be: a table begins under the words that lead to it, not on the next page.
        """
        rows: list[tuple[list[tuple[Cell, Align]], bool]] = []
        for row in self.full_rows:
            place, aligned = 0, []
            for cell in row:
                aligned.append((cell, cell.align or self.columns[place].align))
                place += cell.colspan
            rows.append((aligned, bool(rows) and max(len(cell.letters) for cell in row) <= SHORT_ROW))
        return rows

    def percent_widths(self, text_width: float) -> tuple[float, ...]:
        """Of a line of `text_width` mm. No column is narrower than the longest word of its head, as long as all fit."""
        total = sum(column.width for column in self.columns)
        widths = [text_width * column.width / total for column in self.columns]
        least = [_longest_word(column.title) + CELL_SIDES for column in self.columns]
        lack = sum(max(0.0, needed - width) for width, needed in zip(widths, least, strict=True))
        spare = sum(max(0.0, width - needed) for width, needed in zip(widths, least, strict=True))
        if 0 < lack <= spare:
            widths = [
                needed if width < needed else width - (width - needed) * lack / spare
                for width, needed in zip(widths, least, strict=True)
            ]
        return tuple(round(100 * width / text_width, 3) for width in widths)


def _longest_word(title: str) -> float:
    """Millimetres of the longest word in a head of a table."""
    return max((width_in_mm(word, TABLE_SIZE) for word in title.split()), default=0.0)


@dataclass(frozen=True)
class PageBreak(Piece):
    shape: ClassVar[str] = "page_break"


@dataclass(frozen=True)
class Annex(Piece):
    """PL I, III.1: "Phụ lục I" 14 bold centred on a new page, title in capitals, "(Kèm theo …)" italic."""

    label: str
    title: str
    reference: str = ""
    shape: ClassVar[str] = "annex"


@dataclass(frozen=True)
class SignatureCell(Piece):
    """One signer of a document signed by many. `box` names the room for the visible signature."""

    unit: str
    post: str
    name: str
    box: str = ""

    @property
    def unit_line(self) -> str:
        return capitals(self.unit)


@dataclass(frozen=True)
class SignatureGrid(Piece):
    """Signers side by side, every box of the same size. A row is never torn over two pages."""

    rows: tuple[tuple[SignatureCell, ...], ...]
    box_width: float = 48
    box_height: float = 22
    shape: ClassVar[str] = "signature_grid"

    @classmethod
    def of(cls, cells: Iterable[SignatureCell], *, columns: int = 3, **size: float) -> SignatureGrid:
        """The signers in rows of `columns`; `size`: box_width and box_height."""
        row = tuple(cells)
        return cls(tuple(row[i : i + columns] for i in range(0, len(row), columns)), **size)

    @property
    def column_count(self) -> int:
        return max((len(row) for row in self.rows), default=1)


@dataclass(frozen=True)
class Redline(Piece):
    """A paragraph with its changes: runs of ("equal" | "delete" | "insert", text), in reading order.

    Deleted words are struck through, inserted ones underlined (readable without colour); in Word: tracked changes.
    `look` sets it as a paragraph, an article's heading or a chapter's.
    """

    ops: tuple[tuple[Change, str], ...]
    look: Literal["paragraph", "article", "chapter"] = "paragraph"
    indent: bool = True
    shape: ClassVar[str] = "redline"

    def __post_init__(self) -> None:
        super().__post_init__()
        for kind, _ in self.ops:
            if kind not in ("equal", "delete", "insert"):
                raise ValueError(f"unknown change {kind!r}")


Block = Chapter | Section | Article | Paragraph | Clause | Point | Table | PageBreak | Annex | SignatureGrid | Redline

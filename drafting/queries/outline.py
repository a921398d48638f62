"""The parts of a text as somebody typed it or Word holds it: Chương, Mục, Điều, Khoản, Điểm told by their numbers.

Knows no database and no file: lines in, parts out, with a question for whatever was not understood. Nothing is lost:
what has no number of its own belongs to the part before it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from drafting.queries.numbering import CELLS_APART
from drafting.queries.typed_numbers import BOX, plain_marks
from libraries.text import nfc, old_encoding, to_unicode

DEPTH = {"annex": 0, "chapter": 0, "section": 1, "article": 2, "clause": 3, "point": 4}
HEADED = ("chapter", "section", "article", "annex")
# Nothing stands under these.
LEAVES = ("paragraph", "table")
# Longer, or ended like a sentence, the words behind "Điều 1." are what it says and no heading.
LONGEST_HEADING, SENTENCE = 200, (".", ";", ":")
CHAPTER = re.compile(r"(Chương\s+(?:[IVXLC]{1,7}|\d{1,2}))\s*[.:–-]?\s*(.*)", re.IGNORECASE | re.DOTALL)
SECTION = re.compile(r"(Mục\s+(?:\d{1,2}|[IVXLC]{1,7}))\s*[.:–-]?\s*(.*)", re.IGNORECASE | re.DOTALL)
ARTICLE = re.compile(r"(Điều\s+\d{1,3})\s*(?:[.:–-]\s*|$)(.*)", re.IGNORECASE | re.DOTALL)
# Alone on its line, or with its name behind a mark: "Phụ lục I kèm theo …" inside a sentence is none.
ANNEX = re.compile(
    r"(Phụ lục(?:\s+(?:số\s+)?(?:[IVXLC]{1,7}|\d{1,2}))?)\s*(?:[.:–-]\s*(.*))?", re.IGNORECASE | re.DOTALL
)
ROMAN = re.compile(r"([IVX]{1,6}\.)\s+(.*)", re.DOTALL)
CLAUSE = re.compile(r"(\d{1,3}[.)])(?:\s+|(?=[^\W\d_]))(.*)", re.DOTALL)
POINT = re.compile(r"([a-zđ]{1,2}\))\s*(.*)", re.DOTALL)
BASIS = re.compile(r"-?\s*(Căn cứ\b.*)", re.IGNORECASE | re.DOTALL)
# Behind the first basis these are bases too.
MORE_BASES = re.compile(r"-?\s*((?:Theo|Xét|Thực hiện|Trên cơ sở)\b.*)", re.DOTALL)
LONGEST_SUBJECT = 250
# What stands round the words of an official paper (NĐ 30/2020): drawn by the system, no part of the text.
FRAME = re.compile(
    r"(CỘNG H[OÒ][AÀ] X[AÃ]|Độc lập\s*[-–]\s*Tự do|Số\s*:|.{2,40},\s*ngày\s.{0,12}tháng|\(?(?:Ban hành )?kèm theo"
    r"|DỰ THẢO\b|[-_─–*\s]{3,}$|\(?Dự thảo lần)",
    re.IGNORECASE,
)
ENDS = re.compile(r"(Nơi nhận\s*:|TM\. |KT\. |TL\. |Q\. )")
KIND_TITLES = ("QUY CHẾ", "GIAO ƯỚC", "GIAO ƯỚC THI ĐUA", "KẾ HOẠCH", "QUY ĐỊNH", "THÔNG BÁO", "QUYẾT ĐỊNH")


@dataclass(frozen=True)
class SourceLine:
    """One paragraph, or a table. label: the number that Word draws by itself."""

    text: str = ""
    label: str = ""
    center: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    comments: tuple[str, ...] = ()


@dataclass
class OutlinePart:
    """One part as it was read. rows: of the table that stands in it, behind its words."""

    kind: str
    label: str
    heading: str = ""
    body: str = ""
    rows: list[list[str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def add(self, words: str) -> None:
        self.body = f"{self.body}\n{words}" if self.body else words

    @property
    def table(self) -> str:
        """Its table as a part of its own holds it: a line a row, the cells apart."""
        cells = [[" ".join(cell.split()).replace(CELLS_APART, "/") for cell in row] for row in self.rows]
        return "\n".join(f" {CELLS_APART} ".join(row).strip() for row in cells)

    def as_json(self) -> dict[str, Any]:
        """As `read_word` prints it."""
        shown: dict[str, Any] = {"kind": self.kind, "label": self.label, "heading": self.heading, "body": self.body}
        if self.rows:
            shown["rows"] = self.rows
        if self.comments:
            shown["comments"] = self.comments
        return shown


@dataclass
class Outline:
    """parts: in document order; questions: what to decide before it is saved, each a sentence."""

    title: str = ""
    bases: list[str] = field(default_factory=list)
    parts: list[OutlinePart] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "legal_basis": self.bases,
            "nodes": [part.as_json() for part in self.parts],
            "questions": self.questions,
        }

    def tree(self) -> list[tuple[str, str, str, list[Any]]]:
        """Rows as workflow.create_text takes them."""
        roots: list[tuple[str, str, str, list[Any]]] = []
        stack: list[tuple[int, list[Any]]] = [(-1, roots)]
        for part in self.parts:
            row = (part.kind, part.heading, part.body or (part.table if part.kind == "table" else ""), list[Any]())
            table = [("table", "", part.table, list[Any]())] if part.rows and part.kind != "table" else []
            depth = DEPTH.get(part.kind, DEPTH["clause"])
            while stack[-1][0] >= depth:
                stack.pop()
            stack[-1][1].append(row)
            if part.kind in LEAVES:
                stack[-1][1].extend(table)
            else:
                row[3].extend(table)
                stack.append((depth, row[3]))
        return roots


def lines_of_text(words: str) -> list[SourceLine]:
    """What was pasted or typed, a line each; tabs between words are a table's columns."""
    return [SourceLine(line) for line in plain_marks(words.replace("\r\n", "\n")).split("\n")]


def outline_of(source: Iterable[SourceLine]) -> Outline:
    """Read the lines of a whole document."""
    return _Reader(_in_unicode(list(source))).read()


def _in_unicode(source: list[SourceLine]) -> tuple[list[SourceLine], list[str]]:
    """(the lines in composed Unicode, a question where an old encoding was turned into it)."""
    sample = "\n".join(line.text for line in source)
    encoding, questions = old_encoding(sample), []
    if encoding:
        before = next((line.text for line in source if old_encoding(line.text)), sample)[:80]
        questions.append(
            f"Tệp dùng bảng mã cũ {encoding}, đã chuyển đổi: “{before}” thành “{to_unicode(before, encoding)}”. "
            "Đề nghị kiểm tra."
        )
    if any(BOX.search(line.text) for line in source):
        questions.append("Tệp có ký hiệu riêng của Word, được đọc thành dấu gạch đầu dòng.")

    def said(words: str) -> str:
        return plain_marks(nfc(to_unicode(words, encoding)))

    return [
        SourceLine(
            said(line.text),
            said(line.label),
            line.center,
            tuple(tuple(said(cell) for cell in row) for row in line.rows),
            tuple(said(words) for words in line.comments),
        )
        for line in source
    ], questions


class _Reader:
    def __init__(self, read: tuple[list[SourceLine], list[str]]):
        self.source, questions = read
        self.outline = Outline(questions=questions)
        self.ended = False
        # A text without Điều (a plan, a report): I. · 1. · a) stand for Điều, Khoản, Điểm.
        self.has_articles = any(ARTICLE.match(_whole(line)) for line in self.source)
        self.counts: dict[str, int] = {}
        self.annex: OutlinePart | None = None  # the Phụ lục that is being read
        self.numbered_in_annex = False  # it has an Điều or Khoản, under which Điểm may stand

    @property
    def last(self) -> OutlinePart | None:
        return self.outline.parts[-1] if self.outline.parts else None

    @property
    def begun(self) -> bool:
        """The first Chương, Mục or Điều was read."""
        return self.annex is not None or bool(self.last and self.last.kind != "paragraph")

    def read(self) -> Outline:
        for line in self.source:
            if line.rows:
                if not self.ended:
                    self._table(line)
                continue
            for row in _whole(line).split("\n") if line.text.strip() else []:
                # Behind the signature there are only Phụ lục.
                if row.strip() and (not self.ended or ANNEX.fullmatch(row.strip())):
                    self.ended = False
                    self._row(row.strip(), line)
        if not self.has_articles and self.outline.parts:
            self.outline.questions.append("Văn bản không có Điều: các mục I, II được đọc thành Điều, 1, 2 thành Khoản.")
        self._untitled()
        if (last := self.last) is not None and last.body.endswith("./."):
            last.body = last.body.removesuffix("/.")
        return self.outline

    def _untitled(self) -> None:
        for part in self.outline.parts:
            if part.kind in HEADED and not part.heading and part.kind != "article":
                self.outline.questions.append(f"{part.label} chưa có tên.")

    def _row(self, row: str, line: SourceLine) -> None:
        found = self._numbered(row)
        if found is not None:
            self._begin(*found, line)
        elif ENDS.match(row) and self.begun:
            self.ended = True
        elif not self.begun:
            self._before_the_first(row, line)
        else:
            self._goes_on(row, line)

    def _numbered(self, row: str) -> tuple[str, str, str] | None:
        """(kind, label, the words after it) of a line that begins a part."""
        if (found := ANNEX.fullmatch(row)) and (self.begun or self.ended):
            number = found[1].split()[2:]
            return "annex", f"Phụ lục {number[-1].upper()}" if number else "Phụ lục", (found[2] or "").strip()
        if self.annex is not None:
            return self._numbered_in_annex(row)
        if found := CHAPTER.match(row):
            return "chapter", _label("Chương", found[1]), found[2].strip()
        if (found := SECTION.match(row)) and (self.has_articles or not self.outline.parts):
            # A Mục without a Chương above it takes the Chương's place.
            inside = any(part.label.startswith("Chương") for part in self.outline.parts)
            return "section" if inside else "chapter", _label("Mục", found[1]), found[2].strip()
        if found := ARTICLE.match(row):
            return "article", f"{_label('Điều', found[1])}.", found[2].strip()
        if not self.has_articles and (found := ROMAN.match(row)):
            return "article", found[1], found[2].strip()
        inside = self.last is not None and any(part.kind == "article" for part in self.outline.parts)
        if inside and (found := CLAUSE.match(row)):
            return "clause", found[1], found[2].strip()
        if inside and (found := POINT.match(row)):
            return "point", found[1], found[2].strip()
        return None

    def _numbered_in_annex(self, row: str) -> tuple[str, str, str] | None:
        """Its Điều, Khoản, Điểm; a Chương in it is a line of its words."""
        if found := ARTICLE.match(row):
            return "article", f"{_label('Điều', found[1])}.", found[2].strip()
        if found := CLAUSE.match(row):
            return "clause", found[1], found[2].strip()
        if self.numbered_in_annex and (found := POINT.match(row)):
            return "point", found[1], found[2].strip()
        return None

    def _begin(self, kind: str, label: str, words: str, line: SourceLine) -> None:
        part = OutlinePart(kind, label)
        self.numbered_in_annex = kind != "annex" and self.annex is not None
        if kind == "annex":
            self.annex = part
        if kind in HEADED and not (kind == "article" and (len(words) > LONGEST_HEADING or words.endswith(SENTENCE))):
            part.heading = words
        else:
            part.body = words
        part.comments += line.comments
        self._compare_number(kind, label)
        if kind == "point":
            self._only_clause()
        self.outline.parts.append(part)

    def _only_clause(self) -> None:
        """Points under the words of an Điều: these words are its only Khoản, which bears no number."""
        article = self.last
        if article is not None and article.kind == "article" and article.body:
            self.outline.parts.append(OutlinePart("clause", "", body=article.body, comments=article.comments))
            article.body, article.comments = "", []

    def _compare_number(self, kind: str, label: str) -> None:
        """Numbers that do not follow each other are a question; the system numbers by itself."""
        depth = DEPTH[kind]
        for below in [
            name for name, place in DEPTH.items() if place > depth and (name != "article" or kind == "annex")
        ]:
            self.counts[below] = 0
        number = _number_of(kind, label)
        expected = self.counts.get(kind, 0) + 1
        self.counts[kind] = number or expected
        if number and number != expected:
            place = next((part.label for part in reversed(self.outline.parts) if part.kind == "article"), "")
            at = f" tại {place.rstrip('.')}" if kind in ("clause", "point") and place else ""
            self.outline.questions.append(
                f"Số “{label}”{at} không liên tục với số đứng trước. Hệ thống đánh số lại theo thứ tự."
            )

    def _before_the_first(self, row: str, line: SourceLine) -> None:
        outline = self.outline
        in_title = outline.title and not outline.bases and not outline.parts and len(row) <= LONGEST_SUBJECT
        if found := BASIS.match(row) or (MORE_BASES.match(row) if outline.bases else None):
            outline.bases.append(_tidy(found[1]).rstrip(";.,"))
        elif FRAME.match(row) or ENDS.match(row):
            return
        elif (in_title and not row.endswith(SENTENCE)) or (row.upper() == row and row.startswith(KIND_TITLES)):
            # "QUY CHẾ" and then its subject, which the paper begins with a capital.
            words = _sentence(row)
            outline.title = f"{outline.title} {words[:1].lower()}{words[1:]}" if outline.title else words
        elif outline.title or outline.bases or not line.center:
            outline.parts.append(OutlinePart("paragraph", "", body=row, comments=list(line.comments)))

    def _goes_on(self, row: str, line: SourceLine) -> None:
        part = self.last
        assert part is not None
        part.comments += line.comments
        if part.kind == "annex" and not part.rows:
            self._below_annex(part, row)
        elif part.rows:
            self.outline.parts.append(OutlinePart("paragraph", "", body=row))
        elif part.kind in ("chapter", "section"):
            upper = row.upper() == row
            if not part.heading or (upper and part.heading.upper() == part.heading):
                part.heading = f"{part.heading} {row}".strip()
            else:
                self.outline.questions.append(
                    f"Đoạn “{_short(row)}” đứng sau {part.label}, ngoài các Điều; được đưa vào Điều tiếp theo."
                )
                self.outline.parts.append(OutlinePart("article", "", body=row))
        else:
            part.add(row)

    def _below_annex(self, part: OutlinePart, row: str) -> None:
        """Its name, in the middle or in capitals, "(Kèm theo …)", then its words."""
        if FRAME.match(row):
            return
        if not part.heading or (row.upper() == row and part.heading.upper() == part.heading):
            part.heading = f"{part.heading} {row}".strip()
        else:
            self.outline.parts.append(OutlinePart("paragraph", "", body=row))

    def _table(self, line: SourceLine) -> None:
        cells = " ".join(" ".join(row) for row in line.rows)
        if ENDS.search(cells) and self.begun:
            self.ended = True
            return
        if not self.begun:
            if not re.search(r"CỘNG H[OÒ][AÀ]|Độc lập", cells):
                self.outline.questions.append("Có bảng đứng trước Điều thứ nhất, chưa đưa vào văn bản.")
            return
        part = self.last
        assert part is not None
        if part.kind in ("chapter", "section"):
            part = OutlinePart("article", "")
            self.outline.parts.append(part)
        if part.rows:
            part = OutlinePart("table", "")
            self.outline.parts.append(part)
        part.rows = [list(row) for row in line.rows]


def _whole(line: SourceLine) -> str:
    return f"{line.label} {line.text}" if line.label else line.text


def _tidy(words: str) -> str:
    return " ".join(words.split())


def _label(word: str, typed: str) -> str:
    """ "CHƯƠNG  ii" → "Chương II"."""
    return f"{word} {typed.split()[-1].upper()}"


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:60].rstrip()}…"


def _sentence(words: str) -> str:
    """A title in capitals as the list shows it; mixed letters stay as they are."""
    return words[:1] + words[1:].lower() if words.upper() == words else words


ROMANS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
LETTERS: Sequence[str] = "abcdđeghiklmnopqrstuvxy"


def _number_of(kind: str, label: str) -> int:
    """Its number; 0 where it cannot be told, or where Word's own alphabet (a, b, c, d, e, f) and ours differ."""
    words = label.rstrip(".):").split()[-1]
    if words.isdigit():
        return int(words)
    if kind == "point":
        return 0
    total, largest = 0, 0
    for letter in reversed(words.upper()):
        value = ROMANS.get(letter, 0)
        total += value if value >= largest else -value
        largest = max(largest, value)
    return total

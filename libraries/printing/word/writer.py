"""From the first line of a paper to the last."""

from __future__ import annotations

import io

import docx
from docx.enum.text import WD_BREAK

from libraries.printing.paper import (
    Annex,
    Article,
    Block,
    Chapter,
    Clause,
    PageBreak,
    Paper,
    PaperTooHeavy,
    Paragraph,
    Point,
    Redline,
    Section,
    SignatureGrid,
    Table,
    weight_objection,
)
from libraries.printing.word.archive import put_in_order, without_clock
from libraries.printing.word.head import write_head, write_title
from libraries.printing.word.lines import Lines
from libraries.printing.word.setup import set_page, set_properties, set_styles
from libraries.printing.word.signatures import write_foot, write_grid
from libraries.printing.word.tables import table_element
from libraries.printing.word.tracked_changes import TrackedChanges


def paper_to_docx(paper: Paper) -> bytes:
    """The document for Word. Raises PaperTooHeavy with a Vietnamese sentence."""
    if objection := weight_objection(paper):
        raise PaperTooHeavy(objection)
    return _Writer(paper).written()


class _Writer:
    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.document = docx.Document()
        self.lines = Lines(self.document)
        self.changes = TrackedChanges(paper.date)
        set_styles(self.document)
        set_page(self.document, paper)
        set_properties(self.document, paper)

    def written(self) -> bytes:
        write_head(self.lines, self.paper)
        write_title(self.lines, self.paper)
        for block in self.paper.finished_body:
            self.write_block(block)
        if self.document.paragraphs and (self.paper.signatures or self.paper.recipients):
            # No signature alone on a page: the last words go with it.
            self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        write_foot(self.lines, self.paper)
        for block in self.paper.annexes:
            self.write_block(block)
        self.lines.gap(1)  # Word wants a paragraph after the last table
        page = self.document.sections[0]
        for root in (self.document.element, self.document.styles.element):
            put_in_order(root)
        for edge in (page.header, page.first_page_header, page.first_page_footer):
            put_in_order(edge._element)
        raw = io.BytesIO()
        self.document.save(raw)
        return without_clock(raw.getvalue())

    def write_block(self, block: Block) -> None:
        match block:
            case Chapter() | Section():
                level = 1 if isinstance(block, Chapter) else 2
                self.lines.heading(level, block.label, block.title, capitals=True)
            case Article(text=""):
                self.lines.heading(3, block.heading)
            case Article():
                line = self.lines.body_line("")
                self.lines.run(line, f"{block.heading} ", bold=True)
                self.lines.run(line, block.text)
            case Paragraph():
                self.lines.body_line(
                    block.text,
                    bold=block.bold,
                    italic=block.italic,
                    align=block.align,
                    indent=block.indent,
                    keep=block.keep_with_next,
                )
            case Clause(title=""):
                self.lines.body_line(f"{block.label} {block.text}")
            case Clause():
                line = self.lines.body_line(f"{block.label} ", keep=bool(block.text))
                self.lines.run(line, block.title, bold=True)
                if block.text:
                    self.lines.body_line(block.text)
            case Point():
                self.lines.body_line(f"{block.label} {block.text}")
            case Table():
                self.write_table(block)
            case PageBreak():
                self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case Annex():
                heading = self.lines.heading(1, block.label, block.title, capitals=True)
                heading.paragraph_format.page_break_before = True
                if block.reference:
                    self.lines.text_line(block.reference, italic=True, after=10)
            case SignatureGrid():
                write_grid(self.lines, self.paper, block)
            case Redline():
                if block.look == "paragraph":
                    paragraph = self.lines.body_line("", indent=block.indent)
                else:
                    paragraph = self.lines.heading(1 if block.look == "chapter" else 3)
                self.changes.write(paragraph._p, block, size=None)

    def write_table(self, block: Table) -> None:
        if block.caption:
            caption = self.lines.text_line(block.caption, bold=True, after=4)
            caption.paragraph_format.keep_with_next = True
        body = self.document.element.body
        body.insert(body.index(body.sectPr), table_element(block, self.paper.text_width, self.changes))
        self.lines.gap(8)

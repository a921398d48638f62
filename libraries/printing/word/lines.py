"""Lines, headings and borderless tables in a Word document."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from libraries.printing import decree
from libraries.printing.paper import Align
from libraries.printing.word.elements import element, twips

ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}

Holder = Document | _Cell  # what paragraphs can be added to


class Lines:
    """Writes at the end of a document or into a cell of it."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def line(
        self,
        holder: Holder,
        text: str = "",
        *,
        size: float | None = None,
        bold: bool = False,
        italic: bool = False,
        align: Align = "center",
        after: float = 0.0,
        fresh: bool = True,
        em: float = decree.HEAD_LINE,
    ) -> Paragraph:
        """A paragraph without indent in a cell or in the document, its lines `em` high.

        `fresh` False: the cell's first, empty paragraph.
        """
        paragraph = holder.add_paragraph() if fresh else holder.paragraphs[0]
        paragraph.alignment = ALIGNMENTS[align]
        paragraph.paragraph_format.space_after = Pt(after)
        paragraph.paragraph_format.line_spacing = round(em / decree.SINGLE_LINE, 3)
        if text:
            self.run(paragraph, text, size=size, bold=bold, italic=italic)
        return paragraph

    def run(
        self, paragraph: Paragraph, text: str, *, size: float | None = None, bold: bool = False, italic: bool = False
    ) -> Run:
        run = paragraph.add_run(text)  # python-docx turns a line break into w:br
        run.font.size = Pt(size) if size else None
        run.font.bold, run.font.italic = bold or None, italic or None
        return run

    def text_line(self, text: str, *, bold: bool = False, italic: bool = False, after: float = 0.0) -> Paragraph:
        """A centred line as high as those of the body."""
        em = decree.LINE_SPACING * decree.SINGLE_LINE
        return self.line(self.document, text, bold=bold, italic=italic, after=after, em=em)

    def gap(self, height: float, *, keep: bool = False) -> None:
        """Empty height in points; also keeps two tables from becoming one."""
        form = self.line(self.document).paragraph_format
        form.line_spacing, form.keep_with_next = Pt(height), keep or None

    def body_line(
        self,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        align: Align = "justify",
        indent: bool = True,
        keep: bool = False,
    ) -> Paragraph:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = ALIGNMENTS[align]
        if indent and align in ("justify", "left"):
            paragraph.paragraph_format.first_line_indent = Mm(decree.FIRST_LINE_INDENT)
        if keep:
            paragraph.paragraph_format.keep_with_next = True
        if text:
            self.run(paragraph, text, bold=bold, italic=italic)
        return paragraph

    def heading(self, level: int, *lines: str, capitals: bool = False) -> Paragraph:
        """A heading of several lines. capitals: all but the first are shown so, and kept as they were typed."""
        paragraph = self.document.add_paragraph(style=f"Heading {level}" if level else "Title")
        for place, line in enumerate(line for line in lines if line):
            if place:
                paragraph.add_run().add_break(WD_BREAK.LINE)
            run = paragraph.add_run(line)
            if capitals and place:
                run.font.all_caps = True
        return paragraph

    def open_table(self, widths: Sequence[float], rows: int) -> Table:
        """A table of fixed widths (mm) without borders."""
        table: Table = self.document.add_table(rows=rows, cols=len(widths))
        table.autofit = False
        properties = table._tbl.tblPr
        for old in properties.findall(qn("w:tblW")):
            properties.remove(old)
        properties.append(element("tblW", w=twips(sum(widths)), type="dxa"))
        # Word lets a table begin its padding before the margin; its words should stand at the margin.
        properties.append(element("tblInd", w=twips(1), type="dxa"))
        margins = element("tblCellMar")
        for side in ("left", "right"):
            margins.append(element(side, w=twips(1), type="dxa"))
        properties.append(margins)
        for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
            column.set(qn("w:w"), str(twips(width)))
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
        return table

    def room(self, cell: Holder, height: float) -> None:
        """Empty height for a signature, in mm, with a little air above and below."""
        self.line(cell).paragraph_format.line_spacing = Emu(Mm(height) + Pt(4))

"""Signers and recipients."""

from __future__ import annotations

from docx.table import _Cell

from libraries.printing import decree
from libraries.printing.paper import Paper, Signature, SignatureGrid
from libraries.printing.word.elements import element
from libraries.printing.word.lines import Holder, Lines

MARK_HEIGHT = 7  # millimetres of a line of 14 pt


def write_grid(lines: Lines, paper: Paper, grid: SignatureGrid) -> None:
    columns = grid.column_count
    table = lines.open_table([paper.text_width / columns] * columns, rows=len(grid.rows))
    for row, signers in zip(table.rows, grid.rows, strict=True):
        row._tr.get_or_add_trPr().append(element("cantSplit"))
        for cell, signer in zip(row.cells, signers, strict=False):
            cell._tc.get_or_add_tcPr().append(element("vAlign", val="bottom"))
            size, em = decree.GRID_UNIT_SIZE, decree.LIST_LINE
            lines.line(cell, signer.unit_line, size=size, em=em, bold=True, fresh=False)
            lines.line(cell, signer.post.upper(), size=size, em=em, bold=True)
            lines.room(cell, grid.box_height)
            lines.line(cell, signer.name, size=decree.TABLE_SIZE, em=decree.LIST_LINE, bold=True, after=16)
    # All who sign one paper stand on one page: each row is kept with the next one.
    for row in table.rows[:-1]:
        for paragraph in (line for cell in row.cells for line in cell.paragraphs):
            paragraph.paragraph_format.keep_with_next = True
    lines.gap(6)


def write_foot(lines: Lines, paper: Paper) -> None:
    if not paper.signatures and not paper.recipients:
        return
    lines.gap(8, keep=True)
    if len(paper.signatures) > 1:
        width = paper.text_width / len(paper.signatures)
        table = lines.open_table([width] * len(paper.signatures), rows=1)
        for cell, signature in zip(table.rows[0].cells, paper.signatures, strict=True):
            _write_signature(lines, cell, signature)
        if paper.recipients:
            lines.gap(12)
            _write_recipients(lines, paper, lines.document, fresh=True)
    else:
        left = round(paper.text_width * 0.42, 1)
        table = lines.open_table([left, paper.text_width - left], rows=1)
        recipients, signer = table.rows[0].cells
        if paper.recipients:
            _write_recipients(lines, paper, recipients, fresh=False)
        for signature in paper.signatures:
            _write_signature(lines, signer, signature)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("cantSplit"))


def _write_signature(lines: Lines, cell: _Cell, signature: Signature) -> None:
    fresh = False
    for line in signature.lines:
        lines.line(cell, line.upper(), size=decree.SIGNER_SIZE, bold=True, fresh=fresh)
        fresh = True
    room = signature.box_height
    if signature.mark:
        lines.line(cell, signature.mark, size=decree.SIGNER_SIZE, italic=True)
        room -= MARK_HEIGHT
    lines.room(cell, room)
    if signature.agency_post:
        lines.line(cell, signature.post_line, size=decree.SIGNER_SIZE, bold=True)
    lines.line(cell, signature.name, size=decree.SIGNER_SIZE, bold=True)


def _write_recipients(lines: Lines, paper: Paper, holder: Holder, *, fresh: bool) -> None:
    size, em = decree.RECIPIENTS_WORD_SIZE, decree.LIST_LINE
    lines.line(holder, "Nơi nhận:", size=size, em=em, bold=True, italic=True, align="left", fresh=fresh)
    for line in paper.recipient_lines:
        lines.line(holder, line, size=decree.RECIPIENTS_SIZE, em=em, align="left")

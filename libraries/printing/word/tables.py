"""A table of the body: its head row repeats on every page."""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement

from libraries.printing import decree
from libraries.printing.paper import Align, Redline, Table
from libraries.printing.word.elements import element, raw_run, twips
from libraries.printing.word.tracked_changes import TrackedChanges


def table_element(block: Table, text_width: int, changes: TrackedChanges) -> BaseOxmlElement:
    """Made element by element: python-docx's own cells grow slow with the square of the rows."""
    widths = [twips(text_width * percent / 100) for percent in block.percent_widths(text_width)]
    table = element("tbl")
    properties = element("tblPr")
    properties.append(element("tblW", w=sum(widths), type="dxa"))
    properties.append(element("tblInd", w=80, type="dxa"))  # see Lines.open_table
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz=6, space=0, color="000000"))
    properties.append(borders)
    properties.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=80, type="dxa"))
    properties.append(margins)
    table.append(properties)
    grid = element("tblGrid")
    for width in widths:
        grid.append(element("gridCol", w=width))
    table.append(grid)
    head = element("tr")
    head_properties = element("trPr")
    head_properties.append(element("cantSplit"))
    head_properties.append(element("tblHeader"))
    head.append(head_properties)
    for column, width in zip(block.columns, widths, strict=True):
        head.append(_cell(changes, column.title, width, align="center", bold=True, middle=True))
    table.append(head)
    for cells, whole in block.aligned_rows:
        row = element("tr")
        if whole:
            row_properties = element("trPr")
            row_properties.append(element("cantSplit"))
            row.append(row_properties)
        place = 0
        for cell, align in cells:
            width = sum(widths[place : place + cell.colspan])
            row.append(
                _cell(changes, cell.text, width, align=align, bold=cell.bold, italic=cell.italic, span=cell.colspan)
            )
            place += cell.colspan
        table.append(row)
    return table


def _cell(
    changes: TrackedChanges,
    content: str | Redline,
    width: int,
    *,
    align: Align,
    bold: bool = False,
    italic: bool = False,
    span: int = 1,
    middle: bool = False,
) -> BaseOxmlElement:
    cell, properties = element("tc"), element("tcPr")
    properties.append(element("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if middle:
        properties.append(element("vAlign", val="center"))
    cell.append(properties)
    paragraph, form = element("p"), element("pPr")
    padding, line = round(decree.CELL_PADDING * 20), round(decree.HEAD_LINE / decree.SINGLE_LINE * 240)
    form.append(element("spacing", before=padding, after=padding, line=line, lineRule="auto"))
    form.append(element("jc", val={"justify": "both"}.get(align, align)))
    paragraph.append(form)
    if isinstance(content, Redline):
        changes.write(paragraph, content, size=decree.TABLE_SIZE)
    elif content:
        paragraph.append(raw_run(content, size=decree.TABLE_SIZE, bold=bold, italic=italic))
    cell.append(paragraph)
    return cell

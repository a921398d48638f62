"""Words and values of Office files, without what would act."""

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from libraries.foreign_files.inside.refused import Refused
from libraries.foreign_files.workbook import (
    LONGEST_TEXT,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Cell,
    packed,
)

MOST_PARAGRAPHS = 2000
BROKEN = (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError, EOFError, SyntaxError)


def paragraphs(content: bytes, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each paragraph and each row of a table as one line."""
    import docx  # imported here: child process

    lines: list[str] = []
    try:
        for piece in docx.Document(io.BytesIO(content)).iter_inner_content():
            if hasattr(piece, "rows"):
                lines += [" | ".join(cell.text.strip() for cell in row.cells) for row in piece.rows]
            else:
                lines.append(piece.text)
            if len(lines) > 4 * MOST_PARAGRAPHS:
                break
    except BROKEN:
        raise Refused("broken_docx") from None
    yield {"paragraphs": [line.strip() for line in lines if line.strip()][:MOST_PARAGRAPHS]}


def sheets(content: bytes, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """[(name, rows)]: what the cells show, as numbers, dates and text; formulas by the value they last had."""
    import openpyxl  # imported here: child process

    warnings.simplefilter("ignore")  # of styles and extensions that we do not read
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        if len(book.worksheets) > MOST_SHEETS:
            raise Refused("too_many_cells")
        found = [[sheet.title, _rows(sheet)] for sheet in book.worksheets]
    except BROKEN:
        raise Refused("broken_xlsx") from None
    yield {"sheets": found}


def _rows(sheet: Any) -> list[list[Any]]:
    rows: list[list[Any]] = []
    blank = 0
    for cells in sheet.iter_rows(values_only=True):
        row = [packed(_value(cell)) for cell in cells]
        while row and row[-1] is None:
            row.pop()
        # A sheet may claim a million rows and a thousand columns with nothing in them.
        if not row:
            blank += 1
            if blank > MOST_ROWS:
                break
            continue
        rows += [[] for _ in range(blank)]
        blank = 0
        rows.append(row)
        if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
            raise Refused("too_many_cells")
    width = max(map(len, rows), default=0)
    return [row + [None] * (width - len(row)) for row in rows]


def _value(value: Any) -> Cell:
    if value is None or isinstance(value, (bool, int, datetime.datetime, datetime.date, datetime.time)):
        return value
    if isinstance(value, float):
        # Excel keeps whole numbers as fractions too.
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    text = str(value)[:LONGEST_TEXT].strip()
    return text or None

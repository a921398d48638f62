"""A list as an Excel file: what was typed stays text, numbers and dates are numbers and dates, it prints on A4."""

import datetime
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from libraries.web.listing.columns import Column

A4 = 9  # the number Excel gives this paper
LONGEST_TEXT = 32767  # of a cell
LONGEST_HEAD = 200  # of the line that is printed above each page
WIDE = 95  # letters across, from which on the sheet lies
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")

_LINE = Side(style="thin", color="FFBFBFBF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FONT = Font(name="Times New Roman", size=12, bold=True)
_FONT = Font(name="Times New Roman", size=12)
_HEAD_FILL = PatternFill("solid", fgColor="FFF1ECE1")
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_TEXT = Alignment(vertical="top", wrap_text=True)


def sheet_file(title: str, columns: Sequence[Column], rows: Iterable[Any], *, note: str = "") -> bytes:
    """The bytes of an .xlsx file; `note` is a sentence that stands under the last row."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = title, ""
    sheet = book.create_sheet("Danh sách")
    letters = {get_column_letter(place): column.width for place, column in enumerate(columns, start=2)}
    sheet.column_dimensions["A"].width = 6
    for letter, width in letters.items():
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if 6 + sum(letters.values()) > WIDE else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.oddHeader.center.text = title[:LONGEST_HEAD].replace("&", "&&")
    sheet.oddFooter.center.text = "Trang &P/&N"
    sheet.append([_head(sheet, "STT"), *(_head(sheet, column.heading) for column in columns)])
    for number, row in enumerate(rows, start=1):
        sheet.append([_cell(sheet, number), *(_cell(sheet, column.read_for_excel(row)) for column in columns)])
    if note:
        sheet.append([_text(sheet, note)])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _head(sheet: Any, words: str) -> WriteOnlyCell:
    cell = _text(sheet, words)
    cell.font, cell.fill, cell.border, cell.alignment = _HEAD_FONT, _HEAD_FILL, _BORDER, _MIDDLE
    return cell


def _cell(sheet: Any, value: Any) -> WriteOnlyCell:
    if value is None or value == "":
        cell = WriteOnlyCell(sheet)
    elif isinstance(value, bool):
        cell = _text(sheet, "Có" if value else "Không")
    elif isinstance(value, int | float | Decimal):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "0" if isinstance(value, int) else "General"
    elif isinstance(value, datetime.datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        cell = WriteOnlyCell(sheet, moment.replace(tzinfo=None, microsecond=0))
        cell.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(value, datetime.date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "dd/mm/yyyy"
    else:
        cell = _text(sheet, str(value))
    cell.font, cell.border, cell.alignment = _FONT, _BORDER, _TEXT
    return cell


def _text(sheet: Any, words: str) -> WriteOnlyCell:
    """Whatever it begins with, Excel shows it and never reckons with it."""
    cell = WriteOnlyCell(sheet)
    words = NO_XML.sub("", words)[:LONGEST_TEXT]
    cell.value = words
    cell.data_type = "s"
    if words.startswith(FORMULA_STARTS):
        cell.quotePrefix = True
    return cell

"""One column of a sheet as an Excel file with a fixed structure, and what comes back in it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from libraries.foreign_files import Sheet
from libraries.text import likeness
from libraries.web import clock
from libraries.web.formats import vn_number
from scoring.models import Criterion, Mark, ScoreSheet
from scoring.queries import SheetLine

Kind = Criterion.Kind
SHEET = "Phiếu chấm điểm"
HEADINGS = (
    "TT",
    "Nội dung tiêu chí",
    "Cách tính điểm",
    "Điểm tối đa",
    "Chỉ tiêu giao",
    "Kết quả",
    "Không giao",
    "Giải trình",
)
WIDTHS = (8, 52, 34, 12, 16, 16, 12, 48)
TARGET, FOUND, NOT_ASKED, NOTE = 4, 5, 6, 7  # places in a row
ABOVE = 4  # lines above the first criterion
REACHED, MISSED, YES = "Đạt", "Không đạt", "x"
# Excel keeps a number in fifteen digits; a longer one is written as text.
DIGITS_OF_EXCEL = 15
FORMULA_STARTS = ("=", "+", "-", "@")
NOT_THIS_SHEET = "Tệp không phải mẫu của phiếu này. Tải mẫu Excel của phiếu rồi nhập lại."
STRUCTURE_CHANGED = "Cấu trúc của tệp đã bị sửa. Tải mẫu Excel mới, chỉ nhập vào các ô để trống nền trắng."


class NotThisWorkbook(ValueError):
    """The file is not what was given out for this sheet; its words say so to whoever handed it in."""


def checksum(sheet: ScoreSheet, stage: Mark.Stage, lines: Iterable[SheetLine]) -> str:
    """Of sheet, column and structure: a file that was given out for anything else has another one."""
    said = [[row.line.criterion.pk, *_fixed(row)] for row in lines]
    words = json.dumps([sheet.pk, str(stage), said], ensure_ascii=False)
    return salted_hmac("scoring.workbook", words, algorithm="sha256").hexdigest()[:24]


def _fixed(row: SheetLine) -> tuple[str, str, str, str]:
    """The cells that nobody changes."""
    line = row.line
    return line.label, line.criterion.title, line.rule_words, vn_number(line.criterion.maximum)


def workbook_file(sheet: ScoreSheet, stage: Mark.Stage, lines: list[SheetLine]) -> bytes:
    """The criteria that this column is asked about with what it says now. Only the boxes are open."""
    book = Workbook()
    page = book.active
    page.title = SHEET
    unit, year = sheet.unit.name_on(clock.today()), sheet.criteria_set.listed_year
    page.append([f"Phiếu chấm điểm năm {year}: {unit}. Cột: {stage.label}"])
    page.append([f"Mã kiểm tra: {checksum(sheet, stage, lines)}"])
    page.append(["Chỉ nhập vào các ô nền trắng. Để trống là chưa chấm; số 0 là 0 điểm. Không giao: nhập x và lý do."])
    page.append(HEADINGS)
    yes_no = DataValidation(type="list", formula1=f'"{REACHED},{MISSED}"', allow_blank=True)
    page.add_data_validation(yes_no)
    for number, row in enumerate(lines, start=ABOVE + 1):
        mark, kind = row.marks.get(stage), row.line.criterion.kind
        for place, value in enumerate((*_fixed(row), *_said(mark, kind)), start=1):
            _write(page.cell(number, place), value)
        boxes = [FOUND, NOT_ASKED, NOTE] + ([TARGET] if kind == Kind.TARGET else [])
        for place in boxes:
            page.cell(number, place + 1).protection = Protection(locked=False)
            page.cell(number, place + 1).fill = PatternFill("solid", fgColor="FFFFFFFF")
        if kind == Kind.ALL_OR_NOTHING:
            yes_no.add(page.cell(number, FOUND + 1))
    _dress(page)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _dress(page: Any) -> None:
    for place, width in enumerate(WIDTHS):
        page.column_dimensions["ABCDEFGH"[place]].width = width
    for cell in page[ABOVE]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FFF1ECE1")
    for line in page.iter_rows(min_row=ABOVE):
        for cell in line:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if cell.protection.locked and cell.row > ABOVE:
                cell.fill = PatternFill("solid", fgColor="FFF5F4EF")
    page.freeze_panes = f"A{ABOVE + 1}"
    page.page_setup.paperSize, page.page_setup.orientation = 9, "landscape"
    page.protection.sheet = True


def _said(mark: Mark | None, kind: str) -> tuple[Any, ...]:
    if mark is None:
        return None, None, None, None
    found: Any = mark.found
    if found is not None and kind == Kind.ALL_OR_NOTHING:
        found = REACHED if found else MISSED
    return mark.target, found, None if mark.applies else YES, mark.note or None


def _write(cell: Any, value: Any) -> None:
    if isinstance(value, Decimal):
        if len(value.normalize().as_tuple().digits) > DIGITS_OF_EXCEL:
            cell.value = vn_number(value)
        else:
            cell.value = int(value) if value == value.to_integral_value() else value
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_STARTS)


def typed_in(sheets: tuple[Sheet, ...], sheet: ScoreSheet, stage: Mark.Stage, lines: list[SheetLine]) -> dict[str, str]:
    """What stands in the boxes, as the page of the marks would send it. Raises NotThisWorkbook."""
    if len(sheets) != 1 or sheets[0].name != SHEET or len(sheets[0].rows) < ABOVE:
        raise NotThisWorkbook(NOT_THIS_SHEET)
    rows = sheets[0].rows
    told = str(rows[1][0] if rows[1] else "").rpartition(" ")[2]
    if not constant_time_compare(told, checksum(sheet, stage, lines)):
        raise NotThisWorkbook(NOT_THIS_SHEET)
    body = [row for row in rows[ABOVE:] if any(cell not in (None, "") for cell in row)]
    if tuple(rows[ABOVE - 1])[: len(HEADINGS)] != HEADINGS or len(body) != len(lines):
        raise NotThisWorkbook(STRUCTURE_CHANGED)
    typed: dict[str, str] = {}
    for cells, row in zip(body, lines, strict=True):
        full = (*cells, *[None] * (len(HEADINGS) - len(cells)))
        if len(full) > len(HEADINGS) or tuple(map(_words, full[:TARGET])) != _fixed(row):
            raise NotThisWorkbook(STRUCTURE_CHANGED)
        typed |= _boxes(row, full)
    return typed


def _boxes(row: SheetLine, cells: tuple[Any, ...]) -> dict[str, str]:
    key, kind = row.line.criterion.pk, row.line.criterion.kind
    found = _words(cells[FOUND])
    if kind == Kind.ALL_OR_NOTHING:
        found = {likeness(REACHED): "1", likeness(MISSED): "0"}.get(likeness(found), found)
    boxes = {f"found_{key}": found, f"note_{key}": _words(cells[NOTE])}
    if kind == Kind.TARGET:
        boxes[f"target_{key}"] = _words(cells[TARGET])
    if _words(cells[NOT_ASKED]):
        boxes[f"not_asked_{key}"] = "on"
    return boxes


def _words(cell: Any) -> str:
    """A cell as a person types it: a number with its comma."""
    if cell is None:
        return ""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{Decimal(str(cell)):f}".replace(".", ",")
    return str(cell).strip()


@dataclass(frozen=True)
class Difference:
    """One box of one criterion that the file would change."""

    label: str
    title: str
    box: str
    before: str
    after: str


BOXES = {"target": "Chỉ tiêu giao", "found": "Kết quả", "not_asked": "Không giao", "note": "Giải trình"}


def differences(
    lines: Iterable[SheetLine], stage: Mark.Stage, after: Mapping[int, Mapping[str, Any]]
) -> list[Difference]:
    """Line by line what would be written otherwise. after: criterion → found, target, applies, note."""
    rows = []
    for row in lines:
        mark, new = row.marks.get(stage), after[row.line.criterion.pk]
        kind = row.line.criterion.kind
        old = _shown(kind, mark.found, mark.target, mark.applies, mark.note) if mark else dict.fromkeys(BOXES, "")
        now = _shown(kind, new["found"], new["target"], new["applies"], new["note"])
        rows += [
            Difference(row.line.label, row.line.criterion.title, words, old[box], now[box])
            for box, words in BOXES.items()
            if old[box] != now[box]
        ]
    return rows


def _shown(kind: str, found: Decimal | None, target: Decimal | None, applies: bool, note: str) -> dict[str, str]:
    if not applies:
        return {"target": "", "found": "", "not_asked": "Không giao", "note": note}
    words = vn_number(found)
    if kind == Kind.ALL_OR_NOTHING and found is not None:
        words = REACHED if found else MISSED
    return {"target": vn_number(target), "found": words, "not_asked": "", "note": note}

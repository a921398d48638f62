"""A page whose form is a table: typed, pasted, read from a workbook; and the workbook to fill in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from khoithidua.setup.forms import SourceForm
from khoithidua.setup.tables import MOST_ROWS, Row, TableForm, offered, typed_rows, with_rows
from libraries.web import downloads, forms
from libraries.web.downloads import file_name
from records.submission import posted, status_of, submit

MORE = 5
Make = Callable[..., TableForm]
# What a workbook lists beside the table: the words that a box offers.
CHOICES = "Danh mục"


@dataclass
class Filled:
    """A table as it was posted. `act`: the button; `read`: out of Excel, not saved; `saved`: all lines are."""

    form: TableForm
    source: SourceForm
    act: str = ""
    read: bool = False
    saved: bool = False

    @property
    def status(self) -> int:
        if self.act == "read":
            return 422 if self.source.errors else 200
        return 200 if self.act == "more" else status_of(self.form)


def fill(request: HttpRequest, make: Make, save: Callable[[TableForm], Any], saved_by: str = "") -> Filled:
    """Buttons: more lines; lines out of Excel, which are shown and not yet saved; `saved_by`, the one that saves."""
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act == "more":
        form = make(None, rows=_with_more(request, make))
        form.initial.update({field: request.POST.get(field, "") for field in make().base_fields})
        return Filled(form, _source(request, make), act)
    if act == "read":
        form = make(None)
        source = SourceForm(request.POST, request.FILES, table=form)
        if not source.is_valid():
            return Filled(make(None, rows=typed_rows(request.POST, form.columns)), source, act)
        form = make(with_rows(request.POST, form.columns, source.rows))
        form.is_valid()
        return Filled(form, SourceForm(table=make(None)), act, read=True)
    form = make(posted(request))
    saved = act == saved_by and bool(submit(form, lambda _: save(form) or True))
    return Filled(form, _source(request, make), act, saved=saved)


def _source(request: HttpRequest, make: Make) -> SourceForm:
    """The boxes of Excel where another button was pressed: what was pasted and not read yet stays."""
    return SourceForm(table=make(None), initial={"pasted": request.POST.get("pasted", "")})


def _with_more(request: HttpRequest, make: Make) -> list[Row]:
    rows = typed_rows(request.POST, make().columns)
    return [*rows, *({} for _ in range(min(MORE, MOST_ROWS - len(rows))))]


def sheet_answer(form: TableForm, title: str, rows: Sequence[Mapping[str, Any]] = ()) -> HttpResponse:
    """A workbook with the titles of a table, lists where a box offers words, and these lines; to be filled in."""
    return downloads.file_response(_workbook(form, title, rows), file_name(f"Mẫu {title}", "xlsx"), downloads.EXCEL)


def _workbook(form: TableForm, title: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    choices = book.create_sheet(CHOICES)
    for place, column in enumerate(form.columns, 1):
        letter = get_column_letter(place)
        cell = sheet.cell(row=1, column=place, value=column.title)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FFF1ECE1")
        sheet.column_dimensions[letter].width = 40 if column.wide else 22
        field = form.fields[f"{column.name}-0"]
        words = [str(label) for value, label in offered(field) if value] if isinstance(field, forms.ChoiceField) else []
        if words:
            _offer(sheet, choices, letter, [column.title, *words])
        if column.name in ("phone", "username"):
            for row in range(2, MOST_ROWS + 2):
                sheet.cell(row=row, column=place).number_format = "@"  # keeps the zero in front
        for number, values in enumerate(rows, 2):
            written = sheet.cell(row=number, column=place, value=values.get(column.name) or None)
            if written.value is not None:
                written.data_type = "s"  # a name that begins with "=" is no formula
    sheet.freeze_panes = "A2"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _offer(sheet: Worksheet, choices: Worksheet, letter: str, words: list[str]) -> None:
    """A list to choose from; it stands in a sheet of its own because Excel takes few words beside the cell."""
    for row, word in enumerate(words, 1):
        choices[f"{letter}{row}"].value = word
        choices[f"{letter}{row}"].data_type = "s"
    place = f"'{CHOICES}'!${letter}$2:${letter}${len(words)}"
    one_of = DataValidation(type="list", formula1=place, allow_blank=True)
    sheet.add_data_validation(one_of)
    one_of.add(f"{letter}2:{letter}{MOST_ROWS + 1}")

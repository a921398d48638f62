"""/cham-diem/phieu/…/cham/…/: a column of a sheet out to Excel and back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from libraries.web.downloads import EXCEL, file_name, file_response
from records.submission import idempotent_post, posted, status_of
from scoring.documents.workbook import workbook_file
from scoring.forms.marks import MarksForm
from scoring.forms.workbook import WorkbookForm
from scoring.views.sheet import column_of
from units.requests import LoggedInRequest


@require_safe
def marks_file(request: LoggedInRequest, pk: int, column: str) -> HttpResponse:
    """The column as it stands, in a file of which only the boxes can be changed."""
    stage, view = column_of(request, pk, column)
    content = workbook_file(view.sheet, stage, MarksForm(view=view, stage=stage).rows)
    name = file_name(f"{stage.label} {view.sheet.unit.short_name} {view.sheet.criteria_set.listed_year}", ".xlsx")
    return file_response(content, name, EXCEL)


@idempotent_post
def marks_import(request: LoggedInRequest, pk: int, column: str) -> HttpResponse:
    """What a file would change, line by line; the page of the marks writes it."""
    stage, view = column_of(request, pk, column)
    form = WorkbookForm(posted(request), request.FILES or None, view=view, stage=stage)
    status = status_of(form) if form.is_bound and not form.is_valid() else 200
    page = {"view": view, "form": form, "stage": stage, "column": column}
    return render(request, "scoring/marks_import.html", page, status=status)
